/** Finds photos of which the uids are known, many in one request. */
import { type Result, success } from '../catalog/result.ts';
import type { PhotoPrismLibrary, RequestCall } from './connection.ts';
import { readPhotos } from './paging.ts';
import type { PhotoRow } from './photo-row.ts';

/** Uids in one request: their address stays short enough for every proxy. */
const uidsAtOnce = 100;

/** The photos with these uids, or with files that have them; what no search finds, as what is in the archive, is left out. */
export async function photosWithUids(
  uids: readonly string[],
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<readonly PhotoRow[]>> {
  const photos: PhotoRow[] = [];
  for (let at = 0; at < uids.length; at += uidsAtOnce) {
    const part = uids.slice(at, at + uidsAtOnce);
    const query = { uid: part.join('|'), order: 'oldest' };
    const found = await readPhotos(library, { query, most: part.length }, call);
    if (!found.ok) return found;
    photos.push(...found.value.photos);
  }
  return success(photos);
}
