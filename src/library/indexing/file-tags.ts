/** Writing the tags that files carry. */
import { randomUUID } from 'node:crypto';
import type { Store } from '../store/open.ts';

async function ensureTag(store: Store, userId: string, value: string, parentId: string | null): Promise<string> {
  const now = Date.now();
  await store
    .insertInto('tag')
    .values({ id: randomUUID(), userId, value, parentId, color: null, createdAt: now, updatedAt: now })
    .onConflict((conflict) => conflict.columns(['userId', 'value']).doNothing())
    .execute();
  const tag = store.selectFrom('tag').select('id').where('userId', '=', userId).where('value', '=', value);
  return (await tag.executeTakeFirstOrThrow()).id;
}

/** The id of the tag with this path (`Travel/Asia/Japan`), made with all its parents where missing. */
async function ensureTagPath(store: Store, userId: string, path: string): Promise<string> {
  const levels = path.split('/');
  let id: string | null = null;
  for (let depth = 1; depth < levels.length; depth++) {
    id = await ensureTag(store, userId, levels.slice(0, depth).join('/'), id);
  }
  return ensureTag(store, userId, path, id);
}

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
    const tagId = await ensureTagPath(store, asset.ownerId, path);
    const row = store.insertInto('tagAsset').values({ tagId, assetId: asset.id });
    await row.onConflict((conflict) => conflict.columns(['tagId', 'assetId']).doNothing()).execute();
  }
  const gone = before.filter((tag) => !tags.includes(tag));
  if (gone.length === 0) return;
  const goneIds = store.selectFrom('tag').select('id').where('userId', '=', asset.ownerId).where('value', 'in', gone);
  await store.deleteFrom('tagAsset').where('assetId', '=', asset.id).where('tagId', 'in', goneIds).execute();
}
