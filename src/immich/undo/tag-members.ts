/** Brings back which assets have which tags. */
import type { ChangeItem } from '../../catalog/change.ts';
import { success } from '../../catalog/result.ts';
import { textOf } from '../../catalog/state-values.ts';
import { lookUpAsset } from '../changes/asset-lookup.ts';
import { inParallel } from '../changes/in-parallel.ts';
import { taggedAssets } from '../changes/tag-assets.ts';
import { type Facet, grouped, noteErrors } from './facet.ts';

export const tagMembers: Facet = {
  fits: (item) => item.kind === 'asset' && tagIdOf(item) !== '',
  look: (items, library, call) =>
    inParallel(items, async (item) => {
      const asset = await lookUpAsset(library, item.id, call);
      if (!asset.ok) return asset;
      const tagId = tagIdOf(item);
      if (asset.value === undefined) return success(null);
      return success({ tagId, tagged: asset.value.tags.some((tag) => tag.id === tagId) });
    }),
  send: async (items, library, call) => {
    const errors = new Map<ChangeItem, string>();
    for (const group of grouped(items, (item) => `${tagIdOf(item)} ${item.after?.tagged}`)) {
      const [first] = group;
      if (first === undefined) continue;
      const move = first.after?.tagged === true ? taggedAssets.put : taggedAssets.take;
      const ids = group.map(({ id }) => id);
      noteErrors(group, await move(library, tagIdOf(first), ids, call), errors);
    }
    return { errors, remade: new Map() };
  },
};

function tagIdOf({ before, after }: ChangeItem): string {
  return textOf(after?.tagId ?? before?.tagId);
}
