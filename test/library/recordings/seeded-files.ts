/** Files behind seeded rows: originals of the right type and pixel size (videos: bytes only), and any renditions. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { previewPath, thumbnailPath } from '../../../src/library/media/rendition-paths.ts';
import { loadRecordings } from './recordings.ts';
import type { SeededLibrary } from './seeded-library.ts';
import type { SeededAsset } from './seeded-state.ts';

type Format = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif' | 'tiff';

const formats: Record<string, Format> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/tiff': 'tiff',
};

function plainPicture(width: number, height: number, format: Format): Promise<Buffer> {
  const picture = sharp({ create: { width, height, channels: 3, background: { r: 40, g: 90, b: 160 } } });
  return format === 'avif' ? picture.avif({ effort: 0 }).toBuffer() : picture[format]().toBuffer();
}

async function originalBytes(asset: SeededAsset): Promise<Buffer> {
  const format = formats[asset.originalMimeType];
  if (format === undefined) return Buffer.alloc(100_000, asset.id);
  const { exifImageWidth: width, exifImageHeight: height, fileSizeInByte: size } = asset.exifInfo ?? {};
  const picture = await plainPicture(Number(width ?? 1), Number(height ?? 1), format);
  // Ranges are asked for by position, so a JPEG is filled up to its recorded size behind its end.
  const missing = format === 'jpeg' ? Math.max(Number(size ?? 0) - picture.length, 0) : 0;
  return Buffer.concat([picture, Buffer.alloc(missing)]);
}

async function writeAt(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}

/** Puts files behind the assets whose files, or whose people's pictures, the recordings of `topic` ask for. */
export async function writeSeededFiles({ library, state }: SeededLibrary, topic: string): Promise<void> {
  const paths = loadRecordings(topic).map(({ request }) => request.path);
  const isAsked = (id: string) => paths.some((path) => path.includes(id));
  const showsAsked = (id: string) =>
    state.faces.some(({ assetId, personId }) => assetId === id && personId !== null && isAsked(personId));
  const wanted = state.assets.filter(({ id }) => isAsked(id) || showsAsked(id));
  const thumbnail = await plainPicture(10, 10, 'webp');
  const preview = await plainPicture(100, 100, 'jpeg');
  for (const asset of wanted) {
    const originalPath = join(library.dataDir, 'originals', asset.id);
    await writeAt(originalPath, await originalBytes(asset));
    await library.store.updateTable('asset').set({ originalPath }).where('id', '=', asset.id).execute();
    if (asset.thumbhash === null) continue;
    await writeAt(thumbnailPath(library.dataDir, asset.id), thumbnail);
    await writeAt(previewPath(library.dataDir, asset.id), preview);
  }
}
