/** How pictures are read that are to be looked at. */
import type { SharpConstructor, SharpOptions } from 'sharp';
import { loadSharp } from '../imaging/load-sharp.ts';

/** The image library; loaded by the first call. */
export function imageLibrary(): Promise<SharpConstructor> {
  return loadSharp();
}

/** A cut or damaged picture is refused, and so is one that would not fit into memory; of an animation, its first frame. */
export const readingOptions: SharpOptions = { failOn: 'truncated', limitInputPixels: 16_384 * 16_384, pages: 1 };

/** Seconds after which reading or writing one picture is given up. */
export const pictureSeconds = 30;
