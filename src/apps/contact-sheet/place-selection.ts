/** What selecting means at a place of the grid, which is a photo or the heading of a day. */
import type { PageAsset } from '../../catalog/pages/assets.ts';
import { assetAt, type Place } from './moves.ts';
import type { Row } from './rows.ts';
import type { Selection } from './selection.ts';

/** What the grid shows now. */
export interface Shown {
  readonly assets: readonly PageAsset[];
  readonly rows: readonly Row[];
}

export interface PlaceSelection {
  /** The assets that a place stands for: one photo, or those of a day. */
  idsAt(place: Place): string[];
  /** True where all of them are selected. */
  isSelected(place: Place): boolean;
  /** Selects, or takes that back; `isRange` selects all photos from the last one that was chosen. */
  choose(place: Place, isRange: boolean): void;
  /** Selects what is passed on the way. */
  extend(from: Place, to: Place): void;
}

export function openPlaceSelection(selection: Selection, shown: () => Shown): PlaceSelection {
  function idsAt(place: Place): string[] {
    const { assets, rows } = shown();
    const row = rows[place.row];
    if (row?.kind === 'day') {
      const { first, count } = row.section;
      return assets.slice(first, first + count).map(({ id }) => id);
    }
    const asset = assets[assetAt(place, rows) ?? -1];
    return asset === undefined ? [] : [asset.id];
  }

  const isDay = ({ row }: Place) => shown().rows[row]?.kind === 'day';

  return {
    idsAt,
    isSelected: (place) => idsAt(place).every((id) => selection.has(id)),
    choose: (place, isRange) => {
      const ids = idsAt(place);
      const [id] = ids;
      if (id === undefined) return;
      if (isDay(place)) selection.toggleAll(ids);
      else if (isRange) selection.extendTo(id);
      else selection.toggle(id);
    },
    extend: (from, to) => {
      for (const place of [from, to]) {
        const [id] = idsAt(place);
        if (id !== undefined && !isDay(place)) selection.extendTo(id);
      }
    },
  };
}
