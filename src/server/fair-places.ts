/** Places for work, of which no owner can take all, and which those who wait get in turn, owner by owner. */

export interface PlaceLimits {
  /** Places that are taken at the same time. */
  readonly running: number;
  /** Places of one owner. */
  readonly runningPerOwner: number;
  /** Further places for owners who have none: whatever hangs for others, nobody who comes now has to wait for its end. */
  readonly forNewcomers: number;
  /** Who may wait for a place; one more is sent away. */
  readonly waiting: number;
  /** How many of one owner may wait. */
  readonly waitingPerOwner: number;
  /** How long one may wait, in milliseconds. */
  readonly patienceMs: number;
}

/** How to give the place back; `full`: too many wait already; `late`: none came free in time; `aborted`: no longer wanted. */
export type Taken = (() => void) | 'full' | 'late' | 'aborted';

export interface FairPlaces {
  take(owner: string, signal: AbortSignal): Promise<Taken>;
  readonly running: number;
  readonly waiting: number;
}

/** Someone who waits; told once. */
type Waiting = (taken: Taken) => void;

/** Hands places out at once while there are any, and then in turn. */
export function openFairPlaces(limits: PlaceLimits): FairPlaces {
  const running = new Map<string, number>();
  // The owner whose turn it is stands first.
  const queues = new Map<string, Set<Waiting>>();
  let taken = 0;
  let waiting = 0;

  const runningOf = (owner: string) => running.get(owner) ?? 0;
  function hasRoom(owner: string): boolean {
    const own = runningOf(owner);
    const all = own === 0 ? limits.running + limits.forNewcomers : limits.running;
    return taken < all && own < limits.runningPerOwner;
  }

  function hold(owner: string): () => void {
    taken += 1;
    running.set(owner, runningOf(owner) + 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      taken -= 1;
      const left = runningOf(owner) - 1;
      if (left > 0) running.set(owner, left);
      else running.delete(owner);
      callNext();
    };
  }

  function callNext(): void {
    for (const [owner, queue] of queues) {
      if (!hasRoom(owner)) continue;
      const [first] = queue;
      if (first === undefined) continue;
      // Whoever was served stands last from now on.
      queues.delete(owner);
      queues.set(owner, queue);
      first(hold(owner));
      return;
    }
  }

  function wait(owner: string, signal: AbortSignal): Promise<Taken> {
    const queue = queues.get(owner) ?? new Set();
    if (waiting >= limits.waiting || queue.size >= limits.waitingPerOwner) return Promise.resolve('full');
    queues.set(owner, queue);
    waiting += 1;
    return new Promise((resolve) => {
      const tell: Waiting = (outcome) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
        waiting -= 1;
        queue.delete(tell);
        if (queue.size === 0) queues.delete(owner);
        resolve(outcome);
      };
      const giveUp = () => tell('aborted');
      const timer = setTimeout(tell, limits.patienceMs, 'late');
      signal.addEventListener('abort', giveUp);
      queue.add(tell);
    });
  }

  return {
    take: async (owner, signal) => {
      if (signal.aborted) return 'aborted';
      return hasRoom(owner) ? hold(owner) : wait(owner, signal);
    },
    get running() {
      return taken;
    },
    get waiting() {
      return waiting;
    },
  };
}
