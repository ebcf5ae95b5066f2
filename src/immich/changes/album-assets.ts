/** Puts assets into an album or takes them out. */
import { addAssetsToAlbum, removeAssetFromAlbum } from '@immich/sdk';
import { success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import type { ImmichLibrary } from '../connection.ts';
import { isInAlbum } from './album-membership.ts';
import { type Membership, type MembershipReport, setMembership } from './membership.ts';

const reasons: Readonly<Record<string, string>> = {
  no_permission: 'does not exist, or the user of the API key may not share it',
  not_found: 'is not in the album',
};

/** Adds all of `ids`; those that are in the album already are counted apart. */
export function addToAlbum(
  library: ImmichLibrary,
  albumId: string,
  ids: readonly string[],
  call: CallContext,
): Promise<MembershipReport> {
  const adding = {
    id: albumId,
    send: addAssetsToAlbum,
    already: 'duplicate',
    reasons,
    otherwise: 'was not added',
    isSo: isInside(library, albumId, true),
  };
  return setMembership(library, ids, adding, call);
}

/** Takes all of `ids` out of the album; those that were not in it are counted apart. */
export function removeFromAlbum(
  library: ImmichLibrary,
  albumId: string,
  ids: readonly string[],
  call: CallContext,
): Promise<MembershipReport> {
  const removing = {
    id: albumId,
    send: removeAssetFromAlbum,
    already: 'not_found',
    reasons,
    otherwise: 'was not removed',
    isSo: isInside(library, albumId, false),
  };
  return setMembership(library, ids, removing, call);
}

function isInside(library: ImmichLibrary, albumId: string, wanted: boolean): Membership['isSo'] {
  return async (id, looking) => {
    const found = await isInAlbum(library, id, albumId, looking);
    return found.ok ? success(found.value === wanted) : found;
  };
}
