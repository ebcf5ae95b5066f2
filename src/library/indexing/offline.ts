/** Noticing originals that are no longer where they were. */
import { lstat } from 'node:fs/promises';
import type { Store } from '../store/open.ts';

const pageSize = 500;

/** Whether there is certainly no file at a path. A folder that cannot be looked into is no proof. */
export async function isGone(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return false;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR';
  }
}

/** How many assets of a folder are held to be in their place. */
export async function countOnline(store: Store, folderId: string): Promise<number> {
  const { count } = await store
    .selectFrom('asset')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('folderId', '=', folderId)
    .where('heldPath', 'is', null)
    .where('isOffline', '=', 0)
    .executeTakeFirstOrThrow();
  return count;
}

/** Marks the assets of a folder whose files are gone, except those `seen` (by `asset.row`). Returns how many. */
export async function markOffline(store: Store, folderId: string, seen: ReadonlySet<number>): Promise<number> {
  let marked = 0;
  let last = 0;
  for (;;) {
    const page = await store
      .selectFrom('asset')
      .select(['row', 'originalPath'])
      .where('folderId', '=', folderId)
      .where('heldPath', 'is', null)
      .where('isOffline', '=', 0)
      .where('row', '>', last)
      .orderBy('row')
      .limit(pageSize)
      .execute();
    const unseen = page.filter(({ row }) => !seen.has(row));
    const gone = await Promise.all(unseen.map(({ originalPath }) => isGone(originalPath)));
    const rows = unseen.filter((_, index) => gone[index]).map(({ row }) => row);
    if (rows.length > 0) {
      const update = store.updateTable('asset').set({ isOffline: 1, updatedAt: Date.now() });
      await update.where('row', 'in', rows).execute();
      marked += rows.length;
    }
    if (page.length < pageSize) return marked;
    last = page.at(-1)?.row ?? last;
  }
}
