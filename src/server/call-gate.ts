/** How many calls run at once, and how all of them are given up when the program ends. */
import { failureResult, type ToolResult } from '../catalog/answer.ts';
import { openFairPlaces, type PlaceLimits } from './fair-places.ts';

export interface CallGate {
  /**
   * Runs `work` of this caller as soon as it is its turn; its signal is aborted with `signal` and by `abortAll`. Where it did
   * not begin because of too much other work, the result says so.
   */
  run<Value>(
    caller: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<Value>,
  ): Promise<Value | ToolResult>;
  /** Does `work` without taking a place: it waits for a person. Its signal is aborted as those of calls are. */
  wait<Value>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<Value>): Promise<Value>;
  /** Calls that run now. */
  readonly running: number;
  /** Calls that wait for their turn. */
  readonly waiting: number;
  /** Resolves once no call runs or waits. */
  idle(): Promise<void>;
  abortAll(): void;
}

/** One caller, who has all places: the client that started the program. */
export const ownGateLimits: PlaceLimits = {
  running: 16,
  runningPerOwner: 16,
  forNewcomers: 0,
  waiting: 1000,
  waitingPerOwner: 1000,
  patienceMs: 10 * 60_000,
};

/** Many callers: neither one nor a few take all places, and those who send more than they await are told so early. */
export const sharedGateLimits: PlaceLimits = {
  running: 16,
  runningPerOwner: 8,
  forNewcomers: 32,
  waiting: 1000,
  waitingPerOwner: 200,
  patienceMs: 60_000,
};

/** Makes the gate that all calls of one process pass. */
export function openCallGate(limits: PlaceLimits = ownGateLimits): CallGate {
  const places = openFairPlaces(limits);
  const open = new Set<AbortController>();
  const whenIdle: (() => void)[] = [];

  async function abortably<Value>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    const controller = new AbortController();
    const giveUp = () => controller.abort(signal.reason);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    open.add(controller);
    try {
      return await work(controller.signal);
    } finally {
      open.delete(controller);
      signal.removeEventListener('abort', giveUp);
      if (open.size === 0) for (const resolve of whenIdle.splice(0)) resolve();
    }
  }

  async function inTurn<Value>(
    caller: string,
    signal: AbortSignal,
    work: () => Promise<Value>,
  ): Promise<Value | ToolResult> {
    const taken = await places.take(caller, signal);
    // Work that is no longer wanted says so itself, and needs no place for that.
    if (taken === 'aborted') return work();
    if (typeof taken === 'string') return taken === 'full' ? tooBusy : tooLate;
    try {
      return await work();
    } finally {
      taken();
    }
  }

  return {
    get running() {
      return places.running;
    },
    get waiting() {
      return places.waiting;
    },
    idle: async () => {
      if (open.size > 0) await new Promise<void>((resolve) => whenIdle.push(resolve));
    },
    abortAll: () => {
      for (const controller of open) controller.abort();
    },
    run: (caller, signal, work) => abortably(signal, (both) => inTurn(caller, both, () => work(both))),
    wait: abortably,
  };
}

const tooBusy = failureResult({
  code: 'unavailable',
  message: 'Too many calls are waiting.',
  hint: 'Wait for answers before sending more.',
});

const tooLate = failureResult({
  code: 'unavailable',
  message: 'The server was too busy to begin this call.',
  hint: 'Nothing was done. Try again later, with fewer calls at once.',
});
