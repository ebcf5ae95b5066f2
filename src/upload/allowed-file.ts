/** Opens a file for upload, and only if it lies in a folder that the configuration allows. */
import { constants } from 'node:fs';
import { type FileHandle, open, readlink, realpath, stat } from 'node:fs/promises';
import { homedir, platform } from 'node:os';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failed, type Result, success } from '../catalog/result.ts';
import { maxSourceBytes, type OpenSource } from './source.ts';

/**
 * Opens `path` (absolute, from `~`, a file:// URL, or relative to an allowed folder) if, with links and `..` resolved,
 * it is a readable, non-empty, regular file of at most `maxSourceBytes` inside one of `folders`. Everything is checked on
 * the opened file, so that nothing can be swapped in between. Of a path outside, the answer does not even tell whether
 * it exists.
 */
export async function openAllowedFile(path: string, folders: readonly string[]): Promise<Result<OpenSource>> {
  if (folders.length === 0) {
    return failed(
      'refused',
      'Uploading from a path is off: no folder is allowed.',
      'Set ALBUMEN_UPLOAD_DIRS (or --upload-dirs) to the folders that uploads may come from, or give an http(s) URL.',
    );
  }
  const located = await locate(path, folders);
  return located.ok ? openLocated(located.value) : located;
}

/** A file that was found, links resolved, inside one of `roots`. */
interface LocatedFile {
  readonly real: string;
  /** The allowed folders, links resolved. */
  readonly roots: readonly string[];
  readonly name: string;
}

/** Opens it and checks what was opened: since it was located, anything on the way to it may have been replaced. */
export async function openLocated({ real, roots, name }: LocatedFile): Promise<Result<OpenSource>> {
  let file: FileHandle;
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for somebody to write into it.
    file = await open(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    return cannotOpen(name, error);
  }
  const checked = await checkOpened(file, real, roots, name);
  if (!checked.ok) await file.close();
  return checked;
}

async function locate(path: string, folders: readonly string[]): Promise<Result<LocatedFile>> {
  const roots = (await Promise.all(folders.map(resolved))).filter((root) => root !== undefined);
  const wanted = candidates(path, folders);
  for (const candidate of wanted) {
    const real = await resolved(candidate);
    if (real !== undefined && isInside(real, roots)) return success({ real, roots, name: lastPart(candidate) });
  }
  const lexicallyInside = wanted.find((candidate) => isInside(candidate, [...folders, ...roots]));
  if (lexicallyInside === undefined) return outside(path, folders);
  if ((await resolved(lexicallyInside)) !== undefined) {
    return failed('refused', `${quoted(path)} leads out of the folders that uploads may come from.`, allowed(folders));
  }
  return failed('not_found', `There is no readable file ${quoted(path)}.`, allowed(folders));
}

/** Where `path` may mean: itself, or, when relative, a file of that name under each allowed folder. */
function candidates(path: string, folders: readonly string[]): string[] {
  if (path.includes('\0')) return [];
  if (/^file:\/\//i.test(path)) {
    try {
      return [fileURLToPath(path)];
    } catch {
      return [];
    }
  }
  const expanded = path.replace(/^~(?=$|[/\\])/, homedir());
  return isAbsolute(expanded) ? [resolve(expanded)] : folders.map((folder) => join(folder, expanded));
}

async function resolved(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    return undefined;
  }
}

function isInside(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => {
    const way = relative(folder, path);
    return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  });
}

async function checkOpened(
  file: FileHandle,
  real: string,
  roots: readonly string[],
  name: string,
): Promise<Result<OpenSource>> {
  const facts = await file.stat();
  if (facts.isDirectory())
    return failed('invalid_input', `${quoted(name)} is a folder.`, 'Upload its files one by one.');
  if (!facts.isFile()) return failed('refused', `${quoted(name)} is not a regular file.`);
  const opened = await pathOfOpened(file, real, facts);
  if (opened === undefined || !isInside(opened, roots)) {
    return failed('refused', `${quoted(name)} was moved while it was being opened.`, 'Try again.');
  }
  if (facts.size === 0) return failed('invalid_input', `${quoted(name)} is empty.`);
  if (facts.size > maxSourceBytes) {
    return failed(
      'refused',
      `${quoted(name)} has ${megabytes(facts.size)} MB; at most ${megabytes(maxSourceBytes)} MB are taken.`,
    );
  }
  return success({
    bytes: file.createReadStream(),
    name,
    size: facts.size,
    modifiedAt: facts.mtime,
    close: () => file.close(),
  });
}

/**
 * Where the opened file lies, links resolved. Linux tells for the descriptor itself; elsewhere the path is resolved
 * again and must still lead to the same file.
 */
async function pathOfOpened(
  file: FileHandle,
  real: string,
  facts: { dev: number; ino: number },
): Promise<string | undefined> {
  if (platform() === 'linux') return readlink(`/proc/self/fd/${file.fd}`).catch(() => undefined);
  const again = await resolved(real);
  if (again === undefined) return undefined;
  const now = await stat(again);
  return now.dev === facts.dev && now.ino === facts.ino ? again : undefined;
}

function cannotOpen(name: string, error: unknown): Result<never> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM') return failed('refused', `Albumen may not read ${quoted(name)}.`);
  if (code === 'ENXIO') return failed('refused', `${quoted(name)} is not a regular file.`);
  return failed('not_found', `${quoted(name)} cannot be opened.`);
}

function outside(path: string, folders: readonly string[]): Result<never> {
  return failed('refused', `${quoted(path)} is not inside a folder that uploads may come from.`, allowed(folders));
}

function allowed(folders: readonly string[]): string {
  return `Allowed (ALBUMEN_UPLOAD_DIRS): ${folders.join(', ')}.`;
}

function lastPart(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? '';
}

function quoted(path: string): string {
  return JSON.stringify(path.slice(0, 300));
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}
