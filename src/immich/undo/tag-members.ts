/** Brings back which assets have which tags. */
import { success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import { lookUpAsset } from '../changes/asset-lookup.ts';
import { taggedAssets } from '../changes/tag-assets.ts';
import { holderOf, membershipFacet } from './memberships.ts';

const written = { holder: 'tagId', inside: 'tagged' } as const;

export const tagMembers = membershipFacet(written, taggedAssets, (items, library, call) =>
  inParallel(items, async (item) => {
    const asset = await lookUpAsset(library, item.id, call);
    if (!asset.ok) return asset;
    const tagId = holderOf(item, written);
    if (asset.value === undefined) return success(null);
    const { tags } = asset.value;
    return success(tags === undefined ? undefined : { tagId, tagged: tags.some((tag) => tag.id === tagId) });
  }),
);
