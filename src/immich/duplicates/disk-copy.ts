/** Keeps a snapshot on disk, for the next start and for other processes with the same data directory. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod';
import { type ChangeNote, changeNote } from './change-notes.ts';
import { type Snapshot, snapshotSchema } from './snapshot.ts';

/** Counts up whenever the form of a snapshot or a note changes: others are read anew from the library. */
const formatVersion = 1;
/** Copies of libraries and keys that were not used for so long are removed, in milliseconds: they are private. */
const keptUnused = 30 * 24 * 3_600_000;

/**
 * A snapshot is one file, written beside its place and moved there whole. Changes made since are files of their own, never
 * rewritten, so that two processes that note changes at the same moment lose none. What cannot be read is thrown away.
 * A disk that cannot be written costs only the next start its head start, so that nothing here fails.
 */
export interface DiskCopy {
  /** Changes whenever another snapshot takes its place; undefined where there is none. */
  stamp(): Promise<string | undefined>;
  read(): Promise<Snapshot | undefined>;
  /** Replaces the snapshot and removes the notes that it makes superfluous. */
  write(snapshot: Snapshot): Promise<void>;
  /** Names of all notes. */
  noteNames(): Promise<readonly string[]>;
  readNote(name: string): Promise<ChangeNote | undefined>;
  writeNote(name: string, note: ChangeNote): Promise<void>;
}

/** A name that no other note has, and that says when it was written. */
export function noteName({ at }: ChangeNote): string {
  return `${at}-${randomUUID()}.json`;
}

/**
 * The copy for one library as one key sees it: `identity` is its address and key, of which only a hash appears in the
 * folder's name, so that data of another library are never found. File names and albums are private: so is the folder.
 */
export function diskCopy(cacheFolder: string, identity: string): DiskCopy {
  const fingerprint = createHash('sha256').update(`${formatVersion}\n${identity}`).digest('hex').slice(0, 32);
  const all = join(cacheFolder, 'duplicates');
  const folder = join(all, fingerprint);
  const notes = join(folder, 'changes');
  const file = join(folder, 'snapshot.json');

  const copy: DiskCopy = {
    async stamp() {
      const found = await stat(file).catch(() => undefined);
      return found === undefined ? undefined : `${found.mtimeMs} ${found.size} ${found.ino}`;
    },
    read: () => readChecked(file, snapshotSchema),
    async write(snapshot) {
      if (!(await writeWhole(folder, file, snapshot))) return;
      const names = await copy.noteNames();
      const old = names.filter((name) => Number.parseInt(name, 10) < snapshot.startedAt);
      await Promise.all(old.map((name) => rm(join(notes, name), { force: true }).catch(() => {})));
      await removeUnused(all);
    },
    async noteNames() {
      const names = await readdir(notes).catch((): string[] => []);
      return names.filter((name) => /^\d+-[\w-]+\.json$/.test(name)).sort();
    },
    readNote: (name) => readChecked(join(notes, name), changeNote),
    async writeNote(name, note) {
      await writeWhole(notes, join(notes, name), note);
    },
  };
  return copy;
}

async function removeUnused(all: string): Promise<void> {
  for (const name of await readdir(all).catch((): string[] => [])) {
    const found = await stat(join(all, name, 'snapshot.json')).catch(() => undefined);
    if (found === undefined || Date.now() - found.mtimeMs < keptUnused) continue;
    await rm(join(all, name), { recursive: true, force: true }).catch(() => {});
  }
}

async function readChecked<Value>(file: string, schema: z.ZodType<Value>): Promise<Value | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const read = schema.safeParse(parsed(text));
  if (read.success) return read.data;
  await rm(file, { force: true }).catch(() => {});
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** False where the disk does not take it. */
async function writeWhole(folder: string, file: string, value: object): Promise<boolean> {
  const beside = `${file}.${randomUUID()}.part`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(beside, JSON.stringify(value), { mode: 0o600, flush: true });
    await rename(beside, file);
    return true;
  } catch {
    await rm(beside, { force: true }).catch(() => {});
    return false;
  }
}
