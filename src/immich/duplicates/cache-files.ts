/** A cache in files of its own folder, which nobody else on the machine can read. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CacheStore } from './cache-store.ts';

/** What was not written for so long is removed, in milliseconds. */
const keptUnused = 30 * 24 * 3_600_000;

/** Keeps each text in a file: it is written beside its place and moved there whole. Nothing is made before the first writing. */
export function cacheFiles(folder: string): CacheStore {
  const pathOf = (key: string) => join(folder, ...key.split('/'));
  return {
    async stamp(key) {
      const found = await stat(pathOf(key)).catch(() => undefined);
      return found === undefined ? undefined : `${found.mtimeMs} ${found.size} ${found.ino}`;
    },
    read: (key) => readFile(pathOf(key), 'utf8').catch(() => undefined),
    write: (key, text) => writeWhole(pathOf(key), text),
    async keys(prefix) {
      const names = await readdir(pathOf(prefix)).catch((): string[] => []);
      return names.sort().map((name) => `${prefix}${name}`);
    },
    async remove(keys) {
      await Promise.all(keys.map((key) => rm(pathOf(key), { force: true }).catch(() => {})));
    },
    forgetUnused: () => removeOld(folder, Date.now() - keptUnused),
  };
}

/** False where the disk does not take it. */
async function writeWhole(file: string, text: string): Promise<boolean> {
  const beside = `${file}.${randomUUID()}.part`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(beside, text, { mode: 0o600, flush: true });
    await rename(beside, file);
    return true;
  } catch {
    await rm(beside, { force: true }).catch(() => {});
    return false;
  }
}

/** Removes files that are older, and folders that are empty then. */
async function removeOld(folder: string, before: number): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      await removeOld(path, before);
      // Refused where something is in it.
      await rmdir(path).catch(() => {});
    } else if (((await stat(path).catch(() => undefined))?.mtimeMs ?? before) < before) {
      await rm(path, { force: true }).catch(() => {});
    }
  }
}
