/** Indexing a folder of photos in place. */
import { realpath } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import pLimit from 'p-limit';
import { findFfmpeg } from '../../ffmpeg/find-ffmpeg.ts';
import { findDuplicates } from '../duplicates/find-duplicates.ts';
import type { Store } from '../store/open.ts';
import { type FileOutcome, type IndexRun, indexFile, type KnownFile } from './index-file.ts';
import { pairLivePhotos } from './live-photo-pairs.ts';
import { countOnline, isGone, markOffline } from './offline.ts';
import { type IndexProgress, type IndexReport, noProgress, type SkippedFile, skippedListLimit } from './report.ts';
import { countMedia, type FoundFile, walkMedia } from './walk.ts';

export interface IndexOptions {
  readonly folderId: string;
  /** The folder's real path, as registered. */
  readonly path: string;
  readonly ownerId: string;
  readonly dataDir: string;
  /** Called after every file with the same object, which goes on changing. */
  readonly onProgress?: (progress: Readonly<IndexProgress>) => void;
  readonly signal?: AbortSignal;
}

/** Files whose rows are looked up together. */
const batchSize = 64;

/** Decoding takes a core per file; one more keeps them busy while a file is read or written. */
const filesAtOnce = availableParallelism() + 1;

class Indexing {
  readonly progress = noProgress();
  readonly skippedFiles: SkippedFile[] = [];
  private readonly limit = pLimit(filesAtOnce);
  private readonly run: IndexRun;
  private readonly options: IndexOptions;

  constructor(run: IndexRun, options: IndexOptions) {
    this.run = run;
    this.options = options;
  }

  noteSkipped(path: string, reason: string): void {
    this.progress.skipped++;
    if (this.skippedFiles.length < skippedListLimit) this.skippedFiles.push({ path, reason });
  }

  private count(file: FoundFile, outcome: FileOutcome): void {
    this.progress.done++;
    if (outcome.kind === 'skipped') this.noteSkipped(file.path, outcome.reason);
    else this.progress[outcome.kind]++;
    if ('bytes' in outcome) this.progress.bytes += outcome.bytes;
    if ('restored' in outcome && outcome.restored) this.progress.restored++;
    this.options.onProgress?.(this.progress);
  }

  private async known(files: readonly FoundFile[]): Promise<(path: string) => KnownFile> {
    const paths = files.map(({ path }) => path);
    const { store } = this.run;
    const live = store.selectFrom('asset').selectAll().where('heldPath', 'is', null);
    const assets = await live.where('originalPath', 'in', paths).execute();
    const skipped = await store.selectFrom('skippedFile').selectAll().where('path', 'in', paths).execute();
    const assetAt = new Map(assets.map((asset) => [asset.originalPath, asset]));
    const skippedAt = new Map(skipped.map((entry) => [entry.path, entry]));
    return (path) => ({ asset: assetAt.get(path), skipped: skippedAt.get(path) });
  }

  /** Every file is a transaction of its own, so that a run that is killed loses nothing but the files in hand. */
  async takeIn(files: readonly FoundFile[]): Promise<void> {
    const known = await this.known(files);
    const one = async (file: FoundFile) => {
      if (this.options.signal?.aborted) return;
      this.count(file, await indexFile(this.run, file, known(file.path)));
    };
    const outcomes = await Promise.allSettled(files.map((file) => this.limit(one, file)));
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
  }

  report(status: IndexReport['status'], message: string | null = null): IndexReport {
    return { status, message, ...this.progress, skippedFiles: this.skippedFiles };
  }
}

async function* inBatches(walk: AsyncIterable<FoundFile[]>): AsyncGenerator<FoundFile[]> {
  let batch: FoundFile[] = [];
  for await (const files of walk) {
    for (const file of files) {
      batch.push(file);
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

async function isFolderThere(path: string): Promise<boolean> {
  try {
    return (await realpath(path)) === path;
  } catch {
    return false;
  }
}

/** Forgets skipped files that are not there any more. */
async function forgetGoneSkips(store: Store, folderId: string): Promise<void> {
  const entries = await store.selectFrom('skippedFile').select('path').where('folderId', '=', folderId).execute();
  for (const { path } of entries) {
    if (await isGone(path)) await store.deleteFrom('skippedFile').where('path', '=', path).execute();
  }
}

/** Why a folder cannot be told from one whose disk is not connected; null when it can. */
async function whyUnavailable(store: Store, options: IndexOptions, holdsMedia: boolean): Promise<string | null> {
  const { path, folderId } = options;
  if (!(await isFolderThere(path))) return `The folder ${path} is not there. No asset was marked as gone.`;
  const online = holdsMedia ? 0 : await countOnline(store, folderId);
  if (online === 0) return null;
  const why = `The folder ${path} holds no photos or videos any more; perhaps its disk is not connected.`;
  return `${why} What was in it was left as it is (${online} ${online === 1 ? 'asset' : 'assets'}).`;
}

/** A disk may also be taken away while its files are read. */
async function whyGoneMeanwhile(store: Store, options: IndexOptions, exclude: string): Promise<string | null> {
  for await (const _ of walkMedia(options.path, { exclude })) return null;
  return whyUnavailable(store, options, false);
}

/** What a complete pass knows and a stopped one does not: which assets have lost their files, and which are copies. */
async function finish(indexing: Indexing, { store, folderId, ownerId, dataDir, seen }: IndexRun, signal?: AbortSignal) {
  indexing.progress.offline = await markOffline(store, folderId, seen);
  await forgetGoneSkips(store, folderId);
  await store.updateTable('folder').set({ indexedAt: Date.now() }).where('id', '=', folderId).execute();
  try {
    await findDuplicates(store, { ownerId, dataDir, signal });
  } catch (error) {
    // Stopped: what was not compared is so by the next run.
    if (!signal?.aborted) throw error;
  }
  return indexing.report('complete');
}

/**
 * Brings the library in line with a folder and reports what was done. Originals are only read. Files whose size and time of
 * modification (and those of the XMP file beside them) are as before are left alone; a file found elsewhere with the
 * same content keeps its asset; an asset whose file is gone is marked offline and comes back with it. A folder that is
 * missing, or that held assets and now holds no file at all (a disk that is not mounted), changes nothing; one that goes
 * away meanwhile takes no asset offline. May be stopped through `signal` or killed at any time: the next run goes on from there. Rejects when the database or the data
 * directory cannot be written.
 */
export async function indexFolder(store: Store, options: IndexOptions): Promise<IndexReport> {
  const { folderId, path, ownerId, dataDir, signal } = options;
  const ffmpeg = await findFfmpeg(process.env.PATH ?? '');
  const run: IndexRun = { store, folderId, ownerId, dataDir, ffmpeg, seen: new Set(), claimed: new Set() };
  const indexing = new Indexing(run, options);
  const exclude = await realpath(dataDir);
  indexing.progress.found = await countMedia(path, { exclude, signal });
  const unavailable = signal?.aborted ? null : await whyUnavailable(store, options, indexing.progress.found > 0);
  if (unavailable !== null) return indexing.report('unavailable', unavailable);
  const onUnreadable = (folder: string) => indexing.noteSkipped(folder, 'is a folder that cannot be read');
  for await (const files of inBatches(walkMedia(path, { exclude, onUnreadable, signal }))) {
    await indexing.takeIn(files);
  }
  await pairLivePhotos(store, ownerId, folderId);
  if (signal?.aborted) return indexing.report('stopped');
  const gone = await whyGoneMeanwhile(store, options, exclude);
  return gone === null ? finish(indexing, run, signal) : indexing.report('unavailable', gone);
}
