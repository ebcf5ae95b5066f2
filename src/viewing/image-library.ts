/** The image library, loaded when the first picture has to be looked at: it takes a while. */
import type { SharpConstructor, SharpOptions } from 'sharp';

let loaded: Promise<SharpConstructor> | undefined;

/** Nothing is kept of a picture that was read, and several pictures share the processor better than parts of one. */
export function imageLibrary(): Promise<SharpConstructor> {
  loaded ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false);
    sharp.concurrency(1);
    return sharp;
  });
  return loaded;
}

/** A cut or damaged picture is refused, and so is one that would not fit into memory; of an animation, its first frame. */
export const readingOptions: SharpOptions = { failOn: 'truncated', limitInputPixels: 16_384 * 16_384, pages: 1 };

/** Seconds after which reading or writing one picture is given up. */
export const pictureSeconds = 30;
