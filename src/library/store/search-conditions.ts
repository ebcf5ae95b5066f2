/** A search's filter as SQL over one covering index. */
import { type RawBuilder, sql } from 'kysely';
import { foldText } from './fold-text.ts';
import type { SearchFilter } from './search-filter.ts';
import { storedChecksum } from './upload-twins.ts';

type Condition = RawBuilder<unknown>;

/** SQLite refuses longer patterns and reads them only up to a NUL; no name, path or description is or has that. */
const maxPattern = 40_000;

function contains(column: RawBuilder<unknown>, part: string): Condition {
  if (part.length * 4 > maxPattern || part.includes('\0')) return sql`false`;
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
  const { isTrashed, trashedAfter, trashedBefore, withDeleted, isOffline, viewerId } = filter;
  const intoTrash = withDeleted || isOffline || trashedAfter !== undefined || trashedBefore !== undefined;
  if (isTrashed) yield sql`asset.deletedAt is not null`;
  else if (!intoTrash) yield sql`asset.deletedAt is null`;
  if (viewerId !== undefined) yield sql`(asset.deletedAt is null or asset.ownerId = ${viewerId})`;
  const visibilities = filter.visibility === undefined ? undefined : [filter.visibility].flat();
  yield visibilities === undefined
    ? sql`asset.visibility <> 'locked'`
    : sql`asset.visibility in (${sql.join(visibilities)})`;
  if (filter.type !== undefined) yield sql`asset.type = ${filter.type}`;
  if (filter.isMotion !== undefined) yield sql`(asset.livePhotoVideoId is not null) = ${filter.isMotion ? 1 : 0}`;
  if (filter.withStacked === false) yield sql`asset.stackId is null`;
  if (filter.stackCoversOnly) yield standsForStack(filter);
  if (filter.nothing) yield sql`false`;
}

/**
 * Of a stack only its cover, or, where that is not among what is asked for (in the trash, archived), the oldest that is: no
 * stack makes its other pictures disappear.
 */
function standsForStack({ isTrashed, visibility }: SearchFilter): Condition {
  const state = isTrashed ? sql`other.deletedAt is not null` : sql`other.deletedAt is null`;
  const seen =
    visibility === undefined
      ? sql`other.visibility <> 'locked'`
      : sql`other.visibility in (${sql.join([visibility].flat())})`;
  return sql`(asset.stackId is null or asset.id = (
    select other.id from asset as other join stack on stack.id = other.stackId
    where other.stackId = asset.stackId and other.heldPath is null and ${state} and ${seen}
    order by other.id <> stack.primaryAssetId, other.fileCreatedAt, other.id limit 1))`;
}

function* placeConditions({ box }: SearchFilter): Generator<Condition> {
  if (box === undefined) return;
  yield sql`asset.latitude between ${box.south} and ${box.north}`;
  yield box.west <= box.east
    ? sql`asset.longitude between ${box.west} and ${box.east}`
    : sql`(asset.longitude >= ${box.west} or asset.longitude <= ${box.east})`;
}

function* textConditions(filter: SearchFilter): Generator<Condition> {
  if (filter.checksum !== undefined) yield sql`asset.checksum = ${storedChecksum(filter.checksum)}`;
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

/** All conditions of a filter on a row of `asset`, except those that `memberSet` stands for. */
export function conditions(filter: SearchFilter): Condition {
  const all = [
    ...relationConditions(filter),
    ...stateConditions(filter),
    ...columnConditions(filter),
    ...placeConditions(filter),
    ...textConditions(filter),
  ];
  return sql.join(all, sql` and `);
}

const listed = (ids: readonly string[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`;

/** Assets that each of several things has, from rows of `asset` and `thing`. However many they are, it is one statement. */
function inAll(rows: RawBuilder<unknown>, things: number): RawBuilder<unknown> {
  const having = things === 1 ? sql`` : sql`having count(distinct thing) = ${things}`;
  return sql`select assetId from (${rows}) group by assetId ${having}`;
}

function inAlbums(ids: readonly string[]): RawBuilder<unknown> {
  return inAll(sql`select assetId, albumId as thing from albumAsset where albumId in ${listed(ids)}`, ids.length);
}

function showingPeople(ids: readonly string[], { ownerId, viewerId }: SearchFilter): RawBuilder<unknown> {
  const userId = ownerId ?? viewerId;
  const own = userId === undefined ? sql`` : sql`and personId in (select id from person where ownerId = ${userId})`;
  return inAll(sql`select assetId, personId as thing from face where personId in ${listed(ids)} ${own}`, ids.length);
}

/** With each tag, or one below it. */
function tagged(ids: readonly string[]): RawBuilder<unknown> {
  const rows = sql`select assetId, root as thing from (
      with recursive below(root, id) as (
        select value, value from json_each(${JSON.stringify(ids)})
        union select below.root, tag.id from below join tag on tag.parentId = below.id
      ) select root, id from below) as wanted cross join tagAsset on tagAsset.tagId = wanted.id`;
  return inAll(rows, ids.length);
}

/** The ids of the assets that all albums, people and tags of the filter have in common; undefined when it names none. */
export function memberSet(filter: SearchFilter): RawBuilder<unknown> | undefined {
  const sets = [
    { ids: [...new Set(filter.albumIds ?? [])], members: inAlbums },
    { ids: [...new Set(filter.personIds ?? [])], members: showingPeople },
    { ids: [...new Set(filter.tagIds ?? [])], members: tagged },
  ].filter(({ ids }) => ids.length > 0);
  return sets.length === 0
    ? undefined
    : sql.join(
        sets.map(({ ids, members }) => members(ids, filter)),
        sql` intersect `,
      );
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
    const set = sql`(${members}) as member`;
    return sql`from ${set} cross join asset on asset.id = member.assetId where ${conditions(filter)}`;
  }
  const ownIndex = filter.id !== undefined || filter.checksum !== undefined;
  const table = ownIndex ? sql`asset` : sql`asset indexed by ${sql.ref(index)}`;
  return sql`from ${table} where ${conditions(filter)}`;
}
