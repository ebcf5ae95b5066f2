/** Arguments of tools that list things, or take lists of them, in any library. */
import * as z from 'zod';
import { assumedDefault } from './wire-schema.ts';

/** Most ids in one call: more than a person can look through in a preview, few enough to finish in minutes. */
export const mostIds = 10_000;

/** Ids or names, each of them once. The bounds are checked but not listed: they would cost more than they tell. */
export function manyOf(reference: z.ZodString) {
  return z
    .array(reference)
    .refine((ids) => ids.length > 0, 'must name at least one id')
    .refine((ids) => ids.length <= mostIds, `must name at most ${mostIds} ids; split the list`)
    .overwrite((ids) => [...new Set(ids)]);
}

/** Bounds here and below are checked but not listed: they would cost more than they tell. */
export const page = z
  .int()
  .refine((number) => number >= 1, 'must be at least 1')
  .default(1)
  .meta({ description: 'From 1', [assumedDefault]: true });

/** Items per page; what does not fit into an answer is lowered, and the answer says so. */
export const pageSize = z
  .int()
  .refine((number) => number >= 1 && number <= 1000, 'must be from 1 to 1000')
  .default(50)
  .meta({ description: 'Up to 100', [assumedDefault]: true });

export const detail = z.enum(['compact', 'full']).default('compact').describe('full: up to 10');
