/** What indexing tells about itself, while it runs and at its end. */

export interface IndexProgress {
  /** Photos and videos found by name in the folder. */
  found: number;
  /** Of them, how many are dealt with. */
  done: number;
  added: number;
  /** Read again because the file or the XMP file beside it changed. */
  changed: number;
  unchanged: number;
  /** Found under another name or in another folder; counted neither as added nor as changed. */
  moved: number;
  /** Back in their place after having been away; also counted as changed or unchanged. */
  restored: number;
  /** No longer in the folder. */
  offline: number;
  skipped: number;
  /** Bytes of the originals that were read. */
  bytes: number;
}

/** A file that could not be taken in, and why, in words that follow its name: "is empty". */
export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

export interface IndexReport extends Readonly<IndexProgress> {
  /**
   * `complete`: the whole folder was gone through. `stopped`: the signal ended it; the next run goes on from there.
   * `unavailable`: the folder is missing or holds nothing any more, from the start or since; no asset was marked offline.
   */
  readonly status: 'complete' | 'stopped' | 'unavailable';
  /** Why a folder counts as unavailable, as a sentence for a person; null otherwise. */
  readonly message: string | null;
  /** The skipped files by name, at most `skippedListLimit` of them; `skipped` has the true number. */
  readonly skippedFiles: readonly SkippedFile[];
}

export const skippedListLimit = 1000;

/** A run before its first file. */
export function noProgress(): IndexProgress {
  return {
    found: 0,
    done: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    moved: 0,
    restored: 0,
    offline: 0,
    skipped: 0,
    bytes: 0,
  };
}
