import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { findEmbeddedPreview } from '../../../src/library/media/embedded-preview.ts';
import { jpegBytes, pattern } from '../../fixtures/images.ts';

const tiffHeader = Buffer.from('II*\0\x08\0\0\0', 'latin1');
/** The start of a lossless JPEG (SOF3), as which some cameras store the RAW data itself. */
const losslessJpeg = Buffer.from([0xff, 0xd8, 0xff, 0xc3, 0, 14, 8, 0x20, 0, 0x20, 0, 3, 0, 0, 0, 0]);

describe('the preview inside a RAW file', () => {
  it('is the largest of the JPEGs in it', async () => {
    const [small, large] = [
      await jpegBytes({ width: 160, height: 120 }),
      await jpegBytes({ width: 800, height: 600, orientation: 6 }),
    ];
    const raw = Buffer.concat([
      tiffHeader,
      small,
      Buffer.alloc(999, 7),
      losslessJpeg,
      large,
      Buffer.alloc(99, 3),
      small,
    ]);
    const preview = findEmbeddedPreview(raw);
    expect([preview?.width, preview?.height]).toEqual([800, 600]);
    const { width } = await sharp(preview?.jpeg).metadata();
    expect(width).toBe(800);
  });

  it('may be progressive', async () => {
    const progressive = await pattern(300, 200).jpeg({ progressive: true }).toBuffer();
    expect(findEmbeddedPreview(Buffer.concat([tiffHeader, progressive]))).toMatchObject({ width: 300, height: 200 });
  });

  it('is none where only RAW data looks like a JPEG', () => {
    expect(findEmbeddedPreview(Buffer.concat([tiffHeader, losslessJpeg, Buffer.alloc(100)]))).toBeNull();
    expect(findEmbeddedPreview(Buffer.alloc(0))).toBeNull();
  });

  it('is looked for without failing in any noise', () => {
    const noise = fc.array(fc.constantFrom(0xff, 0xd8, 0xc0, 0xc2, 0xe1, 0xda, 0, 8, 3, 200), { maxLength: 400 });
    fc.assert(
      fc.property(noise, (bytes) => {
        const found = findEmbeddedPreview(Buffer.from(bytes));
        expect(found === null || found.width * found.height > 0).toBe(true);
      }),
    );
  });
});
