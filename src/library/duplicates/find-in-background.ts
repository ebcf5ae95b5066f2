/** Finding duplicates some time after something came in, off the way of requests. */
import type { Store } from '../store/open.ts';

export interface BackgroundFinding {
  /** Something of this owner's came in: it is compared once nothing more has come for a while. */
  soon(ownerId: string): void;
  /** Stops what is under way; resolves when nothing is written any more. */
  close(): Promise<void>;
}

export interface BackgroundOptions {
  readonly dataDir: string;
  /** How long nothing must have come in; 3 seconds unless told. */
  readonly quietMs?: number | undefined;
  /** How long something may wait while more and more comes in; a minute unless told. */
  readonly longestMs?: number | undefined;
  readonly onFault: (error: unknown) => void;
}

/** Nothing is loaded before something has come in. Failures are told to `onFault`; what was not compared is so the next time. */
export function findInBackground(store: Store, options: BackgroundOptions): BackgroundFinding {
  const { dataDir, quietMs = 3000, longestMs = 60_000, onFault } = options;
  const stop = new AbortController();
  const owners = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let waitingSince: number | undefined;
  let work: Promise<void> = Promise.resolve();

  const run = async (): Promise<void> => {
    const waiting = [...owners];
    owners.clear();
    waitingSince = undefined;
    const { findDuplicates } = await import('./find-duplicates.ts');
    for (const ownerId of waiting) {
      if (stop.signal.aborted) return;
      await findDuplicates(store, { ownerId, dataDir, signal: stop.signal });
    }
  };

  return {
    soon: (ownerId) => {
      if (stop.signal.aborted) return;
      owners.add(ownerId);
      waitingSince ??= Date.now();
      clearTimeout(timer);
      const left = waitingSince + longestMs - Date.now();
      timer = setTimeout(
        () => {
          work = work.then(run).catch((error: unknown) => {
            if (!stop.signal.aborted) onFault(error);
          });
        },
        Math.max(0, Math.min(quietMs, left)),
      );
      // A process that has nothing else to do need not wait: the next one compares what this one did not.
      timer.unref();
    },
    close: async () => {
      stop.abort();
      clearTimeout(timer);
      await work;
    },
  };
}
