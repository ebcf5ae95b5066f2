import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openAttemptLimit } from '../../../src/access/limits/attempts.ts';
import { countersInMemory } from '../../../src/access/limits/memory-counters.ts';

const address = '203.0.113.9';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function fail(limit: ReturnType<typeof openAttemptLimit>, times: number, from = address) {
  for (let time = 0; time < times; time += 1) await limit.noteFailure(from);
}

describe('failed sign-ins', () => {
  it('are free 60 times; then one is taken every 10 seconds', async () => {
    const limit = openAttemptLimit(countersInMemory());
    await fail(limit, 59);
    expect(await limit.wait(address)).toBe(0);
    await fail(limit, 1);
    for (let round = 0; round < 5; round += 1) {
      expect(await limit.wait(address)).toBe(10);
      vi.advanceTimersByTime(9_000);
      expect(await limit.wait(address)).toBe(1);
      vi.advanceTimersByTime(1_001);
      expect(await limit.wait(address)).toBe(0);
      await fail(limit, 1);
    }
  });

  it('are never free again while they go on', async () => {
    const limit = openAttemptLimit(countersInMemory());
    await fail(limit, 60);
    let taken = 0;
    for (let second = 0; second < 3600; second += 1) {
      vi.advanceTimersByTime(1000);
      if ((await limit.wait(address)) > 0) continue;
      taken += 1;
      await fail(limit, 1);
    }
    expect(taken).toBeGreaterThan(300);
    expect(taken).toBeLessThanOrEqual(360);
  });

  it('are free again after as long as the burst is worth', async () => {
    const limit = openAttemptLimit(countersInMemory(), { burst: 3, intervalSeconds: 10 });
    await fail(limit, 3);
    vi.advanceTimersByTime(30_001);
    await fail(limit, 2);
    expect(await limit.wait(address)).toBe(0);
  });

  it('of one address are not counted against another', async () => {
    const limit = openAttemptLimit(countersInMemory(), { burst: 1, intervalSeconds: 10 });
    await fail(limit, 1);
    expect(await limit.wait(address)).toBe(10);
    expect(await limit.wait('203.0.113.10')).toBe(0);
  });

  it('are counted for the whole /64 of an IPv6 address, and not twice for IPv4 that is mapped', async () => {
    const limit = openAttemptLimit(countersInMemory(), { burst: 2, intervalSeconds: 10 });
    await fail(limit, 1, '2001:db8::1');
    await fail(limit, 1, '2001:db8::ffff:1');
    expect(await limit.wait('2001:db8::2')).toBe(10);
    expect(await limit.wait('2001:db8:0:1::1')).toBe(0);
    await fail(limit, 1, '::ffff:203.0.113.9');
    await fail(limit, 1, address);
    expect(await limit.wait(address)).toBe(10);
  });
});
