/** Which photos a caller may look at. */
import { type Result, success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { Looked } from '../../viewing/eyes.ts';
import { lookUpPhoto } from '../changes/photo-lookup.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { isUid } from '../naming/uid.ts';
import { asRow } from '../photo-detail.ts';
import type { PhotoRow } from '../photo-row.ts';
import { photosWithUids } from '../photos-with-uids.ts';
import { isShown, seenPhoto } from './seen-photo.ts';

/** Looks these uids up: in one search, and one by one what no search finds, as what is in the archive. */
export async function lookUpSeen(
  ids: readonly string[],
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<Looked>> {
  const uids = [...new Set(ids.filter((id) => isUid('photo', id)))];
  const searched = await photosWithUids(uids, library, call);
  if (!searched.ok) return searched;
  const photos = new Map(searched.value.map((photo) => [photo.UID, photo]));
  const left = uids.filter((uid) => !photos.has(uid));
  const looked = await inParallel(left, (uid) => lookUpPhoto(library, uid, call));
  if (!looked.ok) return looked;
  for (const found of looked.value) if (found !== undefined) photos.set(found.id, asRow(found.detail));
  return success(sorted(ids, photos));
}

function sorted(ids: readonly string[], photos: ReadonlyMap<string, PhotoRow>): Looked {
  const known = ids.flatMap((id) => photos.get(id) ?? []);
  return {
    found: known.filter(isShown).map(seenPhoto),
    missing: ids.filter((id) => !photos.has(id)),
    hidden: known.filter((photo) => !isShown(photo)).map(({ UID }) => UID),
  };
}
