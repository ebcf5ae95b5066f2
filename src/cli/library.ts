/** `albumen library`: the folders of the local library, and its API for other Immich clients. */
import { counted } from '../catalog/counted.ts';
import { missingBinary } from '../catalog/missing-binary.ts';
import { type Failure, failed, type Result, success } from '../catalog/result.ts';
import { type Flags, readConfig } from '../config.ts';
import type { Library } from '../library/library.ts';
import { addAndIndex, indexAgain } from './add-folder.ts';
import { writingFailure } from './data-folder.ts';
import { showIndexing } from './indexing-progress.ts';
import { printable } from './printable.ts';
import { fail } from './program.ts';

/** Opens the library that flags and environment name, runs `use` and closes it; a failure ends with exit code 1. */
export async function withLibrary(flags: Flags, use: (library: Library) => Promise<Result<void>>): Promise<void> {
  const config = readConfig({ IMMICH_API_KEY: 'not-needed', ...process.env }, flags);
  if (!config.ok) return fail(config.failure);
  const { dataDir, publicUrl } = config.value;
  const library = await openAt(dataDir, publicUrl);
  if (!library.ok) return fail(library.failure);
  try {
    const used = await use(library.value);
    if (!used.ok) fail(used.failure);
  } catch (error) {
    fail(diskFailure(error, dataDir));
  } finally {
    await library.value.close();
  }
}

async function openAt(dataDir: string, publicUrl: string | undefined): Promise<Result<Library>> {
  const { openLibrary } = await import('../library/library.ts');
  try {
    return success(await openLibrary({ dataDir, publicUrl }));
  } catch (error) {
    const failure = missingBinary(error) ?? writingFailure(error, dataDir);
    if (failure !== undefined) return { ok: false, failure };
    const why = error instanceof Error ? error.message : String(error);
    const hint = 'It must be a folder of its own that Albumen may write to, on a disk with some room.';
    return failed('unavailable', `The library in ${dataDir} cannot be opened (${why}).`, hint);
  }
}

/** A data folder that cannot be written any more, in words; throws everything else again, as a defect. */
function diskFailure(error: unknown, dataDir: string): Failure {
  const failure = writingFailure(error, dataDir);
  if (failure === undefined) throw error;
  const kept = 'What was done so far is kept; run this again afterwards.';
  return { ...failure, hint: failure.hint === undefined ? kept : `${failure.hint} ${kept}` };
}

/** Adds folders to the library and indexes them; the originals are only read. */
export function addFolders(paths: readonly string[], flags: Flags): Promise<void> {
  return withLibrary(flags, (library) =>
    inTurn(paths, (path) => {
      process.stderr.write(`${path}\n`);
      return showIndexing((onProgress) => addAndIndex(library, path, { onProgress }));
    }),
  );
}

const [noFolder, addFolder] = ['The library has no folder yet.', 'Add one: albumen library add <folder>'];

/** Indexes every folder again: takes what is new or changed, and notices what is gone. */
export function indexAll(flags: Flags): Promise<void> {
  return withLibrary(flags, async (library) => {
    const folders = await library.store.selectFrom('folder').select(['id', 'path']).orderBy('path').execute();
    if (folders.length === 0) return failed('not_found', noFolder, addFolder);
    return inTurn(folders, (folder) => {
      process.stderr.write(`${folder.path}\n`);
      return showIndexing((onProgress) => indexAgain(library, folder, { onProgress }));
    });
  });
}

/** Works on all, one after the other, and reports the failures together: one does not stop the next. */
async function inTurn<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result<unknown>>,
): Promise<Result<void>> {
  const problems: string[] = [];
  for (const item of items) {
    const done = await work(item);
    if (!done.ok) problems.push(done.failure.message);
  }
  return problems.length === 0 ? success(undefined) : failed('invalid_input', problems.join('\n'));
}

/** Prints each folder with the number of its assets. */
export function listFolders(flags: Flags): Promise<void> {
  return withLibrary(flags, async (library) => {
    const folders = await library.store
      .selectFrom('folder')
      .leftJoin('asset', 'asset.folderId', 'folder.id')
      .select((select) => ['folder.path', 'folder.indexedAt', select.fn.count<number>('asset.id').as('assets')])
      .groupBy('folder.id')
      .orderBy('folder.path')
      .execute();
    if (folders.length === 0) process.stderr.write(`${noFolder} ${addFolder}\n`);
    for (const { path, assets, indexedAt } of folders) {
      const when = indexedAt === null ? 'not indexed to the end yet' : `indexed ${new Date(indexedAt).toISOString()}`;
      process.stdout.write(`${printable(path)}  ${counted(assets, 'asset')}, ${when}\n`);
    }
    return success(undefined);
  });
}
