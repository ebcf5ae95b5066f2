import { expect, it } from 'vitest';
import { gridOf } from '../../../src/viewing/sheet/grid.ts';

it.each([
  [1, 1, 1],
  [3, 3, 1],
  [4, 2, 2],
  [6, 3, 2],
  [7, 4, 2],
  [12, 4, 3],
])('%i squares lie in %i columns and %i rows, none over another', (count, columns, rows) => {
  const { width, height, cells } = gridOf(count, 256);
  expect([width, height]).toEqual([columns * 262 + 6, rows * 262 + 6]);
  expect(new Set(cells.map(({ left, top }) => `${left} ${top}`)).size).toBe(count);
  expect(Math.max(...cells.map(({ left }) => left))).toBe(width - 262);
  expect(Math.max(...cells.map(({ top }) => top))).toBe(height - 262);
});
