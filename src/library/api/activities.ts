/** `/activities`: comments and likes in albums, by everybody who can open them. */
import type { ActivityResponseDto, ActivityStatisticsResponseDto } from '@immich/sdk';
import { Hono } from 'hono';
import * as z from 'zod';
import {
  type ActivityChoice,
  type ActivityView,
  addActivity,
  countActivities,
  deleteActivity,
  findActivities,
} from '../store/activities.ts';
import type { Store } from '../store/open.ts';
import { accessibleAlbums, requireAlbums } from './access.ts';
import { answer, noContent } from './answer.ts';
import type { Routes } from './app.ts';
import type { ApiCaller, ApiEnv } from './context.ts';
import { databaseDate, isoDate } from './dates.ts';
import { badRequest, noAccess } from './errors.ts';
import { userDto } from './user-dto.ts';
import { readBody, readId, readQuery, storedText, uuid } from './validation.ts';
import type { Wire } from './wire.ts';

type ActivityDto = Wire<ActivityResponseDto>;

const kind = z.enum(['comment', 'like']);

const subject = z.object({ albumId: uuid, assetId: uuid.optional() });
const choice = subject.extend({
  type: kind.optional(),
  level: z.enum(['album', 'asset']).optional(),
  userId: uuid.optional(),
});

const creation = subject
  .extend({ type: kind, comment: storedText.optional() })
  .refine(({ type, comment }) => type !== 'comment' || Boolean(comment), {
    error: 'Comment is required when type is COMMENT',
    path: ['comment'],
  })
  .refine(({ type, comment }) => type === 'comment' || !comment, {
    error: 'Comment must not be provided when type is not COMMENT',
    path: ['comment'],
  });

function activityDto({ activity, user }: ActivityView): ActivityDto {
  return {
    id: activity.id,
    assetId: activity.assetId,
    createdAt: isoDate(activity.createdAt),
    comment: activity.comment,
    type: activity.isLiked === 1 ? 'like' : 'comment',
    user: userDto(user, databaseDate),
  };
}

/** What the query asks for: `level=album` leaves assets out, `level=asset` means nothing by itself. */
function chosenBy({ albumId, assetId, type, level, userId }: z.infer<typeof choice>): ActivityChoice {
  return {
    albumId,
    userId,
    assetId: level === 'album' ? null : assetId,
    isLiked: type === undefined ? undefined : type === 'like' ? 1 : 0,
  };
}

/** Throws 400 unless the caller can open the album and its owner lets people comment. */
async function requireCreate(store: Store, { user }: ApiCaller, albumId: string): Promise<void> {
  const open = await accessibleAlbums(store, user.id, 'album.read', [albumId]);
  const album = store.selectFrom('album').select('isActivityEnabled').where('id', '=', albumId);
  const isEnabled = (await album.executeTakeFirst())?.isActivityEnabled === 1;
  if (!open.has(albumId) || !isEnabled) throw noAccess('activity.create');
}

export const activityRoutes: Routes = ({ store }, requires) => {
  const app = new Hono<ApiEnv>();

  app.get('/activities', requires('activity.read'), async (c) => {
    const asked = readQuery(c, choice);
    await requireAlbums(store, c.var.caller, 'album.read', [asked.albumId]);
    return answer<ActivityDto[]>((await findActivities(store, chosenBy(asked))).map(activityDto));
  });

  app.get('/activities/statistics', requires('activity.statistics'), async (c) => {
    const asked = readQuery(c, subject);
    await requireAlbums(store, c.var.caller, 'album.read', [asked.albumId]);
    return answer<ActivityStatisticsResponseDto>(await countActivities(store, asked));
  });

  app.post('/activities', requires('activity.create'), async (c) => {
    const { albumId, assetId = null, comment } = await readBody(c, creation);
    const { user } = c.var.caller;
    await requireCreate(store, c.var.caller, albumId);
    const added = await addActivity(store, {
      albumId,
      assetId,
      userId: user.id,
      comment: comment === undefined || comment === '' ? null : comment,
    });
    if (added === undefined) throw badRequest('The asset is not in this album');
    return answer<ActivityDto>(activityDto({ activity: added.activity, user }), added.isNew ? 201 : 200);
  });

  app.delete('/activities/:id', requires('activity.delete'), async (c) => {
    if (!(await deleteActivity(store, c.var.caller.user.id, readId(c)))) throw noAccess('activity.delete');
    return noContent();
  });

  return app;
};
