/** The tool that comments on an album or an asset in it, or likes it. */
import {
  type ActivityCreateDto,
  type ActivityResponseDto,
  createActivity,
  getAlbumInfo,
  ReactionType,
} from '@immich/sdk';
import * as z from 'zod';
import { failed, type Result, success } from '../../catalog/result.ts';
import { isUnclear, lookAgain } from '../../changing/unclear.ts';
import { isInAlbum } from '../changes/album-membership.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { listActivities } from '../listing/activities.ts';
import { tellActivity } from '../present/activity.ts';
import { reactionOf, reactionType } from './activity-arguments.ts';
import { albumId, assetId } from './arguments.ts';
import { defineChange } from './define.ts';

const comment = z
  .string()
  .refine((text) => text.trim() !== '' && text.length <= 10_000, 'must have 1 to 10,000 characters')
  .optional()
  .describe('For COMMENT');

interface CreateWork {
  readonly activityCreateDto: ActivityCreateDto;
  /** Those of the same kind by this user that were there before; undefined where that could not be found out. */
  readonly before: readonly ActivityResponseDto[] | undefined;
}

/** Tokens, roughly, of the comment in the answer. */
const commentRoom = 100;

export const activitiesCreate = defineChange({
  name: 'immich_activities_create',
  title: 'Comment or like',
  description: 'Comments on or likes an album, or an asset in it, as the user, for all its members to see.',
  toolset: 'activities',
  effect: 'add',
  permission: 'react',
  scopes: ['album.read', 'activity.read', 'activity.create'],
  input: z.strictObject({
    album_id: albumId,
    type: reactionType.describe('Kind'),
    asset_id: assetId.optional().describe('Id or file name; omit for the album'),
    comment,
  }),
  output: z.looseObject({ id: z.string(), type: z.string() }),
  async plan({ album_id, asset_id, type, comment: text }, library, call) {
    const kind = reactionOf(type);
    if (kind === ReactionType.Comment && text === undefined) return failed('invalid_input', 'A COMMENT needs comment.');
    if (kind === ReactionType.Like && text !== undefined) {
      return failed('invalid_input', 'A LIKE has no comment.', 'Send a COMMENT beside it.');
    }
    const open = await isOpen(library, album_id, asset_id, call);
    if (!open.ok) return open;
    const activityCreateDto: ActivityCreateDto = {
      albumId: album_id,
      type: kind,
      ...(asset_id === undefined ? {} : { assetId: asset_id }),
      ...(text === undefined ? {} : { comment: text }),
    };
    const before = await ownOfKind(library, activityCreateDto, call);
    return success({ preview: { ...activityCreateDto }, items: [], work: { activityCreateDto, before } });
  },
  async apply({ activityCreateDto, before }: CreateWork, library, call) {
    const sent = await library.request((sdk) => createActivity({ activityCreateDto }, sdk), call);
    const made =
      sent.ok || !isUnclear(sent.failure) ? sent : await lookForIt(library, sent, { activityCreateDto, before });
    if (!made.ok) return made;
    const { id } = made.value;
    const was = before?.some((activity) => activity.id === id) ?? false;
    const { albumId, assetId = null, type, comment: text = null } = activityCreateDto;
    const after = { albumId, assetId, type, comment: text };
    return success({
      items: was ? [] : [{ id, ok: true, made: { kind: 'activity', after } }],
      data: { ...tellActivity(made.value, commentRoom), already_liked: was || undefined },
    });
  },
});

/** An album whose owner lets people comment, and that has the asset: Immich answers the rest with a failure of its own. */
async function isOpen(
  library: ImmichLibrary,
  album: string,
  asset: string | undefined,
  call: RequestCall,
): Promise<Result<true>> {
  const found = await library.request((sdk) => getAlbumInfo({ id: album }, sdk), call);
  if (!found.ok) return found;
  if (!found.value.isActivityEnabled) {
    return failed('conflict', 'Comments and likes are switched off in this album.', 'Its owner can switch them on.');
  }
  const inside = asset === undefined ? success(true) : await isInAlbum(library, asset, album, call);
  if (!inside.ok && inside.failure.code !== 'not_found') return inside;
  if (inside.ok && inside.value) return success(true);
  return failed('conflict', 'This asset is not in the album.', 'Add it with immich_albums_add_assets first.');
}

/** The activities of this kind, about this and by this user. */
async function ownOfKind(
  library: ImmichLibrary,
  { albumId, assetId, type }: ActivityCreateDto,
  call: RequestCall,
): Promise<readonly ActivityResponseDto[] | undefined> {
  const userId = await library.userId(call);
  if (userId === undefined) return undefined;
  const subject = assetId === undefined ? {} : { assetId };
  const found = await listActivities(library, { albumId, $type: type, userId, ...subject }, call);
  return found.ok ? found.value.filter((activity) => (activity.assetId ?? undefined) === assetId) : undefined;
}

/** What became of a request without a clear answer: a like that is there, or a comment that was not there before. */
async function lookForIt(
  library: ImmichLibrary,
  sent: Result<ActivityResponseDto> & { ok: false },
  { activityCreateDto, before }: CreateWork,
): Promise<Result<ActivityResponseDto>> {
  const now = before === undefined ? undefined : await ownOfKind(library, activityCreateDto, lookAgain());
  const isNew = ({ id }: ActivityResponseDto) => !before?.some((activity) => activity.id === id);
  const { type, comment: text } = activityCreateDto;
  const found = now?.find((one) => type === ReactionType.Like || (isNew(one) && one.comment === text));
  if (found !== undefined) return success(found);
  const what = type === ReactionType.Like ? 'like' : 'comment';
  const state = now === undefined ? `Whether the ${what} was made is unclear.` : `The ${what} was not made.`;
  const hint = 'Look with immich_activities_list before trying again.';
  return failed(sent.failure.code, `${sent.failure.message} ${state}`, hint);
}
