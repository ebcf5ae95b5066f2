/** Puts assets into an album or takes them out. */
import { addAssetsToAlbum, removeAssetFromAlbum } from '@immich/sdk';
import { isInAlbum } from './album-membership.ts';
import { membershipIn } from './membership.ts';

/** `put` adds assets to an album, `take` removes them. */
export const albumAssets = membershipIn({
  reasons: {
    no_permission: 'does not exist, or the user of the API key may not share it',
    not_found: 'is not in the album',
  },
  put: { send: addAssetsToAlbum, otherwise: 'was not added' },
  take: { send: removeAssetFromAlbum, otherwise: 'was not removed' },
  isIn: isInAlbum,
});
