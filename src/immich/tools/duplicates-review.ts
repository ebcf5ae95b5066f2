/** The tool that opens the duplicate board for the person. */
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { success } from '../../catalog/result.ts';
import type { AnswerImage, CallContext } from '../../catalog/tool.ts';
import type { Eyes } from '../../viewing/eyes.ts';
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
  scopes: ['duplicate.read', 'album.read', 'asset.read', 'asset.view', 'user.read'],
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
    const ids = reviewed.flatMap(({ members }) => members.map(({ id }) => id));
    const { numbers, images, told } = await sheetOf(library.eyes, ids, call);
    return success({ data: { ...tellReview(looked.value, reviewed, numbers), ...told }, images });
  },
});

interface Sheet {
  /** By the id of each asset that is on it. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly images: readonly AnswerImage[];
  readonly told: JsonObject;
}

/** One numbered picture of the assets that this caller may look at; without it the answer is words alone. */
async function sheetOf(eyes: Eyes, ids: readonly string[], call: CallContext): Promise<Sheet> {
  const none: Sheet = { numbers: new Map(), images: [], told: {} };
  if (ids.length === 0 || !call.caller.permits('view')) return none;
  const looked = await eyes.lookUp(ids, call);
  if (!looked.ok) return { ...none, told: { no_picture: looked.failure.message } };
  const { found } = looked.value;
  if (found.length === 0) return none;
  const { showSheet } = await import('../../viewing/show-sheet.ts');
  const shown = await showSheet(eyes, found, 1, call);
  if (!shown.ok) return { ...none, told: { no_picture: shown.failure.message } };
  const { lines, image, tokens } = shown.value;
  if (lines.every(({ picture }) => picture !== undefined)) return none;
  return {
    numbers: new Map(found.map(({ id }, at) => [id, at + 1])),
    images: [image],
    told: { image_tokens: tokens },
  };
}
