/** Photos in rows that fill the width. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assetAt, placeAfter, placeOf } from '../../../src/apps/contact-sheet/moves.ts';
import { gap, headingHeight, type Row, rowsOf } from '../../../src/apps/contact-sheet/rows.ts';

const shapes = fc.array(fc.record({ shape: fc.double({ min: 0.1, max: 8, noNaN: true }) }, { requiredKeys: [] }), {
  maxLength: 80,
});
const rooms = fc.record({ width: fc.integer({ min: 300, max: 1600 }), rowHeight: fc.constantFrom(112, 164) });

const whole = (list: readonly object[]) => [{ day: undefined, first: 0, count: list.length }];
const widthOf = (row: Row) =>
  row.kind === 'photos' ? row.cells.reduce((sum, { width }) => sum + width, gap * (row.cells.length - 1)) : 0;

test('every photo is in one row, in order, and no row is wider than there is room', () => {
  fc.assert(
    fc.property(shapes, rooms, (list, room) => {
      const rows = rowsOf(list, whole(list), room, false);
      const shown = rows.flatMap((row) => (row.kind === 'photos' ? row.cells.map(({ at }) => at) : []));
      expect(shown).toEqual(list.map((_, at) => at));
      for (const row of rows) {
        expect(widthOf(row)).toBeLessThanOrEqual(room.width);
        if (row.kind === 'photos') for (const { width } of row.cells) expect(width).toBeGreaterThan(0);
      }
    }),
  );
});

test('every row but the last fills the width at about the wanted height', () => {
  fc.assert(
    fc.property(shapes, rooms, (list, room) => {
      for (const row of rowsOf(list, whole(list), room, false).slice(0, -1)) {
        expect(widthOf(row)).toBe(room.width);
        expect(row.height).toBeGreaterThan(room.rowHeight * 0.5);
        expect(row.height).toBeLessThan(room.rowHeight * 2);
      }
    }),
  );
});

test.each([
  [[0.1, 0.66, 2.4], 300, 164],
  [[1.2185276029847363, 2.4], 300, 164],
])('no row in the middle is left short: %j in %i pixels', (wanted, width, rowHeight) => {
  const list = wanted.map((shape) => ({ shape }));
  const rows = rowsOf(list, whole(list), { width, rowHeight }, false);
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.slice(0, -1).map(widthOf)).toEqual(rows.slice(0, -1).map(() => width));
});

test('a photo keeps its shape, unless that is extreme', () => {
  const [row] = rowsOf(
    [{ shape: 1.5 }, { shape: 0.1 }, {}],
    whole([{}, {}, {}]),
    { width: 2000, rowHeight: 100 },
    false,
  );
  expect(row).toEqual({
    kind: 'photos',
    height: 100 + gap,
    cells: [
      { at: 0, width: 150 },
      { at: 1, width: 55 },
      { at: 2, width: 100 },
    ],
  });
});

const days = [
  { day: '2024-05-02', first: 0, count: 5 },
  { day: '2024-05-01', first: 5, count: 2 },
];
const rows = rowsOf(
  Array.from({ length: 7 }, () => ({ shape: 1.5 })),
  days,
  { width: 500, rowHeight: 110 },
  true,
);

test('each day has a heading above its own rows', () => {
  expect(rows.map(({ kind }) => kind)).toEqual(['day', 'photos', 'photos', 'day', 'photos']);
  expect(rows[0]).toEqual({ kind: 'day', height: headingHeight, section: days[0] });
});

test.each([
  ['ArrowRight', { row: 0, cell: 0 }, { row: 1, cell: 0 }],
  ['ArrowRight', { row: 1, cell: 2 }, { row: 2, cell: 0 }],
  ['ArrowLeft', { row: 2, cell: 0 }, { row: 1, cell: 2 }],
  ['ArrowLeft', { row: 1, cell: 0 }, { row: 0, cell: 0 }],
  ['ArrowDown', { row: 1, cell: 2 }, { row: 2, cell: 1 }],
  ['ArrowUp', { row: 2, cell: 1 }, { row: 1, cell: 1 }],
  ['ArrowDown', { row: 2, cell: 1 }, { row: 3, cell: 0 }],
  ['PageDown', { row: 0, cell: 0 }, { row: 3, cell: 0 }],
  ['PageUp', { row: 4, cell: 0 }, { row: 1, cell: 0 }],
  ['Home', { row: 4, cell: 1 }, { row: 0, cell: 0 }],
  ['End', { row: 0, cell: 0 }, { row: 4, cell: 1 }],
  ['ArrowLeft', { row: 0, cell: 0 }, undefined],
  ['ArrowRight', { row: 4, cell: 1 }, undefined],
  ['ArrowDown', { row: 4, cell: 1 }, undefined],
  ['x', { row: 1, cell: 1 }, undefined],
])('%s leads from %o to %o', (key, from, to) => {
  expect(placeAfter(key, from, { rows, seen: 300 })).toEqual(to);
});

test('every photo is found at its place', () => {
  for (let at = 0; at < 7; at += 1) {
    const place = placeOf(at, rows);
    expect(place === undefined ? undefined : assetAt(place, rows)).toBe(at);
  }
  expect(placeOf(7, rows)).toBeUndefined();
  expect(assetAt({ row: 0, cell: 0 }, rows)).toBeUndefined();
});

test('going on and on to the right comes by every photo and every heading once', () => {
  const seen: string[] = [];
  for (let place: { row: number; cell: number } | undefined = { row: 0, cell: 0 }; place !== undefined; ) {
    seen.push(String(assetAt(place, rows) ?? 'day'));
    place = placeAfter('ArrowRight', place, { rows, seen: 300 });
  }
  expect(seen.join(' ')).toBe('day 0 1 2 3 4 day 5 6');
});
