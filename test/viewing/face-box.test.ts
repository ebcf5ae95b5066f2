import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestOf, regionBetween, squareAround } from '../../src/viewing/face-box.ts';

describe('a part by its edges', () => {
  it.each([
    [[0.25, 0.5, 0.75, 1], { x: 0.25, y: 0.5, width: 0.5, height: 0.5 }],
    [[-0.5, -0.25, 0.5, 0.25], { x: 0, y: 0, width: 0.5, height: 0.25 }],
    [[0.5, 0.5, 4, 2], { x: 0.5, y: 0.5, width: 0.5, height: 0.5 }],
    [[0.5, 0.5, 0.5, 1], undefined],
    [[0.5, 0.5, 0.25, 1], undefined],
    [[1, 0, 2, 1], undefined],
    [[Number.NaN, 0, 1, 1], undefined],
    [[0, 0, Number.POSITIVE_INFINITY, Number.NaN], undefined],
  ] as const)('%j is %j', ([left, top, right, bottom], region) => {
    expect(regionBetween(left, top, right, bottom)).toEqual(region);
  });

  it('is the largest of several', () => {
    const large = { x: 0, y: 0, width: 0.4, height: 0.5 };
    expect(largestOf([{ ...large, width: 0.3 }, large, { ...large, height: 0.2 }])).toBe(large);
    expect(largestOf([])).toBeUndefined();
  });
});

describe('the square around a face', () => {
  const length = fc.integer({ min: 1, max: 3000 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const faces = fc
    .tuple(share, share, share, share)
    .map(([x, y, right, bottom]) =>
      regionBetween(Math.min(x, right), Math.min(y, bottom), Math.max(x, right), Math.max(y, bottom)),
    )
    .filter((region) => region !== undefined);

  it('lies in the picture, with the middle of the face in it', () => {
    fc.assert(
      fc.property(faces, length, length, (face, width, height) => {
        const { left, top, side } = squareAround(face, { width, height }, 1.6);
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
        expect(side).toBeGreaterThanOrEqual(1);
        expect(left + side).toBeLessThanOrEqual(width);
        expect(top + side).toBeLessThanOrEqual(height);
        const [x, y] = [(face.x + face.width / 2) * width, (face.y + face.height / 2) * height];
        expect(x).toBeGreaterThanOrEqual(left - 1);
        expect(x).toBeLessThanOrEqual(left + side + 1);
        expect(y).toBeGreaterThanOrEqual(top - 1);
        expect(y).toBeLessThanOrEqual(top + side + 1);
      }),
    );
  });

  it('is wider than the face, and the face stands in its middle, where there is room', () => {
    const face = { x: 0.4, y: 0.4, width: 0.1, height: 0.2 };
    expect(squareAround(face, { width: 1000, height: 1000 }, 1.6)).toEqual({ left: 290, top: 340, side: 320 });
  });
});
