/** Says whose face it is. */
import * as z from 'zod';
import { type Result, success } from '../../catalog/result.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';

/** Whose face it is then; empty where PhotoPrism does not say. */
const named = z.looseObject({ SubjUID: z.string().default('').catch('') });
type NamedFace = z.infer<typeof named>;

/**
 * Gives a face a name. One that is somebody's already (`isNamed`) is taken from them first: PhotoPrism would rename them
 * with all of their faces, or make them one with whoever has the name.
 * Source: https://github.com/photoprism/photoprism/blob/develop/internal/entity/marker.go (SyncSubject)
 */
export async function nameFace(
  { id, isNamed, name }: { readonly id: string; readonly isNamed: boolean; readonly name: string },
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<NamedFace>> {
  const free = isNamed ? await freeFace(id, library, call) : success(undefined);
  if (!free.ok) return free;
  const body = { Name: name, SubjSrc: 'manual' };
  const answer = await library.request({ method: 'PUT', path: ['markers', id], body, answer: named }, call);
  return answer.ok ? success(answer.value.body) : answer;
}

/** Takes the name off a face. Whoever has no other face is gone, and comes back with their name. */
export async function freeFace(id: string, library: PhotoPrismLibrary, call: RequestCall): Promise<Result<unknown>> {
  return library.request({ method: 'DELETE', path: ['markers', id, 'subject'], answer: z.unknown() }, call);
}
