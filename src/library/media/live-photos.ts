/** Which picture and which clip are the two halves of a Live Photo. */
import { basename, dirname, extname, join } from 'node:path';

export interface LivePhotoHalf {
  readonly originalPath: string;
  readonly contentIdentifier: string | null;
  /** Milliseconds, UTC and as the clock showed. */
  readonly fileCreatedAt: number;
  readonly localDateTime: number;
  readonly durationMs: number | null;
}

/** Apple's clips last about three seconds. */
export const longestClipMs = 10_000;
const closeMs = 10_000;

/** Folder and file name without extension: what both halves share when a program took them out of a phone. */
export function stemOf(path: string): string {
  return join(dirname(path), basename(path, extname(path)));
}

function takenTogether(picture: LivePhotoHalf, clip: LivePhotoHalf): boolean {
  // A clip counts in UTC and a picture may know only the clock, so either reading may be the one that agrees.
  const close = (left: number, right: number) => Math.abs(left - right) <= closeMs;
  return close(picture.fileCreatedAt, clip.fileCreatedAt) || close(picture.localDateTime, clip.localDateTime);
}

/**
 * Whether a picture and a clip belong together: by Apple's identifier where both have one, otherwise by the same folder
 * and name, about the same time, and a clip short enough.
 */
export function isLivePhoto(picture: LivePhotoHalf, clip: LivePhotoHalf): boolean {
  if (picture.contentIdentifier !== null && clip.contentIdentifier !== null) {
    return picture.contentIdentifier === clip.contentIdentifier;
  }
  const isShort = clip.durationMs !== null && clip.durationMs <= longestClipMs;
  return isShort && stemOf(picture.originalPath) === stemOf(clip.originalPath) && takenTogether(picture, clip);
}
