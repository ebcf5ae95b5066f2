/** Tools that list and count the comments and likes of an album. */
import { getActivityStatistics, ReactionType } from '@immich/sdk';
import * as z from 'zod';
import { page } from '../../catalog/list-arguments.ts';
import { tellPage } from '../../catalog/paging.ts';
import { success } from '../../catalog/result.ts';
import { listActivities } from '../listing/activities.ts';
import { type NamedId, refuseUnknown } from '../listing/unknown-ids.ts';
import { tellActivity } from '../present/activity.ts';
import { reactionOf, reactionType } from './activity-arguments.ts';
import { albumId, assetId } from './arguments.ts';
import { defineTool } from './define.ts';

/** Activities on a page. */
const size = 50;

/** Tokens, roughly, for all comments of a page, and for the longest of them. */
const commentsRoom = 5000;
const longestComment = 200;

export const activitiesList = defineTool({
  name: 'immich_activities_list',
  title: 'List activities',
  description: 'Lists comments and likes in an album, oldest first.',
  toolset: 'activities',
  effect: 'read',
  permission: 'view',
  scopes: ['activity.read'],
  input: z.strictObject({
    album_id: albumId,
    asset_id: assetId.optional(),
    type: reactionType.optional().describe('Omit for both'),
    page,
  }),
  output: z.looseObject({ total: z.int(), activities: z.array(z.looseObject({ id: z.string(), type: z.string() })) }),
  async run({ album_id, asset_id, type, page: number }, library, call) {
    const choice = {
      albumId: album_id,
      ...(asset_id === undefined ? {} : { assetId: asset_id }),
      ...(type === undefined ? {} : { $type: reactionOf(type) }),
    };
    const all = await listActivities(library, choice, call);
    if (!all.ok) return all;
    const known = all.value.length > 0 ? success(undefined) : await refuseUnknown(library, [subject(asset_id)], call);
    if (!known.ok) return known;
    const shown = all.value.slice((number - 1) * size, number * size);
    const comments = shown.filter((activity) => activity.type === ReactionType.Comment).length;
    const room = Math.min(longestComment, Math.floor(commentsRoom / Math.max(1, comments)));
    return success({
      data: {
        ...tellPage({ page: number, wanted: size, size, total: all.value.length }),
        activities: shown.map((activity) => tellActivity(activity, room)),
      },
    });
  },
});

export const activitiesStatistics = defineTool({
  name: 'immich_activities_statistics',
  title: 'Count activities',
  description: 'Counts comments and likes in an album.',
  toolset: 'activities',
  effect: 'read',
  permission: 'view',
  scopes: ['activity.statistics'],
  input: z.strictObject({ album_id: albumId, asset_id: assetId.optional() }),
  output: z.looseObject({ comments: z.int(), likes: z.int() }),
  async run({ album_id, asset_id }, library, call) {
    const choice = { albumId: album_id, ...(asset_id === undefined ? {} : { assetId: asset_id }) };
    const counted = await library.request((sdk) => getActivityStatistics(choice, sdk), call);
    if (!counted.ok) return counted;
    const { comments, likes } = counted.value;
    const known = comments + likes > 0 ? success(undefined) : await refuseUnknown(library, [subject(asset_id)], call);
    if (!known.ok) return known;
    return success({ data: { comments, likes } });
  },
});

/** The asset that the comments and likes are about, which may not be there at all. */
function subject(id: string | undefined): NamedId {
  return { argument: 'asset_id', kind: 'asset', id };
}
