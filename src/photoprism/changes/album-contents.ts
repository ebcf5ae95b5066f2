/** All that an album shows, as changes write it down and as undo compares it. */
import { type Result, success } from '../../catalog/result.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { readPhotoUids } from '../paging.ts';

/** Photos of an album beyond which nobody writes down which they are. */
const mostWritten = 50_000;

/** The uids of the photos that the album shows, without those in the archive; undefined where they are too many. */
export async function readAlbumPhotos(
  albumUid: string,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<readonly string[] | undefined>> {
  const query = { s: albumUid, order: 'oldest' };
  const photos = await readPhotoUids(library, { query, most: mostWritten }, call);
  if (!photos.ok) return photos;
  return success(photos.value.complete ? photos.value.uids : undefined);
}
