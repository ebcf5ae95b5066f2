/**
 * What shared links show: assets of the person who made the link, in the timeline or the archive. Never the trash, never what is
 * locked or held, never what other people put into the album.
 */
import { type RawBuilder, sql } from 'kysely';
import { shownInAlbums } from './album-queries.ts';
import type { Store } from './open.ts';
import type { AlbumOrder } from './schema.ts';
import type { Page } from './search-query.ts';
import type { SharedLinkRow } from './shared-links.ts';

function shown({ id, userId, albumId }: SharedLinkRow): RawBuilder<unknown> {
  const members =
    albumId === null
      ? sql`select assetId from sharedLinkAsset where linkId = ${id}`
      : sql`select assetId from albumAsset where albumId = ${albumId}`;
  return sql`from (${members}) as member cross join asset on asset.id = member.assetId
    where asset.ownerId = ${userId} and ${shownInAlbums}`;
}

/** How many assets the link shows. */
export async function countShown(store: Store, link: SharedLinkRow): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count ${shown(link)}`.execute(store);
  return rows[0]?.count ?? 0;
}

const orderings = {
  asc: sql`asset.fileCreatedAt, asset.id`,
  desc: sql`asset.fileCreatedAt desc, asset.id desc`,
} as const satisfies Record<AlbumOrder, RawBuilder<unknown>>;

/** The `asset.row` of what the link shows on the page, in the order of time. */
export async function pageShown(store: Store, link: SharedLinkRow, order: AlbumOrder, page: Page): Promise<number[]> {
  const { rows } = await sql<{ row: number }>`select asset."row" as "row" ${shown(link)}
    order by ${orderings[order]} limit ${page.limit} offset ${page.offset}`.execute(store);
  return rows.map(({ row }) => row);
}

/** How many assets come before this one in that order; undefined where the link does not show it. */
export async function positionShown(
  store: Store,
  link: SharedLinkRow,
  order: AlbumOrder,
  assetId: string,
): Promise<number | undefined> {
  const { rows } = await sql<{ position: number }>`select position from (
      select asset.id, row_number() over (order by ${orderings[order]}) - 1 as position ${shown(link)}
    ) where id = ${assetId}`.execute(store);
  return rows[0]?.position;
}

/** Which of these assets the link shows; the clip of a Live Photo is shown with its picture. */
export async function shownAmong(store: Store, link: SharedLinkRow, ids: readonly string[]): Promise<Set<string>> {
  const wanted = sql`json_each(${JSON.stringify(ids)}) as wanted`;
  const isShown = sql`${isMember(link)} and asset.ownerId = ${link.userId} and ${shownInAlbums}`;
  const { rows } = await sql<{ id: string }>`
    select asset.id from ${wanted} cross join asset on asset.id = wanted.value where ${isShown}
    union
    select clip.id from ${wanted} cross join asset on asset.livePhotoVideoId = wanted.value
      cross join asset as clip on clip.id = asset.livePhotoVideoId
    where ${isShown} and clip.ownerId = asset.ownerId
      and clip.deletedAt is null and clip.heldPath is null and clip.visibility <> 'locked'`.execute(store);
  return new Set(rows.map(({ id }) => id));
}

/** For a query that has `asset`: asked row by row, so that one asset of a large album is found at once. */
function isMember({ id, albumId }: SharedLinkRow): RawBuilder<unknown> {
  return albumId === null
    ? sql`exists (select 1 from sharedLinkAsset where linkId = ${id} and assetId = asset.id)`
    : sql`exists (select 1 from albumAsset where albumId = ${albumId} and assetId = asset.id)`;
}

/** The `asset.row` of the earliest asset that each of these links of chosen assets shows, by the link's id. */
export async function firstShown(store: Store, linkIds: readonly string[]): Promise<Map<string, number>> {
  // With min(), SQLite takes the row's key from the row that has the minimum.
  const { rows } = await sql<{ linkId: string; row: number }>`
    select sharedLinkAsset.linkId, asset."row" as "row", min(asset.fileCreatedAt) as earliest
    from sharedLinkAsset cross join sharedLink on sharedLink.id = sharedLinkAsset.linkId
      cross join asset on asset.id = sharedLinkAsset.assetId
    where sharedLinkAsset.linkId in (select value from json_each(${JSON.stringify(linkIds)}))
      and asset.ownerId = sharedLink.userId and ${shownInAlbums}
    group by sharedLinkAsset.linkId`.execute(store);
  return new Map(rows.map(({ linkId, row }) => [linkId, row]));
}
