/** Keeps a snapshot for the next start and for other processes that use the same cache. */
import { createHash, randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { CacheStore } from './cache-store.ts';
import { type ChangeNote, changeNote } from './change-notes.ts';
import { type Snapshot, snapshotSchema } from './snapshot.ts';

/** Counts up whenever the form of a snapshot or a note changes: others are read anew from the library. */
const formatVersion = 1;

/**
 * Changes made since the snapshot are entries of their own, never rewritten, so that two processes that note changes at the
 * same moment lose none. What cannot be read is thrown away. A cache that cannot be written costs only the next start its
 * head start, so that nothing here fails.
 */
export interface KeptCopy {
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
 * The copy for one library as one key sees it: `identity` is its address and key, of which only a hash appears in the cache,
 * so that data of another library are never found.
 */
export function keptCopy(store: CacheStore, identity: string): KeptCopy {
  const fingerprint = createHash('sha256').update(`${formatVersion}\n${identity}`).digest('hex').slice(0, 32);
  const place = `${fingerprint}/snapshot.json`;
  const notes = `${fingerprint}/changes/`;

  const copy: KeptCopy = {
    stamp: () => store.stamp(place),
    read: () => readChecked(store, place, snapshotSchema),
    async write(snapshot) {
      if (!(await store.write(place, JSON.stringify(snapshot)))) return;
      const names = await copy.noteNames();
      const old = names.filter((name) => Number.parseInt(name, 10) < snapshot.startedAt);
      await store.remove(old.map((name) => `${notes}${name}`));
      await store.forgetUnused();
    },
    async noteNames() {
      const keys = await store.keys(notes);
      return keys.map((key) => key.slice(notes.length)).filter((name) => /^\d+-[\w-]+\.json$/.test(name));
    },
    readNote: (name) => readChecked(store, `${notes}${name}`, changeNote),
    async writeNote(name, note) {
      await store.write(`${notes}${name}`, JSON.stringify(note));
    },
  };
  return copy;
}

async function readChecked<Value>(
  store: CacheStore,
  key: string,
  schema: z.ZodType<Value>,
): Promise<Value | undefined> {
  const text = await store.read(key);
  if (text === undefined) return undefined;
  const read = schema.safeParse(parsed(text));
  if (read.success) return read.data;
  await store.remove([key]);
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
