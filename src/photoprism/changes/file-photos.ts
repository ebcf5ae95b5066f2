/** Which photos files belong to. */
import { type Result, success } from '../../catalog/result.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { photosWithUids } from '../photos-with-uids.ts';

/** The uid of the photo of each of these files, by the uid of the file; files that no search finds are left out. */
export async function photosOfFiles(
  fileUids: readonly string[],
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<ReadonlyMap<string, string>>> {
  const wanted = [...new Set(fileUids)].filter((uid) => /^f[a-z0-9]{15}$/.test(uid));
  const photos = await photosWithUids(wanted, library, call);
  if (!photos.ok) return photos;
  return success(new Map(photos.value.flatMap(({ UID, Files }) => Files.map((file) => [file.UID, UID] as const))));
}
