/** Indexing of the configured folders while the server already answers. */
import type { Library } from '../library/library.ts';
import type { Log } from '../server/logging.ts';
import { addAndIndex } from './add-folder.ts';

/** Adds and indexes each folder in turn, and reports to the log; one that fails does not stop the next. */
export async function indexInBackground(
  library: Library,
  paths: readonly string[],
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  for (const path of paths) {
    if (signal.aborted) return;
    const indexed = await addAndIndex(library, path, { signal });
    if (!indexed.ok) log.write('error', 'not indexed', { path, error: indexed.failure.message });
    else log.write('info', 'indexed', { path, added: indexed.value.added, skipped: indexed.value.skipped });
  }
}
