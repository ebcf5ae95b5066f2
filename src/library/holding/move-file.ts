/** Moving an original so that at every moment one whole copy of it lies on the disk. */
import { createHash } from 'node:crypto';
import { link, lstat, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const chunkBytes = 1024 * 1024;

/** The code of a file system's error; undefined for any other. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Whether there is something at a path, be it a broken link. Rejects when that cannot be told. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}

/** The SHA-1 of a file, base64; each piece also goes to `onChunk`. */
async function readThrough(path: string, onChunk: (chunk: Buffer) => Promise<void>): Promise<string> {
  const hash = createHash('sha1');
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes, null);
      if (bytesRead === 0) return hash.digest('base64');
      hash.update(buffer.subarray(0, bytesRead));
      await onChunk(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

/** Whether two files hold the same bytes. */
export async function isSameContent(left: string, right: string): Promise<boolean> {
  const [one, other] = [await stat(left), await stat(right)];
  if (one.size !== other.size) return false;
  return (await readThrough(left, async () => {})) === (await readThrough(right, async () => {}));
}

/** Makes a new name in a folder last through a power cut, on systems that can. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

/**
 * Copies `from` to `to`, which must be free, forces it to the disk and reads it back. Resolves only when the copy is the file;
 * otherwise nothing is left at `to`.
 */
async function copyVerified(from: string, to: string): Promise<void> {
  const before = await stat(from);
  const copy = await open(to, 'wx', 0o600);
  try {
    try {
      const written = await readThrough(from, async (chunk) => void (await copy.writeFile(chunk)));
      await copy.sync();
      const [after, readBack] = [await stat(from), await readThrough(to, async () => {})];
      const changed = after.size !== before.size || after.mtimeMs !== before.mtimeMs;
      if (changed || readBack !== written) throw new Error('The copy differs from the file');
      await copy.chmod(before.mode & 0o777);
      // A microsecond more, because the system cuts off what a double cannot hold, and indexing compares milliseconds.
      await copy.utimes(before.atimeMs / 1000, before.mtimeMs / 1000 + 1e-6);
    } finally {
      await copy.close();
    }
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  }
}

/**
 * Moves a file to `to`, a name that nobody else uses. Across file systems it is copied, forced to the disk and read back under
 * a name with `.part`, and only then taken away: a file at `to` is always whole. Rejects with the file still at `from`.
 */
export async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (errorCode(error) !== 'EXDEV') throw error;
    await copyVerified(from, `${to}.part`);
    await rename(`${to}.part`, to);
    await syncFolder(dirname(to));
    await rm(from).catch(async (cause: unknown) => {
      await rm(to, { force: true });
      throw cause;
    });
  }
}

/** A second name for a file: all or nothing, and never over another file. False where the file system has no such thing. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error;
    return false;
  }
}

/** Without links: reserves the name, which fails where it is taken, and puts the file over the reservation. */
async function renameToFree(from: string, to: string): Promise<void> {
  await (await open(to, 'wx')).close();
  try {
    await rename(from, to);
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  }
}

/**
 * Puts a whole copy of `from` at `to` without touching `from`; rejects with `EEXIST` when something is there. What comes
 * into being at `to` is whole from the first moment.
 */
export async function placeCopy(from: string, to: string): Promise<void> {
  if (await linked(from, to)) return;
  // The same name each time, so that the next try clears away what a crash left of this one.
  const part = join(dirname(to), `.albumen-${createHash('sha1').update(to).digest('hex')}.part`);
  await rm(part, { force: true });
  await copyVerified(from, part);
  try {
    if (!(await linked(part, to))) await renameToFree(part, to);
    await syncFolder(dirname(to));
  } finally {
    await rm(part, { force: true });
  }
}
