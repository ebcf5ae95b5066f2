/** Frames of a video as one picture: a grid, each with its number and time. */
import { drawnDigits } from '../drawn-digits.ts';
import { imageLibrary, pictureSeconds } from '../image-library.ts';
import { type Dimensions, longestSide, mostPixels } from '../picture-cost.ts';
import type { ReadyPicture } from '../ready-picture.ts';
import { clockOf, decimalsOf } from './frame-times.ts';
import type { VideoFrame } from './read-frames.ts';

/** Pixels between frames: enough to tell two alike ones apart. */
const gap = 4;
/** Shapes beyond these are shown within them, with dark bars. */
const narrowest = 0.4;
const widest = 3;
const background = '#101010';

/** How a grid is laid out. Pixels. */
export interface StripLayout extends Dimensions {
  readonly columns: number;
  readonly cell: Dimensions;
}

/**
 * The grid of `count` frames like `frame` in which they are largest: within what a model reads for the price of one picture, no
 * frame larger than it is, and of two grids alike the one with fewer empty places.
 */
export function stripLayout(count: number, frame: Dimensions): StripLayout {
  const shape = Math.min(widest, Math.max(narrowest, frame.width / frame.height));
  const grids = Array.from({ length: count }, (_, at) => gridOf(count, at + 1, shape, frame));
  return grids.reduce((best, grid) => (worth(grid, count) > worth(best, count) ? grid : best));
}

function worth({ cell, columns }: StripLayout, count: number): number {
  const empty = Math.ceil(count / columns) * columns - count;
  return cell.width * cell.height * (1 - empty * 0.01);
}

function gridOf(count: number, columns: number, shape: number, frame: Dimensions): StripLayout {
  const rows = Math.ceil(count / columns);
  const [across, down] = [(columns - 1) * gap, (rows - 1) * gap];
  const own = Math.min(frame.width, frame.height * shape);
  const byLength = Math.min((longestSide - across) / columns, ((longestSide - down) / rows) * shape);
  const width = Math.min(own, byLength, widthWithin(columns, rows / shape, across, down));
  const cell = { width: atLeast(minimum, width), height: atLeast(minimum, width / shape) };
  return { columns, cell, width: columns * cell.width + across, height: rows * cell.height + down };
}

/** The width of frames with which the grid has as many pixels as it may: (columns w + across) (rows w / shape + down) = most. */
function widthWithin(columns: number, rows: number, across: number, down: number): number {
  const [square, linear] = [columns * rows, columns * down + rows * across];
  return (Math.sqrt(linear ** 2 - 4 * square * (across * down - mostPixels)) - linear) / (2 * square);
}

/** Of the smallest frames: a number has to fit in. */
const minimum = 48;

function atLeast(least: number, length: number): number {
  return Math.max(least, Math.floor(length));
}

/** Draws them, in their order, numbered from 1. */
export async function filmStrip(frames: readonly VideoFrame[]): Promise<ReadyPicture> {
  const [first] = frames;
  if (first === undefined) throw new RangeError('a strip of no frames');
  const sharp = await imageLibrary();
  const { width, height, columns, cell } = stripLayout(frames.length, first);
  const cells = await Promise.all(
    frames.map(async (frame, at) => {
      const { rgb, width, height } = frame;
      const input = await sharp(rgb, { raw: { width, height, channels: 3 } })
        .timeout({ seconds: pictureSeconds })
        .resize({ ...cell, fit: 'contain', background })
        .toBuffer();
      const [left, top] = [(at % columns) * (cell.width + gap), Math.floor(at / columns) * (cell.height + gap)];
      return { input, raw: { ...cell, channels: 3 as const }, left, top };
    }),
  );
  const decimals = decimalsOf(frames.map(({ at }) => at));
  const labels = frames.map(({ at }, index) => ({
    input: Buffer.from(labelOf(index + 1, clockOf(at, decimals), cell)),
    left: cells[index]?.left ?? 0,
    top: cells[index]?.top ?? 0,
  }));
  const { data, info } = await sharp({ create: { width, height, channels: 3, background } })
    .timeout({ seconds: pictureSeconds })
    .composite([...cells, ...labels])
    .jpeg({ quality: 82 })
    .toBuffer({ resolveWithObject: true });
  return { mimeType: 'image/jpeg', bytes: new Uint8Array(data), width: info.width, height: info.height };
}

/** In the upper left corner: a light number, and behind it the time, on dark ground, whatever the frame shows there. */
function labelOf(number: number, clock: string, cell: Dimensions): string {
  const size = Math.round(Math.min(20, Math.max(12, cell.height / 12)));
  const pad = Math.round(size * 0.35);
  const count = drawnDigits(String(number), size);
  const time = drawnDigits(clock, size);
  const badge = count.width + 2 * pad;
  const fits = badge + time.width + 2 * pad <= cell.width;
  const [width, height] = [fits ? badge + time.width + 2 * pad : badge, size + 2 * pad];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(width)}" height="${height}">`,
    `<rect width="${width}" height="${height}" fill="#000" fill-opacity=".72"/>`,
    `<rect width="${badge}" height="${height}" fill="#ffd60a"/>`,
    `<g color="#000" transform="translate(${pad} ${pad})">${count.svg}</g>`,
    fits ? `<g color="#fff" transform="translate(${badge + pad} ${pad})">${time.svg}</g>` : '',
    '</svg>',
  ].join('');
}
