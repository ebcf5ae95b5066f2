/** Sets something on a label. */
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';

/** Favorites have a request of their own; versions differ in whether another sets them. */
export async function sendLabel(
  id: string,
  before: JsonObject,
  after: JsonObject,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<unknown>> {
  const { Favorite, ...fields } = after;
  if (Object.keys(fields).length > 0) {
    const set = await library.request({ method: 'PUT', path: ['labels', id], body: fields, answer: z.unknown() }, call);
    if (!set.ok) return set;
  }
  if (typeof Favorite !== 'boolean' || Favorite === before.Favorite) return success(undefined);
  const method = Favorite ? 'POST' : 'DELETE';
  return library.request({ method, path: ['labels', id, 'like'], answer: z.unknown() }, call);
}
