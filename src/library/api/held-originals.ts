/**
 * Permanent deletion: the original moves into Albumen's holding folder, from which it can come back, and its row is answered to
 * nobody any more. Nothing is ever unlinked.
 */
import { constants } from 'node:fs';
import { access, copyFile, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { sql } from 'kysely';
import { idChunks, inChunks } from '../store/id-chunks.ts';
import type { Store } from '../store/open.ts';
import { badRequest } from './errors.ts';

interface Original {
  id: string;
  originalPath: string;
  originalFileName: string;
}

interface Move {
  id: string;
  from: string;
  /** Empty when there was no file to move. */
  to: string;
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}

/** Renames; across file systems it copies, checks the size, and only then takes the source away. */
async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
    const [source, copy] = await Promise.all([stat(from), stat(to)]);
    if (source.size !== copy.size) throw new Error('The copy in the holding folder is not complete');
    await rm(from);
  }
}

/** A folder of its own for each original, so that nothing in the holding folder is ever overwritten. */
async function newFolder(dataDir: string, id: string): Promise<string> {
  const held = join(dataDir, 'held');
  await mkdir(held, { recursive: true, mode: 0o700 });
  return mkdtemp(join(held, `${id}-`));
}

async function moveBack(moves: readonly Move[]): Promise<void> {
  for (const { from, to } of moves) if (to !== '') await moveFile(to, from);
}

async function moveOriginals(dataDir: string, originals: readonly Original[]): Promise<Move[]> {
  const moves: Move[] = [];
  for (const { id, originalPath, originalFileName } of originals) {
    if (!(await exists(originalPath))) {
      moves.push({ id, from: originalPath, to: '' });
      continue;
    }
    let to: string;
    try {
      to = join(await newFolder(dataDir, id), basename(originalPath));
      await moveFile(originalPath, to);
    } catch (error) {
      await moveBack(moves);
      const reason = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
      throw badRequest(`Nothing was deleted: ${originalFileName} could not be moved into the holding folder${reason}`);
    }
    moves.push({ id, from: originalPath, to });
  }
  return moves;
}

/** Clips of Live Photos among `ids` that no remaining picture uses. */
async function orphanedClips(store: Store, ids: readonly string[]): Promise<string[]> {
  const clips = await inChunks(ids, (chunk) =>
    store.selectFrom('asset').select('livePhotoVideoId').where('id', 'in', chunk).execute(),
  );
  const clipIds = clips.flatMap(({ livePhotoVideoId }) => (livePhotoVideoId === null ? [] : [livePhotoVideoId]));
  const users = await inChunks(clipIds, (chunk) =>
    store
      .selectFrom('asset')
      .select(['id', 'livePhotoVideoId'])
      .where('livePhotoVideoId', 'in', chunk)
      .where('heldPath', 'is', null)
      .execute(),
  );
  const leaving = new Set(ids);
  const stillUsed = new Set(users.filter(({ id }) => !leaving.has(id)).map(({ livePhotoVideoId }) => livePhotoVideoId));
  return clipIds.filter((id) => !stillUsed.has(id));
}

async function markHeld(store: Store, moves: readonly Move[]): Promise<void> {
  const now = Date.now();
  const rows = JSON.stringify(moves.map(({ id, to }) => [id, to]));
  await sql`update asset set heldPath = held.value ->> 1, deletedAt = coalesce(deletedAt, ${now}), updatedAt = ${now}, stackId = null
    from json_each(${rows}) as held where asset.id = held.value ->> 0`.execute(store);
}

/** A stack that lost its first picture gets another one; a stack of one is no stack. */
async function mendStacks(store: Store, stackIds: readonly string[]): Promise<void> {
  for (const chunk of idChunks(stackIds)) {
    const alone = store.selectFrom('asset').select('stackId').where('stackId', 'in', chunk).groupBy('stackId');
    const remaining = await alone.having((eb) => eb(eb.fn.countAll<number>(), '>', 1)).execute();
    const kept = remaining.flatMap(({ stackId }) => (stackId === null ? [] : [stackId]));
    const dissolved = chunk.filter((id) => !kept.includes(id));
    if (dissolved.length > 0) await store.deleteFrom('stack').where('id', 'in', dissolved).execute();
    if (kept.length === 0) continue;
    await sql`update stack set primaryAssetId =
        (select id from asset where stackId = stack.id order by fileCreatedAt, id limit 1)
      where id in (${sql.join(kept)}) and not exists
        (select 1 from asset where asset.id = stack.primaryAssetId and asset.stackId = stack.id)`.execute(store);
  }
}

/**
 * Moves the originals of `ids` (and of clips that only they used) into `dataDir/held` and hides their rows. All or nothing:
 * when one file cannot be moved, those before it go back and 400 names it.
 */
export async function holdAssets(store: Store, dataDir: string, ids: readonly string[]): Promise<void> {
  const all = [...ids, ...(await orphanedClips(store, ids))];
  const originals = await inChunks(all, (chunk) =>
    store
      .selectFrom('asset')
      .select(['id', 'originalPath', 'originalFileName', 'stackId'])
      .where('id', 'in', chunk)
      .where('heldPath', 'is', null)
      .execute(),
  );
  const moves = await moveOriginals(dataDir, originals);
  const stackIds = originals.flatMap(({ stackId }) => (stackId === null ? [] : [stackId]));
  try {
    await store.transaction().execute(async (trx) => {
      await markHeld(trx, moves);
      await mendStacks(trx, stackIds);
    });
  } catch (error) {
    await moveBack(moves);
    throw error;
  }
}
