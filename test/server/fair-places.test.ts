import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFairPlaces, type PlaceLimits, type Taken } from '../../src/server/fair-places.ts';

const roomy: PlaceLimits = {
  running: 100,
  runningPerOwner: 100,
  forNewcomers: 0,
  waiting: 100,
  waitingPerOwner: 100,
  patienceMs: 60_000,
};
const never = new AbortController().signal;
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Everybody who asked, in the order in which they got a place. */
function visit(places: ReturnType<typeof openFairPlaces>) {
  const served: string[] = [];
  const leave: (() => void)[] = [];
  const outcomes: Taken[] = [];
  const come = (owner: string, signal = never) => {
    void places.take(owner, signal).then((taken) => {
      outcomes.push(taken);
      if (typeof taken === 'string') return;
      served.push(owner);
      leave.push(taken);
    });
  };
  return { served, leave, outcomes, come };
}

describe('places', () => {
  it('go round among those who wait, not in the order of their asking', async () => {
    const { come, served, leave } = visit(openFairPlaces({ ...roomy, running: 1 }));
    for (const owner of ['a', 'a', 'a', 'a', 'b', 'b', 'c']) come(owner);
    for (let turn = 0; turn < 7; turn += 1) {
      await settled();
      leave.shift()?.();
    }
    expect(served).toEqual(['a', 'a', 'b', 'c', 'a', 'b', 'a']);
  });

  it('are never all taken by one', async () => {
    const places = openFairPlaces({ ...roomy, running: 3, runningPerOwner: 2 });
    const { come, served } = visit(places);
    for (const owner of ['a', 'a', 'a', 'a', 'b']) come(owner);
    await settled();
    expect(served).toEqual(['a', 'a', 'b']);
    expect(places).toMatchObject({ running: 3, waiting: 2 });
  });

  it('are there for whoever has none, whatever hangs for others, up to a bound', async () => {
    const places = openFairPlaces({ ...roomy, running: 4, runningPerOwner: 2, forNewcomers: 2 });
    const { come, served, leave } = visit(places);
    for (const owner of ['a', 'a', 'a', 'b', 'b', 'c', 'c', 'd', 'e']) come(owner);
    await settled();
    expect(served).toEqual(['a', 'a', 'b', 'b', 'c', 'd']);
    expect(places).toMatchObject({ running: 6, waiting: 3 });
    // What c gives back is again for whoever has none.
    leave[4]?.();
    await settled();
    expect(served.slice(6)).toEqual(['c']);
    // While newcomers have more than their share, nobody else gets a second place.
    leave[0]?.();
    await settled();
    expect(served.slice(7)).toEqual(['e']);
    expect(places).toMatchObject({ running: 6, waiting: 1 });
  });

  it('are given to the next when one is given back, once', async () => {
    const places = openFairPlaces({ ...roomy, running: 1 });
    const { come, served, leave } = visit(places);
    for (const owner of ['a', 'b', 'c']) come(owner);
    await settled();
    const [first] = leave;
    first?.();
    first?.();
    await settled();
    expect(served).toEqual(['a', 'b']);
    expect(places).toMatchObject({ running: 1, waiting: 1 });
  });
});

describe('waiting', () => {
  it.each([
    ['all', { waiting: 1 }],
    ['one', { waitingPerOwner: 1 }],
  ])('has an end where too many of %s do', async (_whose, limit) => {
    const { come, outcomes } = visit(openFairPlaces({ ...roomy, running: 1, ...limit }));
    for (let time = 0; time < 3; time += 1) come('a');
    await settled();
    expect(outcomes.filter((taken) => taken === 'full')).toHaveLength(1);
  });

  it('has an end where nobody leaves', async () => {
    const places = openFairPlaces({ ...roomy, running: 1, patienceMs: 20 });
    await places.take('a', never);
    expect(await places.take('b', never)).toBe('late');
    expect(places.waiting).toBe(0);
  });

  it('has an end for whoever does not want any more, before and while waiting', async () => {
    const places = openFairPlaces({ ...roomy, running: 1 });
    expect(await places.take('a', AbortSignal.abort())).toBe('aborted');
    await places.take('a', never);
    const controller = new AbortController();
    const waiting = places.take('b', controller.signal);
    controller.abort();
    expect(await waiting).toBe('aborted');
    expect(places).toMatchObject({ running: 1, waiting: 0 });
  });
});

it('holds its limits and serves everybody, whoever comes and goes in whichever order', async () => {
  const limits = { ...roomy, running: 3, runningPerOwner: 2, forNewcomers: 1 };
  const steps = fc.array(fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.constant(undefined)), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(steps, async (comings) => {
      const places = openFairPlaces(limits);
      const { come, served, leave } = visit(places);
      for (const owner of comings) {
        if (owner === undefined) leave.shift()?.();
        else come(owner);
        await settled();
        expect(places.running).toBeLessThanOrEqual(limits.running + limits.forNewcomers);
        expect(places.running).toBe(leave.length);
      }
      while (leave.length > 0) {
        leave.shift()?.();
        await settled();
      }
      expect(served).toHaveLength(comings.filter((owner) => owner !== undefined).length);
      expect(places).toMatchObject({ running: 0, waiting: 0 });
    }),
    { numRuns: 50 },
  );
});
