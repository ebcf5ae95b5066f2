/** The library's duplicate groups, read once and kept: in memory, in a cache, and true after every change through Albumen. */
import type { Change } from '../../catalog/change.ts';
import type { Failure, Result } from '../../catalog/result.ts';
import type { ChangeOutcome } from '../../catalog/tool.ts';
import type { ImmichLibrary } from '../connection.ts';
import { openAnalyser } from './analyser.ts';
import type { AnalysedGroup } from './analysis.ts';
import type { CacheStore } from './cache-store.ts';
import { type ChangeNote, noteOf } from './change-notes.ts';
import { type KeptCopy, keptCopy, noteName } from './kept-copy.ts';
import { readAgain } from './read-again.ts';
import { type ReadingProgress, readLibrary } from './read-library.ts';
import { type Snapshot, withoutGone } from './snapshot.ts';
import { Touched } from './touched.ts';
import { type WaitingCall, waitForReading } from './wait-for-reading.ts';

/** The groups as they can be shown now. */
export interface GroupsRead {
  readonly ready: true;
  /** When they were read from the library, in milliseconds since 1970. */
  readonly readAt: number;
  readonly albumsKnown: boolean;
  /** Album names by id. */
  readonly albums: Readonly<Record<string, string>>;
  readonly groups: readonly AnalysedGroup[];
  /** Groups that are left out until what a change touched in them is read anew. */
  readonly pending: number;
  /** They are being read anew. */
  readonly refreshing: ReadingProgress | undefined;
  /** Why reading them anew did not work. */
  readonly failure: Failure | undefined;
}

/** There is nothing to show yet. */
export interface GroupsComing {
  readonly ready: false;
  readonly progress: ReadingProgress;
}

export interface DuplicateGroups {
  /**
   * The groups as they are known; with `refresh`, or where they are not known, waits a few seconds for them to be read.
   * Fails only where there is nothing to show and reading did not work.
   */
  look(wish: { readonly refresh: boolean }, call: WaitingCall): Promise<Result<GroupsRead | GroupsComing>>;
  /** Takes note of a change through Albumen: what is shown from now on shows it. */
  noteChange(change: Change, outcome: Result<ChangeOutcome> | undefined): void;
  /** Ends a reading that is under way. */
  close(): Promise<void>;
}

export interface DuplicateGroupsOptions {
  /** Where copies for later starts are kept; none without. */
  readonly cache?: CacheStore | undefined;
  /** Library and key, as no other has them: never told, only hashed. */
  readonly identity: string;
  /** How long a call waits for a reading, in milliseconds. */
  readonly patience?: number | undefined;
}

/** Groups that were read longer ago are served, and read anew in the background: so long, and no shorter, in milliseconds. */
const fresh = { most: 3_600_000, least: 30_000 } as const;
/** Reading takes at most this share of the time in which the list is used. */
const readingShare = 1 / 200;
/** A list without any group is taken for one that came too early, before the library had looked. */
const emptyFor = 5000;
/** After a failure, calls that need no refresh do not start another before. */
const pauseAfterFailure = 60_000;
const usualPatience = 5000;

/** Makes the service; reads nothing before it is asked. */
export function duplicateGroups(library: ImmichLibrary, options: DuplicateGroupsOptions): DuplicateGroups {
  return new KeptGroups(library, options);
}

class KeptGroups implements DuplicateGroups {
  readonly #library: ImmichLibrary;
  readonly #patience: number;
  readonly #copy: KeptCopy | undefined;
  readonly #ending = new AbortController();
  #snapshot: Snapshot | undefined;
  readonly #analyse = openAnalyser();
  /** Which copy in the cache was looked at last. */
  #stamp: string | undefined;
  /** Changes since the snapshot was begun, by name. */
  readonly #notes = new Map<string, ChangeNote>();
  #touched = new Touched();
  #running: Promise<void> | undefined;
  #progress: ReadingProgress | undefined;
  #failure: { readonly failure: Failure; readonly at: number } | undefined;
  /** Counts up with everything that changes what is known. */
  #epoch = 0;
  /** Looks at the cache, one after the other. */
  #adopting: Promise<void> = Promise.resolve();
  /** Writes to the cache, one after the other. */
  #writing: Promise<void> = Promise.resolve();

  constructor(library: ImmichLibrary, { cache, identity, patience }: DuplicateGroupsOptions) {
    this.#library = library;
    this.#patience = patience ?? usualPatience;
    this.#copy = cache === undefined ? undefined : keptCopy(cache, identity);
  }

  async look({ refresh }: { refresh: boolean }, call: WaitingCall): Promise<Result<GroupsRead | GroupsComing>> {
    this.#adopting = this.#adopting.then(() => this.#adoptKept());
    await this.#adopting;
    if (refresh || this.#snapshot === undefined || this.#isNoUse(this.#snapshot)) {
      await waitForReading({ running: this.#begin(), patience: this.#patience, progress: () => this.#progress }, call);
    } else if (this.#isOld(this.#snapshot)) void this.#begin();
    const again = await this.#readTouched(call);
    const snapshot = this.#snapshot;
    if (snapshot === undefined) return this.#nothingYet();
    const all = this.#analyse(snapshot);
    const groups = all.filter((group) => !this.#touched.holds(group));
    return {
      ok: true,
      value: {
        ready: true,
        readAt: snapshot.finishedAt,
        albumsKnown: snapshot.albumsKnown,
        albums: snapshot.albums,
        groups,
        pending: all.length - groups.length,
        refreshing: this.#progress,
        failure: again ?? this.#failure?.failure,
      },
    };
  }

  noteChange(change: Change, outcome: Result<ChangeOutcome> | undefined): void {
    const note = noteOf(change, outcome, Date.now());
    if (note === undefined) return;
    const name = noteName(note);
    this.#take(name, note);
    this.#write((copy) => copy.writeNote(name, note));
  }

  async close(): Promise<void> {
    this.#ending.abort();
    await this.#running?.catch(() => {});
    await this.#writing;
  }

  #nothingYet(): Result<GroupsComing> {
    if (this.#progress !== undefined) return { ok: true, value: { ready: false, progress: this.#progress } };
    const failure = this.#failure?.failure;
    return {
      ok: false,
      failure: failure ?? { code: 'cancelled', message: 'The duplicates were not read to the end.' },
    };
  }

  /** Starts a reading, or joins the one that is under way. */
  #begin(): Promise<void> {
    this.#running ??= this.#read().finally(() => {
      this.#running = undefined;
      this.#progress = undefined;
    });
    return this.#running;
  }

  async #read(): Promise<void> {
    const onProgress = (progress: ReadingProgress) => {
      this.#progress = progress;
    };
    const read = await readLibrary(this.#library, onProgress, { signal: this.#ending.signal });
    if (!read.ok) {
      this.#failure = { failure: read.failure, at: Date.now() };
      return;
    }
    this.#failure = undefined;
    this.#install(read.value);
    this.#write(async (copy) => {
      await copy.write(read.value);
      this.#stamp = await copy.stamp();
    });
  }

  #install(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    this.#epoch += 1;
    this.#touched = new Touched();
    for (const [name, note] of [...this.#notes]) {
      if (note.at < snapshot.startedAt) this.#notes.delete(name);
      else this.#apply(note);
    }
  }

  #take(name: string, note: ChangeNote): void {
    this.#notes.set(name, note);
    if (this.#snapshot !== undefined && note.at >= this.#snapshot.startedAt) this.#apply(note);
  }

  #apply(note: ChangeNote): void {
    if (this.#snapshot === undefined) return;
    this.#snapshot = withoutGone(this.#snapshot, note);
    this.#epoch += 1;
    this.#touched.add(note);
  }

  /** Takes over what was kept for this start, and what another process wrote since. */
  async #adoptKept(): Promise<void> {
    const copy = this.#copy;
    if (copy === undefined) return;
    await this.#writing;
    for (const name of await copy.noteNames()) {
      if (this.#notes.has(name)) continue;
      const note = await copy.readNote(name);
      if (note !== undefined) this.#take(name, note);
    }
    const stamp = await copy.stamp();
    if (stamp === this.#stamp) return;
    this.#stamp = stamp;
    const kept = stamp === undefined ? undefined : await copy.read();
    if (kept !== undefined && kept.startedAt > (this.#snapshot?.startedAt ?? 0)) this.#install(kept);
  }

  /** True of what is not worth showing before it is read anew. */
  #isNoUse(snapshot: Snapshot): boolean {
    const isEmpty = snapshot.groups.length === 0 && Date.now() - snapshot.finishedAt > emptyFor;
    return isEmpty || this.#touched.isMuch(snapshot);
  }

  #isOld({ startedAt, finishedAt }: Snapshot): boolean {
    const now = Date.now();
    const isTired = this.#failure !== undefined && now - this.#failure.at < pauseAfterFailure;
    const lifetime = Math.min(fresh.most, Math.max(fresh.least, (finishedAt - startedAt) / readingShare));
    // A clock that was set back makes a snapshot of the future, whose age nobody knows.
    return !isTired && (now - finishedAt > lifetime || finishedAt > now);
  }

  /** Reads anew what changes touched; the failure, where that did not work. */
  async #readTouched(call: WaitingCall): Promise<Failure | undefined> {
    const [snapshot, epoch] = [this.#snapshot, this.#epoch];
    if (snapshot === undefined || this.#touched.isNothing || this.#touched.isMuch(snapshot)) return undefined;
    const touched = this.#touched.things();
    const read = await readAgain(this.#library, snapshot, touched, call);
    if (!read.ok) return read.failure;
    // Another snapshot, or another change, may have come meanwhile: then the next look reads again.
    if (this.#epoch !== epoch) return undefined;
    this.#snapshot = read.value;
    this.#touched = new Touched();
    return undefined;
  }

  #write(work: (copy: KeptCopy) => Promise<void>): void {
    const copy = this.#copy;
    if (copy === undefined) return;
    this.#writing = this.#writing.then(() => work(copy));
  }
}
