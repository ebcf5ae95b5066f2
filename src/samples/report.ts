import type { TakenAt } from './taken.ts';

/** A place on the ground: decimal degrees (north and east positive), altitude in metres. */
export interface SamplePlace {
  readonly city: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly altitude?: number;
}

/** What a sample file is there for. */
export type SampleKind =
  | 'photo'
  | 'portrait'
  | 'burst'
  | 'panorama'
  | 'screenshot'
  | 'scan'
  | 'bare'
  | 'animation'
  | 'live-photo'
  | 'live-clip'
  | 'video'
  | 'resized-copy'
  | 'recompressed-copy'
  | 'exact-copy'
  | 'sidecar'
  | 'broken'
  | 'empty';

/** One file of the sample library, with everything that its metadata says. */
export interface SampleFile {
  /** Path below the folder, with `/` between the parts. */
  readonly path: string;
  readonly kind: SampleKind;
  /** What the picture shows, or what the file is there for. */
  readonly note: string;
  /** The time in the metadata; without an offset where the camera wrote none. Absent if there is no time in the file. */
  readonly takenAt?: TakenAt;
  /** The file's modification time. */
  readonly modifiedAt: TakenAt;
  readonly place?: SamplePlace;
  /** Size as seen, after orientation, in pixels. */
  readonly width?: number;
  readonly height?: number;
  /** Seconds, of a video. */
  readonly seconds?: number;
  /** The EXIF orientation as stored, where it is not 1. */
  readonly orientation?: number;
  readonly make?: string;
  readonly model?: string;
  readonly lens?: string;
  readonly rating?: number;
  readonly description?: string;
  /** Paths of keywords, parts separated by `|`. */
  readonly keywords?: readonly string[];
  /** Names of those whose faces the file marks. */
  readonly people?: readonly string[];
  /** The file that this one was made from or belongs to. */
  readonly of?: string;
  /** One that a person would mark as a favourite; nothing in the file says so. */
  readonly favourite?: boolean;
}

/** What `writeSamplePhotos` made. */
export interface SampleReport {
  /** The folder, as it was given. */
  readonly folder: string;
  /** Every file in it, in the order of the story: trips, home, odds and ends. */
  readonly files: readonly SampleFile[];
}
