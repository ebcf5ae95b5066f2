/** Albums as a user sees them: with their people, and with figures over what they show. */
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Store } from './open.ts';
import type { AlbumRole, AlbumTable, UserTable } from './schema.ts';

export interface AlbumMember {
  user: Selectable<UserTable>;
  role: AlbumRole;
}

/** What an album shows; what is in the trash, hidden or locked does not count. */
export interface AlbumFigures {
  assets: number;
  /** Local times, milliseconds written as if they were UTC; null without assets. */
  earliest: number | null;
  latest: number | null;
  lastChange: number | null;
}

export interface AlbumView extends AlbumFigures {
  album: Selectable<AlbumTable>;
  /** The owner first, then the viewer, then the others in the order of their names. */
  members: AlbumMember[];
}

export interface AlbumChoice {
  /** Only albums that this user can open. */
  userId: string;
  id?: string | undefined;
  name?: string | undefined;
  assetId?: string | undefined;
  isOwned?: boolean | undefined;
  /** Whether anybody beside the owner can open it. */
  isShared?: boolean | undefined;
}

/** Assets that count and are shown in an album; for a query that has `asset`. */
const shownInAlbums = sql`asset.deletedAt is null and asset.heldPath is null and asset.visibility in ('timeline', 'archive')`;

function* choiceConditions(choice: AlbumChoice): Generator<RawBuilder<unknown>> {
  yield sql`mine.userId = ${choice.userId}`;
  if (choice.id !== undefined) yield sql`album.id = ${choice.id}`;
  if (choice.name !== undefined) yield sql`album.name = ${choice.name}`;
  if (choice.assetId !== undefined) {
    yield sql`exists (select 1 from albumAsset where albumAsset.albumId = album.id and assetId = ${choice.assetId})`;
  }
  if (choice.isOwned !== undefined) yield sql`(mine.role = 'owner') = ${choice.isOwned ? 1 : 0}`;
  if (choice.isShared !== undefined) {
    const shared = sql`exists (select 1 from albumUser where albumUser.albumId = album.id and role <> 'owner')`;
    yield sql`${shared} = ${choice.isShared ? 1 : 0}`;
  }
}

type AlbumRow = Selectable<AlbumTable> & AlbumFigures & { coverShown: 0 | 1 };

async function albumRows(store: Store, choice: AlbumChoice): Promise<AlbumRow[]> {
  const { rows } = await sql<AlbumRow>`select album.*,
      count(asset.id) as assets, min(asset.localDateTime) as earliest, max(asset.localDateTime) as latest,
      max(asset.updatedAt) as lastChange, coalesce(max(asset.id = album.thumbnailAssetId), 0) as coverShown
    from albumUser as mine join album on album.id = mine.albumId
      left join albumAsset on albumAsset.albumId = album.id
      left join asset on asset.id = albumAsset.assetId and ${shownInAlbums}
    where ${sql.join([...choiceConditions(choice)], sql` and `)}
    group by album.id order by album.createdAt desc, album.id`.execute(store);
  return rows;
}

async function membersOf(
  store: Store,
  albumIds: readonly string[],
  viewer: string,
): Promise<Map<string, AlbumMember[]>> {
  const rows = await store
    .selectFrom('albumUser')
    .innerJoin('user', 'user.id', 'albumUser.userId')
    .selectAll('user')
    .select(['albumUser.albumId', 'albumUser.role'])
    .where('albumUser.albumId', 'in', sql<string>`(select value from json_each(${JSON.stringify(albumIds)}))`)
    .orderBy(sql`albumUser.role <> 'owner'`)
    .orderBy(sql`user.id <> ${viewer}`)
    .orderBy('user.name')
    .execute();
  const members = new Map<string, AlbumMember[]>();
  for (const { albumId, role, ...user } of rows) {
    const list = members.get(albumId);
    if (list === undefined) members.set(albumId, [{ user, role }]);
    else list.push({ user, role });
  }
  return members;
}

/** The newest asset that the album shows; null when it shows none. */
async function newestShown(store: Store, albumId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select asset.id from albumAsset join asset on asset.id = albumAsset.assetId
    where albumAsset.albumId = ${albumId} and ${shownInAlbums}
    order by asset.fileCreatedAt desc, asset.id desc limit 1`.execute(store);
  return rows[0]?.id ?? null;
}

/**
 * The albums that were chosen, newest first. The cover is the chosen one, or, where that is not shown any more (removed, in the
 * trash), the newest asset.
 */
export async function findAlbums(store: Store, choice: AlbumChoice): Promise<AlbumView[]> {
  const rows = await albumRows(store, choice);
  const members = await membersOf(
    store,
    rows.map((row) => row.id),
    choice.userId,
  );
  const views: AlbumView[] = [];
  for (const { assets, earliest, latest, lastChange, coverShown, ...album } of rows) {
    if (coverShown === 0) album.thumbnailAssetId = assets === 0 ? null : await newestShown(store, album.id);
    views.push({ album, assets, earliest, latest, lastChange, members: members.get(album.id) ?? [] });
  }
  return views;
}

export interface AlbumCounts {
  owned: number;
  /** Owned or not, with somebody beside the owner. */
  shared: number;
  /** Owned, and nobody else can open it. */
  notShared: number;
}

/** How many albums a user can open, by kind. */
export async function countAlbums(store: Store, userId: string): Promise<AlbumCounts> {
  const { rows } = await sql<AlbumCounts>`select
      count(*) filter (where role = 'owner') as owned,
      count(*) filter (where isShared) as shared,
      count(*) filter (where not isShared and role = 'owner') as notShared
    from (select role, exists (
        select 1 from albumUser as others where others.albumId = mine.albumId and others.role <> 'owner'
      ) as isShared from albumUser as mine where mine.userId = ${userId})`.execute(store);
  return rows[0] ?? { owned: 0, shared: 0, notShared: 0 };
}

/** How many of the assets that an album shows belong to whom, most first. */
export async function countContributions(
  store: Store,
  albumId: string,
): Promise<{ userId: string; assetCount: number }[]> {
  const { rows } = await sql<{ userId: string; assetCount: number }>`
    select asset.ownerId as userId, count(*) as assetCount
    from albumAsset join asset on asset.id = albumAsset.assetId
    where albumAsset.albumId = ${albumId} and ${shownInAlbums}
    group by asset.ownerId order by assetCount desc, userId`.execute(store);
  return rows;
}

export interface MapMarker {
  id: string;
  lat: number;
  lon: number;
  city: string | null;
  state: string | null;
  country: string | null;
}

/** Where the assets that an album shows were taken, newest first; those without a position are left out. */
export async function markersOfAlbum(store: Store, albumId: string): Promise<MapMarker[]> {
  const { rows } = await sql<MapMarker>`
    select asset.id, asset.latitude as lat, asset.longitude as lon, asset.city, asset.state, asset.country
    from albumAsset join asset on asset.id = albumAsset.assetId
    where albumAsset.albumId = ${albumId} and ${shownInAlbums} and asset.latitude is not null
    order by asset.fileCreatedAt desc, asset.id desc`.execute(store);
  return rows;
}
