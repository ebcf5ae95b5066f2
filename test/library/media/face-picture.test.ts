import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cutOutFace, squareAround } from '../../../src/library/media/face-picture.ts';

const face = { imageWidth: 2000, imageHeight: 1000, x1: 900, y1: 400, x2: 1100, y2: 500 };

describe('the square around a face', () => {
  test('has the face in its middle, with something around it, in the size of the picture at hand', () => {
    expect(squareAround(face, { width: 1000, height: 500 })).toEqual({ left: 440, top: 165, width: 120, height: 120 });
  });

  test('moves inwards at the edge, and is never larger than the picture', () => {
    const atEdge = { ...face, x1: 0, x2: 200 };
    expect(squareAround(atEdge, { width: 1000, height: 500 })).toMatchObject({ left: 0, width: 120 });
    const huge = { ...face, x1: 0, y1: 0, x2: 2000, y2: 1000 };
    expect(squareAround(huge, { width: 1000, height: 500 })).toEqual({ left: 250, top: 0, width: 500, height: 500 });
  });

  test('lies in the picture, whatever face and picture', () => {
    const size = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(size, size, size, size, fc.nat(4999), fc.nat(4999), size, size, (...numbers) => {
        const [imageWidth, imageHeight, width, height, x, y, w, h] = numbers;
        const [x1, y1] = [x % imageWidth, y % imageHeight];
        const [x2, y2] = [Math.min(imageWidth, x1 + w), Math.min(imageHeight, y1 + h)];
        const square = squareAround({ imageWidth, imageHeight, x1, y1, x2, y2 }, { width, height });
        expect(square.width).toBe(square.height);
        expect(Math.min(square.left, square.top, square.width - 1)).toBeGreaterThanOrEqual(0);
        expect(square.left + square.width).toBeLessThanOrEqual(width);
        expect(square.top + square.height).toBeLessThanOrEqual(height);
      }),
    );
  });
});

describe('a face on its own', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'albumen-face-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('is what lies in the square, 250 pixels wide and high', async () => {
    const path = join(folder, 'picture.jpg');
    const red = { create: { width: 130, height: 130, channels: 3 as const, background: '#ff0000' } };
    await sharp({ create: { width: 1000, height: 500, channels: 3, background: '#0000ff' } })
      .composite([{ input: red, left: 435, top: 160 }])
      .jpeg()
      .toFile(path);
    const picture = sharp(await cutOutFace(path, face));
    expect(await picture.metadata()).toMatchObject({ format: 'jpeg', width: 250, height: 250 });
    const { channels } = await picture.stats();
    expect(channels[0]?.mean).toBeGreaterThan(245);
    expect(channels[2]?.mean).toBeLessThan(10);
  });
});
