/** Arguments that several PhotoPrism tools take, each described once. */
import * as z from 'zod';
import { reference } from '../naming/uid.ts';

export const photoId = reference('photo').describe('Id or file name');

export const albumId = reference('album').describe('Id or title');

export const labelId = reference('label').describe('Id or name');

export const personId = reference('person').describe('Id or name');

/** Most ids in one call: more than a person can look through in a preview, few enough to finish in minutes. */
export const mostIds = 10_000;

/** Photos, each of them once. The bounds are checked but not listed: they would cost more than they tell. */
export const photoIds = z
  .array(reference('photo'))
  .refine((ids) => ids.length > 0, 'must name at least one id')
  .refine((ids) => ids.length <= mostIds, `must name at most ${mostIds} ids; split the list`)
  .overwrite((ids) => [...new Set(ids)])
  .describe('Ids or file names');

/** Bounds here and below are checked but not listed: they would cost more than they tell. */
export const page = z
  .int()
  .refine((number) => number >= 1, 'must be at least 1')
  .default(1)
  .describe('From 1');

/** Items per page; what does not fit into an answer is lowered, and the answer says so. */
export const pageSize = z
  .int()
  .refine((number) => number >= 1 && number <= 1000, 'must be from 1 to 1000')
  .default(50)
  .describe('Up to 100');

export const detail = z.enum(['compact', 'full']).default('compact').describe('full: up to 10');

/** A text that is set, as long as PhotoPrism keeps it; longer ones it cuts without a word. */
export function textUpTo(longest: number): z.ZodString {
  return z.string().refine((text) => text.length <= longest, `must have at most ${longest} characters`);
}
