/** Changes to albums. Who may make them is decided by the caller of these functions. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { shownInAlbums } from './album-queries.ts';
import { inChunks } from './id-chunks.ts';
import type { Store } from './open.ts';
import type { AlbumOrder, AlbumRole } from './schema.ts';

export interface NewAlbum {
  name: string;
  description: string;
  ownerId: string;
  /** Of a user named twice, the first role counts. */
  users: readonly { userId: string; role: AlbumRole }[];
  /** Assets that exist; repetitions count once. */
  assetIds: readonly string[];
}

function touch(store: Store, albumId: string) {
  return store.updateTable('album').set({ updatedAt: Date.now() }).where('id', '=', albumId).execute();
}

/** Which of these assets are in the album; held ones, which come back to it when they are put back, are not told. */
export async function assetsInAlbum(store: Store, albumId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await inChunks(ids, (chunk) =>
    store
      .selectFrom('albumAsset')
      .innerJoin('asset', 'asset.id', 'albumAsset.assetId')
      .select('albumAsset.assetId')
      .where('albumAsset.albumId', '=', albumId)
      .where('albumAsset.assetId', 'in', chunk)
      .where('asset.heldPath', 'is', null)
      .execute(),
  );
  return new Set(rows.map((row) => row.assetId));
}

/** The first assets of an album give it its cover: the newest of them. */
async function chooseCover(store: Store, albumId: string): Promise<void> {
  await sql`update album set thumbnailAssetId = (
      select asset.id from albumAsset cross join asset on asset.id = albumAsset.assetId
      where albumAsset.albumId = ${albumId} and ${shownInAlbums} order by asset.fileCreatedAt desc, asset.id desc limit 1
    ) where id = ${albumId} and thumbnailAssetId is null`.execute(store);
}

async function insertAssets(store: Store, albumId: string, ids: readonly string[]): Promise<void> {
  const createdAt = Date.now();
  await inChunks(ids, (chunk) =>
    store
      .insertInto('albumAsset')
      .values(chunk.map((assetId) => ({ albumId, assetId, createdAt })))
      .execute(),
  );
  await chooseCover(store, albumId);
}

/** Makes an album and gives its id. */
export async function createAlbum(
  store: Store,
  { name, description, ownerId, users, assetIds }: NewAlbum,
): Promise<string> {
  const id = randomUUID();
  const now = Date.now();
  await store.transaction().execute(async (trx) => {
    await trx
      .insertInto('album')
      .values({ id, name, description, order: 'desc', isActivityEnabled: 1, createdAt: now, updatedAt: now })
      .execute();
    const members = [{ userId: ownerId, role: 'owner' as const }, ...users];
    await trx
      .insertInto('albumUser')
      .values(members.map((member) => ({ albumId: id, ...member })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await insertAssets(trx, id, assetIds);
  });
  return id;
}

export interface AlbumChange {
  name?: string | undefined;
  description?: string | undefined;
  thumbnailAssetId?: string | undefined;
  order?: AlbumOrder | undefined;
  isActivityEnabled?: 0 | 1 | undefined;
}

/** Changes what is given, and the time of the last change in any case. */
export async function updateAlbum(store: Store, albumId: string, change: AlbumChange): Promise<void> {
  await store
    .updateTable('album')
    .set({ ...change, updatedAt: Date.now() })
    .where('id', '=', albumId)
    .execute();
}

/** Deletes the album, not its assets. */
export async function deleteAlbum(store: Store, albumId: string): Promise<void> {
  await store.deleteFrom('album').where('id', '=', albumId).execute();
}

/** Puts existing assets into an album and gives those that were not in it before. */
export async function addToAlbum(store: Store, albumId: string, assetIds: readonly string[]): Promise<Set<string>> {
  return store.transaction().execute(async (trx) => {
    const present = await assetsInAlbum(trx, albumId, assetIds);
    const added = new Set(assetIds.filter((id) => !present.has(id)));
    if (added.size > 0) {
      await insertAssets(trx, albumId, [...added]);
      await touch(trx, albumId);
    }
    return added;
  });
}

/** Takes assets out of an album and gives those that were in it. */
export async function removeFromAlbum(
  store: Store,
  albumId: string,
  assetIds: readonly string[],
): Promise<Set<string>> {
  return store.transaction().execute(async (trx) => {
    const removed = await assetsInAlbum(trx, albumId, assetIds);
    if (removed.size > 0) {
      await inChunks(removed, (chunk) =>
        trx.deleteFrom('albumAsset').where('albumId', '=', albumId).where('assetId', 'in', chunk).execute(),
      );
      await touch(trx, albumId);
    }
    return removed;
  });
}

/** Lets users open the album; whoever can already keeps their role. */
export async function addAlbumUsers(
  store: Store,
  albumId: string,
  users: readonly { userId: string; role: AlbumRole }[],
): Promise<void> {
  await store.transaction().execute(async (trx) => {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('albumUser')
      .values(users.map((user) => ({ albumId, ...user })))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows) await touch(trx, albumId);
  });
}

/** Changes the role of a user who can open the album; nothing for anybody else. */
export async function setAlbumRole(store: Store, albumId: string, userId: string, role: AlbumRole): Promise<void> {
  await store
    .updateTable('albumUser')
    .set({ role })
    .where('albumId', '=', albumId)
    .where('userId', '=', userId)
    .execute();
}

/** Ends a user's access to the album. */
export async function removeAlbumUser(store: Store, albumId: string, userId: string): Promise<void> {
  await store.deleteFrom('albumUser').where('albumId', '=', albumId).where('userId', '=', userId).execute();
}

/** The user's role in the album; undefined without one. */
export async function albumRole(store: Store, albumId: string, userId: string): Promise<AlbumRole | undefined> {
  const row = await store
    .selectFrom('albumUser')
    .select('role')
    .where('albumId', '=', albumId)
    .where('userId', '=', userId)
    .executeTakeFirst();
  return row?.role;
}
