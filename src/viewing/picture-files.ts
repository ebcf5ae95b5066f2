/** A picture cache in files of a folder that nobody else on the machine can read. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Picture } from './eyes.ts';
import type { PictureCache, PictureKey } from './picture-cache.ts';
import { pictureType } from './picture-type.ts';

/** A picture that takes more of the bound than this would only drive out many others. */
const greatestShare = 0.1;
/** Cleared down to this share of the bound, so that not every picture clears anew. */
const keptShare = 0.9;
/** After this share of the bound was written here, what other processes have written is looked at. */
const lookShare = 0.05;
/** What was begun and not finished for so long was cut off, in milliseconds. */
const abandonedAfter = 3_600_000;
const digestBytes = 32;

interface KeptFile {
  readonly path: string;
  readonly bytes: number;
  /** When it was last used, in milliseconds since 1970. */
  readonly usedAt: number;
}

/**
 * Keeps pictures of `mostBytes` together, whoever else keeps theirs in the same folder: the least recently used go first. A file
 * begins with a digest over its key and its picture, so that what was cut off, damaged or moved there is never served. Its name is a
 * digest, too, and tells nothing. Nothing is made before the first picture.
 */
export function pictureFiles(folder: string, mostBytes: number): PictureCache {
  return new PictureFiles(folder, mostBytes);
}

class PictureFiles implements PictureCache {
  readonly #folder: string;
  readonly #mostBytes: number;
  /** Bytes in the folder as far as known, and those of them that were written here since it was last looked at. */
  #known: number | undefined;
  #written = 0;
  #clearing: Promise<void> | undefined;

  constructor(folder: string, mostBytes: number) {
    this.#folder = folder;
    this.#mostBytes = mostBytes;
  }

  async read(key: PictureKey): Promise<Picture | undefined> {
    const path = this.#pathOf(key);
    const file = await readFile(path).catch(() => undefined);
    if (file === undefined) return undefined;
    const bytes = new Uint8Array(file.subarray(digestBytes));
    const mimeType = pictureType(bytes);
    if (mimeType === undefined || !digestOf(key, bytes).equals(file.subarray(0, digestBytes))) {
      await remove(path);
      return undefined;
    }
    const now = new Date();
    await utimes(path, now, now).catch(() => {});
    return { mimeType, bytes };
  }

  async write(key: PictureKey, { bytes }: Picture): Promise<void> {
    const size = bytes.length + digestBytes;
    if (size > this.#mostBytes * greatestShare) return;
    const path = this.#pathOf(key);
    const beside = `${path}.${randomUUID()}.part`;
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeFile(beside, Buffer.concat([digestOf(key, bytes), bytes]), { mode: 0o600 });
      await rename(beside, path);
    } catch {
      await remove(beside);
      return;
    }
    this.#written += size;
    await this.#keepWithinBound();
  }

  async #keepWithinBound(): Promise<void> {
    const isFull = (this.#known ?? 0) + this.#written > this.#mostBytes;
    const isLookDue = this.#known === undefined || this.#written > this.#mostBytes * lookShare;
    if (!isFull && !isLookDue) return;
    this.#clearing ??= this.#clear().finally(() => {
      this.#clearing = undefined;
    });
    await this.#clearing;
  }

  async #clear(): Promise<void> {
    const files = await this.#files();
    this.#written = 0;
    let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total > this.#mostBytes) {
      for (const { path, bytes } of files.sort((one, other) => one.usedAt - other.usedAt)) {
        if (total <= this.#mostBytes * keptShare) break;
        await remove(path);
        total -= bytes;
      }
    }
    this.#known = total;
  }

  /** Every file of the folder, without those that a process that has ended left behind: these are removed. */
  async #files(): Promise<KeptFile[]> {
    const names = await readdir(this.#folder).catch((): string[] => []);
    const files: KeptFile[] = [];
    for (const name of names) {
      const path = join(this.#folder, name);
      const found = await stat(path).catch(() => undefined);
      if (found === undefined || !found.isFile()) continue;
      if (name.endsWith('.part') && Date.now() - found.mtimeMs > abandonedAfter) await remove(path);
      else files.push({ path, bytes: found.size, usedAt: found.mtimeMs });
    }
    return files;
  }

  #pathOf(key: PictureKey): string {
    return join(this.#folder, createHash('sha256').update(textOf(key)).digest('hex'));
  }
}

/** No two keys make the same text. */
function textOf({ account, id, version, size }: PictureKey): string {
  return JSON.stringify([account, id, version, size]);
}

function digestOf(key: PictureKey, bytes: Uint8Array): Buffer {
  return createHash('sha256').update(textOf(key)).update('\n').update(bytes).digest();
}

async function remove(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => {});
}
