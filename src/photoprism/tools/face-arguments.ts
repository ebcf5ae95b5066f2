/** Arguments that stand for faces. */
import * as z from 'zod';

/** True for the uid of a face in a photo; clusters of faces have ids of another form. */
export function isMarker(id: string): boolean {
  return /^m[a-z0-9]{15}$/.test(id);
}

/** A face in a photo, or a cluster of faces, as the list of faces names them. */
export const faceId = z
  .string()
  .trim()
  .refine((text) => isMarker(text) || /^[A-Z0-9]{20,40}$/.test(text), 'must be an id of photoprism_faces_list')
  .describe('From photoprism_faces_list');
