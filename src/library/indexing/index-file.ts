/** Taking in one file of a folder: unchanged, changed, moved or new. */
import { randomUUID } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { type MediaContent, type OpenedMedia, openMedia, readMedia, unreadable } from '../media/read-media.ts';
import { removeRenditions, writeRenditions } from '../media/renditions.ts';
import type { Store } from '../store/open.ts';
import { type AssetRow, insertAsset, type Original, updateAsset } from './asset-rows.ts';
import { isGone } from './offline.ts';
import type { FoundFile } from './walk.ts';

/** What a run keeps in mind for all its files. */
export interface IndexRun {
  readonly store: Store;
  readonly folderId: string;
  readonly ownerId: string;
  readonly dataDir: string;
  readonly ffmpeg: string | null;
  /** `asset.row` of every asset whose file was met. */
  readonly seen: Set<number>;
  /** Assets that moved files were recognised as in this run, so that two copies do not claim the same one. */
  readonly claimed: Set<string>;
}

export type FileOutcome =
  | { readonly kind: 'unchanged'; readonly restored: boolean }
  | { readonly kind: 'added' | 'moved'; readonly bytes: number }
  | { readonly kind: 'changed'; readonly bytes: number; readonly restored: boolean }
  | { readonly kind: 'skipped'; readonly reason: string; readonly isPassing: boolean };

/** What the tables knew of a path before this run met it. */
export interface KnownFile {
  readonly asset: AssetRow | undefined;
  readonly skipped: { readonly reason: string; readonly size: number; readonly modifiedAt: number } | undefined;
}

interface FileState {
  readonly size: number;
  readonly modifiedAt: number;
  /** The earlier of modification and creation. */
  readonly fileTime: number;
  readonly sidecarModifiedAt: number | null;
}

async function stateOf(file: FoundFile): Promise<FileState> {
  const { size, mtimeMs, birthtimeMs } = await lstat(file.path);
  const sidecar = file.sidecarPath === null ? null : await lstat(file.sidecarPath).catch(() => null);
  const modifiedAt = Math.trunc(mtimeMs);
  return {
    size,
    modifiedAt,
    fileTime: birthtimeMs > 0 ? Math.min(modifiedAt, Math.trunc(birthtimeMs)) : modifiedAt,
    sidecarModifiedAt: sidecar === null ? null : Math.trunc(sidecar.mtimeMs),
  };
}

function isUnchanged(run: IndexRun, asset: AssetRow, state: FileState): boolean {
  if (asset.folderId !== run.folderId) return false;
  const sameFile = asset.fileSize === state.size && asset.fileModifiedAt === state.modifiedAt;
  return sameFile && asset.sidecarModifiedAt === state.sidecarModifiedAt;
}

async function noteSkipped(run: IndexRun, file: FoundFile, state: FileState | null, reason: string): Promise<void> {
  const entry = { reason, size: state?.size ?? 0, modifiedAt: state?.modifiedAt ?? 0 };
  await run.store
    .insertInto('skippedFile')
    .values({ path: file.path, folderId: run.folderId, ...entry })
    .onConflict((conflict) => conflict.column('path').doUpdateSet({ folderId: run.folderId, ...entry }))
    .execute();
}

async function keepUnchanged(run: IndexRun, asset: AssetRow): Promise<FileOutcome> {
  run.seen.add(asset.row);
  const restored = asset.isOffline === 1;
  if (restored) {
    const update = run.store.updateTable('asset').set({ isOffline: 0, updatedAt: Date.now() });
    await update.where('id', '=', asset.id).execute();
  }
  return { kind: 'unchanged', restored };
}

/** An asset with the same content whose file is gone from its path: the file has moved here. */
async function movedAsset(run: IndexRun, checksum: string): Promise<AssetRow | undefined> {
  const same = await run.store
    .selectFrom('asset')
    .selectAll()
    .where('ownerId', '=', run.ownerId)
    .where('checksum', '=', checksum)
    .where('folderId', 'is not', null)
    .where('heldPath', 'is', null)
    .orderBy('row')
    .execute();
  for (const asset of same) {
    if (run.claimed.has(asset.id) || run.seen.has(asset.row) || !(await isGone(asset.originalPath))) continue;
    // Another copy may have claimed it while this one was looking.
    if (run.claimed.has(asset.id)) continue;
    run.claimed.add(asset.id);
    return asset;
  }
  return undefined;
}

function originalOf(run: IndexRun, file: FoundFile, state: FileState, media: OpenedMedia): Original {
  const { mimeType, checksum } = media;
  return { path: file.path, fileName: file.name, folderId: run.folderId, ...state, mimeType, checksum };
}

async function addNew(run: IndexRun, original: Original, content: MediaContent): Promise<FileOutcome> {
  const id = randomUUID();
  let isAdded = false;
  try {
    if (content.renditions !== null) await writeRenditions(run.dataDir, id, content.renditions);
    isAdded = await run.store
      .transaction()
      .execute((transaction) => insertAsset(transaction, original, content, { id, ownerId: run.ownerId }));
  } finally {
    if (!isAdded) await removeRenditions(run.dataDir, id);
  }
  return isAdded ? { kind: 'added', bytes: original.size } : { kind: 'unchanged', restored: false };
}

async function takeIn(run: IndexRun, file: FoundFile, state: FileState, known: KnownFile): Promise<FileOutcome> {
  const media = await openMedia({ ...file, size: state.size });
  if ('reason' in media) return { kind: 'skipped', ...media };
  const before = known.asset ?? (await movedAsset(run, media.checksum));
  const keepRenditions = before?.checksum === media.checksum && before.hasRenditions === 1;
  const content = await readMedia(media, { ffmpeg: run.ffmpeg, withRenditions: !keepRenditions });
  if ('reason' in content) return { kind: 'skipped', ...content };
  const original = originalOf(run, file, state, media);
  if (before === undefined) return addNew(run, original, content);
  const kept = keepRenditions ? withStoredSize(content, before) : content;
  if (content.renditions !== null) await writeRenditions(run.dataDir, before.id, content.renditions);
  await updateAsset(run.store, before, original, kept, keepRenditions);
  run.seen.add(before.row);
  if (known.asset === undefined) return { kind: 'moved', bytes: state.size };
  return { kind: 'changed', bytes: state.size, restored: before.isOffline === 1 };
}

/** Without decoding, size and running time of the same content are what they were. */
function withStoredSize(content: MediaContent, { width, height, durationMs }: AssetRow): MediaContent {
  return { ...content, facts: { ...content.facts, width, height, durationMs } };
}

/**
 * Brings the tables in line with one file. A file that cannot be taken in is noted as skipped, and an asset that was
 * there before stays as it was. Rejects only when the database or the data directory fails.
 */
export async function indexFile(run: IndexRun, file: FoundFile, known: KnownFile): Promise<FileOutcome> {
  let state: FileState;
  try {
    state = await stateOf(file);
  } catch (error) {
    const why = unreadable(error, file.path);
    await noteSkipped(run, file, null, why.reason);
    return { kind: 'skipped', ...why };
  }
  const { asset, skipped } = known;
  if (asset !== undefined) run.seen.add(asset.row);
  if (skipped !== undefined && skipped.size === state.size && skipped.modifiedAt === state.modifiedAt) {
    return { kind: 'skipped', reason: skipped.reason, isPassing: false };
  }
  const isSame = asset !== undefined && isUnchanged(run, asset, state);
  const outcome = isSame ? await keepUnchanged(run, asset) : await takeIn(run, file, state, known);
  if (outcome.kind === 'skipped') await noteSkipped(run, file, outcome.isPassing ? null : state, outcome.reason);
  else if (skipped !== undefined) await run.store.deleteFrom('skippedFile').where('path', '=', file.path).execute();
  return outcome;
}
