import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  expectedTokens,
  longestSide,
  mostPixels,
  pictureTokens,
  readableSize,
} from '../../src/viewing/picture-cost.ts';

describe('what a picture costs', () => {
  // The first three are the examples of Claude's own documentation.
  test.each([
    [200, 200, 54],
    [1000, 1000, 1334],
    [1092, 1092, 1590],
    [1092, 1268, 1600],
    [250, 187, 63],
    [333, 250, 111],
    [1440, 1080, 1600],
    [1, 1, 1],
    [100_000, 100, 3],
    [12_000, 9000, 1600],
  ])('%i x %i pixels are %i tokens', (width, height, tokens) => {
    expect(pictureTokens({ width, height })).toBe(tokens);
  });

  test('a picture as it goes into an answer is no larger than a model looks at, and of the same shape', () => {
    const side = fc.integer({ min: 1, max: 30_000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const fit = readableSize({ width, height });
        expect(Math.max(fit.width, fit.height)).toBeLessThanOrEqual(longestSide);
        expect(fit.width * fit.height).toBeLessThanOrEqual(mostPixels);
        expect(fit.width <= width && fit.height <= height).toBe(true);
        if (Math.min(fit.width, fit.height) > 20) expect(fit.width / fit.height / (width / height)).toBeCloseTo(1, 0.9);
        if (Math.max(width, height) <= longestSide && width * height <= mostPixels) {
          expect(fit).toEqual({ width, height });
        }
      }),
    );
  });
});

describe('what is expected before the picture is there', () => {
  test.each([
    [{ width: 4000, height: 3000 }, 'thumb', 111],
    [{ width: 3000, height: 4000 }, 'thumb', 111],
    [{ width: 100, height: 80 }, 'thumb', 11],
    [{ width: 12_000, height: 1000 }, 'thumb', 272],
    [undefined, 'thumb', 111],
    [{ width: 4000, height: 3000 }, 'preview', 1532],
    [{ width: 640, height: 480 }, 'preview', 410],
    [undefined, 'preview', 1532],
  ] as const)('an original of %o, as %s, is about %i tokens', (size, wanted, tokens) => {
    expect(expectedTokens({ size }, wanted)).toBe(tokens);
  });
});
