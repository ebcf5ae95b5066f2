/** The tool that lists duplicate groups with what to keep of each, and why. */
import * as z from 'zod';
import { page } from '../../catalog/list-arguments.ts';
import { success } from '../../catalog/result.ts';
import { defineTool } from './define.ts';

export const duplicatesList = defineTool({
  name: 'immich_duplicates_list',
  title: 'List duplicates',
  description:
    'Pages through groups of duplicates: each copy with format, size, albums and favourite, which to keep and why. suggest: stack or keep_all marks groups that are no copies. Call again while cache_ready is false.',
  toolset: 'duplicates',
  effect: 'read',
  permission: 'search',
  scopes: ['duplicate.read', 'album.read', 'asset.read', 'user.read'],
  input: z.strictObject({
    analyze: z.boolean().default(true).describe('Say what to keep'),
    page,
    page_size: z
      .int()
      .refine((size) => size >= 1 && size <= 500, 'must be from 1 to 500')
      .default(50)
      .describe('Lowered to what fits'),
    refresh: z.boolean().default(false).describe('Read anew'),
  }),
  output: z.looseObject({
    cache_ready: z.boolean(),
    total_groups: z.int().optional(),
    groups: z.array(z.looseObject({ duplicate_id: z.string() })).optional(),
  }),
  async run({ analyze, page: number, page_size, refresh }, library, call) {
    const looked = await library.duplicates.look({ refresh }, call);
    if (!looked.ok) return looked;
    const { tellGroups, tellWaiting } = await import('../duplicates/present-list.ts');
    const data = looked.value.ready
      ? tellGroups(looked.value, { analyze, page: number, size: page_size })
      : tellWaiting(looked.value.progress);
    return success({ data });
  },
});
