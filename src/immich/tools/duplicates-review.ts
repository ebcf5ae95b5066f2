/** The tool that opens the duplicate board for the person. */
import * as z from 'zod';
import { success } from '../../catalog/result.ts';
import { defineTool } from './define.ts';

export const reviewDuplicates = defineTool({
  name: 'review_duplicates',
  title: 'Review duplicates',
  description:
    'Opens a board on which the person decides about duplicates; shows the first groups where there is none.',
  toolset: 'duplicates',
  effect: 'read',
  permission: 'search',
  slim: true,
  page: 'duplicate-board',
  scopes: ['duplicate.read', 'album.read', 'asset.read', 'user.read'],
  input: z.strictObject({}),
  output: z.looseObject({ cache_ready: z.boolean(), total_groups: z.int().optional() }),
  async run(_input, library, call) {
    const looked = await library.duplicates.look({ refresh: false }, call);
    if (!looked.ok) return looked;
    if (!looked.value.ready) {
      const { tellWaiting } = await import('../duplicates/present-list.ts');
      return success({ data: tellWaiting(looked.value.progress) });
    }
    const { groupsToReview, tellReview } = await import('../duplicates/present-review.ts');
    const reviewed = groupsToReview(looked.value.groups);
    return success({ data: tellReview(looked.value, reviewed) });
  },
});
