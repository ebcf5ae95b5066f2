import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faceBoxesOf, overlap } from '../../../src/library/indexing/face-boxes.ts';
import type { FaceRegion } from '../../../src/library/media/face-regions.ts';
import { noFacts } from '../../../src/library/media/media-facts.ts';

/** In the upper left part of a picture that is stored lying. */
const region: FaceRegion = { name: 'Ann', left: 0.1, top: 0.2, width: 0.3, height: 0.1, appliedTo: null };

function boxes(orientation: string | null, appliedTo: FaceRegion['appliedTo'] = null, face = region) {
  return faceBoxesOf({ ...noFacts, width: 1000, height: 500, orientation, faces: [{ ...face, appliedTo }] });
}

describe('a face in the upright picture', () => {
  test.each([
    [null, [100, 100, 400, 150], 1000],
    ['1', [100, 100, 400, 150], 1000],
    ['2', [600, 100, 900, 150], 1000],
    ['3', [600, 350, 900, 400], 1000],
    ['4', [100, 350, 400, 400], 1000],
    ['5', [100, 100, 150, 400], 500],
    ['6', [350, 100, 400, 400], 500],
    ['7', [350, 600, 400, 900], 500],
    ['8', [100, 600, 150, 900], 500],
  ] as const)('is where orientation %s puts it', (orientation, [x1, y1, x2, y2], imageWidth) => {
    const imageHeight = 1500 - imageWidth;
    expect(boxes(orientation)).toEqual([{ name: 'Ann', imageWidth, imageHeight, x1, y1, x2, y2 }]);
  });

  test('is not turned again where the regions were measured in the turned picture', () => {
    const upright = { imageWidth: 500, imageHeight: 1000, x1: 50, y1: 200, x2: 200, y2: 300 };
    expect(boxes('6', { width: 500, height: 1000 })).toMatchObject([upright]);
    expect(boxes('6', { width: 1000, height: 500 })).toMatchObject([{ x1: 350, y1: 100 }]);
  });

  test('is left out where it is smaller than a pixel, or the picture’s size is not known', () => {
    expect(boxes('1', null, { ...region, width: 0.0001 })).toEqual([]);
    expect(faceBoxesOf({ ...noFacts, width: null, height: 500, faces: [region] })).toEqual([]);
  });

  test('always lies in the picture', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    const orientation = fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8');
    fc.assert(
      fc.property(part, part, part, part, orientation, (left, top, a, b, turned) => {
        const face = { ...region, left, top, width: a * (1 - left), height: b * (1 - top) };
        for (const box of boxes(turned, null, face)) {
          expect(0 <= box.x1 && box.x1 < box.x2 && box.x2 <= box.imageWidth).toBe(true);
          expect(0 <= box.y1 && box.y1 < box.y2 && box.y2 <= box.imageHeight).toBe(true);
        }
      }),
    );
  });
});

describe('the overlap of two faces', () => {
  const box = { imageWidth: 100, imageHeight: 100, x1: 10, y1: 10, x2: 30, y2: 30 };

  test('is all, nothing, or the common part of both', () => {
    expect(overlap(box, box)).toBe(1);
    expect(overlap(box, { ...box, x1: 50, x2: 70 })).toBe(0);
    expect(overlap(box, { ...box, x1: 20, x2: 40 })).toBeCloseTo(1 / 3);
  });

  test('does not depend on the size of the picture', () => {
    expect(overlap(box, { imageWidth: 200, imageHeight: 50, x1: 20, y1: 5, x2: 60, y2: 15 })).toBeCloseTo(1);
  });
});
