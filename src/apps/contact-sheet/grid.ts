/** The grid of photos: any number of them, reached by mouse, finger and keyboard. */
import type { PageAsset } from '../../catalog/pages/assets.ts';
import { element } from '../parts/element.ts';
import type { ThumbnailShelf } from '../parts/thumbnails.ts';
import { openVirtualList } from '../parts/virtual-list.ts';
import { dayCell, photoCell } from './cell.ts';
import type { Section } from './days.ts';
import { takeInput } from './input.ts';
import { assetAt, type Place, placeAfter, placeOf } from './moves.ts';
import { openPlaceSelection } from './place-selection.ts';
import { headingHeight, type Row, rowsOf } from './rows.ts';
import type { Selection } from './selection.ts';

export interface Arrangement {
  /** In the order in which they are shown. */
  readonly assets: readonly PageAsset[];
  readonly sections: readonly Section[];
  readonly hasHeadings: boolean;
}

export interface GridOptions {
  readonly scroller: HTMLElement;
  readonly thumbs: ThumbnailShelf;
  readonly selection: Selection;
  locale(): string | undefined;
  /** The number under which the model knows an asset. */
  numberOf(id: string): number | undefined;
  /** Opens a photo, by its position. */
  open(at: number): void;
  /** Told how many assets are at or before the end of what is near the window. */
  near(count: number): void;
}

export interface Grid {
  readonly element: HTMLElement;
  /** Pixels that all rows take. */
  readonly height: number;
  show(arrangement: Arrangement): void;
  /** Marks what is selected now. */
  paint(): void;
  /** Keeps what the keyboard is at in view: a bar may have come before it. */
  keepInView(): void;
  /** Makes what is shown anew: something beside the photos changed. */
  renew(): void;
  /** Brings a photo into view and the keyboard to it. */
  focus(at: number): void;
}

/** Rows are lower where there is little room, so that there are still several photos in each. */
const rowHeights = { narrow: 112, wide: 164, from: 520 } as const;

export function openGrid(options: GridOptions): Grid {
  const { scroller, selection } = options;
  let shownNow: Arrangement = { assets: [], sections: [], hasHeadings: false };
  let rows: readonly Row[] = [];
  let cursor: Place = { row: 0, cell: 0 };
  /** The photo at the cursor; undefined at a heading. */
  let cursorId: string | undefined;
  let width = 0;
  const chosen = openPlaceSelection(selection, () => ({ assets: shownNow.assets, rows }));
  const list = openVirtualList({
    scroller,
    label: 'Photos',
    as: 'grid',
    rowHeight: (index) => rows[index]?.height ?? headingHeight,
    render: (index) => renderRow(index),
    shown: (first, end) => {
      keepCursorNear(first, end);
      options.near((lastAssetBefore(end) ?? 0) + 1);
    },
  });
  const box = list.element;
  box.setAttribute('aria-multiselectable', 'true');

  function renderRow(index: number): HTMLElement {
    const row = rows[index];
    const made = element('div', { class: row?.kind === 'day' ? 'day-row' : 'photo-row' });
    made.style.height = `${row?.height ?? 0}px`;
    if (row?.kind === 'day') made.append(marked(dayCell(row.section, options.locale(), factsOf(index, 0)), index, 0));
    if (row?.kind !== 'photos') return made;
    for (const [cell, { at, width: pixels }] of row.cells.entries()) {
      const asset = shownNow.assets[at];
      if (asset === undefined) continue;
      const facts = { ...factsOf(index, cell), number: options.numberOf(asset.id) };
      const photo = photoCell(asset, pixels, options.locale(), facts);
      made.append(marked(photo.cell, index, cell));
      options.thumbs.show(asset.id, photo.image);
    }
    return made;
  }

  function marked(cell: HTMLElement, row: number, at: number): HTMLElement {
    cell.dataset.row = String(row);
    cell.dataset.cell = String(at);
    return cell;
  }

  function factsOf(row: number, cell: number) {
    return { isSelected: chosen.isSelected({ row, cell }), isCursor: cursor.row === row && cursor.cell === cell };
  }

  function lastAssetBefore(end: number): number | undefined {
    for (let index = end - 1; index >= 0; index -= 1) {
      const row = rows[index];
      if (row?.kind === 'photos') return row.cells.at(-1)?.at;
    }
    return undefined;
  }

  /** The keyboard enters where people look. */
  function keepCursorNear(first: number, end: number): void {
    if (box.contains(document.activeElement) || (cursor.row >= first && cursor.row < end)) return;
    setCursor({ row: Math.min(first + 1, Math.max(first, end - 1)), cell: 0 });
  }

  function setCursor(place: Place): void {
    cellAt(cursor)?.setAttribute('tabindex', '-1');
    cursor = place;
    cursorId = assetAt(place, rows) === undefined ? undefined : chosen.idsAt(place)[0];
    cellAt(cursor)?.setAttribute('tabindex', '0');
  }

  function cellAt({ row, cell }: Place): HTMLElement | null {
    return box.querySelector<HTMLElement>(`[data-row="${row}"][data-cell="${cell}"]`);
  }

  function moveTo(place: Place): void {
    list.reveal(place.row);
    // A day is read with its heading.
    if (rows[place.row - 1]?.kind === 'day') list.reveal(place.row - 1);
    setCursor(place);
    cellAt(place)?.focus({ preventScroll: true });
  }

  function act(place: Place): void {
    const at = assetAt(place, rows);
    if (at === undefined) chosen.choose(place, false);
    else options.open(at);
  }

  takeInput(box, {
    reached: setCursor,
    choose: chosen.choose,
    act,
    go: goBy,
    selectAll: () => selection.selectAll(shownNow.assets.map(({ id }) => id)),
    clear: () => selection.clear(),
    hasSelection: () => selection.size > 0,
  });

  function goBy(key: string, from: Place, selects: boolean): boolean {
    const place = placeAfter(key, from, { rows, seen: scroller.clientHeight });
    if (place === undefined) return key.startsWith('Arrow');
    if (selects) chosen.extend(from, place);
    moveTo(place);
    return true;
  }

  function layOut(): void {
    width = box.clientWidth;
    if (width === 0) return;
    const hadFocus = box.contains(document.activeElement);
    const before = rows;
    const rowHeight = width < rowHeights.from ? rowHeights.narrow : rowHeights.wide;
    rows = rowsOf(shownNow.assets, shownNow.sections, { width, rowHeight }, shownNow.hasHeadings);
    cursor = placeOfCursor();
    list.setCount(rows.length);
    for (const [index, row] of before.entries()) if (differs(row, rows[index])) list.refresh(index);
    if (hadFocus && !box.contains(document.activeElement)) moveTo(cursor);
  }

  /** Where the photo is now that the keyboard was at. */
  function placeOfCursor(): Place {
    const at = shownNow.assets.findIndex(({ id }) => id === cursorId);
    const found = at === -1 ? undefined : placeOf(at, rows);
    return found ?? (rows[cursor.row] === undefined ? { row: 0, cell: 0 } : { row: cursor.row, cell: 0 });
  }

  new ResizeObserver(() => {
    if (box.clientWidth !== width) layOut();
  }).observe(box);

  return {
    element: box,
    get height() {
      return rows.reduce((sum, row) => sum + row.height, 0);
    },
    show: (arrangement) => {
      shownNow = arrangement;
      layOut();
    },
    paint: () => {
      for (const cell of box.querySelectorAll<HTMLElement>('[data-cell]')) {
        const place = { row: Number(cell.dataset.row), cell: Number(cell.dataset.cell) };
        cell.setAttribute('aria-selected', String(chosen.isSelected(place)));
      }
      box.classList.toggle('is-selecting', selection.size > 0);
    },
    keepInView: () => {
      if (box.contains(document.activeElement)) list.reveal(cursor.row);
    },
    renew: () => list.refresh(),
    focus: (at) => {
      const place = placeOf(at, rows);
      if (place !== undefined) moveTo(place);
    },
  };
}

function differs(before: Row, after: Row | undefined): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}
