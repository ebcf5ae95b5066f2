/** Takes a folder of photos into the local library: what every command that does so goes through. */
import { failed, type Result, success } from '../catalog/result.ts';
import { wholePath } from '../config/read.ts';
import type { IndexProgress, IndexReport } from '../library/indexing/report.ts';
import type { Library } from '../library/library.ts';

export interface IndexRun {
  readonly onProgress?: (progress: IndexProgress) => void;
  readonly signal?: AbortSignal;
}

/** Registers the folder where it is new, and indexes it; `~` is the home folder. Fails when it cannot be a folder of the library. */
export async function addAndIndex(library: Library, path: string, run: IndexRun): Promise<Result<IndexReport>> {
  const { addFolder, FolderError } = await import('../library/indexing/folders.ts');
  try {
    const folder = await addFolder(library.store, {
      path: wholePath(path),
      ownerId: library.owner.id,
      dataDir: library.dataDir,
    });
    return await indexAgain(library, folder, run);
  } catch (error) {
    if (error instanceof FolderError) return failed('invalid_input', error.message);
    throw error;
  }
}

/** Indexes a folder that the library has. Fails when the folder is not there: nothing was changed then. */
export async function indexAgain(
  library: Library,
  folder: { readonly id: string; readonly path: string },
  run: IndexRun,
): Promise<Result<IndexReport>> {
  const { indexFolder } = await import('../library/indexing/index-folder.ts');
  const report = await indexFolder(library.store, {
    folderId: folder.id,
    path: folder.path,
    ownerId: library.owner.id,
    dataDir: library.dataDir,
    ...run,
  });
  return report.status === 'unavailable'
    ? failed('unavailable', report.message ?? `${folder.path} cannot be read.`)
    : success(report);
}
