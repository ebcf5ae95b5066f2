/** Tags by their path: `Travel/Asia/Japan` is the child of `Travel/Asia`, which is the child of `Travel`. */
import { randomUUID } from 'node:crypto';
import type { Store } from './open.ts';

async function ensureTag(store: Store, userId: string, value: string, parentId: string | null): Promise<string> {
  const now = Date.now();
  await store
    .insertInto('tag')
    .values({ id: randomUUID(), userId, value, parentId, color: null, createdAt: now, updatedAt: now })
    .onConflict((conflict) => conflict.columns(['userId', 'value']).doNothing())
    .execute();
  const known = store.selectFrom('tag').select(['id', 'parentId']).where('userId', '=', userId);
  const tag = await known.where('value', '=', value).executeTakeFirstOrThrow();
  // It was made alone, by its whole path as a name.
  if (tag.parentId !== parentId) {
    await store.updateTable('tag').set({ parentId, updatedAt: now }).where('id', '=', tag.id).execute();
  }
  return tag.id;
}

/**
 * The id of the tag with this path, made with all its parents where missing, and put below them where it had none. Levels must not
 * be empty. To be called in a transaction.
 */
export async function ensureTagPath(store: Store, userId: string, levels: readonly string[]): Promise<string> {
  let id: string | null = null;
  for (let depth = 1; depth < levels.length; depth++) {
    id = await ensureTag(store, userId, levels.slice(0, depth).join('/'), id);
  }
  return ensureTag(store, userId, levels.join('/'), id);
}
