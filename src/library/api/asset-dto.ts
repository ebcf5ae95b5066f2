/** Asset rows as Immich answers them. What goes with an asset is loaded for all of them at once. */
import type {
  AssetResponseDto,
  AssetStackResponseDto,
  ExifResponseDto,
  PersonResponseDto,
  TagResponseDto,
  UserResponseDto,
} from '@immich/sdk';
import type { Selectable } from 'kysely';
import { inChunks } from '../store/id-chunks.ts';
import type { Store } from '../store/open.ts';
import type { AssetTable, PersonTable, TagTable } from '../store/schema.ts';
import type { UserRow } from './context.ts';
import { databaseDate, isoDate } from './dates.ts';
import type { Wire } from './wire.ts';

export type AssetRow = Selectable<AssetTable>;
export type AssetDto = Wire<AssetResponseDto>;
export type UserDto = Wire<UserResponseDto>;

/** What is answered beside the asset itself: `GET /assets/{id}` gives all of it, a search only what was asked for. */
export interface AssetParts {
  exif?: boolean;
  tags?: boolean;
  stack?: boolean;
  owner?: boolean;
  people?: boolean;
}

export const allParts: AssetParts = { exif: true, tags: true, stack: true, owner: true, people: true };

const sidewaysOrientations = ['5', '6', '7', '8'];

/** Pixel size of the upright picture: the file's own size, turned where its orientation says so. */
export function uprightSize(row: Pick<AssetRow, 'width' | 'height' | 'orientation'>): {
  width: number | null;
  height: number | null;
} {
  const sideways = row.orientation !== null && sidewaysOrientations.includes(row.orientation);
  return sideways ? { width: row.height, height: row.width } : { width: row.width, height: row.height };
}

function exifInfo(row: AssetRow): ExifResponseDto {
  return {
    make: row.make,
    model: row.model,
    exifImageWidth: row.width,
    exifImageHeight: row.height,
    fileSizeInByte: row.fileSize,
    orientation: row.orientation,
    dateTimeOriginal: row.dateTimeOriginal === null ? null : databaseDate(row.dateTimeOriginal),
    modifyDate: row.modifyDate === null ? null : databaseDate(row.modifyDate),
    timeZone: row.timeZone,
    lensModel: row.lensModel,
    fNumber: row.fNumber,
    focalLength: row.focalLength,
    iso: row.iso,
    exposureTime: row.exposureTime,
    latitude: row.latitude,
    longitude: row.longitude,
    city: row.city,
    state: row.state,
    country: row.country,
    description: row.description,
    projectionType: row.projectionType,
    rating: row.rating,
  };
}

/** A user as others see them; `writeDate` says which of the two date forms the place asks for. */
export function userDto(user: UserRow, writeDate: (milliseconds: number) => string = isoDate): UserDto {
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    profileImagePath: '',
    avatarColor: user.avatarColor,
    profileChangedAt: writeDate(user.profileChangedAt),
  };
}

/** A tag; `parentId` and `color` are left out where there is none. */
export function tagDto(
  tag: Selectable<TagTable>,
  writeDate: (milliseconds: number) => string = isoDate,
): TagResponseDto {
  return {
    id: tag.id,
    ...(tag.parentId === null ? {} : { parentId: tag.parentId }),
    name: tag.value.slice(tag.value.lastIndexOf('/') + 1),
    value: tag.value,
    createdAt: writeDate(tag.createdAt),
    updatedAt: writeDate(tag.updatedAt),
    ...(tag.color === null ? {} : { color: tag.color }),
  };
}

/** A person; the thumbnail's place on disk is not told. */
export function personDto(
  person: Selectable<PersonTable>,
  writeDate: (milliseconds: number) => string = isoDate,
): PersonResponseDto {
  return {
    id: person.id,
    name: person.name,
    birthDate: person.birthDate,
    thumbnailPath: '',
    isHidden: person.isHidden === 1,
    isFavorite: person.isFavorite === 1,
    ...(person.color === null ? {} : { color: person.color }),
    updatedAt: writeDate(person.updatedAt),
  };
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
  return groupBy(rows, (row) => tagDto(row, databaseDate));
}

async function peopleOf(store: Store, ids: string[]): Promise<Grouped<PersonResponseDto>> {
  const rows = await inChunks(ids, (chunk) =>
    store
      .selectFrom('face')
      .innerJoin('person', 'person.id', 'face.personId')
      .selectAll('person')
      .select('face.assetId')
      .where('face.assetId', 'in', chunk)
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
      .where('asset.heldPath', 'is', null)
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

function assetDto(row: AssetRow): AssetDto {
  return {
    id: row.id,
    createdAt: isoDate(row.createdAt),
    ownerId: row.ownerId,
    libraryId: row.folderId,
    type: row.type,
    originalPath: row.originalPath,
    originalFileName: row.originalFileName,
    originalMimeType: row.mimeType,
    thumbhash: row.thumbhash === null ? null : Buffer.from(row.thumbhash).toString('base64'),
    fileCreatedAt: isoDate(row.fileCreatedAt),
    fileModifiedAt: isoDate(row.fileModifiedAt),
    localDateTime: isoDate(row.localDateTime),
    updatedAt: isoDate(row.updatedAt),
    isFavorite: row.isFavorite === 1,
    isArchived: row.visibility === 'archive',
    isTrashed: row.deletedAt !== null,
    visibility: row.visibility,
    duration: row.durationMs,
    livePhotoVideoId: row.livePhotoVideoId,
    people: [],
    checksum: row.checksum,
    isOffline: row.isOffline === 1,
    hasMetadata: true,
    duplicateId: row.duplicateId,
    resized: true,
    ...uprightSize(row),
    isEdited: false,
  };
}

interface LoadedParts {
  tags?: Grouped<TagResponseDto>;
  people?: Grouped<PersonResponseDto>;
  stacks?: Map<string, AssetStackResponseDto>;
  owners?: Map<string, UserDto>;
}

async function loadParts(store: Store, rows: readonly AssetRow[], parts: AssetParts): Promise<LoadedParts> {
  const ids = rows.map((row) => row.id);
  const loaded: LoadedParts = {};
  if (parts.tags) loaded.tags = await tagsOf(store, ids);
  if (parts.people) loaded.people = await peopleOf(store, ids);
  if (parts.stack) loaded.stacks = await stacksOf(store, rows);
  if (parts.owner) loaded.owners = await ownersOf(store, rows);
  return loaded;
}

function withParts(row: AssetRow, { tags, people, stacks, owners }: LoadedParts): AssetDto {
  const dto = assetDto(row);
  const owner = owners?.get(row.ownerId);
  if (owner !== undefined) dto.owner = owner;
  if (tags !== undefined) dto.tags = tags.get(row.id) ?? [];
  if (people !== undefined) dto.people = people.get(row.id) ?? [];
  if (stacks !== undefined) dto.stack = stacks.get(row.stackId ?? '') ?? null;
  return dto;
}

/**
 * The answers for `rows`, in their order, with the parts that were asked for. `people` is always there, empty unless asked for.
 * The number of statements does not depend on the number of rows (one per part and 500 assets).
 */
export async function assetDtos(store: Store, rows: readonly AssetRow[], parts: AssetParts): Promise<AssetDto[]> {
  const loaded = await loadParts(store, rows, parts);
  return rows.map((row) => {
    const dto = withParts(row, loaded);
    if (parts.exif) dto.exifInfo = exifInfo(row);
    return dto;
  });
}
