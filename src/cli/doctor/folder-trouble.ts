/** What is wrong with a folder that is to be used. */
import { access, constants, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { printable } from '../printable.ts';
import { type Finding, problem } from './report.ts';

/** Read and written. */
const readAndWrite = constants.R_OK | constants.W_OK;

/** What keeps Albumen from its data folder, where history and copies are kept whatever the library; undefined where nothing does. */
export async function dataFolderProblem(dataDir: string): Promise<Finding | undefined> {
  const found = await folderTrouble(dataDir, readAndWrite);
  const trouble = found === 'missing' ? await makingTrouble(dataDir) : found;
  if (trouble === undefined) return undefined;
  return problem(`${printable(dataDir)} ${trouble}.`, 'Albumen must be able to write there: see ALBUMEN_DATA_DIR.');
}

/** Undefined for a folder that can be used so; `missing`, or else what is wrong with it. */
export async function folderTrouble(path: string, mode: number): Promise<string | undefined> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error.code ?? 'unknown');
  if (found === 'ENOENT' || found === 'ENOTDIR') return 'missing';
  if (typeof found === 'string') return `cannot be reached (${found})`;
  if (!found.isDirectory()) return 'is a file, not a folder';
  const usable = await access(path, mode).then(
    () => true,
    () => false,
  );
  if (usable) return undefined;
  return mode & constants.W_OK ? 'cannot be written' : 'may not be read';
}

/** Like `folderTrouble`, why a folder that is missing cannot be made; undefined where it can. Makes nothing. */
async function makingTrouble(path: string): Promise<string | undefined> {
  let place = resolve(path);
  let trouble: string | undefined = 'missing';
  while (trouble === 'missing' && dirname(place) !== place) {
    place = dirname(place);
    trouble = await folderTrouble(place, constants.W_OK | constants.X_OK);
  }
  return trouble === undefined ? undefined : `cannot be made: ${printable(place)} ${trouble}`;
}
