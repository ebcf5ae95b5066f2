/** The tool that deletes a comment or a like. */
import { type AlbumResponseDto, deleteActivity } from '@immich/sdk';
import * as z from 'zod';
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { isUnclear, lookAgain } from '../../changing/unclear.ts';
import { ownerOf } from '../changes/album-lookup.ts';
import { activityState, cautionOfEnding } from '../changes/ending-activities.ts';
import type { ImmichLibrary } from '../connection.ts';
import { findActivity, listActivities } from '../listing/activities.ts';
import { tellActivity } from '../present/activity.ts';
import { albumId, id } from './arguments.ts';
import { defineChange } from './define.ts';

/** Tokens, roughly, of a comment in a preview. */
const commentRoom = 300;

interface DeleteWork {
  readonly activityId: string;
  readonly albumId: string;
  readonly facts: JsonObject;
}

export const activitiesDelete = defineChange({
  name: 'immich_activities_delete',
  title: 'Delete activity',
  description: 'Deletes a comment or like. Previews by default.',
  toolset: 'activities',
  effect: 'remove',
  permission: 'delete',
  scopes: ['album.read', 'activity.read', 'activity.delete'],
  input: z.strictObject({
    activity_id: id.describe('From a list of them'),
    album_id: albumId.optional().describe('Omit to search for it'),
  }),
  output: z.looseObject({ deleted: z.string().optional(), type: z.string(), album_id: z.string() }),
  async plan({ activity_id, album_id }, library, call) {
    const found = await findActivity(library, activity_id, album_id, call);
    if (!found.ok) return found;
    const { activity, album } = found.value;
    const user = await library.userId(call);
    if (user !== undefined && activity.user.id !== user && isOwnedByAnother(album, user)) {
      return failed('conflict', 'Only who made it and the owner of the album can delete it.');
    }
    const facts = {
      ...tellActivity(activity, commentRoom),
      album_id: album.id,
      albumName: shortText(album.albumName, 40),
    };
    const work: DeleteWork = { activityId: activity_id, albumId: album.id, facts };
    const item: ChangeItem = {
      kind: 'activity',
      id: activity_id,
      before: activityState(activity, album.id),
      after: null,
    };
    return success({
      preview: facts,
      items: [item],
      ...cautionOfEnding([item], user),
      work,
    });
  },
  async apply({ activityId, albumId: album, facts }: DeleteWork, library, call) {
    const sent = await library.request((sdk) => deleteActivity({ id: activityId }, sdk), call);
    if (!sent.ok && !isUnclear(sent.failure)) return sent;
    const now = await listActivities(library, { albumId: album }, lookAgain());
    const gone = now.ok ? !now.value.some((one) => one.id === activityId) : undefined;
    if (sent.ok ? gone === false : gone !== true) return notDeleted(sent, gone, library);
    return success({ items: [{ id: activityId, ok: true }], data: { deleted: activityId, ...facts } });
  },
});

function isOwnedByAnother(album: AlbumResponseDto, user: string): boolean {
  const owner = ownerOf(album);
  return owner !== undefined && owner !== user;
}

function notDeleted(sent: Result<unknown>, gone: boolean | undefined, library: ImmichLibrary): Result<never> {
  if (sent.ok) return failed('conflict', `${library.name} took the deletion, but the activity is still there.`);
  const state = gone === false ? 'The activity is still there.' : 'Whether it was deleted is unclear.';
  return failed(sent.failure.code, `${sent.failure.message} ${state}`, 'Look with immich_activities_list first.');
}
