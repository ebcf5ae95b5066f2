import { afterAll, describe, expect, it } from 'vitest';
import { openAttemptLimit } from '../../../src/access/limits/attempts.ts';
import type { CounterStore } from '../../../src/access/limits/counters.ts';
import { countersInMemory } from '../../../src/access/limits/memory-counters.ts';
import { countersInPostgres } from '../../../src/access/limits/postgres-counters.ts';
import { freshPostgres, hasPostgres, skippedNote } from '../../fixtures/databases.ts';

const closing: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

/** Two replicas that share what they count; in memory, one that is asked twice. */
const kinds: { name: string; missing: boolean; replicas: () => Promise<[CounterStore, CounterStore]> }[] = [
  {
    name: 'in memory',
    missing: false,
    replicas: async () => {
      const opened = new Map<string, ReturnType<CounterStore>>();
      const store = countersInMemory();
      const once: CounterStore = (name, rule) => {
        const counter = opened.get(name) ?? store(name, rule);
        opened.set(name, counter);
        return counter;
      };
      return [once, once];
    },
  },
  {
    name: `in PostgreSQL${skippedNote}`,
    missing: !hasPostgres,
    replicas: async () => {
      const { place, drop } = await freshPostgres();
      const [one, other] = await Promise.all([countersInPostgres(place), countersInPostgres(place)]);
      closing.push(drop, one.close, other.close);
      return [one.counters, other.counters];
    },
  },
];

for (const { name, missing, replicas } of kinds) {
  describe.skipIf(missing)(`counters ${name}`, () => {
    it('count together under one name, and apart under another or for another key', async () => {
      const [one, other] = await replicas();
      const rule = { most: 2, seconds: 60 };
      expect(await one('requests', rule).look('a')).toEqual({ left: 2, exceeded: false, resetSeconds: 0 });
      expect(await one('requests', rule).add('a')).toEqual({ left: 1, exceeded: false, resetSeconds: 60 });
      expect(await other('requests', rule).add('a')).toMatchObject({ left: 0, exceeded: false });
      expect(await one('requests', rule).add('a')).toMatchObject({ left: 0, exceeded: true });
      expect(await other('requests', rule).look('a')).toMatchObject({ left: 0, exceeded: true });
      expect(await one('requests', rule).look('b')).toMatchObject({ left: 2 });
      expect(await one('calls', rule).look('a')).toMatchObject({ left: 2 });
    });

    it('lose nothing of what happens at once', async () => {
      const [one, other] = await replicas();
      const rule = { most: 100, seconds: 60 };
      const counters = [one('at once', rule), other('at once', rule)];
      await Promise.all(Array.from({ length: 60 }, (_, index) => counters[index % 2]?.add('a')));
      expect(await counters[0]?.look('a')).toMatchObject({ left: 40 });
    });

    it('take keys of any length and kind', async () => {
      const [one] = await replicas();
      const counter = one('keys', { most: 5, seconds: 60 });
      const keys = ['x'.repeat(5000), `${'x'.repeat(4999)}y`, "jwt:https://id.example/ o'brien; drop table", 'jwt:🙂'];
      for (const key of keys) expect(await counter.add(key)).toMatchObject({ left: 4 });
    });

    it('hold failed sign-ins back for all that share them', async () => {
      const [one, other] = await replicas();
      const rule = { burst: 3, intervalSeconds: 20 };
      const limits = [openAttemptLimit(one, rule), openAttemptLimit(other, rule)];
      for (const index of [0, 1, 0]) await limits[index]?.noteFailure('203.0.113.9');
      for (const limit of limits) {
        const wait = await limit.wait('203.0.113.9');
        expect(wait).toBeGreaterThan(15);
        expect(wait).toBeLessThanOrEqual(20);
      }
    });
  });
}

describe.skipIf(!hasPostgres)(`replicas whose PostgreSQL is gone${skippedNote}`, () => {
  it('count by themselves', async () => {
    const { place, drop } = await freshPostgres();
    const { counters, close } = await countersInPostgres(place);
    const counter = counters('requests', { most: 2, seconds: 60 });
    await counter.add('a');
    await drop();
    expect(await counter.add('a')).toMatchObject({ left: 1 });
    expect(await counter.add('a')).toMatchObject({ left: 0 });
    expect(await counter.add('a')).toMatchObject({ exceeded: true });
    await close();
  });
});
