/** Brings back stacks: those that were made are taken apart, others are stacked again. */
import { createStack, deleteStack, getStack } from '@immich/sdk';
import { success } from '../../catalog/result.ts';
import { textOf, textsOf } from '../../catalog/state-values.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import { sendRemaking } from '../../restoring/facet.ts';
import type { ImmichFacet } from './facet.ts';
import { makeOnce } from './make-once.ts';
import { withTrashed } from './trash.ts';

export const stacks: ImmichFacet = {
  fits: ({ kind }) => kind === 'stack',
  look: (items, library, call) =>
    inParallel(items, async ({ id, before, after }) => {
      const stack = await library.request((sdk) => getStack({ id }, sdk), call);
      if (!stack.ok) return stack.failure.code === 'not_found' ? success(null) : stack;
      const { primaryAssetId, assets } = stack.value;
      const shown = assets.map((asset) => asset.id);
      const known = after ?? before;
      const assetIds = await withTrashed(shown, textsOf(known?.assetIds), library, call);
      if (!assetIds.ok) return assetIds;
      // Another one stands in for a cover in the trash.
      const cover = textOf(known?.primaryAssetId);
      const isHidden = assetIds.value.includes(cover) && !shown.includes(cover);
      return success({ primaryAssetId: isHidden ? cover : primaryAssetId, assetIds: assetIds.value });
    }),
  send: (items, library, call) =>
    sendRemaking(items, async (item, remade) => {
      const { id, after } = item;
      if (after === null || after === undefined) return library.request((sdk) => deleteStack({ id }, sdk), call);
      const first = textOf(after.primaryAssetId);
      const assetIds = [first, ...textsOf(after.assetIds).filter((assetId) => assetId !== first)];
      const create = () => library.request((sdk) => createStack({ stackCreateDto: { assetIds } }, sdk), call);
      return makeOnce(item, create, remade, library);
    }),
};
