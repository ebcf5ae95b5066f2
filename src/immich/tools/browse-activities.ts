/** Tools that list and count the comments and likes of an album. */
import { getActivityStatistics, ReactionType } from '@immich/sdk';
import * as z from 'zod';
import { page } from '../../catalog/list-arguments.ts';
import { tellPage } from '../../catalog/paging.ts';
import { success } from '../../catalog/result.ts';
import { listActivities } from '../listing/activities.ts';
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
    const subject = { albumId: album_id, ...(asset_id === undefined ? {} : { assetId: asset_id }) };
    const counted = await library.request((sdk) => getActivityStatistics(subject, sdk), call);
    if (!counted.ok) return counted;
    const { comments, likes } = counted.value;
    return success({ data: { comments, likes } });
  },
});
