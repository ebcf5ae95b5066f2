/** Which assets a search finds, in what order: filters as SQL over one covering index. */
import { type RawBuilder, sql } from 'kysely';
import { foldText } from './fold-text.ts';
import type { Store } from './open.ts';
import type { AssetType, Visibility } from './schema.ts';

/** Every condition that is there must hold. Times are milliseconds UTC, both ends included. `null` asks for "has none". */
export interface SearchFilter {
  /** Whose assets; without it anybody's, which is only right together with albums that the caller may open. */
  ownerId?: string | undefined;
  id?: string | undefined;
  /** In all of these albums. */
  albumIds?: readonly string[] | undefined;
  /** Showing all of these people. */
  personIds?: readonly string[] | undefined;
  /** With each of these tags or one below it; `null`: untagged. */
  tagIds?: readonly string[] | null | undefined;
  isNotInAlbum?: boolean | undefined;
  folderId?: string | null | undefined;
  /** Base64, or 40 hex digits. */
  checksum?: string | undefined;
  /** A part of the name, without case and accents; `%`, `_` and `\` mean what they mean in SQL's LIKE. */
  originalFileName?: string | undefined;
  /** As `originalFileName`, but accents count. */
  originalPath?: string | undefined;
  description?: string | undefined;
  city?: string | null | undefined;
  state?: string | null | undefined;
  country?: string | null | undefined;
  make?: string | null | undefined;
  model?: string | null | undefined;
  lensModel?: string | null | undefined;
  rating?: number | null | undefined;
  type?: AssetType | undefined;
  /** One or several; without it all but the locked ones. */
  visibility?: Visibility | readonly Visibility[] | undefined;
  isFavorite?: boolean | undefined;
  isMotion?: boolean | undefined;
  /** Also looks into the trash, like every trash condition. */
  isOffline?: boolean | undefined;
  /** `false`: only what is in no stack. */
  withStacked?: boolean | undefined;
  /** Of a stack only the asset that stands for it. */
  stackCoversOnly?: boolean | undefined;
  /** Taken within these degrees; across the date line where `west` is greater than `east`. */
  box?: Box | undefined;
  withDeleted?: boolean | undefined;
  /** Only the trash, or only what is not in it; outranks `withDeleted`. */
  isTrashed?: boolean | undefined;
  trashedAfter?: number | undefined;
  trashedBefore?: number | undefined;
  takenAfter?: number | undefined;
  takenBefore?: number | undefined;
  createdAfter?: number | undefined;
  createdBefore?: number | undefined;
  updatedAfter?: number | undefined;
  updatedBefore?: number | undefined;
  /** Bytes. */
  minFileSize?: number | undefined;
  /** Nothing can match: the library knows no such thing. */
  nothing?: boolean | undefined;
}

export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export interface Page {
  limit: number;
  offset: number;
}

export type SearchOrder = 'oldest first' | 'newest first' | 'largest first' | 'random';

type Condition = RawBuilder<unknown>;

/** SQLite refuses longer patterns; no name, path or description is that long. */
const maxPattern = 40_000;

function contains(column: RawBuilder<unknown>, part: string): Condition {
  if (part.length * 4 > maxPattern) return sql`false`;
  return sql`${column} like ${`%${part}%`} escape '\\'`;
}

const exactColumns = ['city', 'state', 'country', 'make', 'model', 'lensModel', 'rating', 'folderId'] as const;
const flagColumns = ['isFavorite', 'isOffline'] as const;
const bounds = [
  ['trashedAfter', 'deletedAt', '>='],
  ['trashedBefore', 'deletedAt', '<='],
  ['takenAfter', 'fileCreatedAt', '>='],
  ['takenBefore', 'fileCreatedAt', '<='],
  ['createdAfter', 'createdAt', '>='],
  ['createdBefore', 'createdAt', '<='],
  ['updatedAfter', 'updatedAt', '>='],
  ['updatedBefore', 'updatedAt', '<='],
  ['minFileSize', 'fileSize', '>='],
] as const;

const column = (name: string) => sql.ref(`asset.${name}`);

function* columnConditions(filter: SearchFilter): Generator<Condition> {
  for (const name of exactColumns) {
    const value = filter[name];
    if (value !== undefined) yield value === null ? sql`${column(name)} is null` : sql`${column(name)} = ${value}`;
  }
  for (const name of flagColumns) {
    const value = filter[name];
    if (value !== undefined) yield sql`${column(name)} = ${value ? 1 : 0}`;
  }
  for (const [name, bounded, operator] of bounds) {
    const value = filter[name];
    if (value !== undefined) yield sql`${column(bounded)} ${sql.raw(operator)} ${value}`;
  }
}

function* stateConditions(filter: SearchFilter): Generator<Condition> {
  yield sql`asset.heldPath is null`;
  const { isTrashed, trashedAfter, trashedBefore, withDeleted, isOffline } = filter;
  const intoTrash = withDeleted || isOffline || trashedAfter !== undefined || trashedBefore !== undefined;
  if (isTrashed) yield sql`asset.deletedAt is not null`;
  else if (isTrashed === false || !intoTrash) yield sql`asset.deletedAt is null`;
  const visibilities = filter.visibility === undefined ? undefined : [filter.visibility].flat();
  yield visibilities === undefined
    ? sql`asset.visibility <> 'locked'`
    : sql`asset.visibility in (${sql.join(visibilities)})`;
  if (filter.type !== undefined) yield sql`asset.type = ${filter.type}`;
  if (filter.isMotion !== undefined) yield sql`(asset.livePhotoVideoId is not null) = ${filter.isMotion ? 1 : 0}`;
  if (filter.withStacked === false) yield sql`asset.stackId is null`;
  if (filter.nothing) yield sql`false`;
}

/** Immich takes a checksum in base64 and in hex. */
function base64Checksum(checksum: string): string {
  return /^[0-9a-f]{40}$/i.test(checksum) ? Buffer.from(checksum, 'hex').toString('base64') : checksum;
}

function* placeConditions({ box, stackCoversOnly }: SearchFilter): Generator<Condition> {
  if (stackCoversOnly) {
    yield sql`(asset.stackId is null or asset.id = (select primaryAssetId from stack where stack.id = asset.stackId))`;
  }
  if (box === undefined) return;
  yield sql`asset.latitude between ${box.south} and ${box.north}`;
  yield box.west <= box.east
    ? sql`asset.longitude between ${box.west} and ${box.east}`
    : sql`(asset.longitude >= ${box.west} or asset.longitude <= ${box.east})`;
}

function* textConditions(filter: SearchFilter): Generator<Condition> {
  if (filter.checksum !== undefined) yield sql`asset.checksum = ${base64Checksum(filter.checksum)}`;
  if (filter.originalFileName) yield contains(sql`asset.foldedFileName`, foldText(filter.originalFileName));
  if (filter.originalPath) {
    const like = contains(sql`pathed.originalPath`, filter.originalPath);
    yield sql`asset."row" in (select pathed."row" from asset as pathed where pathed.heldPath is null and ${like})`;
  }
  if (filter.description) {
    const like = contains(sql`assetText.description`, foldText(filter.description));
    yield sql`asset."row" in (select assetText.rowid from assetText where ${like})`;
  }
}

function* relationConditions(filter: SearchFilter): Generator<Condition> {
  if (filter.ownerId !== undefined) yield sql`asset.ownerId = ${filter.ownerId}`;
  if (filter.id !== undefined) yield sql`asset.id = ${filter.id}`;
  if (filter.tagIds === null) {
    yield sql`not exists (select 1 from tagAsset where tagAsset.assetId = asset.id)`;
  }
  if (filter.isNotInAlbum && !filter.albumIds?.length) {
    yield sql`not exists (select 1 from albumAsset where albumAsset.assetId = asset.id)`;
  }
}

function conditions(filter: SearchFilter): Condition {
  const all = [
    ...relationConditions(filter),
    ...stateConditions(filter),
    ...columnConditions(filter),
    ...placeConditions(filter),
    ...textConditions(filter),
  ];
  return sql.join(all, sql` and `);
}

/** The ids of assets with this tag or one below it. */
export function taggedAssets(tagId: string): RawBuilder<unknown> {
  return sql`select assetId from tagAsset where tagId in (
    with recursive below(id) as (
      select ${tagId} union select tag.id from tag join below on tag.parentId = below.id
    ) select id from below)`;
}

/** The ids of the assets that all albums, people and tags of the filter have in common; undefined when it names none. */
function memberSet(filter: SearchFilter): RawBuilder<unknown> | undefined {
  const sets = [
    ...[...new Set(filter.albumIds ?? [])].map((id) => sql`select assetId from albumAsset where albumId = ${id}`),
    ...[...new Set(filter.personIds ?? [])].map((id) => sql`select assetId from face where personId = ${id}`),
    ...[...new Set(filter.tagIds ?? [])].map(taggedAssets),
  ];
  return sets.length === 0 ? undefined : sql.join(sets, sql` intersect `);
}

/**
 * `from … where …` for a filter. SQLite has no statistics here, so the plan is told: small sets first, then the index that an id
 * or a checksum has of itself, else the covering index that is named: `assetSearch` is in the order of time, `assetMonth` in
 * that of the month on the local clock.
 */
export function matching(
  filter: SearchFilter,
  index: 'assetSearch' | 'assetMonth' = 'assetSearch',
): RawBuilder<unknown> {
  const members = memberSet(filter);
  if (members !== undefined) {
    const set = sql`(select distinct assetId from (${members})) as member`;
    return sql`from ${set} cross join asset on asset.id = member.assetId where ${conditions(filter)}`;
  }
  const ownIndex = filter.id !== undefined || filter.checksum !== undefined;
  const table = ownIndex ? sql`asset` : sql`asset indexed by ${sql.ref(index)}`;
  return sql`from ${table} where ${conditions(filter)}`;
}

const orderings: Record<SearchOrder, RawBuilder<unknown>> = {
  'newest first': sql`asset.fileCreatedAt desc, asset.id desc`,
  'oldest first': sql`asset.fileCreatedAt, asset.id`,
  'largest first': sql`asset.fileSize desc, asset.id desc`,
  random: sql`random()`,
};

/** The `asset.row` of every match on the page, in order. */
export async function findRows(store: Store, filter: SearchFilter, order: SearchOrder, page: Page): Promise<number[]> {
  const { rows } = await sql<{ row: number }>`select asset."row" as "row" ${matching(filter)}
    order by ${orderings[order]} limit ${page.limit} offset ${page.offset}`.execute(store);
  return rows.map(({ row }) => row);
}

/** How many assets match. */
export async function countRows(store: Store, filter: SearchFilter): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total ${matching(filter)}`.execute(store);
  return rows[0]?.total ?? 0;
}

/** Relative weights of the columns of `assetText`, in their order: what a person wrote counts most. */
const weights = sql.raw('4.0, 6.0, 8.0, 6.0, 2.0, 1.0, 2.0');

/**
 * The `asset.row` of every match of an FTS5 expression on the page: best first, newest first among equals. The expression must be
 * one that `text-query.ts` built.
 */
export async function findRowsByText(store: Store, filter: SearchFilter, match: string, page: Page): Promise<number[]> {
  const members = memberSet(filter);
  const within = members === undefined ? sql`` : sql`asset.id in (${members}) and`;
  const { rows } = await sql<{ row: number }>`select asset."row" as "row"
    from assetText cross join asset on asset."row" = assetText.rowid
    where assetText match ${match} and ${within} ${conditions(filter)}
    order by bm25(assetText, ${weights}), asset.fileCreatedAt desc, asset.id desc
    limit ${page.limit} offset ${page.offset}`.execute(store);
  return rows.map(({ row }) => row);
}
