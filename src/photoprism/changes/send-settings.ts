/** Sends settings of a photo, so that PhotoPrism changes just these. */
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import type { PhotoDetail } from '../photo-detail.ts';
import { lookUpPhoto, withPhoto } from './photo-lookup.ts';

/** Makes the photo so; fields as in `settingsOf`. The answer says nothing of how it is then. */
export async function sendSettings(
  id: string,
  state: JsonObject,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<unknown>> {
  const body = await bodyOf(id, state, library, call);
  if (!body.ok) return body;
  return library.request({ method: 'PUT', path: ['photos', id], body: body.value, answer: z.unknown() }, call);
}

async function bodyOf(
  id: string,
  state: JsonObject,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<JsonObject>> {
  const isDetail = (field: string) => field.startsWith('Details');
  const own = Object.entries(state).filter(([field]) => !isDetail(field));
  const details = Object.entries(state).filter(([field]) => isDetail(field));
  if (details.length === 0) return success(Object.fromEntries(own));
  const photo = withPhoto(await lookUpPhoto(library, id, call));
  if (!photo.ok) return photo;
  const changed = Object.fromEntries(details.map(([field, value]) => [field.slice('Details'.length), value]));
  return success({ ...Object.fromEntries(own), Details: { ...wholeDetails(photo.value.detail), ...changed } });
}

/**
 * PhotoPrism takes details only with the number of their photo, and empties those that are not sent with it
 * (`SavePhotoForm` in `internal/entity/photo.go`).
 */
function wholeDetails({ Details, ID }: PhotoDetail): JsonObject {
  const kept = Object.entries(Details ?? {}).filter((entry): entry is [string, string | number] =>
    ['string', 'number'].includes(typeof entry[1]),
  );
  return { ...(typeof ID === 'number' ? { PhotoID: ID } : {}), ...Object.fromEntries(kept) };
}
