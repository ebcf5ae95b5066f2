import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMedia, readMedia } from '../../../src/library/media/read-media.ts';
import { jpegBytes, pattern, pngDeclaring } from '../../fixtures/images.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-media-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(name: string, data: Uint8Array) {
  const path = join(folder, name);
  await writeFile(path, data);
  const opened = await openMedia({ path, name: basename(path), size: (await stat(path)).size, sidecarPath: null });
  if ('reason' in opened) return opened;
  const content = await readMedia(opened, { ffmpeg: null, withRenditions: true });
  return 'reason' in content ? content : { mimeType: opened.mimeType, checksum: opened.checksum, ...content };
}

/** A TIFF-based RAW file in small: a header, no readable directory, and the camera's preview. */
async function rawFile(): Promise<Buffer> {
  const preview = await jpegBytes({ width: 640, height: 480, make: 'NIKON CORPORATION', orientation: 6 });
  return Buffer.concat([Buffer.from('MM\0*\0\0\0\x08\0\0\0\0\0\0', 'latin1'), preview, Buffer.alloc(5000, 0x55)]);
}

describe('reading an original', () => {
  it('gives type, SHA-1 in base64, facts and renditions', async () => {
    const { createHash } = await import('node:crypto');
    const photo = await jpegBytes({ make: 'Canon', width: 400, height: 300 });
    const media = await read('photo.jpg', photo);
    expect(media).toMatchObject({
      mimeType: 'image/jpeg',
      checksum: createHash('sha1').update(photo).digest('base64'),
      facts: { make: 'Canon', width: 400, height: 300 },
      renditions: { perceptualHash: expect.stringMatching(/^[0-9a-f]{16}$/) },
    });
  });

  it('of a RAW file takes facts and renditions from its preview, upright', async () => {
    const media = await read('photo.nef', await rawFile());
    expect(media).toMatchObject({ mimeType: 'image/nef', facts: { make: 'NIKON CORPORATION', orientation: '6' } });
    const { default: sharp } = await import('sharp');
    const { width, height } = await sharp('renditions' in media ? media.renditions?.preview : undefined).metadata();
    expect([width, height]).toEqual([480, 640]);
  });

  it('of a HEIC file without a preview gives an asset without renditions', async () => {
    const heic = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), Buffer.alloc(500, 1)]);
    expect(await read('photo.heic', heic)).toMatchObject({ mimeType: 'image/heic', renditions: null });
  });

  it('does not turn an AVIF picture, whose container has done so', async () => {
    const avif = await pattern(64, 32).avif({ quality: 40 }).withMetadata({ orientation: 6 }).toBuffer();
    expect(await read('photo.avif', avif)).toMatchObject({ facts: { orientation: null } });
  });

  it.each<[string, string, () => Promise<Uint8Array> | Uint8Array, RegExp]>([
    ['an empty file', 'empty.jpg', () => Buffer.alloc(0), /^is empty$/],
    [
      'text named as a photo',
      'text.jpg',
      () => Buffer.from('Dear diary,'),
      /^is not what its name says \(image\/jpeg\)$/,
    ],
    ['text without a name', 'README', () => Buffer.from('Read me'), /^is no photo or video$/],
    ['a JPEG cut short', 'cut.jpg', async () => (await jpegBytes({ width: 900 })).subarray(0, -2000), /^is damaged: /],
    ['a JPEG of three bytes', 'three.jpg', () => Buffer.from([0xff, 0xd8, 0xff]), /^is damaged: /],
    ['noise behind a PNG header', 'noise.png', () => pngDeclaring(50, 50), /^is damaged: /],
    ['a picture of 3,600 megapixels', 'huge.png', () => pngDeclaring(60_000, 60_000), /268 million pixels$/],
    [
      'a video without content',
      'empty.mp4',
      () => Buffer.from('\0\0\0\x10ftypisom\0\0\0\0', 'latin1'),
      /^holds no moving pictures$/,
    ],
  ])('refuses %s and says why', async (_, name, data, reason) => {
    const media = await read(name, await data());
    expect('reason' in media ? media.reason : 'was read').toMatch(reason);
    expect('reason' in media ? media.reason : '').not.toContain(folder);
  });

  it.skipIf(process.getuid?.() === 0)('refuses a file that it may not read', async () => {
    const path = join(folder, 'secret.jpg');
    await writeFile(path, await jpegBytes());
    await chmod(path, 0);
    expect(await openMedia({ path, name: 'secret.jpg', size: 10, sidecarPath: null })).toEqual({
      reason: 'cannot be read: no permission',
      isPassing: true,
    });
  });

  it('refuses a file that is gone meanwhile', async () => {
    const path = join(folder, 'gone.jpg');
    expect(await openMedia({ path, name: 'gone.jpg', size: 10, sidecarPath: null })).toEqual({
      reason: 'was gone before it could be read',
      isPassing: true,
    });
  });
});
