/** Writing the tags that files carry. */
import type { Store } from '../store/open.ts';
import { ensureTagPath } from '../store/tag-paths.ts';

/**
 * Brings an asset's tags in line with its file: adds the paths that are new in it, takes away those that it no longer has,
 * and leaves alone what a person added or took away meanwhile. `before` is what the file said last time.
 */
export async function writeFileTags(
  store: Store,
  asset: { readonly id: string; readonly ownerId: string },
  tags: readonly string[],
  before: readonly string[],
): Promise<void> {
  for (const path of tags.filter((tag) => !before.includes(tag))) {
    const tagId = await ensureTagPath(store, asset.ownerId, path.split('/'));
    const row = store.insertInto('tagAsset').values({ tagId, assetId: asset.id });
    await row.onConflict((conflict) => conflict.columns(['tagId', 'assetId']).doNothing()).execute();
  }
  const gone = before.filter((tag) => !tags.includes(tag));
  if (gone.length === 0) return;
  const goneIds = store.selectFrom('tag').select('id').where('userId', '=', asset.ownerId).where('value', 'in', gone);
  await store.deleteFrom('tagAsset').where('assetId', '=', asset.id).where('tagId', 'in', goneIds).execute();
}
