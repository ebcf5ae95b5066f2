/** Brings back which photos are in which albums. */
import type { ChangeItem } from '../../catalog/change.ts';
import type { StateNow } from '../../catalog/restorer.ts';
import { success } from '../../catalog/result.ts';
import { textOf } from '../../catalog/state-values.ts';
import { grouped, noteErrors } from '../../restoring/facet.ts';
import { memberStates } from '../changes/album-members.ts';
import { setInAlbum } from '../changes/album-photos.ts';
import { archiveState, photoStates } from '../changes/states.ts';
import type { PhotoPrismFacet } from './facet.ts';
import { roleOf } from './photo-role.ts';

export const albumMembers: PhotoPrismFacet = {
  fits: (item) => roleOf(item) === 'album',
  look: async (items, library, call, unseen) => {
    const inside = await memberStates(
      items.map((item) => ({ id: item.id, albumId: albumIdOf(item) })),
      library,
      call,
    );
    if (!inside.ok) return inside;
    const absent = items.filter((_, position) => inside.value[position]?.inAlbum === false);
    const archived = await photoStates(
      absent.map(({ id }) => ({ id, state: archiveState })),
      library,
      call,
    );
    if (!archived.ok) return archived;
    // No album shows what is in the archive.
    const hidden = new Set(absent.filter((_, position) => archived.value[position]?.archived === true));
    return success(
      items.map((item, position): StateNow => {
        if (!hidden.has(item)) return inside.value[position] ?? null;
        return unseen === 'open' ? undefined : (item.after ?? null);
      }),
    );
  },
  send: async (items, library, call) => {
    const errors = new Map<ChangeItem, string>();
    for (const group of grouped(items, (item) => `${albumIdOf(item)} ${item.after?.inAlbum}`)) {
      const [first] = group;
      if (first === undefined) continue;
      const ids = group.map(({ id }) => id);
      noteErrors(group, await setInAlbum(albumIdOf(first), ids, first.after?.inAlbum === true, library, call), errors);
    }
    return { errors, remade: new Map() };
  },
};

function albumIdOf({ before, after }: ChangeItem): string {
  return textOf(after?.albumId ?? before?.albumId);
}
