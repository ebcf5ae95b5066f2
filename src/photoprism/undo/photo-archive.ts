/** Brings photos out of the archive, or archives them again. */
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { success } from '../../catalog/result.ts';
import { textsOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { noteErrors } from '../../restoring/facet.ts';
import { changePhotos } from '../changes/photo-batch.ts';
import { archiveState, photoStates } from '../changes/states.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { isArchived } from '../present/photo.ts';
import type { PhotoPrismFacet } from './facet.ts';
import { roleOf } from './photo-role.ts';

export const photoArchive: PhotoPrismFacet = {
  fits: (item) => roleOf(item) === 'archive',
  look: async (items, library, call) => {
    const states = await photoStates(
      items.map(({ id }) => ({ id, state: archiveState })),
      library,
      call,
    );
    if (!states.ok) return states;
    return success(states.value.map((state, position) => asFarAsMeant(state, items[position])));
  },
  send: async (items, library, call) => {
    const errors = new Map<ChangeItem, string>();
    const moves = (archived: boolean) =>
      items.filter(({ before, after }) => after?.archived === archived && before?.archived !== archived);
    await move(moves(false), 'restore', library, call, errors);
    await move(moves(true), 'archive', library, call, errors);
    return { errors, remade: new Map() };
  },
};

/**
 * What counts of how it is now. No album shows what is in the archive; albums that it came into besides are no matter of it;
 * and one that is out of it, but not in its albums again, is on its way back.
 */
function asFarAsMeant(now: JsonObject | null, item: ChangeItem | undefined): JsonObject | null {
  if (now === null) return null;
  if (now.archived === true) return { ...now, albums: [] };
  const wasArchived = item?.after?.archived === true;
  const known = textsOf((wasArchived ? item?.before : item?.after)?.albums);
  const inside = new Set(textsOf(now.albums));
  const isWhole = known.every((albumId) => inside.has(albumId));
  if (wasArchived) return isWhole ? { ...now, albums: known } : { archived: true, albums: [] };
  return isWhole ? { ...now, albums: known } : now;
}

async function move(
  items: readonly ChangeItem[],
  action: 'archive' | 'restore',
  library: PhotoPrismLibrary,
  call: CallContext,
  errors: Map<ChangeItem, string>,
): Promise<void> {
  if (items.length === 0) return;
  const batch = {
    action,
    isSo: (photo: Parameters<Parameters<typeof changePhotos>[1]['isSo']>[0]) =>
      photo !== undefined && isArchived(photo.detail) === (action === 'archive'),
    otherwise: action === 'archive' ? 'is not in the archive' : 'is still in the archive',
  };
  const ids = items.map(({ id }) => id);
  noteErrors(items, await changePhotos(ids, batch, library, call), errors);
}

/**
 * What must be done besides to bring these photos back: archiving took them out of every album, and PhotoPrism puts them
 * back into none.
 */
export function albumsToFill(items: readonly ChangeItem[]): readonly ChangeItem[] {
  return items
    .filter((item) => roleOf(item) === 'archive' && item.after?.archived !== true)
    .flatMap(({ kind, id, before, after }) => {
      const inside = new Set(textsOf(before?.albums));
      const lacking = textsOf(after?.albums).filter((albumId) => !inside.has(albumId));
      const stateOf = (albumId: string, inAlbum: boolean) => ({ albumId, inAlbum });
      return lacking.map((albumId) => ({
        kind,
        id,
        before: stateOf(albumId, false),
        after: stateOf(albumId, true),
      }));
    });
}
