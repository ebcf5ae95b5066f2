import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestSide, mostPixels } from '../../../src/viewing/picture-cost.ts';
import { type Cell, layoutSheet, pictureIn } from '../../../src/viewing/sheet/layout.ts';

const side = fc.integer({ min: 1, max: 12_000 });
const pictures = fc.array(fc.record({ width: side, height: side }), { minLength: 1, maxLength: 60 });

function overlap(one: Cell, other: Cell): boolean {
  const beside = one.left + one.width <= other.left || other.left + other.width <= one.left;
  const below = one.top + one.height <= other.top || other.top + other.height <= one.top;
  return !beside && !below;
}

test('every picture has a cell, inside the sheet, in reading order, and none lies on another', () => {
  fc.assert(
    fc.property(pictures, (sizes) => {
      const { width, height, cells } = layoutSheet(sizes);
      expect(cells).toHaveLength(sizes.length);
      for (const [at, cell] of cells.entries()) {
        expect(Math.min(cell.left, cell.top, cell.width - 1, cell.height - 1)).toBeGreaterThanOrEqual(0);
        expect(cell.left + cell.width).toBeLessThanOrEqual(width);
        expect(cell.top + cell.height).toBeLessThanOrEqual(height);
        for (const later of cells.slice(at + 1)) {
          expect(overlap(cell, later)).toBe(false);
          expect(later.top > cell.top || (later.top === cell.top && later.left > cell.left)).toBe(true);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('the sheet costs no more than one picture', () => {
  fc.assert(
    fc.property(pictures, (sizes) => {
      const { width, height } = layoutSheet(sizes);
      expect(Math.max(width, height)).toBeLessThanOrEqual(longestSide);
      expect(width * height).toBeLessThanOrEqual(mostPixels);
    }),
    { numRuns: 60 },
  );
});

test('no picture is cropped or stretched in its cell', () => {
  const cell = fc.record({
    left: fc.integer({ min: 0, max: 900 }),
    top: fc.integer({ min: 0, max: 900 }),
    width: fc.integer({ min: 40, max: 1500 }),
    height: fc.integer({ min: 40, max: 1500 }),
  });
  fc.assert(
    fc.property(cell, side, side, (within, width, height) => {
      const inside = pictureIn(within, { width, height });
      expect(inside.left).toBeGreaterThanOrEqual(within.left);
      expect(inside.top).toBeGreaterThanOrEqual(within.top);
      expect(inside.left + inside.width).toBeLessThanOrEqual(within.left + within.width);
      expect(inside.top + inside.height).toBeLessThanOrEqual(within.top + within.height);
      // As far as whole pixels go.
      const wrong = Math.abs(inside.width * height - inside.height * width);
      expect(wrong).toBeLessThanOrEqual(Math.max(width, height));
    }),
  );
});

test('pictures of usual shapes fill their cells', () => {
  const shapes = fc.constantFrom([4000, 3000], [3000, 4000], [3840, 2160], [2160, 3840], [2000, 2000], [3000, 2000]);
  fc.assert(
    fc.property(fc.array(shapes, { minLength: 1, maxLength: 60 }), (sizes) => {
      const wanted = sizes.map(([width = 1, height = 1]) => ({ width, height }));
      const { cells } = layoutSheet(wanted);
      for (const [at, cell] of cells.entries()) {
        const inside = pictureIn(cell, wanted[at] ?? cell);
        expect(cell.width - inside.width + (cell.height - inside.height)).toBeLessThanOrEqual(3);
      }
    }),
    { numRuns: 60 },
  );
});

test.each([1, 2, 7, 24, 60])(
  '%i photos of a camera use the room there is, on a sheet that fits on a screen',
  (count) => {
    const { width, height } = layoutSheet(Array.from({ length: count }, () => ({ width: 4000, height: 3000 })));
    expect(width * height).toBeGreaterThan(0.55 * mostPixels);
    expect(width / height).toBeGreaterThan(0.6);
    expect(width / height).toBeLessThan(2.8);
  },
);

test.each([
  [3, [2, 1]],
  [5, [3, 2]],
  [12, [4, 4, 4]],
  [24, [6, 6, 6, 6]],
])('%i photos of one shape come in rows of %j', (count, rows) => {
  const { cells } = layoutSheet(Array.from({ length: count }, () => ({ width: 4000, height: 3000 })));
  const tops = [...new Set(cells.map(({ top }) => top))];
  expect(tops.map((top) => cells.filter((cell) => cell.top === top).length)).toEqual(rows);
});

test('few photos of one shape are all of one size', () => {
  const { cells } = layoutSheet(Array.from({ length: 3 }, () => ({ width: 4000, height: 3000 })));
  expect(Math.max(...cells.map(({ height }) => height)) - Math.min(...cells.map(({ height }) => height))).toBeLessThan(
    2,
  );
});

test('pictures that are small themselves make a small sheet', () => {
  const { width, height } = layoutSheet([{ width: 320, height: 240 }]);
  expect([width, height]).toEqual([332, 252]);
});
