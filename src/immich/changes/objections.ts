/** What may not be done to an asset, and why: known before it is tried, so that a preview says the same as the deed. */
import type { ItemOutcome } from '../../catalog/change.ts';
import { isHiddenClip, type KnownAsset } from './asset-lookup.ts';
import type { SettingsBody } from './asset-settings.ts';

/** Why something may not be done to this asset; undefined when it may. */
export type Objection = (asset: KnownAsset) => string | undefined;

export interface SortedAssets {
  readonly fit: readonly KnownAsset[];
  readonly refused: readonly ItemOutcome[];
}

/** Tells the assets that `objection` has nothing against from the others. */
export function sortOut(assets: readonly KnownAsset[], objection: Objection): SortedAssets {
  const fit: KnownAsset[] = [];
  const refused: ItemOutcome[] = [];
  for (const asset of assets) {
    const error = objection(asset);
    if (error === undefined) fit.push(asset);
    else refused.push({ id: asset.id, ok: false, error });
  }
  return { fit, refused };
}

/**
 * Assets of partners and of shared albums can be seen, but Immich lets only their owner change or delete them. `user` is
 * undefined where the key may not tell whose it is: the library itself refuses then.
 */
export function ownershipObjection(user: string | undefined): Objection {
  return ({ ownerId }) => (user === undefined || ownerId === user ? undefined : 'belongs to another user');
}

/** Why an asset may not be put into an album. */
export const albumObjection: Objection = (asset) => {
  if (isHiddenClip(asset)) return 'is the hidden clip of a Live Photo; add its photo instead';
  return asset.trashed ? 'is in the trash' : undefined;
};

/** Why `user` may not show an asset by a shared link. */
export function linkObjection(user: string | undefined): Objection {
  const belongsToAnother = ownershipObjection(user);
  return (asset) => albumObjection(asset) ?? belongsToAnother(asset);
}

/** Why `user` may not make these settings on an asset. */
export function settingsObjection(body: SettingsBody, user: string | undefined): Objection {
  const belongsToAnother = ownershipObjection(user);
  return (asset) => {
    const surfaces = body.visibility !== undefined && isHiddenClip(asset);
    return surfaces ? 'is the hidden clip of a Live Photo; archive its photo instead' : belongsToAnother(asset);
  };
}
