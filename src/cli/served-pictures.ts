/** Where pictures of a server on the network are kept: those of the local library are on this disk already. */
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { PictureCache } from '../viewing/picture-cache.ts';
import { pictureFiles } from '../viewing/picture-files.ts';

const megabyte = 1_000_000;

/** Undefined where none are to be kept. Several of them share their folder. */
export function servedPictures({
  dataDir,
  pictureCacheMb,
}: Pick<Config, 'dataDir' | 'pictureCacheMb'>): PictureCache | undefined {
  return pictureCacheMb === 0 ? undefined : pictureFiles(join(dataDir, 'cache', 'pictures'), pictureCacheMb * megabyte);
}
