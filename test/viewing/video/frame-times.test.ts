import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockOf, decimalsOf, frameTimes } from '../../../src/viewing/video/frame-times.ts';

describe('the moments of a video', () => {
  it.each([
    [{ from: 0, to: 8 }, 4, [1, 3, 5, 7]],
    [{ from: 10, to: 11 }, 2, [10.25, 10.75]],
    [{ from: 0, to: 60 }, 1, [30]],
    [{ from: 0, to: 0.1 }, 16, [0.017, 0.05, 0.083]],
    [{ from: 0, to: 0.02 }, 8, [0.01]],
    [{ from: 0, to: 0 }, 8, [0]],
    [{ from: 7, to: 5 }, 8, [7]],
  ])('%j in %i frames', (span, most, times) => {
    expect(frameTimes(span, most)).toEqual(times);
  });

  const spans = fc
    .record({
      from: fc.double({ min: 0, max: 90_000, noNaN: true }),
      length: fc.double({ min: 0, max: 90_000, noNaN: true }),
    })
    .map(({ from, length }) => ({ from, to: from + length }));

  it('are at least one and at most as many as asked for, in order, within the part, none twice', () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 1, max: 16 }), (span, most) => {
        const times = frameTimes(span, most);
        expect(times.length).toBeGreaterThanOrEqual(1);
        expect(times.length).toBeLessThanOrEqual(most);
        expect(new Set(times).size).toBe(times.length);
        expect([...times].sort((a, b) => a - b)).toEqual(times);
        for (const time of times) {
          expect(time).toBeGreaterThanOrEqual(span.from - 0.001);
          expect(time).toBeLessThanOrEqual(span.to + 0.001);
        }
      }),
    );
  });

  it('are as far apart as each other, and half as far from both ends', () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 2, max: 16 }), (span, most) => {
        const times = frameTimes(span, most);
        fc.pre(times.length > 1);
        const step = (span.to - span.from) / times.length;
        for (const [at, time] of times.entries()) expect(time - span.from).toBeCloseTo(step * (at + 0.5), 2);
      }),
    );
  });
});

it.each([
  [0, 1, '0:00.0'],
  [7.54, 1, '0:07.5'],
  [7.546, 2, '0:07.55'],
  [59.96, 1, '1:00.0'],
  [754.5, 1, '12:34.5'],
  [3599.96, 1, '1:00:00.0'],
  [3599.96, 2, '59:59.96'],
  [3753.5, 1, '1:02:33.5'],
] as const)('%d s with %i decimals is %s', (seconds, decimals, clock) => {
  expect(clockOf(seconds, decimals)).toBe(clock);
});

it('moments of one answer have as many decimals as tell them apart', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 9000, noNaN: true }),
      fc.double({ min: 0.04, max: 60, noNaN: true }),
      (from, length) => {
        const times = frameTimes({ from, to: from + length }, 16);
        const decimals = decimalsOf(times);
        expect(new Set(times.map((time) => clockOf(time, decimals))).size).toBe(times.length);
      },
    ),
  );
  expect([decimalsOf([1]), decimalsOf([1, 1.3]), decimalsOf([1, 1.3, 1.4])]).toEqual([1, 1, 2]);
});
