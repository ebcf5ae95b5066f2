/** The tool that resolves duplicate groups: as told, or by one rule over many. */
import * as z from 'zod';
import { mostIds } from '../../catalog/list-arguments.ts';
import type { Result } from '../../catalog/result.ts';
import { readKeepRule } from '../duplicates/resolve/keep-rule.ts';
import { reference } from '../naming/reference.ts';
import { id } from './arguments.ts';
import { defineChange } from './define.ts';

const ids = z.array(reference('asset')).optional();

const input = z.strictObject({
  groups: z
    .array(z.strictObject({ duplicate_id: id, keep: ids, trash: ids, stack: ids }))
    .refine((groups) => groups.length > 0 && groups.length <= mostIds, `must name 1 to ${mostIds} groups`)
    .optional()
    .describe('Each asset in one list; stack: cover first'),
  keep: z
    .string()
    .refine((text) => readKeepRule(text) !== undefined, 'must be best, largest, oldest, newest or in:<folder or album>')
    .optional()
    .describe('Or a rule: best, largest, oldest, newest, in:<folder/album>'),
  duplicate_ids: z.array(id).optional().describe('For the rule; omit for all'),
  suggested: z.enum(['skip', 'stack', 'trash']).default('skip').describe('RAW+JPEG, bursts, edits under the rule'),
  permanent: z.boolean().default(false).describe('If the server has no trash'),
});

export const duplicatesResolve = defineChange({
  name: 'immich_duplicates_resolve',
  title: 'Resolve duplicates',
  description:
    'Keeps, trashes or stacks copies in duplicate groups, as told or by a rule. Albums, favourite, tags, rating, description and place pass to a single kept copy; people do not. Previews by default: show it first.',
  toolset: 'duplicates',
  effect: 'remove',
  permission: 'delete',
  forPages: 'too',
  scopes: [
    'duplicate.read',
    'duplicate.delete',
    'asset.read',
    'asset.delete',
    'asset.update',
    'album.read',
    'stack.create',
  ],
  deadlineSeconds: 600,
  input,
  output: z.looseObject({ groups: z.int().optional(), resolved: z.int().optional() }),
  async plan({ groups, keep, duplicate_ids, suggested, permanent }, library, call) {
    const rule = keep === undefined ? undefined : readKeepRule(keep);
    if ((groups === undefined) === (rule === undefined)) return eitherOr;
    const wishes = groups?.map(({ duplicate_id, keep: kept = [], trash = [], stack = [] }) => ({
      id: duplicate_id,
      keep: kept,
      trash,
      stack,
    }));
    const wish = { wishes, rule, only: duplicate_ids, suggested, permanent };
    const { planResolve } = await import('../duplicates/resolve/plan.ts');
    return planResolve(library, wish, call);
  },
  apply: async (work, library, call) => {
    const { carryOut } = await import('../duplicates/resolve/carry-out.ts');
    return carryOut(work, library, call);
  },
});

const eitherOr: Result<never> = {
  ok: false,
  failure: {
    code: 'invalid_input',
    message: 'Give either groups, with what becomes of each asset, or keep, the rule for many groups.',
  },
};
