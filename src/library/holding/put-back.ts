/** The way back from a permanent deletion. */
import { mkdir, rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { inChunks } from '../store/id-chunks.ts';
import type { Store } from '../store/open.ts';
import { errorCode, isSameContent, isThere, placeCopy } from './move-file.ts';

export interface HeldOriginal {
  readonly id: string;
  readonly fileName: string;
  /** Where it was, and where it goes back to. */
  readonly originalPath: string;
  /** Where it lies; null when there was no file when the asset was deleted. */
  readonly heldPath: string | null;
  /** When it was deleted permanently; milliseconds. */
  readonly heldAt: number;
}

/** What became of one asset that was to come back; `reason` is a sentence for a person. */
export type PutBack =
  | { readonly id: string; readonly path: string; readonly reason: null }
  | { readonly id: string; readonly path: null; readonly reason: string };

/** All permanently deleted assets, the latest first. */
export async function listHeld(store: Store): Promise<HeldOriginal[]> {
  const rows = await store
    .selectFrom('asset')
    .select(['id', 'originalFileName', 'originalPath', 'heldPath', 'updatedAt'])
    .where('heldPath', 'is not', null)
    .orderBy('updatedAt', 'desc')
    .orderBy('originalPath')
    .execute();
  return rows.map(({ id, originalFileName, originalPath, heldPath, updatedAt }) => ({
    id,
    fileName: originalFileName,
    originalPath,
    heldPath: heldPath === '' ? null : heldPath,
    // Nothing changes a held row, so its last change is the deletion.
    heldAt: updatedAt,
  }));
}

interface HeldRow {
  readonly id: string;
  readonly originalPath: string;
  readonly heldPath: string | null;
  readonly folder: string | null;
  readonly livePhotoVideoId: string | null;
}

function heldRows(store: Store, ids: readonly string[]): Promise<HeldRow[]> {
  return inChunks(ids, (chunk) =>
    store
      .selectFrom('asset')
      .leftJoin('folder', 'folder.id', 'asset.folderId')
      .select(['asset.id', 'asset.originalPath', 'asset.heldPath', 'asset.livePhotoVideoId', 'folder.path as folder'])
      .where('asset.id', 'in', chunk)
      .where('asset.heldPath', 'is not', null)
      .execute(),
  );
}

async function hasSuccessor(store: Store, originalPath: string): Promise<boolean> {
  const other = store.selectFrom('asset').select('id').where('originalPath', '=', originalPath);
  return (await other.where('heldPath', 'is', null).executeTakeFirst()) !== undefined;
}

/** Makes the asset visible again; false when indexing has made another one for that path meanwhile. */
function showAgain(store: Store, { id, originalPath }: HeldRow): Promise<boolean> {
  return store.transaction().execute(async (transaction) => {
    if (await hasSuccessor(transaction, originalPath)) return false;
    const values = { heldPath: null, deletedAt: null, isOffline: 0, updatedAt: Date.now() } as const;
    await transaction.updateTable('asset').set(values).where('id', '=', id).execute();
    return true;
  });
}

function whyNoFile({ originalPath, heldPath }: HeldRow): string {
  return heldPath === ''
    ? `Its original is not held: there was no file at ${originalPath} when it was deleted.`
    : `Its original is not where it was held any more (${heldPath}).`;
}

/** Puts the file in its place; the reason why not, or null. A file that is there with the same content will do. */
async function placeOriginal(row: HeldRow): Promise<string | null> {
  const { originalPath, heldPath, folder } = row;
  const held = heldPath !== null && heldPath !== '' && (await isThere(heldPath)) ? heldPath : null;
  if (await isThere(originalPath)) {
    if (held === null || (await isSameContent(held, originalPath))) return null;
    return `There is another file at ${originalPath} now; nothing was overwritten.`;
  }
  if (held === null) return whyNoFile(row);
  // A disk that is not connected must not get its folders made anew.
  if (folder !== null && !(await isThere(folder))) return `The folder ${folder} is not there.`;
  await mkdir(dirname(originalPath), { recursive: true });
  await placeCopy(held, originalPath);
  return null;
}

async function putBackOne(store: Store, row: HeldRow): Promise<PutBack> {
  const { id, originalPath, heldPath } = row;
  const refused = (reason: string): PutBack => ({ id, path: null, reason });
  const succeeded = `The library has another asset for ${originalPath} by now.`;
  if (await hasSuccessor(store, originalPath)) return refused(succeeded);
  try {
    const reason = await placeOriginal(row);
    if (reason !== null) return refused(reason);
  } catch (error) {
    return refused(`It could not be put back to ${originalPath} (${errorCode(error) ?? 'the copy failed'}).`);
  }
  if (!(await showAgain(store, row))) return refused(succeeded);
  if (heldPath !== null && heldPath !== '') {
    await rm(heldPath, { force: true });
    await rmdir(dirname(heldPath)).catch(() => {});
  }
  return { id, path: originalPath, reason: null };
}

/**
 * Brings permanently deleted assets back: the original to where it was, never over another file, and the asset to where it
 * was in albums, tags and timeline (not into the trash). The clip of a Live Photo comes with its picture. One outcome per id,
 * in the order of the ids; a clip that was not named follows them. An id that is not held is refused.
 */
export async function putBackOriginals(store: Store, ids: readonly string[]): Promise<PutBack[]> {
  const wanted = [...new Set(ids)];
  const rows = new Map((await heldRows(store, wanted)).map((row) => [row.id, row]));
  const clipIds = [...rows.values()].flatMap(({ livePhotoVideoId }) => livePhotoVideoId ?? []);
  const clips = (await heldRows(store, clipIds)).filter(({ id }) => !rows.has(id));
  const outcomes: PutBack[] = [];
  for (const id of wanted) {
    const row = rows.get(id);
    outcomes.push(
      row === undefined
        ? { id, path: null, reason: 'It is not among the held originals.' }
        : await putBackOne(store, row),
    );
  }
  for (const clip of clips) outcomes.push(await putBackOne(store, clip));
  return outcomes;
}
