/** Lists of ids as arguments of tools that change something. */
import * as z from 'zod';
import { id } from '../tools/arguments.ts';

/** Most ids in one call: more than a person can look through in a preview, few enough to finish in minutes. */
export const mostIds = 10_000;

/** Asset ids, lower-cased, each of them once. The bounds are checked but not listed: they would cost more than they tell. */
export const idList = z
  .array(id)
  .refine((ids) => ids.length > 0, 'must name at least one id')
  .refine((ids) => ids.length <= mostIds, `must name at most ${mostIds} ids; split the list`)
  .overwrite((ids) => [...new Set(ids)])
  .describe('Asset ids');
