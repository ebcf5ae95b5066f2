/** Brings back groups of duplicates that were dismissed or resolved. */
import { updateAssets } from '@immich/sdk';
import type { ChangeItem } from '../../catalog/change.ts';
import type { StateNow } from '../../catalog/restorer.ts';
import { type Result, success } from '../../catalog/result.ts';
import { textsOf } from '../../catalog/state-values.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import { sendEach } from '../../restoring/facet.ts';
import { lookUpAsset } from '../changes/asset-lookup.ts';
import type { ImmichLibrary } from '../connection.ts';
import type { ImmichFacet } from './facet.ts';

export const duplicateGroups: ImmichFacet = {
  fits: ({ kind }) => kind === 'duplicate_group',
  look: (items, library, call) => inParallel(items, (item) => groupNow(item, library, call)),
  send: async (items, library, call) => {
    const errors = new Map<ChangeItem, string>();
    await sendEach(
      items,
      ({ id, before, after }) => {
        const ids = [...textsOf((after ?? before)?.assetIds)];
        const duplicateId = after === null ? null : id;
        return library.request((sdk) => updateAssets({ assetBulkUpdateDto: { ids, duplicateId } }, sdk), call);
      },
      errors,
    );
    return { errors, remade: new Map() };
  },
};

/**
 * A group is what its members say: there is nothing else to ask. Who is in no group any more while others are still in this
 * one has lost it to the trash: Immich ends a group of which only one is left outside of it.
 */
async function groupNow(
  { id, before, after }: ChangeItem,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<StateNow>> {
  const assetIds = textsOf((after ?? before)?.assetIds);
  const assets = await inParallel(assetIds, (assetId) => lookUpAsset(library, assetId, call));
  if (!assets.ok) return assets;
  const groups = assets.value.map((asset) => (asset === undefined ? undefined : (asset.duplicateId ?? '')));
  if (!groups.includes(id)) return success(null);
  return success({ assetIds: assetIds.filter((_, position) => ['', id].includes(groups[position] ?? 'none')) });
}
