/** Where pictures are kept that a library sent, so that they need not be sent again. */
import type { Picture } from './eyes.ts';

/** Which picture, of which caller's library. */
export interface PictureKey {
  /** `Eyes.account`: what one caller was shown is never shown to another. */
  readonly account: string;
  readonly id: string;
  /** `SeenAsset.version`. */
  readonly version: string;
  /** `PictureSize`, or what the library calls a size of its own. */
  readonly size: string;
}

/**
 * Whoever reads from it has asked the library before, in the same call, whether the caller may see that asset. Nothing here
 * fails: what cannot be kept or read counts as not there.
 */
export interface PictureCache {
  read(key: PictureKey): Promise<Picture | undefined>;
  write(key: PictureKey, picture: Picture): Promise<void>;
}
