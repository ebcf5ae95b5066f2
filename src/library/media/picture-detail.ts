/** What a thumbnail shows, small enough to compare with many others and fine enough to tell them apart. */
import { loadSharp } from '../../imaging/load-sharp.ts';
import type { PictureSource } from './renditions.ts';

/** Points on each side of `light`, of `coarseLight`, and of `blue` and `red`. */
export const lightSide = 96;
export const coarseLightSide = 48;
export const colourSide = 32;

/** A picture stretched to a square; brightness and colour differences as in JPEG (ITU-R BT.601), 0 to 255, row by row. */
export interface PictureDetail {
  readonly light: Float32Array;
  readonly coarseLight: Float32Array;
  readonly blue: Float32Array;
  readonly red: Float32Array;
}

async function squareOf(image: import('sharp').Sharp, side: number): Promise<Buffer> {
  return image.clone().resize(side, side, { fit: 'fill' }).raw().toBuffer();
}

/** The weighted sum of red, green and blue of each pixel, on top of `middle`. */
function weighted(pixels: Buffer, [r, g, b]: readonly [number, number, number], middle: number): Float32Array {
  return Float32Array.from({ length: pixels.length / 3 }, (_, index) => {
    const at = 3 * index;
    return middle + r * (pixels[at] ?? 0) + g * (pixels[at + 1] ?? 0) + b * (pixels[at + 2] ?? 0);
  });
}

/** Reads a picture, usually a thumbnail. Rejects when it cannot be decoded. */
export async function readDetail(source: PictureSource): Promise<PictureDetail> {
  const sharp = await loadSharp();
  const image = sharp(source, { failOn: 'error', pages: 1 }).flatten({ background: '#ffffff' }).toColorspace('srgb');
  const light = [0.299, 0.587, 0.114] as const;
  const colours = await squareOf(image, colourSide);
  return {
    light: weighted(await squareOf(image, lightSide), light, 0),
    coarseLight: weighted(await squareOf(image, coarseLightSide), light, 0),
    blue: weighted(colours, [-0.168736, -0.331264, 0.5], 128),
    red: weighted(colours, [0.5, -0.418688, -0.081312], 128),
  };
}
