/** How often an address may fail to sign in. */
import { addressKey } from './address-key.ts';
import type { CounterStore } from './counters.ts';

export interface AttemptLimit {
  /** Seconds until this address may try again; 0: at once. */
  wait(address: string): Promise<number>;
  /** A sign-in from this address failed. */
  noteFailure(address: string): Promise<void>;
}

export interface AttemptRule {
  /** Failures in a row that cost nothing. */
  readonly burst: number;
  /** Seconds between the tries after those. */
  readonly intervalSeconds: number;
}

/** PhotoPrism's rule for failed authentication (`internal/server/limiter`): 60 at once, then one every 10 seconds. */
const usualAttemptRule: AttemptRule = { burst: 60, intervalSeconds: 10 };

/**
 * Counts failures by address (IPv6: by /64). Whoever has used up the burst gets it back only after as long as the burst
 * is worth (10 minutes with the usual rule) without a failure.
 */
export function openAttemptLimit(store: CounterStore, rule: AttemptRule = usualAttemptRule): AttemptLimit {
  const worth = rule.burst * rule.intervalSeconds;
  const burst = store('sign-in-burst', { most: rule.burst, seconds: worth });
  const slow = store('sign-in', { most: 1, seconds: rule.intervalSeconds });
  return {
    wait: async (address) => {
      const key = addressKey(address);
      if ((await burst.look(key)).left > 0) return 0;
      const { left, resetSeconds } = await slow.look(key);
      return left > 0 ? 0 : resetSeconds;
    },
    noteFailure: async (address) => {
      const key = addressKey(address);
      if ((await burst.add(key)).left > 0) return;
      await burst.exhaust(key, worth);
      await slow.add(key);
    },
  };
}
