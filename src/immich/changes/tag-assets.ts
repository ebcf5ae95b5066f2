/** Gives a tag to assets or takes it from them. */
import { tagAssets, untagAssets } from '@immich/sdk';
import { success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import type { ImmichLibrary } from '../connection.ts';
import { lookUpAsset } from './asset-lookup.ts';
import { type Membership, type MembershipReport, setMembership } from './membership.ts';

const reasons: Readonly<Record<string, string>> = {
  no_permission: 'does not exist, or the user of the API key may not tag it',
  not_found: 'does not have the tag',
};

/** Tags all of `ids`; those that have the tag already are counted apart. */
export function addTag(
  library: ImmichLibrary,
  tagId: string,
  ids: readonly string[],
  call: CallContext,
): Promise<MembershipReport> {
  const adding = {
    id: tagId,
    send: tagAssets,
    already: 'duplicate',
    reasons,
    otherwise: 'was not tagged',
    isSo: isTagged(library, tagId, true),
  };
  return setMembership(library, ids, adding, call);
}

/** Takes the tag from all of `ids`; those that did not have it are counted apart. */
export function removeTag(
  library: ImmichLibrary,
  tagId: string,
  ids: readonly string[],
  call: CallContext,
): Promise<MembershipReport> {
  const removing = {
    id: tagId,
    send: untagAssets,
    already: 'not_found',
    reasons,
    otherwise: 'still has the tag',
    isSo: isTagged(library, tagId, false),
  };
  return setMembership(library, ids, removing, call);
}

function isTagged(library: ImmichLibrary, tagId: string, wanted: boolean): Membership['isSo'] {
  return async (id, looking) => {
    const asset = await lookUpAsset(library, id, looking);
    if (!asset.ok) return asset;
    return success((asset.value?.tags.some((tag) => tag.id === tagId) ?? false) === wanted);
  };
}
