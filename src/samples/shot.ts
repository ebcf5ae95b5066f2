import type { Camera } from './cameras.ts';
import type { SamplePlace } from './report.ts';
import type { SceneName } from './scenes.ts';
import type { TakenAt } from './taken.ts';
import type { SampleFace } from './xmp.ts';

/** The light of a scene, which decides exposure time and sensitivity. */
export type Light = 'day' | 'indoors' | 'dusk' | 'night' | 'stars';

/** A picture to make: what it shows and what its metadata says. */
export interface Shot {
  /** Where it goes, below the folder of the samples; the extension decides the format. */
  readonly path: string;
  readonly scene: SceneName;
  /** Size as seen, in pixels: a portrait that is stored sideways still names its upright size here. */
  readonly width: number;
  readonly height: number;
  readonly seed?: string;
  /** The frame number within a burst. */
  readonly drift?: number;
  /** Stored turned by 90 degrees, with EXIF orientation 6, as phones do. */
  readonly sideways?: boolean;
  /** Without a camera there is no EXIF at all. */
  readonly camera?: Camera;
  readonly light?: Light;
  readonly takenAt?: TakenAt;
  /** What the file's modification time says where no time is in the metadata, or another one than that. */
  readonly modifiedAt?: TakenAt;
  readonly place?: SamplePlace;
  /** 1 to 5 stars, in XMP. */
  readonly rating?: number;
  /** In XMP, because EXIF has room for ASCII only. */
  readonly description?: string;
  /** Paths of keywords, for instance `Travel|Europe|France|Paris`, in XMP. */
  readonly keywords?: readonly string[];
  /** Whose faces it shows, in XMP. */
  readonly faces?: readonly SampleFace[];
  /** The surroundings are drawn on a cylinder (Google's photo sphere metadata). */
  readonly panorama?: boolean;
  /** Apple's identifier that this picture shares with its clip. */
  readonly contentIdentifier?: string;
  readonly note: string;
  /** One that a person would mark as a favourite. */
  readonly favourite?: boolean;
}
