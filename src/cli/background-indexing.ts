/** Indexing of the configured folders while the server already answers. */
import { setTimeout as sleep } from 'node:timers/promises';
import { counted } from '../catalog/counted.ts';
import { missingBinary } from '../catalog/missing-binary.ts';
import type { IndexProgress, IndexReport } from '../library/indexing/report.ts';
import type { Library } from '../library/library.ts';
import type { Log } from '../server/logging.ts';
import { addAndIndex } from './add-folder.ts';

/** The client's first questions come right after the start: loading image code must not slow their answers. */
const headStartMs = 1000;

/** Skipped files of one folder that are named in the log. */
const skippedShown = 50;

export interface BackgroundIndexing {
  /** Adds and indexes each folder in turn, and reports to the log; one that fails does not stop the next. */
  start(): void;
  /** What answers lack because of it, in a sentence for each folder: under way, waiting or failed. Undefined where all is indexed. */
  missing(): string | undefined;
  /** Stops it; what is done stays. */
  close(): Promise<void>;
}

/** Prepares the indexing of these folders; nothing is opened or read before it is started. */
export function backgroundIndexing(
  open: () => Promise<Library>,
  paths: readonly string[],
  log: Log,
): BackgroundIndexing {
  const stop = new AbortController();
  const passes = new Map<string, Pass>(paths.map((path) => [path, {}]));
  let work: Promise<void> = Promise.resolve();

  async function index(): Promise<void> {
    await sleep(headStartMs, undefined, { signal: stop.signal, ref: false }).catch(() => {});
    for (const [path, pass] of passes) {
      if (stop.signal.aborted) return;
      pass.failure = await indexOne(path, pass);
      if (pass.failure === undefined) passes.delete(path);
    }
  }

  /** Why it failed, if it did. */
  async function indexOne(path: string, pass: Pass): Promise<string | undefined> {
    const onProgress = (progress: IndexProgress) => {
      pass.progress = progress;
    };
    try {
      const indexed = await addAndIndex(await open(), path, { signal: stop.signal, onProgress });
      if (indexed.ok) {
        reportIndexing(indexed.value, path, log);
        return undefined;
      }
      log.write('error', 'not indexed', { path, error: indexed.failure.message });
      return indexed.failure.message;
    } catch (error) {
      const missing = missingBinary(error);
      if (missing === undefined) log.defect('indexing', error);
      else log.write('error', 'not indexed', { path, error: missing.message });
      return missing?.message ?? 'The log says why.';
    }
  }

  return {
    start: () => {
      if (paths.length > 0) work = index();
    },
    missing: () => (passes.size === 0 ? undefined : [...passes].map(tellPass).join(' ')),
    close: async () => {
      stop.abort();
      await work;
    },
  };
}

/** One folder on its way: neither where it waits for its turn. */
interface Pass {
  progress?: Readonly<IndexProgress>;
  failure?: string | undefined;
}

function tellPass([path, { progress, failure }]: readonly [string, Pass]): string {
  if (failure !== undefined) return `${path} could not be indexed, and what is new in it is missing here. ${failure}`;
  const far = progress === undefined ? '' : ` (${progress.done} of ${counted(progress.found, 'file')})`;
  return `${path} is being indexed${far}: what is new in it and not reached yet is missing here.`;
}

function reportIndexing(report: IndexReport, path: string, log: Log): void {
  const { status, added, changed, unchanged, offline, skipped } = report;
  log.write('info', `indexing ${status}`, { path, added, changed, unchanged, offline, skipped });
  for (const file of report.skippedFiles.slice(0, skippedShown)) {
    log.write('warn', 'file skipped', { path: file.path, reason: file.reason });
  }
}
