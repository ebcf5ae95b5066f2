import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pixelsOf, readRegion } from '../../src/viewing/crop-region.ts';

describe('a part of a picture, as it is written', () => {
  test.each([
    ['25, 0, 50, 50', { x: 0.25, y: 0, width: 0.5, height: 0.5 }],
    ['0.25 0 0.5 0.5', { x: 0.25, y: 0, width: 0.5, height: 0.5 }],
    ['25%,0%,50%,50%', { x: 0.25, y: 0, width: 0.5, height: 0.5 }],
    ['0,0,1,1', { x: 0, y: 0, width: 1, height: 1 }],
    ['0%,0%,1%,1%', { x: 0, y: 0, width: 0.01, height: 0.01 }],
    ['90,90,50,50', { x: 0.9, y: 0.9, width: 0.1, height: 0.1 }],
    [' 0 ; 0 ; 100 ; 20 ', { x: 0, y: 0, width: 1, height: 0.2 }],
  ])('%j is understood', (text, region) => {
    const read = readRegion(text);
    expect(read.ok && roundedNumbers(read.value)).toEqual(region);
  });

  test.each([
    '',
    'left half',
    '1,2,3',
    '1,2,3,4,5',
    '-5,0,50,50',
    '100,0,10,10',
    '0,0,0,0',
    '0,150,10,10',
    'NaN,0,1,1',
  ])('%j is refused with how to write it', (text) => {
    const read = readRegion(text);
    expect(read).toMatchObject({
      ok: false,
      failure: { code: 'invalid_input', hint: expect.stringContaining('25, 0, 50, 50') },
    });
  });
});

test('in pixels a part always has some, and none beyond the edge', () => {
  const percent = fc.double({ min: 0, max: 99.9, noNaN: true });
  const size = fc.integer({ min: 1, max: 20_000 });
  fc.assert(
    fc.property(percent, percent, percent, percent, size, size, (x, y, wide, high, width, height) => {
      const region = readRegion([x, y, wide + 0.2, high + 0.2].map((number) => `${number.toFixed(6)}%`).join());
      if (!region.ok) return;
      const part = pixelsOf(region.value, { width, height });
      expect(Math.min(part.width, part.height)).toBeGreaterThanOrEqual(1);
      expect(Math.min(part.left, part.top)).toBeGreaterThanOrEqual(0);
      expect(part.left + part.width).toBeLessThanOrEqual(width);
      expect(part.top + part.height).toBeLessThanOrEqual(height);
    }),
  );
});

function roundedNumbers(region: object): object {
  return Object.fromEntries(
    Object.entries(region).map(([key, value]) => [key, Math.round(Number(value) * 1000) / 1000]),
  );
}
