import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differenceHash, hashDistance } from '../../../src/library/media/difference-hash.ts';
import { previewPath, thumbnailPath } from '../../../src/library/media/rendition-paths.ts';
import { makeRenditions, writeRenditions } from '../../../src/library/media/renditions.ts';
import { jpegBytes, pattern, picture, pngDeclaring } from '../../fixtures/images.ts';

async function sizeOf(data: Buffer) {
  const { format, width, height } = await sharp(data).metadata();
  return { format, width, height };
}

/** How to lay an upright picture so that following the orientation makes it upright again; sharp mirrors before it turns. */
const layings: Record<number, (image: Sharp) => Sharp> = {
  1: (image) => image,
  2: (image) => image.flop(),
  3: (image) => image.rotate(180),
  4: (image) => image.flip(),
  5: (image) => image.rotate(270).flop(),
  6: (image) => image.rotate(270),
  7: (image) => image.rotate(90).flop(),
  8: (image) => image.rotate(90),
};

async function lying(orientation: number, seed: number): Promise<Buffer> {
  const upright = await pattern(400, 300, seed).png().toBuffer();
  const laid = layings[orientation]?.(sharp(upright)) ?? sharp(upright);
  return laid.jpeg({ quality: 95 }).withMetadata({ orientation }).toBuffer();
}

describe('the renditions of a picture', () => {
  it('are a WebP of 250 px and a JPEG of 1440 px, with the size of the original beside them', async () => {
    const made = await makeRenditions(await jpegBytes({ width: 3000, height: 2000 }));
    expect(await sizeOf(made.thumbnail)).toEqual({ format: 'webp', width: 250, height: 167 });
    expect(await sizeOf(made.preview)).toEqual({ format: 'jpeg', width: 1440, height: 960 });
    expect([made.width, made.height]).toEqual([3000, 2000]);
  });

  it('do not enlarge a small picture', async () => {
    const made = await makeRenditions(await jpegBytes({ width: 60, height: 40 }));
    expect(await sizeOf(made.thumbnail)).toEqual({ format: 'webp', width: 60, height: 40 });
    expect(await sizeOf(made.preview)).toEqual({ format: 'jpeg', width: 60, height: 40 });
  });

  it('are made even of a single pixel', async () => {
    const made = await makeRenditions(await picture({ width: 1, height: 1 }).png().toBuffer());
    expect(await sizeOf(made.preview)).toEqual({ format: 'jpeg', width: 1, height: 1 });
    expect(made.perceptualHash).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each(['png', 'webp', 'gif', 'tiff', 'avif'] as const)('are made of %s', async (format) => {
    const made = await makeRenditions(await pattern(300, 200).toFormat(format).toBuffer());
    expect(await sizeOf(made.preview)).toEqual({ format: 'jpeg', width: 300, height: 200 });
  });

  it('carry no metadata of the original, which may name a place', async () => {
    const made = await makeRenditions(await jpegBytes({ gps: [48.8584, 2.2945], make: 'Canon' }));
    expect((await sharp(made.preview).metadata()).exif).toBeUndefined();
    expect((await sharp(made.thumbnail).metadata()).exif).toBeUndefined();
  });

  it('show transparent parts as white and other colour spaces as sRGB', async () => {
    const clear = sharp({ create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
    const print = sharp({ create: { width: 20, height: 20, channels: 3, background: '#ffffff' } }).toColourspace(
      'cmyk',
    );
    const grey = sharp({ create: { width: 20, height: 20, channels: 3, background: '#ffffff' } }).greyscale();
    for (const image of [clear.png(), print.jpeg(), grey.jpeg()]) {
      const made = await makeRenditions(await image.toBuffer());
      const { channels } = await sharp(made.preview).stats();
      expect(channels).toHaveLength(3);
      for (const { mean } of channels) expect(mean).toBeGreaterThan(250);
    }
  });

  it('know the running time of an animation', async () => {
    const frames = await Promise.all([1, 2, 3].map((seed) => pattern(32, 24, seed).png().toBuffer()));
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 200, 350] })
      .toBuffer();
    expect((await makeRenditions(gif)).durationMs).toBe(650);
    expect((await makeRenditions(await jpegBytes())).durationMs).toBeNull();
  });
});

describe('a picture that lies on its side', () => {
  it('has the same hash, size and look as the upright one, for every orientation', async () => {
    const orientations = fc.integer({ min: 1, max: 8 });
    await fc.assert(
      fc.asyncProperty(orientations, fc.integer({ min: 1, max: 1000 }), async (orientation, seed) => {
        const upright = await makeRenditions(await lying(1, seed));
        const turned = await makeRenditions(await lying(orientation, seed));
        expect(await sizeOf(turned.preview)).toEqual({ format: 'jpeg', width: 400, height: 300 });
        expect(hashDistance(upright.perceptualHash, turned.perceptualHash)).toBeLessThanOrEqual(3);
      }),
      { numRuns: 24 },
    );
  });

  it('is turned as told when the orientation comes from elsewhere', async () => {
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const laid = await lying(orientation, 7);
      const plain = await sharp(laid).jpeg({ quality: 95 }).toBuffer();
      const [own, told] = [await makeRenditions(laid), await makeRenditions(plain, String(orientation))];
      expect(hashDistance(own.perceptualHash, told.perceptualHash)).toBeLessThanOrEqual(3);
    }
  });

  it('reports its size as stored', async () => {
    const { width, height } = await makeRenditions(await lying(6, 3));
    expect([width, height]).toEqual([300, 400]);
  });
});

describe('the perceptual hash', () => {
  it('stays close when a picture is made smaller or compressed harder, and not between different pictures', async () => {
    const original = await makeRenditions(await pattern(1200, 900, 5).jpeg({ quality: 95 }).toBuffer());
    for (const [width, quality] of [
      [600, 90],
      [1200, 30],
      [250, 60],
    ] as const) {
      const copy = await pattern(1200, 900, 5).jpeg({ quality: 95 }).toBuffer();
      const made = await makeRenditions(await sharp(copy).resize(width).jpeg({ quality }).toBuffer());
      expect(hashDistance(original.perceptualHash, made.perceptualHash)).toBeLessThanOrEqual(5);
    }
    const other = await makeRenditions(await pattern(1200, 900, 6).jpeg().toBuffer());
    expect(hashDistance(original.perceptualHash, other.perceptualHash)).toBeGreaterThan(8);
  });

  it('has a bit for every neighbour that is darker than the one to its left', () => {
    const fallingRow = [9, 8, 7, 6, 5, 4, 3, 2, 1];
    const risingRow = fallingRow.toReversed();
    const grey = Uint8Array.from([...fallingRow, ...Array.from({ length: 7 }, () => risingRow).flat()]);
    expect(differenceHash(grey)).toBe('ff00000000000000');
  });

  it('is always 16 hex digits, and its distance is symmetric and zero only for equal hashes', () => {
    const greys = fc.uint8Array({ minLength: 72, maxLength: 72 });
    fc.assert(
      fc.property(greys, greys, (left, right) => {
        const [one, two] = [differenceHash(left), differenceHash(right)];
        expect(one).toMatch(/^[0-9a-f]{16}$/);
        expect(hashDistance(one, two)).toBe(hashDistance(two, one));
        expect(hashDistance(one, two) === 0).toBe(one === two);
      }),
    );
  });
});

describe('a picture that cannot be decoded', () => {
  it('is refused when it is cut short', async () => {
    const whole = await jpegBytes({ width: 1000, height: 800 });
    await expect(makeRenditions(whole.subarray(0, whole.length / 2))).rejects.toThrow();
  });

  it('is refused when it declares more pixels than any camera has', async () => {
    await expect(makeRenditions(pngDeclaring(60_000, 60_000))).rejects.toThrow(/pixel limit/);
  });

  it('is refused when it is no picture', async () => {
    await expect(makeRenditions(Buffer.from('no picture'))).rejects.toThrow();
  });
});

describe('written renditions', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'albumen-renditions-'));
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('lie where their paths say, and nothing else is left there', async () => {
    const id = 'abcdef01-2345-4678-9abc-def012345678';
    const made = await makeRenditions(await jpegBytes());
    await writeRenditions(dataDir, id, made);
    expect(await readFile(thumbnailPath(dataDir, id))).toEqual(made.thumbnail);
    expect(await readFile(previewPath(dataDir, id))).toEqual(made.preview);
    expect((await readdir(join(dataDir, 'thumbs', 'ab', 'cd'))).toSorted()).toEqual([
      `${id}-preview.jpg`,
      `${id}-thumbnail.webp`,
    ]);
  });
});
