/** Indexing of the configured folders while the server already answers. */
import type { Library } from '../library/library.ts';
import type { Log } from '../server/logging.ts';

/** Adds each folder and indexes it, one after the other. Reports to the log; a folder that fails does not stop the next. */
export async function indexInBackground(
  library: Library,
  paths: readonly string[],
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const { addFolder } = await import('../library/indexing/folders.ts');
  const { indexFolder } = await import('../library/indexing/index-folder.ts');
  for (const path of paths) {
    if (signal.aborted) return;
    try {
      const folder = await addFolder(library.store, { path, ownerId: library.owner.id, dataDir: library.dataDir });
      const { id: folderId } = folder;
      await indexFolder(library.store, { folderId, path, ownerId: library.owner.id, dataDir: library.dataDir, signal });
      log.write('info', 'indexed', { path });
    } catch (error) {
      if (signal.aborted) return;
      log.write('error', 'not indexed', { path, error: error instanceof Error ? error.message : String(error) });
    }
  }
}
