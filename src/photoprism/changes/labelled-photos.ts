/** The photos that carry a label itself, not one that belongs to it. */
import { mostIds } from '../../catalog/list-arguments.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import type { LabelRow } from '../label-row.ts';
import { readPhotoUids } from '../paging.ts';
import { photoSearch } from '../search/photo-search.ts';
import { type KnownPhoto, lookUpPhoto, lookUpPhotos } from './photo-lookup.ts';
import { labelState } from './states.ts';

/** Where photos can be: each search leaves out the others. */
const places = [{}, { archived: true }, { hidden: true }];

type Label = Pick<LabelRow, 'UID' | 'Name'>;

/** All of them, up to as many as a change takes; not `complete` where there are more. */
export async function photosLabelled(
  label: Label,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<{ readonly photos: readonly KnownPhoto[]; readonly complete: boolean }>> {
  const found = await photosFound(label, library, call);
  if (!found.ok) return found;
  const { uids, complete } = found.value;
  const looked = await lookUpPhotos(library, uids.slice(0, mostIds), call);
  if (!looked.ok) return looked;
  const photos = looked.value.found.filter((photo) => carries(photo, label));
  return success({ photos, complete: complete && uids.length <= mostIds });
}

/** Whether any photo but these carries it. */
export async function isOnOthers(
  label: Label,
  own: readonly string[],
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<boolean>> {
  const found = await photosFound(label, library, call);
  if (!found.ok) return found;
  for (const uid of found.value.uids.filter((each) => !own.includes(each))) {
    const photo = await lookUpPhoto(library, uid, call);
    if (!photo.ok) return photo;
    if (photo.value !== undefined && carries(photo.value, label)) return success(true);
  }
  return success(false);
}

function carries({ detail }: KnownPhoto, { UID }: Label): boolean {
  return labelState(detail, { labelId: UID }).labelled === true;
}

/** Also those that only have a label below it. */
async function photosFound(
  { Name }: Label,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<{ readonly uids: readonly string[]; readonly complete: boolean }>> {
  const uids = new Set<string>();
  let complete = true;
  for (const place of places) {
    const query = photoSearch({ filters: { ...place, label: [Name] }, order: 'added' });
    if (!query.ok) return query;
    const found = await readPhotoUids(library, { query: query.value, most: mostIds }, call);
    if (!found.ok) return found;
    for (const uid of found.value.uids) uids.add(uid);
    complete &&= found.value.complete;
  }
  return success({ uids: [...uids], complete });
}
