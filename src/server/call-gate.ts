/** How many calls run at once, and how all of them are given up when the program ends. */
import pLimit from 'p-limit';
import { failureResult, type ToolResult } from '../catalog/answer.ts';

export interface CallGate {
  /** Runs `work` as soon as there is room; its signal is aborted with `signal` and by `abortAll`. */
  run(signal: AbortSignal, work: (signal: AbortSignal) => Promise<ToolResult>): Promise<ToolResult>;
  /** Does `work` without taking a place: it waits for a person. Its signal is aborted as those of calls are. */
  wait<Value>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<Value>): Promise<Value>;
  /** Resolves once no call runs or waits. */
  idle(): Promise<void>;
  abortAll(): void;
}

export interface GateLimits {
  /** Calls that run at the same time. */
  readonly running: number;
  /** Calls that may wait for their turn; one more is told to come back. */
  readonly waiting: number;
}

const usualLimits: GateLimits = { running: 16, waiting: 1000 };

/** Makes the gate that all calls of one process pass. */
export function openCallGate(limits: GateLimits = usualLimits): CallGate {
  const limit = pLimit(limits.running);
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

  return {
    idle: async () => {
      if (open.size > 0) await new Promise<void>((resolve) => whenIdle.push(resolve));
    },
    abortAll: () => {
      for (const controller of open) controller.abort();
    },
    run: async (signal, work) => {
      if (limit.pendingCount >= limits.waiting) return tooBusy;
      return abortably(signal, (both) => limit(() => work(both)));
    },
    wait: abortably,
  };
}

const tooBusy = failureResult({
  code: 'unavailable',
  message: 'Too many calls are waiting.',
  hint: 'Wait for answers before sending more.',
});
