/** Comments and likes in albums. Who may see and make them is decided by the caller of these functions. */
import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import { shownInAlbums } from './album-queries.ts';
import type { Store } from './open.ts';
import type { ActivityTable, UserTable } from './schema.ts';

export interface ActivityView {
  activity: Selectable<ActivityTable>;
  user: Selectable<UserTable>;
}

export interface ActivityChoice {
  albumId: string;
  /** About this asset; `null`: about the album itself. */
  assetId?: string | null | undefined;
  isLiked?: 0 | 1 | undefined;
  userId?: string | undefined;
}

/** Of an album: about itself, and about what it shows; what is said of assets in the trash waits for them. */
function chosen(store: Store, { albumId, assetId, isLiked, userId }: ActivityChoice) {
  return store
    .selectFrom('activity')
    .leftJoin('asset', 'asset.id', 'activity.assetId')
    .where('activity.albumId', '=', albumId)
    .where(sql<boolean>`(activity.assetId is null or ${shownInAlbums})`)
    .$if(assetId === null, (query) => query.where('activity.assetId', 'is', null))
    .$if(typeof assetId === 'string', (query) => query.where('activity.assetId', '=', assetId ?? ''))
    .$if(isLiked !== undefined, (query) => query.where('activity.isLiked', '=', isLiked ?? 0))
    .$if(userId !== undefined, (query) => query.where('activity.userId', '=', userId ?? ''));
}

/** The comments and likes that were chosen, the oldest first, with who made them. */
export async function findActivities(store: Store, choice: ActivityChoice): Promise<ActivityView[]> {
  const activities = await chosen(store, choice)
    .selectAll('activity')
    .orderBy('activity.createdAt')
    .orderBy(sql`activity.rowid`)
    .execute();
  const wanted = sql<string>`(select value from json_each(${JSON.stringify(activities.map(({ userId }) => userId))}))`;
  const users = await store.selectFrom('user').selectAll().where('id', 'in', wanted).execute();
  const byId = new Map(users.map((user) => [user.id, user]));
  return activities.flatMap((activity) => {
    const user = byId.get(activity.userId);
    return user === undefined ? [] : [{ activity, user }];
  });
}

/** How many comments and likes there are among those that were chosen. */
export async function countActivities(
  store: Store,
  choice: ActivityChoice,
): Promise<{ comments: number; likes: number }> {
  const counts = await chosen(store, choice)
    .select((eb) => ['activity.isLiked', eb.fn.countAll<number>().as('count')])
    .groupBy('activity.isLiked')
    .execute();
  const of = (isLiked: 0 | 1) => counts.find((row) => row.isLiked === isLiked)?.count ?? 0;
  return { comments: of(0), likes: of(1) };
}

export interface NewActivity {
  albumId: string;
  /** Null: about the album itself. */
  assetId: string | null;
  userId: string;
  /** Null: a like. */
  comment: string | null;
}

async function isShown(store: Store, albumId: string, assetId: string): Promise<boolean> {
  const members = store.selectFrom('albumAsset').innerJoin('asset', 'asset.id', 'albumAsset.assetId');
  const member = members.select('asset.id').where('albumAsset.albumId', '=', albumId).where('asset.id', '=', assetId);
  return (await member.where(sql<boolean>`${shownInAlbums}`).executeTakeFirst()) !== undefined;
}

function findLike(store: Store, { albumId, assetId, userId }: NewActivity) {
  const like = store.selectFrom('activity').selectAll().where('albumId', '=', albumId).where('isLiked', '=', 1);
  const own = like.where('userId', '=', userId).where('assetId', assetId === null ? 'is' : '=', assetId);
  return own.executeTakeFirst();
}

/**
 * Adds a comment or a like; `isNew` is false for a like that was there already. Undefined, and nothing is added, when the album
 * does not show the asset.
 */
export async function addActivity(
  store: Store,
  added: NewActivity,
): Promise<{ activity: Selectable<ActivityTable>; isNew: boolean } | undefined> {
  const now = Date.now();
  const isLiked = added.comment === null ? 1 : 0;
  return store.transaction().execute(async (trx) => {
    if (added.assetId !== null && !(await isShown(trx, added.albumId, added.assetId))) return undefined;
    const like = isLiked === 1 ? await findLike(trx, added) : undefined;
    if (like !== undefined) return { activity: like, isNew: false };
    const activity = await trx
      .insertInto('activity')
      .values({ id: randomUUID(), ...added, isLiked, createdAt: now, updatedAt: now })
      .returningAll()
      .executeTakeFirstOrThrow();
    return { activity, isNew: true };
  });
}

/** Deletes a comment or like that this user made, or that is in an album of theirs; false when it is neither. */
export async function deleteActivity(store: Store, userId: string, id: string): Promise<boolean> {
  const owned = store
    .selectFrom('albumUser')
    .select('albumId')
    .where('userId', '=', userId)
    .where('role', '=', 'owner');
  const { numDeletedRows } = await store
    .deleteFrom('activity')
    .where('id', '=', id)
    .where((eb) => eb.or([eb('userId', '=', userId), eb('albumId', 'in', owned)]))
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
