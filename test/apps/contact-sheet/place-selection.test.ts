/** Selecting at places of the grid: photos, and days by their headings. */
import { beforeEach, expect, test } from 'vitest';
import { openPlaceSelection, type PlaceSelection } from '../../../src/apps/contact-sheet/place-selection.ts';
import type { Row } from '../../../src/apps/contact-sheet/rows.ts';
import { openSelection, type Selection } from '../../../src/apps/contact-sheet/selection.ts';

const assets = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, file: `${id}.jpg` }));
const cells = (...positions: number[]): Row => ({
  kind: 'photos',
  height: 100,
  cells: positions.map((at) => ({ at, width: 100 })),
});
const day = (first: number, count: number): Row => ({
  kind: 'day',
  height: 44,
  section: { day: undefined, first, count },
});
const rows = [day(0, 3), cells(0, 1), cells(2), day(3, 2), cells(3, 4)];

let selection: Selection;
let places: PlaceSelection;

beforeEach(() => {
  selection = openSelection(() => {});
  selection.setOrder(assets.map(({ id }) => id));
  places = openPlaceSelection(selection, () => ({ assets, rows }));
});

test('a place stands for its photo, a heading for all photos of its day, and no place for none', () => {
  expect(places.idsAt({ row: 1, cell: 1 })).toEqual(['b']);
  expect(places.idsAt({ row: 3, cell: 0 })).toEqual(['d', 'e']);
  expect(places.idsAt({ row: 2, cell: 7 })).toEqual([]);
});

test('a day is selected when all of it is, and choosing it then takes it out', () => {
  places.choose({ row: 1, cell: 0 }, false);
  expect(places.isSelected({ row: 0, cell: 0 })).toBe(false);
  places.choose({ row: 0, cell: 0 }, false);
  expect(selection.ids()).toEqual(['a', 'b', 'c']);
  expect(places.isSelected({ row: 0, cell: 0 })).toBe(true);
  places.choose({ row: 0, cell: 0 }, false);
  expect(selection.size).toBe(0);
});

test('a range reaches from the last photo that was chosen', () => {
  places.choose({ row: 1, cell: 1 }, false);
  places.choose({ row: 4, cell: 0 }, true);
  expect(selection.ids()).toEqual(['b', 'c', 'd']);
});

test('going along selects photos, and of a heading that is passed not the day', () => {
  places.extend({ row: 2, cell: 0 }, { row: 3, cell: 0 });
  expect(selection.ids()).toEqual(['c']);
  places.extend({ row: 3, cell: 0 }, { row: 4, cell: 0 });
  expect(selection.ids()).toEqual(['c', 'd']);
});
