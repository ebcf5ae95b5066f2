/** Making renditions again that somebody deleted to save room, or that a backup left out. */
import { stat } from 'node:fs/promises';
import pLimit from 'p-limit';
import { findFfmpeg } from '../../ffmpeg/find-ffmpeg.ts';
import { openMedia, readMedia } from '../media/read-media.ts';
import { previewPath, thumbnailPath } from '../media/rendition-paths.ts';
import { writeRenditions } from '../media/renditions.ts';
import type { AssetRow } from './asset-rows.ts';

/** A page of missing thumbnails is asked for at once; decoding them all at once would take the memory. */
const limit = pLimit(2);
const underWay = new Map<string, Promise<void>>();

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (facts) => facts.isFile(),
    () => false,
  );
}

async function remake(dataDir: string, asset: AssetRow): Promise<void> {
  const { id, originalPath, originalFileName, fileSize, checksum } = asset;
  const media = await openMedia({ path: originalPath, name: originalFileName, size: fileSize, sidecarPath: null });
  // Another content than the one that was indexed is for indexing to take in.
  if ('reason' in media || media.checksum !== checksum) return;
  const ffmpeg = await findFfmpeg(process.env.PATH ?? '');
  const content = await readMedia(media, { ffmpeg, withRenditions: true });
  if ('reason' in content || content.renditions === null) return;
  await writeRenditions(dataDir, id, content.renditions);
}

/**
 * Makes sure that the renditions of an asset that has some are on the disk, where its original allows. Asked for the same
 * asset twice at once, it works once. Rejects when the data directory cannot be written.
 */
export async function ensureRenditions(dataDir: string, asset: AssetRow): Promise<void> {
  const { id } = asset;
  if ((await isFile(thumbnailPath(dataDir, id))) && (await isFile(previewPath(dataDir, id)))) return;
  const making = underWay.get(id) ?? limit(remake, dataDir, asset).finally(() => underWay.delete(id));
  underWay.set(id, making);
  await making;
}
