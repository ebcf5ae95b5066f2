import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localCaller } from '../../src/catalog/caller.ts';
import { failed, success } from '../../src/catalog/result.ts';
import { sendInChunks } from '../../src/changing/chunks.ts';

const notHere = () => Promise.reject(new Error('not here'));

function callWith(signal: AbortSignal) {
  return { caller: localCaller, signal, progress: () => {}, finds: () => true, preview: notHere, commit: notHere };
}

const circumstances = fc.record({
  count: fc.integer({ min: 0, max: 1600 }),
  bad: fc.array(fc.integer({ min: 0, max: 1600 }), { maxLength: 12 }),
  /** The request that fails otherwise, and how. */
  failing: fc.integer({ min: 1, max: 40 }),
  code: fc.constantFrom('unavailable', 'timeout', 'denied', 'conflict'),
  /** The request after which the caller gives up. */
  lastWanted: fc.integer({ min: 1, max: 40 }),
});

describe('a change in pieces', () => {
  test('accounts for every id exactly once, and says of none more than is known', async () => {
    await fc.assert(
      fc.asyncProperty(circumstances, async ({ count, bad, failing, code, lastWanted }) => {
        const ids = Array.from({ length: count }, (_, number) => `id-${number}`);
        const refused = new Set(bad.map((number) => `id-${number}`));
        const stop = new AbortController();
        const carriedOut: string[] = [];
        let requests = 0;
        const report = await sendInChunks(
          ids,
          async (chunk) => {
            requests += 1;
            expect(stop.signal.aborted).toBe(false);
            expect(chunk.length).toBeLessThanOrEqual(500);
            if (requests === lastWanted) stop.abort();
            if (requests === failing) return failed(code, 'no');
            if (chunk.some((id) => refused.has(id))) return failed('not_found', 'one of them');
            carriedOut.push(...chunk);
            return success(chunk.map((id) => ({ id, ok: true })));
          },
          callWith(stop.signal),
        );
        const told = [...report.outcomes.map(({ id }) => id), ...report.unclear, ...report.untried];
        expect(told.toSorted()).toEqual(ids.toSorted());
        expect(report.outcomes.filter(({ ok }) => ok).map(({ id }) => id)).toEqual(carriedOut);
        for (const { id, ok } of report.outcomes) expect(ok).toBe(!refused.has(id));
        if (code === 'denied' || code === 'conflict') expect(report.unclear).toEqual([]);
        expect(report.stop === undefined).toBe(report.unclear.length + report.untried.length === 0);
      }),
    );
  });
});
