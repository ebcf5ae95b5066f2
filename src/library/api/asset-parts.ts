/** What goes with assets in answers: tags, people, stacks and owners, loaded for many assets at once. */
import type { AssetStackResponseDto, PersonResponseDto, TagResponseDto } from '@immich/sdk';
import type { Selectable } from 'kysely';
import { inChunks } from '../store/id-chunks.ts';
import type { Store } from '../store/open.ts';
import { reachable } from '../store/reachable.ts';
import type { AssetTable } from '../store/schema.ts';
import { databaseDate } from './dates.ts';
import { personDto } from './person-dto.ts';
import { tagDto } from './tag-dto.ts';
import { type UserDto, userDto } from './user-dto.ts';

export type AssetRow = Selectable<AssetTable>;

/** What is answered beside the asset itself: `GET /assets/{id}` gives all of it, a search only what was asked for. */
export interface AssetParts {
  exif?: boolean;
  tags?: boolean;
  stack?: boolean;
  owner?: boolean;
  /** The asset's own dates in the form of nested objects: in a stack. */
  databaseDates?: boolean;
  /** The user whose people are told: who is in a picture is known to everybody by their own list only. */
  peopleOf?: string | undefined;
}

type Grouped<T> = Map<string, T[]>;

function groupBy<Row extends { assetId: string }, T>(rows: Row[], build: (row: Row) => T): Grouped<T> {
  const groups: Grouped<T> = new Map();
  for (const row of rows) {
    const group = groups.get(row.assetId);
    if (group === undefined) groups.set(row.assetId, [build(row)]);
    else group.push(build(row));
  }
  return groups;
}

async function tagsOf(store: Store, ids: string[]): Promise<Grouped<TagResponseDto>> {
  const rows = await inChunks(ids, (chunk) =>
    store
      .selectFrom('tagAsset')
      .innerJoin('tag', 'tag.id', 'tagAsset.tagId')
      .selectAll('tag')
      .select('tagAsset.assetId')
      .where('tagAsset.assetId', 'in', chunk)
      .orderBy('tag.value')
      .execute(),
  );
  return groupBy(rows, (tag) => tagDto(tag, databaseDate));
}

async function peopleKnownTo(store: Store, userId: string, ids: string[]): Promise<Grouped<PersonResponseDto>> {
  const rows = await inChunks(ids, (chunk) =>
    store
      .selectFrom('face')
      .innerJoin('person', 'person.id', 'face.personId')
      .selectAll('person')
      .select('face.assetId')
      .where('face.assetId', 'in', chunk)
      .where('person.ownerId', '=', userId)
      .groupBy(['face.assetId', 'person.id'])
      .orderBy('face.x1')
      .execute(),
  );
  return groupBy(rows, (row) => personDto(row, databaseDate));
}

async function stacksOf(store: Store, rows: readonly AssetRow[]): Promise<Map<string, AssetStackResponseDto>> {
  const ids = rows.flatMap((row) => (row.stackId === null ? [] : [row.stackId]));
  const stacks = await inChunks(ids, (chunk) =>
    store
      .selectFrom('stack')
      .innerJoin('asset', 'asset.stackId', 'stack.id')
      .select((eb) => ['stack.id', 'stack.primaryAssetId', eb.fn.countAll<number>().as('assetCount')])
      .where('stack.id', 'in', chunk)
      .where('asset.deletedAt', 'is', null)
      .where(reachable)
      .groupBy('stack.id')
      .execute(),
  );
  return new Map(stacks.map((stack) => [stack.id, stack]));
}

async function ownersOf(store: Store, rows: readonly AssetRow[]): Promise<Map<string, UserDto>> {
  const users = await inChunks(
    rows.map((row) => row.ownerId),
    (chunk) => store.selectFrom('user').selectAll().where('id', 'in', chunk).execute(),
  );
  return new Map(users.map((user) => [user.id, userDto(user, databaseDate)]));
}

/** What was loaded, by the id of the asset, stack or user. */
export interface LoadedParts {
  tags?: Grouped<TagResponseDto>;
  people?: Grouped<PersonResponseDto>;
  stacks?: Map<string, AssetStackResponseDto>;
  owners?: Map<string, UserDto>;
}

/** Loads the parts that are asked for, for all of `rows` at once: one statement per part and 500 assets. */
export async function loadParts(store: Store, rows: readonly AssetRow[], parts: AssetParts): Promise<LoadedParts> {
  const ids = rows.map((row) => row.id);
  const loaded: LoadedParts = {};
  if (parts.tags) loaded.tags = await tagsOf(store, ids);
  if (parts.peopleOf !== undefined) loaded.people = await peopleKnownTo(store, parts.peopleOf, ids);
  if (parts.stack) loaded.stacks = await stacksOf(store, rows);
  if (parts.owner) loaded.owners = await ownersOf(store, rows);
  return loaded;
}
