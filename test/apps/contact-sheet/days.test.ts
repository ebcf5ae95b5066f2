/** The order of photos on the sheet, and where a day begins. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byDay, dayOf, isByTime, sectionsByDay } from '../../../src/apps/contact-sheet/days.ts';

const at = (...times: (string | undefined)[]) => times.map((taken) => (taken === undefined ? {} : { taken }));

const moments = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2020-03-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 19));
const photos = fc.array(fc.record({ taken: moments }, { requiredKeys: [] }), { maxLength: 60 });

test.each([
  ['nothing', at(), true],
  ['one photo', at('2024-05-01T10:00:00'), true],
  ['the oldest first', at('2024-05-01T10:00:00', '2024-05-01T10:00:00', '2024-05-02T08:00:00'), true],
  ['the newest first', at('2024-05-02T08:00:00', undefined, '2024-05-01T10:00:00'), true],
  ['back and forth', at('2024-05-02T08:00:00', '2024-05-01T10:00:00', '2024-05-03T10:00:00'), false],
])('%s is by time: %s', (_, list, expected) => {
  expect(isByTime(list)).toBe(expected);
});

test('the newest day comes first, each day goes from morning to night, and what has no date comes last', () => {
  const list = at(
    '2024-05-01T20:00:00',
    undefined,
    '2024-05-02T21:00:00',
    '2024-05-01T08:00:00',
    '2024-05-02T09:00:00',
  );
  expect(byDay(list).map(({ taken }) => taken?.slice(5, 13))).toEqual([
    '05-02T09',
    '05-02T21',
    '05-01T08',
    '05-01T20',
    undefined,
  ]);
});

test('no photo is lost or doubled, and each day is one section', () => {
  fc.assert(
    fc.property(photos, (list) => {
      const ordered = byDay(list);
      expect(new Set(ordered)).toEqual(new Set(list));
      expect(ordered).toHaveLength(list.length);
      const days = sectionsByDay(ordered).map(({ day }) => day);
      expect(new Set(days).size).toBe(days.length);
    }),
  );
});

describe('sections', () => {
  test('cover the list without a gap, each with photos of its own day alone', () => {
    fc.assert(
      fc.property(photos, (list) => {
        let next = 0;
        for (const { day, first, count } of sectionsByDay(list)) {
          expect(first).toBe(next);
          expect(count).toBeGreaterThan(0);
          for (const photo of list.slice(first, first + count)) expect(dayOf(photo)).toBe(day);
          next = first + count;
        }
        expect(next).toBe(list.length);
      }),
    );
  });
});
