/**
 * Permanent deletion: the original moves into Albumen's holding folder, from which it can come back, and its row is answered to
 * nobody any more. Nothing is ever unlinked. Files first, rows then: what a crash leaves in between has a folder in the
 * holding folder that no row tells of, and is taken back by the next opening.
 */
import { rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { sql } from 'kysely';
import { newHeldFolder } from '../holding/held-folder.ts';
import { errorCode, isThere, moveFile, placeCopy } from '../holding/move-file.ts';
import { inChunks } from '../store/id-chunks.ts';
import type { Store } from '../store/open.ts';
import { mendStacks } from '../store/stack-changes.ts';
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

async function hold(dataDir: string, { id, originalPath }: Original): Promise<Move> {
  if (!(await isThere(originalPath))) return { id, from: originalPath, to: '' };
  const folder = await newHeldFolder(dataDir, id);
  try {
    const to = join(folder, basename(originalPath));
    await moveFile(originalPath, to);
    return { id, from: originalPath, to };
  } catch (error) {
    await rmdir(folder).catch(() => {});
    throw error;
  }
}

/** Takes moves back, each for itself; returns those that could not be. */
async function takeBack(moves: readonly Move[]): Promise<Move[]> {
  const stuck: Move[] = [];
  for (const move of moves.filter(({ to }) => to !== '')) {
    try {
      await placeCopy(move.to, move.from);
      await rm(move.to);
      await rmdir(dirname(move.to));
    } catch {
      stuck.push(move);
    }
  }
  return stuck;
}

async function moveOriginals(store: Store, dataDir: string, originals: readonly Original[]): Promise<Move[]> {
  const moves: Move[] = [];
  for (const original of originals) {
    try {
      moves.push(await hold(dataDir, original));
    } catch (error) {
      const stuck = await takeBack(moves);
      await markHeld(store, stuck);
      const code = errorCode(error);
      const reason = `${original.originalFileName} could not be moved into the holding folder${code === undefined ? '' : ` (${code})`}`;
      const gone =
        stuck.length === 1 ? 'one other is deleted, because it' : `${stuck.length} others are deleted, because they`;
      throw badRequest(
        stuck.length === 0 ? `Nothing was deleted: ${reason}` : `${reason}; ${gone} could not be moved back`,
      );
    }
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

/** A second request for the same asset finds no file any more, and must not forget where the first one put it. */
async function markHeld(store: Store, moves: readonly Move[]): Promise<void> {
  const now = Date.now();
  const rows = JSON.stringify(moves.map(({ id, to }) => [id, to]));
  await sql`update asset set heldPath = held.value ->> 1, deletedAt = coalesce(deletedAt, ${now}), updatedAt = ${now}, stackId = null
    from json_each(${rows}) as held where asset.id = held.value ->> 0
      and (heldPath is null or (heldPath = '' and held.value ->> 1 <> ''))`.execute(store);
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
  const moves = await moveOriginals(store, dataDir, originals);
  const stackIds = originals.flatMap(({ stackId }) => (stackId === null ? [] : [stackId]));
  try {
    await store.transaction().execute(async (trx) => {
      await markHeld(trx, moves);
      await mendStacks(trx, stackIds);
    });
  } catch (error) {
    // What does not go back is found by the next opening.
    await takeBack(moves);
    throw error;
  }
}
