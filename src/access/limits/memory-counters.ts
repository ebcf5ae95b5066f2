/** Counters in the memory of this process. */
import { type RateLimiterAbstract, RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Count, Counter, CounterRule, CounterStore } from './counters.ts';

/** Counters that end with the process. */
export function countersInMemory(): CounterStore {
  return (name, rule) =>
    counterOf(new RateLimiterMemory({ keyPrefix: name, points: rule.most, duration: rule.seconds }), rule);
}

/** What a limiter of rate-limiter-flexible counts, wherever it keeps it. */
export function counterOf(limiter: RateLimiterAbstract, { most }: CounterRule): Counter {
  const count = (state: RateLimiterRes | null): Count => ({
    left: Math.max(0, most - (state?.consumedPoints ?? 0)),
    exceeded: (state?.consumedPoints ?? 0) > most,
    resetSeconds: state === null ? 0 : Math.max(1, Math.ceil(state.msBeforeNext / 1000)),
  });
  return {
    add: async (key) => count(await limiter.penalty(key)),
    look: async (key) => count(await limiter.get(key)),
    exhaust: async (key, seconds) => {
      await limiter.block(key, seconds);
    },
  };
}
