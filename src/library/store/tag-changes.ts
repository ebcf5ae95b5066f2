/** Changes to tags, the searchable text of their assets included. Who may make them is decided by the caller of these functions. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { refreshTagText } from './asset-text.ts';
import { inChunks } from './id-chunks.ts';
import type { Store } from './open.ts';
import { ensureTagPath } from './tag-paths.ts';
import { assetsWithin, type TagRow, withDescendants } from './tag-queries.ts';

export interface NewTag {
  userId: string;
  /** The whole path. */
  value: string;
  parentId: string | null;
  color: string | null;
}

/** Makes a tag; undefined when the user has one with this path already. */
export async function createTag(store: Store, tag: NewTag): Promise<TagRow | undefined> {
  const now = Date.now();
  return store
    .insertInto('tag')
    .values({ id: randomUUID(), ...tag, createdAt: now, updatedAt: now })
    .onConflict((conflict) => conflict.columns(['userId', 'value']).doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** The ids of the tags with these paths (lists of levels), made with all their parents where missing. */
export async function ensureTags(
  store: Store,
  userId: string,
  paths: readonly (readonly string[])[],
): Promise<string[]> {
  return store.transaction().execute(async (trx) => {
    const ids: string[] = [];
    for (const levels of paths) ids.push(await ensureTagPath(trx, userId, levels));
    return ids;
  });
}

/** Sets or, with null, clears the colour. */
export async function setTagColor(store: Store, tagId: string, color: string | null): Promise<void> {
  await store.updateTable('tag').set({ color, updatedAt: Date.now() }).where('id', '=', tagId).execute();
}

/**
 * Gives the last level of a tag's path another name, in the paths of all below it too. False, and nothing changes, when any of
 * the new paths is that of another tag.
 */
export async function renameTag(store: Store, { id, userId, value }: TagRow, name: string): Promise<boolean> {
  const renamed = value.slice(0, value.lastIndexOf('/') + 1) + name;
  if (renamed === value) return true;
  return store.transaction().execute(async (trx) => {
    const within = withDescendants(id);
    const newValue = sql<string>`${renamed} || substr(tag.value, length(${value}) + 1)`;
    const taken =
      await sql`select 1 from tag join tag as other on other.userId = ${userId} and other.value = ${newValue}
      where tag.id in ${within} limit 1`.execute(trx);
    if (taken.rows.length > 0) return false;
    await trx.updateTable('tag').set({ value: newValue, updatedAt: Date.now() }).where('id', 'in', within).execute();
    await refreshTagText(trx, await assetsWithin(trx, id));
    return true;
  });
}

/** Deletes a tag and all below it; their assets stay. */
export async function deleteTag(store: Store, tagId: string): Promise<void> {
  await store.transaction().execute(async (trx) => {
    const assetIds = await assetsWithin(trx, tagId);
    await trx.deleteFrom('tag').where('id', '=', tagId).execute();
    await refreshTagText(trx, assetIds);
  });
}

/** Gives assets a tag each of `tagIds`, and says which assets got which number of them; those that had them all are left out. */
export async function tagAssets(
  store: Store,
  tagIds: readonly string[],
  assetIds: readonly string[],
): Promise<Map<string, number>> {
  return store.transaction().execute(async (trx) => {
    const added = new Map<string, number>();
    for (const tagId of tagIds) {
      const rows = await inChunks(assetIds, (chunk) =>
        trx
          .insertInto('tagAsset')
          .values(chunk.map((assetId) => ({ tagId, assetId })))
          .onConflict((conflict) => conflict.columns(['tagId', 'assetId']).doNothing())
          .returning('assetId')
          .execute(),
      );
      for (const { assetId } of rows) added.set(assetId, (added.get(assetId) ?? 0) + 1);
    }
    await refreshTagText(trx, [...added.keys()]);
    return added;
  });
}

/** Takes a tag from assets and says which of them had it. */
export async function untagAssets(store: Store, tagId: string, assetIds: readonly string[]): Promise<Set<string>> {
  return store.transaction().execute(async (trx) => {
    const rows = await inChunks(assetIds, (chunk) =>
      trx
        .deleteFrom('tagAsset')
        .where('tagId', '=', tagId)
        .where('assetId', 'in', chunk)
        .returning('assetId')
        .execute(),
    );
    const removed = new Set(rows.map(({ assetId }) => assetId));
    await refreshTagText(trx, [...removed]);
    return removed;
  });
}
