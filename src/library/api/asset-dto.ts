/** Asset rows as Immich answers them. */
import type { AssetResponseDto, ExifResponseDto } from '@immich/sdk';
import type { Store } from '../store/open.ts';
import { type AssetParts, type AssetRow, type LoadedParts, loadParts } from './asset-parts.ts';
import { databaseDate, isoDate } from './dates.ts';
import type { Wire } from './wire.ts';

export type AssetDto = Wire<AssetResponseDto>;

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

function assetDto(row: AssetRow, writeDate: (milliseconds: number) => string): AssetDto {
  return {
    id: row.id,
    createdAt: writeDate(row.createdAt),
    ownerId: row.ownerId,
    libraryId: row.folderId,
    type: row.type,
    originalPath: row.originalPath,
    originalFileName: row.originalFileName,
    originalMimeType: row.mimeType,
    thumbhash: row.thumbhash === null ? null : Buffer.from(row.thumbhash).toString('base64'),
    fileCreatedAt: writeDate(row.fileCreatedAt),
    fileModifiedAt: writeDate(row.fileModifiedAt),
    localDateTime: writeDate(row.localDateTime),
    updatedAt: writeDate(row.updatedAt),
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

function withParts(dto: AssetDto, row: AssetRow, { tags, people, stacks, owners }: LoadedParts): AssetDto {
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
  const writeDate = parts.databaseDates ? databaseDate : isoDate;
  return rows.map((row) => {
    const dto = withParts(assetDto(row, writeDate), row, loaded);
    if (parts.exif) dto.exifInfo = exifInfo(row);
    return dto;
  });
}
