/** What a file says about itself, in one shape for photos and videos. */

import type { FaceRegion } from './face-regions.ts';

/** When a picture was taken. */
export interface TakenAt {
  /** Milliseconds since 1970, UTC. */
  readonly instant: number;
  /** What a clock at that place showed, written as if it were UTC (milliseconds). */
  readonly local: number;
  /** `UTC+2` for an offset the file states, `Europe/Paris` when derived from the position; null when nothing says so. */
  readonly timeZone: string | null;
}

/** A point on the globe in decimal degrees (WGS 84). */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** Facts read from a file (and the XMP file beside it); null means that it does not say. */
export interface MediaFacts {
  /** Pixels as stored, before `orientation` is applied. */
  readonly width: number | null;
  readonly height: number | null;
  /** EXIF orientation, `1` to `8`. */
  readonly orientation: string | null;
  readonly takenAt: TakenAt | null;
  readonly position: Position | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly lensModel: string | null;
  readonly fNumber: number | null;
  /** Millimetres. */
  readonly focalLength: number | null;
  readonly iso: number | null;
  /** Seconds as photographers write them: `1/250`, `2.5`. */
  readonly exposureTime: string | null;
  /** -1 (rejected) or 1 to 5. */
  readonly rating: number | null;
  readonly description: string | null;
  /** Paths with `/` between the levels, in the file's order, without repetitions. */
  readonly tags: readonly string[];
  /** In the picture as stored, before `orientation` is applied. */
  readonly faces: readonly FaceRegion[];
  readonly projectionType: string | null;
  readonly durationMs: number | null;
  /** Apple's identifier that a Live Photo's picture and clip share. */
  readonly contentIdentifier: string | null;
}

/** The facts of a file that says nothing. */
export const noFacts: MediaFacts = {
  width: null,
  height: null,
  orientation: null,
  takenAt: null,
  position: null,
  make: null,
  model: null,
  lensModel: null,
  fNumber: null,
  focalLength: null,
  iso: null,
  exposureTime: null,
  rating: null,
  description: null,
  tags: [],
  faces: [],
  projectionType: null,
  durationMs: null,
  contentIdentifier: null,
};
