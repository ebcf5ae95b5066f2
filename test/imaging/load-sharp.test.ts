import sharp from 'sharp';
import { expect, it } from 'vitest';
import { giveAwayCopies, loadSharp } from '../../src/imaging/load-sharp.ts';

/** A picture of which all that is made lies in memory that something else will use again. */
function picturesIn(memory: SharedArrayBuffer) {
  const data = Buffer.from(memory, 4, 3);
  class Picture {
    async toBuffer(options?: { resolveWithObject?: boolean }) {
      const info = { format: 'raw', size: 3, width: 1, height: 1, channels: 3, premultiplied: false } as const;
      return options?.resolveWithObject ? { data, info } : data;
    }
  }
  return Picture;
}

it('loads what npm installed, once', async () => {
  expect(await loadSharp()).toBe(sharp);
  expect(loadSharp()).toBe(loadSharp());
});

it('has every picture give away copies of what lies in memory that is used again', async () => {
  const memory = new SharedArrayBuffer(16);
  new Uint8Array(memory).set([1, 2, 3], 4);
  const Picture = picturesIn(memory);
  giveAwayCopies(new Picture());
  const bytes = await new Picture().toBuffer();
  const made = await new Picture().toBuffer({ resolveWithObject: true });
  new Uint8Array(memory).fill(0);
  expect(bytes).toEqual(Buffer.from([1, 2, 3]));
  expect(made).toMatchObject({ data: Buffer.from([1, 2, 3]), info: { width: 1 } });
});
