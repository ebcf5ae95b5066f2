/** Indexing of the configured folders while the server already answers. */
import { setTimeout as sleep } from 'node:timers/promises';
import { missingBinary } from '../catalog/missing-binary.ts';
import type { IndexReport } from '../library/indexing/report.ts';
import type { Library } from '../library/library.ts';
import type { Log } from '../server/logging.ts';
import { addAndIndex } from './add-folder.ts';

/** The client's first questions come right after the start: loading image code must not slow their answers. */
const headStartMs = 1000;

/** Skipped files of one folder that are named in the log. */
const skippedShown = 50;

/** Adds and indexes each folder in turn, and reports to the log; one that fails does not stop the next. */
export async function indexInBackground(
  open: () => Promise<Library>,
  paths: readonly string[],
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  await sleep(headStartMs, undefined, { signal, ref: false }).catch(() => {});
  for (const path of paths) {
    if (signal.aborted) return;
    try {
      const indexed = await addAndIndex(await open(), path, { signal });
      if (indexed.ok) reportIndexing(indexed.value, path, log);
      else log.write('error', 'not indexed', { path, error: indexed.failure.message });
    } catch (error) {
      const missing = missingBinary(error);
      if (missing === undefined) log.defect('indexing', error);
      else log.write('error', 'not indexed', { path, error: missing.message });
    }
  }
}

function reportIndexing(report: IndexReport, path: string, log: Log): void {
  const { status, added, changed, unchanged, offline, skipped } = report;
  log.write('info', `indexing ${status}`, { path, added, changed, unchanged, offline, skipped });
  for (const file of report.skippedFiles.slice(0, skippedShown)) {
    log.write('warn', 'file skipped', { path: file.path, reason: file.reason });
  }
}
