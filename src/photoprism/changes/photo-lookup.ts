/** Looks up the photos that a change names: which exist, and how they are before. */
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { advanceByItem } from '../../changing/advance.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { asRow, type PhotoDetail, photoDetail } from '../photo-detail.ts';
import { compactPhoto } from '../present/photo.ts';

/** A photo that exists, and how it looks in a preview. */
export interface KnownPhoto {
  readonly id: string;
  readonly detail: PhotoDetail;
  readonly view: JsonObject;
}

export interface PhotoLookup {
  readonly found: readonly KnownPhoto[];
  /** Uids that do not exist. */
  readonly missing: readonly string[];
}

/** Reads one photo, wherever it is: in review, hidden or archived; undefined when there is none. */
export async function lookUpPhoto(
  library: PhotoPrismLibrary,
  id: string,
  call: RequestCall,
): Promise<Result<KnownPhoto | undefined>> {
  const answer = await library.request({ path: ['photos', id], answer: photoDetail }, call);
  if (answer.ok) return success(knownPhoto(answer.value.body));
  return answer.failure.code === 'not_found' ? success(undefined) : answer;
}

/** Reads all of `ids`, a few at a time. Unknown ids are part of the answer; any other trouble is a failure. */
export async function lookUpPhotos(
  library: PhotoPrismLibrary,
  ids: readonly string[],
  call: CallContext,
): Promise<Result<PhotoLookup>> {
  const step = advanceByItem(call, ids.length, 'looking the photos up');
  const looked = await inParallel(ids, async (id) => {
    const photo = await lookUpPhoto(library, id, call);
    step();
    return photo;
  });
  if (!looked.ok) return looked;
  return success({
    found: looked.value.filter((photo) => photo !== undefined),
    missing: ids.filter((_, position) => looked.value[position] === undefined),
  });
}

/** Like `lookUpPhotos`, but a call in which no id exists is a failure. */
export async function lookUpSomePhotos(
  library: PhotoPrismLibrary,
  ids: readonly string[],
  call: CallContext,
): Promise<Result<PhotoLookup>> {
  const looked = await lookUpPhotos(library, ids, call);
  return looked.ok && looked.value.found.length === 0 ? noneExists(ids.length) : looked;
}

/** The photo that was looked up; that there is none is a failure. */
export function withPhoto(looked: Result<KnownPhoto | undefined>): Result<KnownPhoto> {
  if (!looked.ok) return looked;
  return looked.value === undefined ? noneExists(1) : success(looked.value);
}

/** What a call fails with of whose photos there is none. */
export function noneExists(count: number): Result<never> {
  const what = count === 1 ? 'This photo does not exist.' : `None of these ${count} photos exists.`;
  return failed('not_found', what, 'Take ids from photoprism_photos_search.');
}

/** The photo as the library's own answer has it. */
function knownPhoto(detail: PhotoDetail): KnownPhoto {
  return { id: detail.UID, detail, view: compactPhoto(asRow(detail)) };
}
