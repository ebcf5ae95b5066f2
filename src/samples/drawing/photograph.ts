import sharp from 'sharp';
import type { Canvas } from './canvas.ts';
import { seededRandom } from './random.ts';

/** A rendered picture: red, green, blue, row by row. */
export interface Picture {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/** How a picture is finished: the darkening of the corners and the strength of the grain. */
export interface Finish {
  /** How much darker the corners are, from 0 to 1. */
  readonly vignette: number;
  /** The largest deviation of a pixel by film grain, in steps of 255. */
  readonly grain: number;
}

export const CAMERA_FINISH: Finish = { vignette: 0.28, grain: 9 };
export const SCREEN_FINISH: Finish = { vignette: 0, grain: 0 };

const GRAIN_SIDE = 257;
const grainTile = makeGrain();

/** Soft grain: each point is the mean of two random numbers, so that large deviations are rare. */
function makeGrain(): Float32Array {
  const random = seededRandom('grain');
  return Float32Array.from({ length: GRAIN_SIDE * GRAIN_SIDE }, () => random.next() + random.next() - 1);
}

/** Renders a canvas in pixels and finishes it like a photograph; text and screens stay clean with `SCREEN_FINISH`. */
export async function renderPicture(canvas: Canvas, width: number, height: number, finish: Finish): Promise<Picture> {
  const drawing = sharp(Buffer.from(canvas.svg(width, height)), { unlimited: true }).flatten({ background: '#000' });
  const softened = finish.grain > 0 ? drawing.blur(0.6) : drawing;
  const data = await softened.removeAlpha().toColourspace('srgb').raw().toBuffer();
  if (finish.grain > 0 || finish.vignette > 0) {
    develop(data, width, height, finish);
  }
  return { data, width, height };
}

function develop(data: Buffer, width: number, height: number, finish: Finish): void {
  for (let y = 0; y < height; y += 1) {
    const fromMiddle = ((y / height) * 2 - 1) ** 2;
    const grainRow = (y % GRAIN_SIDE) * GRAIN_SIDE;
    for (let x = 0; x < width; x += 1) {
      const distance = (fromMiddle + ((x / width) * 2 - 1) ** 2) / 2;
      const light = 1 - finish.vignette * distance * distance;
      const grain = (grainTile[grainRow + (x % GRAIN_SIDE)] ?? 0) * finish.grain;
      const at = (y * width + x) * 3;
      data[at] = clamp((data[at] ?? 0) * light + grain);
      data[at + 1] = clamp((data[at + 1] ?? 0) * light + grain);
      data[at + 2] = clamp((data[at + 2] ?? 0) * light + grain);
    }
  }
}

function clamp(value: number): number {
  return Math.max(0, Math.min(255, value));
}
