/** What is known of each member of a duplicate group: all that the decision about it rests on. */
import type { AssetResponseDto } from '@immich/sdk';
import * as z from 'zod';

/** As it is kept on disk too. Times are milliseconds since 1970; 0 is "not known" for sizes. */
export const memberFacts = z.strictObject({
  id: z.string(),
  ownerId: z.string(),
  file: z.string(),
  /** Where the library keeps the original. */
  path: z.string(),
  mimeType: z.string(),
  isVideo: z.boolean(),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  /** A video's length in milliseconds; null where it is not known, and for a picture. */
  length: z.number().nullable(),
  isLive: z.boolean(),
  isFavorite: z.boolean(),
  /** Its file is missing. */
  isOffline: z.boolean(),
  /** Was edited inside Immich, so that it shows something else than its file. */
  isEdited: z.boolean(),
  /** Make and model of the camera in its metadata; empty where there are none: a copy, a screenshot, a scan. */
  camera: z.string(),
  takenAt: z.number().nullable(),
  /** The clock time at the place, as if it were UTC. */
  localAt: z.number().nullable(),
  /** When it came into the library. */
  addedAt: z.number().nullable(),
  /** Ids of the albums that it is in. */
  albums: z.array(z.string()),
});
export type MemberFacts = z.infer<typeof memberFacts>;

/** Copies that the library holds to be of one picture. */
export interface GroupFacts {
  readonly id: string;
  readonly members: readonly MemberFacts[];
}

/** Reads the facts from the library's own object. Whatever is missing or makes no sense in it counts as not known. */
export function factsOf(asset: AssetResponseDto, albums: readonly string[]): MemberFacts {
  const { exifInfo: exif } = asset;
  const { width, height } = sizeOf(asset);
  const isVideo = asset.type === 'VIDEO';
  return {
    id: text(asset.id),
    ownerId: text(asset.ownerId),
    file: text(asset.originalFileName),
    path: text(asset.originalPath),
    mimeType: text(asset.originalMimeType),
    isVideo,
    width,
    height,
    bytes: amount(exif?.fileSizeInByte),
    length: isVideo ? lengthOf(asset.duration) : null,
    isLive: Boolean(asset.livePhotoVideoId),
    isFavorite: asset.isFavorite === true,
    isOffline: asset.isOffline === true,
    isEdited: asset.isEdited === true,
    camera: [text(exif?.make).trim(), text(exif?.model).trim()].filter((part) => part !== '').join(' '),
    takenAt: time(exif?.dateTimeOriginal) ?? time(asset.fileCreatedAt),
    localAt: time(asset.localDateTime),
    addedAt: time(asset.createdAt),
    albums: [...albums].sort(),
  };
}

/** The file's own size in pixels; what Immich shows, where the metadata has none. */
function sizeOf({ exifInfo, width, height }: AssetResponseDto): { width: number; height: number } {
  const own = { width: amount(exifInfo?.exifImageWidth), height: amount(exifInfo?.exifImageHeight) };
  return own.width > 0 && own.height > 0 ? own : { width: amount(width), height: amount(height) };
}

/** Longer texts than any file system has are of no use here. */
const longestText = 4096;

function text(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, longestText) : '';
}

function amount(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
}

function time(value: unknown): number | null {
  const parsed = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(parsed) ? null : parsed;
}

/** 3.x sends milliseconds, 2.x a text such as `0:00:12.480000`. */
function lengthOf(duration: unknown): number | null {
  if (typeof duration === 'number') return amount(duration) || null;
  const parts = typeof duration === 'string' ? /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(duration) : null;
  if (parts === null) return null;
  return (Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3])) * 1000 || null;
}
