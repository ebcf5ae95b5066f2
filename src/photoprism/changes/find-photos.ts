/** Finds many photos at once, for changes that need to know little of each. */
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import type { PhotoRow } from '../photo-row.ts';
import { photosWithUids } from '../photos-with-uids.ts';
import { compactPhoto, isArchived, isInReview } from '../present/photo.ts';
import { lookUpPhotos } from './photo-lookup.ts';

export interface FoundPhoto {
  readonly id: string;
  readonly archived: boolean;
  readonly inReview: boolean;
  readonly view: JsonObject;
}

/** The photos with these uids, in this order, and the uids of none. A search finds most; the others are asked for by themselves. */
export async function findPhotos(
  uids: readonly string[],
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<{ readonly found: readonly FoundPhoto[]; readonly missing: readonly string[] }>> {
  const searched = await photosWithUids(uids, library, call);
  if (!searched.ok) return searched;
  const photos = new Map(searched.value.map((row) => [row.UID, foundPhoto(row.UID, row, compactPhoto(row))]));
  const left = uids.filter((uid) => !photos.has(uid));
  const looked = await lookUpPhotos(library, left, call);
  if (!looked.ok) return looked;
  for (const { id, detail, view } of looked.value.found) photos.set(id, foundPhoto(id, detail, view));
  const found = uids.flatMap((uid) => photos.get(uid) ?? []);
  if (found.length === 0 && uids.length > 0) {
    return failed('not_found', 'None of these photos exists.', 'Take ids from photoprism_photos_search.');
  }
  return success({ found, missing: looked.value.missing });
}

function foundPhoto(id: string, facts: Pick<PhotoRow, 'DeletedAt' | 'Quality'>, view: JsonObject): FoundPhoto {
  return { id, archived: isArchived(facts), inReview: isInReview(facts), view };
}
