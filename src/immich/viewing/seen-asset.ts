/** What the viewing tools know of an asset of Immich's. */
import type { AssetResponseDto } from '@immich/sdk';
import type { SeenAsset } from '../../viewing/eyes.ts';

/** Reads it from the library's own object; what is missing or makes no sense counts as not known. */
export function seenAsset(asset: AssetResponseDto): SeenAsset {
  const isVideo = asset.type === 'VIDEO';
  return {
    id: asset.id,
    file: text(asset.originalFileName),
    taken: clockTime(asset.localDateTime),
    isVideo,
    seconds: isVideo ? secondsOf(asset.duration) : undefined,
    size: sizeOf(asset),
    // Any edit of the asset changes the time; a new picture of the same file its hash.
    version: [asset.checksum, asset.thumbhash, asset.updatedAt].map(text).join(' ').trim(),
    isEdited: asset.isEdited === true,
  };
}

/**
 * True for an asset that tools may show: one that is not locked, and not hidden either. Hidden are the clips of Live Photos, and
 * they stay so when their photo is locked: what they show is seen with the photo, or not at all.
 */
export function isInSight({ visibility }: Pick<AssetResponseDto, 'visibility'>): boolean {
  return visibility === 'timeline' || visibility === 'archive';
}

/** Immich writes the clock time at the place with a `Z` that means nothing. */
function clockTime(localDateTime: unknown): string | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(text(localDateTime))?.[0];
}

/** 3.x sends milliseconds, 2.x a text such as `0:00:12.480000`. */
function secondsOf(duration: unknown): number | undefined {
  if (typeof duration === 'number') return Number.isFinite(duration) ? duration / 1000 : undefined;
  const parts = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(text(duration));
  return parts === null ? undefined : Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3]);
}

/** What Immich shows, or else the file's own size, turned as its metadata says (EXIF 2.32: 5 to 8 lie on their side). */
function sizeOf({ width, height, exifInfo: exif }: AssetResponseDto): SeenAsset['size'] {
  if (isLength(width) && isLength(height)) return { width, height };
  const own = { width: exif?.exifImageWidth, height: exif?.exifImageHeight };
  if (!isLength(own.width) || !isLength(own.height)) return undefined;
  const lies = /^[5-8]$/.test(text(exif?.orientation));
  return lies ? { width: own.height, height: own.width } : { width: own.width, height: own.height };
}

function isLength(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 1;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
