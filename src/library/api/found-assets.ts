/** From the keys that a search found to answers. */
import { assetsInOrder } from '../store/asset-rows.ts';
import type { Store } from '../store/open.ts';
import { type AssetDto, assetDtos } from './asset-dto.ts';
import type { AssetParts } from './asset-parts.ts';

/** The answers for these `asset.row` keys, in their order, with the parts that were asked for. */
export async function answersFor(store: Store, rows: readonly number[], parts: AssetParts): Promise<AssetDto[]> {
  return assetDtos(store, await assetsInOrder(store, rows), parts);
}
