/** The folders of photos that are indexed in place. */
import { randomUUID } from 'node:crypto';
import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import type { Selectable } from 'kysely';
import type { Store } from '../store/open.ts';
import type { FolderTable } from '../store/schema.ts';

export type FolderProblem = 'missing' | 'no-folder' | 'inside-data' | 'overlapping';

/** A folder that cannot be added; the message says why and names it. */
export class FolderError extends Error {
  override readonly name = 'FolderError';
  readonly code: FolderProblem;

  constructor(code: FolderProblem, message: string) {
    super(message);
    this.code = code;
  }
}

/** Whether `path` is `folder` or lies in it. Both are real, absolute paths. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

async function realFolder(path: string): Promise<string> {
  let real: string;
  try {
    real = await realpath(path);
  } catch {
    throw new FolderError('missing', `There is no folder ${path}, or it may not be read.`);
  }
  if (!(await stat(real)).isDirectory()) throw new FolderError('no-folder', `${path} is a file, not a folder.`);
  return real;
}

/**
 * Registers a folder, by its real path; a folder that this owner has already is returned as it is. Rejects with
 * `FolderError` when there is no such folder, when it is Albumen's data directory or lies in it, and when it lies in a
 * registered folder or holds one (each photo is to be indexed once).
 */
export async function addFolder(
  store: Store,
  wanted: { readonly path: string; readonly ownerId: string; readonly dataDir: string },
): Promise<Selectable<FolderTable>> {
  const path = await realFolder(wanted.path);
  const dataDir = await realpath(wanted.dataDir).catch(() => wanted.dataDir);
  if (isWithin(dataDir, path)) {
    throw new FolderError('inside-data', `${path} belongs to Albumen's own data; choose the folder of your photos.`);
  }
  return store.transaction().execute((transaction) => register(transaction, path, wanted.ownerId));
}

/** In one transaction, because another process may be adding the same folder at this moment. */
async function register(store: Store, path: string, ownerId: string): Promise<Selectable<FolderTable>> {
  const folders = await store.selectFrom('folder').selectAll().execute();
  const same = folders.find((folder) => folder.path === path && folder.ownerId === ownerId);
  if (same !== undefined) return same;
  const other = folders.find((folder) => isWithin(folder.path, path) || isWithin(path, folder.path));
  if (other !== undefined) {
    throw new FolderError('overlapping', `${path} overlaps ${other.path}, which is indexed already.`);
  }
  const folder = { id: randomUUID(), ownerId, path, createdAt: Date.now(), indexedAt: null };
  await store.insertInto('folder').values(folder).execute();
  return folder;
}

/** What the library does not know of what people take it to hold. */
export interface Lack {
  /** Nothing was ever put into it: no folder, no upload. */
  readonly isUntouched: boolean;
  /** Paths of the folders that no pass has gone through to its end. */
  readonly unfinished: readonly string[];
}

/** Asked by every call: one small query, and a second where there is no folder. */
export async function lackIn(store: Store): Promise<Lack> {
  const folders = await store.selectFrom('folder').select(['path', 'indexedAt']).orderBy('path').execute();
  const unfinished = folders.filter(({ indexedAt }) => indexedAt === null).map(({ path }) => path);
  if (folders.length > 0) return { isUntouched: false, unfinished };
  const asset = await store.selectFrom('asset').select('id').limit(1).executeTakeFirst();
  return { isUntouched: asset === undefined, unfinished };
}
