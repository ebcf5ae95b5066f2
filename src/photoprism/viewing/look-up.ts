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

/** Looks these uids up, and sorts out what nobody is shown. */
export async function lookUpSeen(
  ids: readonly string[],
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<Looked>> {
  const looked = await lookUpRows(ids, library, call);
  if (!looked.ok) return looked;
  const { found, missing } = looked.value;
  return success({
    found: found.filter(isShown).map(seenPhoto),
    missing,
    hidden: found.filter((photo) => !isShown(photo)).map(({ UID }) => UID),
  });
}

export interface LookedRows {
  /** In the order in which they were asked for, private ones among them. */
  readonly found: readonly PhotoRow[];
  /** Ids that this token does not reach, or that do not exist. */
  readonly missing: readonly string[];
}

/** Looks these uids up: in one search, and one by one what no search finds, as what is in the archive. */
export async function lookUpRows(
  ids: readonly string[],
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<LookedRows>> {
  const uids = [...new Set(ids.filter((id) => isUid('photo', id)))];
  const searched = await photosWithUids(uids, library, call);
  if (!searched.ok) return searched;
  const photos = new Map(searched.value.map((photo) => [photo.UID, photo]));
  const left = uids.filter((uid) => !photos.has(uid));
  const looked = await inParallel(left, (uid) => lookUpPhoto(library, uid, call));
  if (!looked.ok) return looked;
  for (const photo of looked.value) if (photo !== undefined) photos.set(photo.id, asRow(photo.detail));
  return success({ found: ids.flatMap((id) => photos.get(id) ?? []), missing: ids.filter((id) => !photos.has(id)) });
}
