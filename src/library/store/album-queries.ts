/** Albums as a user sees them: with their people, and with figures over what they show. */
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Store } from './open.ts';
import type { AlbumRole, AlbumTable, UserTable } from './schema.ts';

interface AlbumMember {
  user: Selectable<UserTable>;
  role: AlbumRole;
}

/** What an album shows; what is in the trash, hidden or locked does not count. */
interface AlbumFigures {
  assets: number;
  /** Local times, milliseconds written as if they were UTC; null without assets. */
  earliest: number | null;
  latest: number | null;
  lastChange: number | null;
}

export interface AlbumView extends AlbumFigures {
  album: Selectable<AlbumTable>;
  /** Whether a link shows it to people without a key, be it expired. */
  hasSharedLink: boolean;
  /** The owner first, then the viewer, then the others in the order of their names. */
  members: AlbumMember[];
}

export interface AlbumChoice {
  /** Only albums that this user can open. */
  userId: string;
  id?: string | undefined;
  ids?: readonly string[] | undefined;
  name?: string | undefined;
  assetId?: string | undefined;
  isOwned?: boolean | undefined;
  /** Whether anybody beside the owner can open it, or there is a link. */
  isShared?: boolean | undefined;
  /** Whose assets the figures and the cover are of; everybody's unless told. */
  assetsOf?: string | undefined;
}

/** Assets that count and are shown in an album; for a query that has `asset`. */
export const shownInAlbums = sql`asset.deletedAt is null and asset.heldPath is null and asset.visibility in ('timeline', 'archive')`;

const listed = (ids: readonly string[]) => sql<string>`(select value from json_each(${JSON.stringify(ids)}))`;

/** For a query that has `album`. */
const isLinked = sql`exists (select 1 from sharedLink where sharedLink.albumId = album.id)`;

function* choiceConditions(choice: AlbumChoice): Generator<RawBuilder<unknown>> {
  yield sql`mine.userId = ${choice.userId}`;
  if (choice.id !== undefined) yield sql`album.id = ${choice.id}`;
  if (choice.ids !== undefined) yield sql`album.id in ${listed(choice.ids)}`;
  if (choice.name !== undefined) yield sql`album.name = ${choice.name}`;
  if (choice.assetId !== undefined) {
    yield sql`exists (select 1 from albumAsset join asset on asset.id = albumAsset.assetId
      where albumAsset.albumId = album.id and asset.id = ${choice.assetId} and asset.heldPath is null)`;
  }
  if (choice.isOwned !== undefined) yield sql`(mine.role = 'owner') = ${choice.isOwned ? 1 : 0}`;
  if (choice.isShared !== undefined) {
    const shared = sql`exists (select 1 from albumUser where albumUser.albumId = album.id and role <> 'owner')`;
    yield sql`(${shared} or ${isLinked}) = ${choice.isShared ? 1 : 0}`;
  }
}

type Figures = AlbumFigures & { coverShown: 0 | 1 };

const emptyAlbum: Figures = { assets: 0, earliest: null, latest: null, lastChange: null, coverShown: 0 };

type ChosenAlbum = Selectable<AlbumTable> & { hasSharedLink: 0 | 1 };

async function chosenAlbums(store: Store, choice: AlbumChoice): Promise<ChosenAlbum[]> {
  const { rows } = await sql<ChosenAlbum>`select album.*, ${isLinked} as hasSharedLink
    from albumUser as mine join album on album.id = mine.albumId
    where ${sql.join([...choiceConditions(choice)], sql` and `)}
    order by album.createdAt desc, album.id`.execute(store);
  return rows;
}

/** What counts of the assets that an album shows. */
function counted(assetsOf: string | undefined): RawBuilder<unknown> {
  return assetsOf === undefined ? shownInAlbums : sql`${shownInAlbums} and asset.ownerId = ${assetsOf}`;
}

/** The figures of the albums that show anything. */
async function figuresOf(
  store: Store,
  albumIds: readonly string[],
  assetsOf: string | undefined,
): Promise<Map<string, Figures>> {
  const { rows } = await sql<Figures & { albumId: string }>`select albumAsset.albumId, count(*) as assets,
      min(asset.localDateTime) as earliest, max(asset.localDateTime) as latest, max(asset.updatedAt) as lastChange,
      coalesce(max(asset.id = album.thumbnailAssetId), 0) as coverShown
    from albumAsset cross join asset on asset.id = albumAsset.assetId cross join album on album.id = albumAsset.albumId
    where albumAsset.albumId in ${listed(albumIds)} and ${counted(assetsOf)} group by albumAsset.albumId`.execute(
    store,
  );
  return new Map(rows.map(({ albumId, ...figures }) => [albumId, figures]));
}

/** The newest asset that each album shows. */
async function newestShown(
  store: Store,
  albumIds: readonly string[],
  assetsOf: string | undefined,
): Promise<Map<string, string>> {
  // With max(), SQLite takes the id from the row that has the maximum.
  const { rows } = await sql<{ albumId: string; id: string }>`
    select albumAsset.albumId, asset.id, max(asset.fileCreatedAt) as newest
    from albumAsset cross join asset on asset.id = albumAsset.assetId
    where albumAsset.albumId in ${listed(albumIds)} and ${counted(assetsOf)} group by albumAsset.albumId`.execute(
    store,
  );
  return new Map(rows.map(({ albumId, id }) => [albumId, id]));
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
    .where('albumUser.albumId', 'in', listed(albumIds))
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

/**
 * The albums that were chosen, newest first. The cover is the one that was set, or, where that is not shown any more (removed, in
 * the trash), the newest asset.
 */
export async function findAlbums(store: Store, choice: AlbumChoice): Promise<AlbumView[]> {
  const albums = await chosenAlbums(store, choice);
  const ids = albums.map((album) => album.id);
  const figures = await figuresOf(store, ids, choice.assetsOf);
  const members = await membersOf(store, ids, choice.userId);
  const covers = await newestShown(
    store,
    ids.filter((id) => figures.get(id)?.coverShown === 0),
    choice.assetsOf,
  );
  return albums.map(({ hasSharedLink, ...album }) => {
    const { coverShown, ...shown } = figures.get(album.id) ?? emptyAlbum;
    const thumbnailAssetId = coverShown === 1 ? album.thumbnailAssetId : (covers.get(album.id) ?? null);
    return {
      album: { ...album, thumbnailAssetId },
      hasSharedLink: hasSharedLink === 1,
      ...shown,
      members: members.get(album.id) ?? [],
    };
  });
}

export interface AlbumCounts {
  owned: number;
  /** Owned or not, with somebody beside the owner, or a link. */
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
      ) or exists (select 1 from sharedLink where sharedLink.albumId = mine.albumId) as isShared from albumUser as mine where mine.userId = ${userId})`.execute(
    store,
  );
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

/**
 * Where the assets that an album shows were taken, newest first, everybody's or those of `assetsOf`; those without a position are
 * left out.
 */
export async function markersOfAlbum(store: Store, albumId: string, assetsOf?: string): Promise<MapMarker[]> {
  const { rows } = await sql<MapMarker>`
    select asset.id, asset.latitude as lat, asset.longitude as lon, asset.city, asset.state, asset.country
    from albumAsset join asset on asset.id = albumAsset.assetId
    where albumAsset.albumId = ${albumId} and ${counted(assetsOf)} and asset.latitude is not null
    order by asset.fileCreatedAt desc, asset.id desc`.execute(store);
  return rows;
}
