/** Finds many photos at once, for changes that need to know little of each. */
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { readPhotos } from '../paging.ts';
import type { PhotoRow } from '../photo-row.ts';
import { compactPhoto, isArchived, isInReview } from '../present/photo.ts';
import { lookUpPhotos } from './photo-lookup.ts';

/** Uids in one request: their address stays short enough for every proxy. */
const uidsAtOnce = 100;

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
  const photos = new Map<string, FoundPhoto>();
  for (let at = 0; at < uids.length; at += uidsAtOnce) {
    const part = uids.slice(at, at + uidsAtOnce);
    const query = { uid: part.join('|'), order: 'oldest' };
    const read = await readPhotos(library, { query, most: part.length }, call);
    if (!read.ok) return read;
    for (const row of read.value.photos) photos.set(row.UID, foundPhoto(row.UID, row, compactPhoto(row)));
  }
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
