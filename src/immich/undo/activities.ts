/** Brings back comments and likes, as new ones. */
import { createActivity, deleteActivity, ReactionType } from '@immich/sdk';
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import type { StateNow } from '../../catalog/restorer.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { textOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import { grouped, sendRemaking, type Unseen } from '../../restoring/facet.ts';
import { isInAlbum } from '../changes/album-membership.ts';
import { activityState } from '../changes/ending-activities.ts';
import type { ImmichLibrary } from '../connection.ts';
import { listActivities } from '../listing/activities.ts';
import type { ImmichFacet } from './facet.ts';
import { makeOnce } from './make-once.ts';
import { isTrashed } from './trash.ts';

export const activities: ImmichFacet = {
  fits: ({ kind }) => kind === 'activity',
  note: ({ before, after }) =>
    after === null && before !== null ? 'A comment or like comes back with the time of the undo.' : undefined,
  look: async (items, library, call, unseen) => {
    const states = new Map<ChangeItem, StateNow>();
    for (const group of grouped(items, albumIdOf)) {
      const looked = await lookInto(group, library, call, unseen);
      if (!looked.ok) return looked;
      for (const [position, item] of group.entries()) states.set(item, looked.value[position]);
    }
    return success(items.map((item) => states.get(item)));
  },
  send: (items, library, call) =>
    sendRemaking(items, async (item, remade) => {
      const { id, after } = item;
      if (after === null || after === undefined) return library.request((sdk) => deleteActivity({ id }, sdk), call);
      return makeAgain(item, after, remade, library, call);
    }),
};

/** The activities of one album. */
async function lookInto(
  items: readonly ChangeItem[],
  library: ImmichLibrary,
  call: CallContext,
  unseen: Unseen,
): Promise<Result<StateNow[]>> {
  const [first] = items;
  const albumId = first === undefined ? '' : albumIdOf(first);
  const known = await listActivities(library, { albumId }, call);
  if (!known.ok) return known.failure.code === 'not_found' ? success(items.map(() => null)) : known;
  return inParallel(items, async (item): Promise<Result<StateNow>> => {
    const activity = known.value.find(({ id }) => id === item.id);
    if (activity !== undefined) return success(activityState(activity, albumId));
    const hidden = await isHidden(item, albumId, library, call);
    if (!hidden.ok) return hidden;
    if (!hidden.value) return success(null);
    return success(unseen === 'open' ? undefined : (item.after ?? null));
  });
}

/** True where it is about what is in the album and in the trash: Immich tells nobody of it until that is back. */
async function isHidden(
  { before, after }: ChangeItem,
  albumId: string,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<boolean>> {
  const assetId = textOf((after ?? before)?.assetId);
  const trashed = assetId === '' ? success(false) : await isTrashed(assetId, library, call);
  return trashed.ok && trashed.value ? isInAlbum(library, assetId, albumId, call) : trashed;
}

/** Nobody can speak in another's name. */
async function makeAgain(
  item: ChangeItem,
  state: JsonObject,
  remade: Map<string, string>,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const user = await library.userId(call);
  if (state.userId !== undefined && state.userId !== user) {
    return failed('conflict', 'was written by another user, who alone can write it again');
  }
  const { assetId, comment } = state;
  const trashed = typeof assetId === 'string' ? await isTrashed(assetId, library, call) : success(false);
  if (!trashed.ok) return trashed;
  if (trashed.value) return failed('conflict', 'is about a photo in the trash: restore that first');
  const activityCreateDto = {
    albumId: textOf(state.albumId),
    type: state.type === ReactionType.Like ? ReactionType.Like : ReactionType.Comment,
    ...(typeof assetId === 'string' ? { assetId } : {}),
    ...(typeof comment === 'string' ? { comment } : {}),
  };
  const create = () => library.request((sdk) => createActivity({ activityCreateDto }, sdk), call);
  return makeOnce(item, create, remade, library);
}

function albumIdOf({ before, after }: ChangeItem): string {
  return textOf(after?.albumId ?? before?.albumId);
}
