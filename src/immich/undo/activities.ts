/** Brings back comments and likes, as new ones. */
import { createActivity, deleteActivity, ReactionType } from '@immich/sdk';
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import type { StateNow } from '../../catalog/restorer.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { textOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { activityState } from '../changes/ending-activities.ts';
import type { ImmichLibrary } from '../connection.ts';
import { listActivities } from '../listing/activities.ts';
import { type Facet, grouped, sendEach } from './facet.ts';

export const activities: Facet = {
  fits: ({ kind }) => kind === 'activity',
  note: ({ before, after }) =>
    after === null && before !== null ? 'A comment or like comes back with the time of the undo.' : undefined,
  look: async (items, library, call) => {
    const states = new Map<ChangeItem, StateNow>();
    for (const group of grouped(items, albumIdOf)) {
      const [first] = group;
      if (first === undefined) continue;
      const known = await listActivities(library, { albumId: albumIdOf(first) }, call);
      if (!known.ok && known.failure.code !== 'not_found') return known;
      for (const item of group) {
        const activity = known.ok ? known.value.find(({ id }) => id === item.id) : undefined;
        states.set(item, activity === undefined ? null : activityState(activity, albumIdOf(item)));
      }
    }
    return success(items.map((item) => states.get(item)));
  },
  send: async (items, library, call) => {
    const errors = new Map<ChangeItem, string>();
    const remade = new Map<string, string>();
    await sendEach(
      items,
      async ({ id, after }) => {
        if (after === null || after === undefined) {
          return library.request((sdk) => deleteActivity({ id }, sdk), call);
        }
        const made = await makeAgain(after, library, call);
        if (made.ok) remade.set(id, made.value);
        return made;
      },
      errors,
    );
    return { errors, remade };
  },
};

/** Nobody can speak in another's name. */
async function makeAgain(state: JsonObject, library: ImmichLibrary, call: CallContext): Promise<Result<string>> {
  const user = await library.userId(call);
  if (state.userId !== undefined && state.userId !== user) {
    return failed('conflict', 'was written by another user, who alone can write it again');
  }
  const { assetId, comment } = state;
  const activityCreateDto = {
    albumId: textOf(state.albumId),
    type: state.type === ReactionType.Like ? ReactionType.Like : ReactionType.Comment,
    ...(typeof assetId === 'string' ? { assetId } : {}),
    ...(typeof comment === 'string' ? { comment } : {}),
  };
  const made = await library.request((sdk) => createActivity({ activityCreateDto }, sdk), call);
  return made.ok ? success(made.value.id) : made;
}

function albumIdOf({ before, after }: ChangeItem): string {
  return textOf(after?.albumId ?? before?.albumId);
}
