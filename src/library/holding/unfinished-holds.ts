/** Deletions that a crash ended between moving a file and writing it down. */
import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { inChunks } from '../store/id-chunks.ts';
import type { Store } from '../store/open.ts';
import { type HeldFolder, heldFolders } from './held-folder.ts';
import { errorCode, isSameContent, isThere, placeCopy } from './move-file.ts';

function isRunning(processId: number): boolean {
  // After a restart a container gives out the same numbers again: its own one is its predecessor's.
  if (processId === process.pid) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Writes down that the original is held: what was meant when its place has been taken since. */
async function markAsHeld(store: Store, assetId: string, heldPath: string): Promise<void> {
  const now = Date.now();
  const row = store.updateTable('asset').where('id', '=', assetId).where('heldPath', 'is', null);
  await row
    .set(({ fn, val }) => ({ heldPath, deletedAt: fn.coalesce('deletedAt', val(now)), updatedAt: now }))
    .execute();
}

async function undoOne(store: Store, assetId: string, held: string, originalPath: string): Promise<void> {
  const isTaken = await isThere(originalPath);
  if (held.endsWith('.part')) {
    // An unfinished copy, whose source is taken away last.
    if (isTaken) await rm(held);
  } else if (!isTaken) {
    await placeCopy(held, originalPath);
    await rm(held);
  } else if (await isSameContent(held, originalPath)) {
    await rm(held);
  } else {
    await markAsHeld(store, assetId, held);
  }
}

async function undo(store: Store, { path, assetId }: HeldFolder, originalPath: string): Promise<void> {
  for (const name of await readdir(path)) await undoOne(store, assetId, join(path, name), originalPath);
  await rmdir(path).catch(() => {});
}

/**
 * Takes back every move into the holding folder that no row tells of and whose process is gone: the person was never told
 * that the asset was deleted. An original whose place is taken stays where it is and becomes a held one. Never rejects: what
 * cannot be done now (a disk that is not connected) is tried again with the next opening.
 */
export async function undoUnfinishedHolds(store: Store, dataDir: string): Promise<void> {
  const folders = (await heldFolders(dataDir)).filter(({ processId }) => !isRunning(processId));
  const unmarked = await inChunks(
    folders.map(({ assetId }) => assetId),
    (ids) =>
      store
        .selectFrom('asset')
        .select(['id', 'originalPath'])
        .where('id', 'in', ids)
        .where('heldPath', 'is', null)
        .execute(),
  );
  const placeOf = new Map(unmarked.map(({ id, originalPath }) => [id, originalPath]));
  for (const folder of folders) {
    const originalPath = placeOf.get(folder.assetId);
    if (originalPath !== undefined) await undo(store, folder, originalPath).catch(() => {});
  }
}
