/** What a library must offer so that its photos can be seen. Both kinds of library make one; the viewing tools know no more. */
import type { Result } from '../catalog/result.ts';
import type { CallContext } from '../catalog/tool.ts';
import type { PictureCache } from './picture-cache.ts';

/** What looking may take, and whom it tells how far it is. */
export type LookingCall = Pick<CallContext, 'signal'> & Partial<Pick<CallContext, 'progress'>>;

/**
 * `thumb` is about 250 pixels, `preview` about 1440; `full` is the largest picture that the library makes or the original,
 * where that is a picture.
 */
export type PictureSize = 'thumb' | 'preview' | 'full';

/** A picture as the library sends it. */
export interface Picture {
  readonly mimeType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** An asset that this caller may look at. */
export interface SeenAsset {
  readonly id: string;
  /** Name of the original file; a stranger's text. */
  readonly file: string;
  /** The clock time at the place, `2024-05-01T10:20:30`; undefined where it is not known. */
  readonly taken: string | undefined;
  readonly isVideo: boolean;
  /** Length of a video. */
  readonly seconds: number | undefined;
  /** Pixels of the original as it is shown, turned upright; undefined where they are not known. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
  /** Changes whenever its picture may: what a kept picture is kept under, beside its id. */
  readonly version: string;
  /** Somebody cropped or turned it in the library, beside its original. */
  readonly isEdited?: boolean;
}

/** What became of a list of ids. */
export interface Looked {
  /** In the order in which they were asked for. */
  readonly found: readonly SeenAsset[];
  /** Ids that this caller cannot reach, or that do not exist: nobody can tell the two apart. */
  readonly missing: readonly string[];
  /** Ids of assets that are locked, private, or the clip of a Live Photo: their pictures are shown by no tool. */
  readonly hidden: readonly string[];
}

/** One way to say which assets. */
export type Selection =
  | { readonly by: 'album'; readonly id: string }
  | { readonly by: 'search'; readonly text: string }
  | { readonly by: 'duplicates'; readonly id: string }
  /** `2024-05-01`, by the clock at the place. */
  | { readonly by: 'day'; readonly day: string }
  | { readonly by: 'ids'; readonly ids: readonly string[] };

/** One page of a selection; locked and private assets are never in it. */
export interface SelectedPage {
  readonly assets: readonly SeenAsset[];
  /** Of the whole selection. */
  readonly total: number;
  /** False where there are more than `total`. */
  readonly exact: boolean;
  /** How it was searched, in words, where a library has several ways. */
  readonly how?: string;
  readonly missing?: readonly string[];
  readonly hidden?: readonly string[];
}

/** A part of a picture: each number is a share of its width or height, from 0 to 1. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A face of a person, in a photo that this caller may look at. */
export interface SeenFace {
  readonly asset: SeenAsset;
  readonly box: Region;
}

export interface SeenPerson {
  readonly id: string;
  /** Empty where nobody named them; a stranger's text. */
  readonly name: string;
  /** Assets that show them, where the library tells. */
  readonly assets: number | undefined;
  /** At most as many as asked for, spread over the time in which there are photos of them. */
  readonly faces: readonly SeenFace[];
}

/** The bytes of a video, read in parts. */
export interface VideoStream {
  /**
   * Reads a part: `range` is the value of HTTP's Range header. A success has the status 206 with its content-range, or 200 where
   * the library sends all of the video instead.
   */
  read(range: string, call: Pick<LookingCall, 'signal'>): Promise<Result<Response>>;
}

/** A library's photos, as one caller may see them. Every failure is a value. */
export interface Eyes {
  /** `Immich at photos.example.com`, for messages. */
  readonly library: string;
  /** Tells libraries and callers apart where pictures are kept; never a secret. */
  readonly account: string;
  /** Where pictures are kept that were shown before; nowhere without. */
  readonly cache: PictureCache | undefined;
  lookUp(ids: readonly string[], call: LookingCall): Promise<Result<Looked>>;
  /** `page` counts from 1. */
  select(
    selection: Selection,
    page: { readonly page: number; readonly size: number },
    call: LookingCall,
  ): Promise<Result<SelectedPage>>;
  /** Fails with `not_found` where the library has made no picture, or not yet. */
  picture(asset: SeenAsset, size: PictureSize, call: LookingCall): Promise<Result<Picture>>;
  person(id: string, most: number, call: LookingCall): Promise<Result<SeenPerson>>;
  /** Of a photo, the clip that was taken with it; fails with `unsupported` where there is none. */
  video(asset: SeenAsset, call: LookingCall): Promise<Result<VideoStream>>;
}

/** What the viewing tools work with: a library that has eyes. */
export interface Seeing {
  readonly eyes: Eyes;
}
