/** Gives a tag to assets or takes it from them. */
import { tagAssets, untagAssets } from '@immich/sdk';
import { success } from '../../catalog/result.ts';
import { lookUpAsset, tagsOf } from './asset-lookup.ts';
import { membershipIn } from './membership.ts';

/** `put` tags assets, `take` takes the tag from them. */
export const taggedAssets = membershipIn({
  reasons: {
    no_permission: 'does not exist, or the user of the API key may not tag it',
    not_found: 'does not have the tag',
  },
  put: { send: tagAssets, otherwise: 'was not tagged' },
  take: { send: untagAssets, otherwise: 'still has the tag' },
  isIn: async (library, assetId, tagId, call) => {
    const asset = await lookUpAsset(library, assetId, call);
    if (!asset.ok) return asset;
    const tags = asset.value === undefined ? success([]) : tagsOf(asset.value);
    return tags.ok ? success(tags.value.some(({ id }) => id === tagId)) : tags;
  },
});
