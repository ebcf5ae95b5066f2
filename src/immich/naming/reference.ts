/** What can be named in Immich instead of giving its id. */
import type * as z from 'zod';
import { referenceTo } from '../../naming/reference.ts';

export type Nameable = 'album' | 'asset' | 'person' | 'tag';

/** Ids in the library, in either case. */
export const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id or a name; before a tool sees it, `resolveNames` has put the id there. */
export function reference(names: Nameable): z.ZodString {
  return referenceTo(names, uuid);
}
