import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { longestSide, mostPixels, pictureTokens } from '../../../src/viewing/picture-cost.ts';
import { filmStrip, stripLayout } from '../../../src/viewing/video/film-strip.ts';
import type { VideoFrame } from '../../../src/viewing/video/read-frames.ts';

const counts = fc.integer({ min: 1, max: 16 });
const sizes = fc.record({ width: fc.integer({ min: 2, max: 1568 }), height: fc.integer({ min: 2, max: 1568 }) });

describe('the grid of a strip', () => {
  it('has room for every frame, and costs no more than one picture', () => {
    fc.assert(
      fc.property(counts, sizes, (count, frame) => {
        const { columns, cell, width, height } = stripLayout(count, frame);
        const rows = Math.ceil(count / columns);
        expect(width).toBeGreaterThanOrEqual(columns * cell.width);
        expect(height).toBeGreaterThanOrEqual(rows * cell.height);
        expect(width).toBeLessThanOrEqual(longestSide);
        expect(height).toBeLessThanOrEqual(longestSide);
        expect(width * height).toBeLessThanOrEqual(mostPixels);
        expect(pictureTokens({ width, height })).toBeLessThanOrEqual(1534);
      }),
    );
  });

  it('enlarges nothing that is large enough to be read', () => {
    fc.assert(
      fc.property(counts, sizes, (count, frame) => {
        const { cell } = stripLayout(count, frame);
        expect(cell.width).toBeLessThanOrEqual(Math.max(48, frame.width));
        expect(cell.height).toBeLessThanOrEqual(Math.max(120, frame.height));
      }),
    );
  });

  it.each([
    ['landscape', 8, { width: 836, height: 470 }, 2],
    ['portrait', 8, { width: 470, height: 836 }, 4],
    ['square', 9, { width: 627, height: 627 }, 3],
    ['panorama', 4, { width: 1568, height: 250 }, 1],
    ['one frame', 1, { width: 836, height: 470 }, 1],
  ])('%s: %i frames stand such that they are large', (_what, count, frame, columns) => {
    expect(stripLayout(count, frame).columns).toBe(columns);
  });
});

function frameOf(at: number, rgb: readonly [number, number, number], width = 320, height = 180): VideoFrame {
  const pixels = new Uint8Array(width * height * 3).map((_, index) => rgb[index % 3] ?? 0);
  return { at, rgb: pixels, width, height };
}

describe('a strip', () => {
  it('shows the frames in reading order, each with its mark in the corner', async () => {
    const colours = [
      [200, 30, 30],
      [30, 200, 30],
      [30, 30, 200],
      [120, 120, 120],
    ] as const;
    const strip = await filmStrip(colours.map((rgb, at) => frameOf(at * 2.5, rgb)));
    const { cell, columns, width, height } = stripLayout(4, { width: 320, height: 180 });
    const { data, info } = await sharp(strip.bytes).raw().toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width, height, channels: 3 });
    expect(strip).toMatchObject({ mimeType: 'image/jpeg', width, height });
    const pixel = (x: number, y: number) => [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
    for (const [at, rgb] of colours.entries()) {
      const [left, top] = [(at % columns) * (cell.width + 4), Math.floor(at / columns) * (cell.height + 4)];
      const middle = pixel(left + Math.floor(cell.width / 2), top + Math.floor(cell.height / 2));
      for (const [channel, value] of rgb.entries()) expect(Math.abs((middle[channel] ?? 0) - value)).toBeLessThan(12);
      const [red = 0, green = 0, blue = 0] = pixel(left + 2, top + 2);
      expect([red > 200, green > 170, blue < 90]).toEqual([true, true, true]);
    }
  });

  it('shows a frame of another shape whole, between dark bars', async () => {
    const strip = await filmStrip([frameOf(0, [250, 250, 250]), frameOf(1, [250, 250, 250], 100, 180)]);
    const { data, info } = await sharp(strip.bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
    const { cell, columns } = stripLayout(2, { width: 320, height: 180 });
    expect(columns).toBe(1);
    const row = (cell.height + 4 + Math.floor(cell.height / 2)) * info.width;
    const bright = [...data.subarray(row, row + info.width)].filter((light) => light > 200).length;
    expect(bright).toBeGreaterThan(90);
    expect(bright).toBeLessThan(110);
  });

  it('tells the time of each frame, unlike for another time', async () => {
    const [early, late] = await Promise.all([1, 2].map((at) => filmStrip([frameOf(at, [90, 90, 90])])));
    expect(Buffer.from(early?.bytes ?? []).equals(Buffer.from(late?.bytes ?? []))).toBe(false);
    expect(early?.bytes.length).toBeGreaterThan(0);
  });

  it('has marks that fit even into the smallest frames', async () => {
    const strip = await filmStrip(Array.from({ length: 16 }, (_, at) => frameOf(at * 1000, [0, 0, 200], 16, 12)));
    expect(strip).toMatchObject(stripSize(16, { width: 16, height: 12 }));
  });
});

function stripSize(count: number, frame: { width: number; height: number }) {
  const { width, height } = stripLayout(count, frame);
  return { width, height };
}
