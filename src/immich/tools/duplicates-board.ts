/** The tool by which the duplicate board gets its groups. */
import * as z from 'zod';
import { success } from '../../catalog/result.ts';
import { id } from './arguments.ts';
import { defineTool } from './define.ts';

/** Groups that are asked for at once. */
const mostGroups = 100;

export const pageDuplicates = defineTool({
  name: 'page_duplicates',
  title: 'Duplicates for a page',
  description: 'Duplicate groups, as the duplicate board shows them.',
  toolset: 'duplicates',
  effect: 'read',
  permission: 'search',
  forPages: 'only',
  scopes: ['duplicate.read', 'album.read', 'asset.read', 'user.read'],
  input: z.strictObject({
    duplicate_ids: z
      .array(id)
      .refine((ids) => ids.length > 0 && ids.length <= mostGroups, `must name 1 to ${mostGroups} groups`)
      .optional()
      .describe('Without: all groups in numbers, and the first of them'),
    refresh: z.boolean().default(false).describe('Read anew'),
  }),
  output: z.looseObject({ cache_ready: z.boolean() }),
  async run({ duplicate_ids, refresh }, library, call) {
    const looked = await library.duplicates.look({ refresh }, call);
    if (!looked.ok) return looked;
    const { tellBoard, tellComing } = await import('../duplicates/board-page.ts');
    if (!looked.value.ready) return success({ data: tellComing(looked.value.progress) });
    const told = await tellBoard(library, looked.value, duplicate_ids, call);
    return told.ok ? success({ data: told.value }) : told;
  },
});
