/** Brings assets back into what held them, an album or a tag, or takes them out again. */
import type { ChangeItem } from '../../catalog/change.ts';
import { textOf } from '../../catalog/state-values.ts';
import { grouped } from '../../restoring/facet.ts';
import type { membershipIn } from '../changes/membership.ts';
import { type ImmichFacet, noteErrors } from './facet.ts';

/** How a membership is written down: the field with the holder's id, and the one that says whether the asset is in it. */
interface Written {
  readonly holder: 'albumId' | 'tagId';
  readonly inside: 'inAlbum' | 'tagged';
}

/** The id of what held the asset; empty for what is no such membership. */
export function holderOf({ before, after }: ChangeItem, { holder }: Written): string {
  return textOf(after?.[holder] ?? before?.[holder]);
}

/** The facet of one kind of membership; `look` is its own. */
export function membershipFacet(
  written: Written,
  { put, take }: ReturnType<typeof membershipIn>,
  look: ImmichFacet['look'],
): ImmichFacet {
  return {
    fits: (item) => item.kind === 'asset' && holderOf(item, written) !== '',
    look,
    send: async (items, library, call) => {
      const errors = new Map<ChangeItem, string>();
      for (const group of grouped(items, (item) => `${holderOf(item, written)} ${item.after?.[written.inside]}`)) {
        const [first] = group;
        if (first === undefined) continue;
        const move = first.after?.[written.inside] === true ? put : take;
        const ids = group.map(({ id }) => id);
        noteErrors(group, await move(library, holderOf(first, written), ids, call), errors);
      }
      return { errors, remade: new Map() };
    },
  };
}
