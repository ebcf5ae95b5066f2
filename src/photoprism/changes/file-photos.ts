/** Which photos files belong to. */
import { type Result, success } from '../../catalog/result.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { readPhotos } from '../paging.ts';

/** Uids in one request: their address stays short enough for every proxy. */
const uidsAtOnce = 100;

/** The uid of the photo of each of these files, by the uid of the file; files that no search finds are left out. */
export async function photosOfFiles(
  fileUids: readonly string[],
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<ReadonlyMap<string, string>>> {
  const wanted = [...new Set(fileUids)].filter((uid) => /^f[a-z0-9]{15}$/.test(uid));
  const photos = new Map<string, string>();
  for (let at = 0; at < wanted.length; at += uidsAtOnce) {
    const query = { uid: wanted.slice(at, at + uidsAtOnce).join('|'), order: 'oldest' };
    const found = await readPhotos(library, { query, most: uidsAtOnce }, call);
    if (!found.ok) return found;
    for (const { UID, Files } of found.value.photos) for (const file of Files) photos.set(file.UID, UID);
  }
  return success(photos);
}
