import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { databaseDate, isoDate } from '../../../src/library/api/dates.ts';
import { isTimeZone, localTime, readWrittenDate } from '../../../src/library/media/asset-times.ts';

const summer = Date.parse('2023-07-01T12:00:00Z');
const winter = Date.parse('2023-01-01T12:00:00Z');

describe('what a clock shows', () => {
  it.each([
    [summer, null, '2023-07-01T12:00:00.000Z'],
    [summer, 'UTC', '2023-07-01T12:00:00.000Z'],
    [summer, 'UTC+2', '2023-07-01T14:00:00.000Z'],
    [summer, 'UTC-3:30', '2023-07-01T08:30:00.000Z'],
    [summer, 'UTC+5:45', '2023-07-01T17:45:00.000Z'],
    [summer, 'Europe/Paris', '2023-07-01T14:00:00.000Z'],
    [winter, 'Europe/Paris', '2023-01-01T13:00:00.000Z'],
  ])('at %d in %s is %s', (instant, zone, local) => {
    expect(isoDate(localTime(instant, zone))).toBe(local);
  });
});

describe('time zones that can be set', () => {
  it.each(['UTC', 'UTC+2', 'UTC-3:30', 'UTC+14', 'Europe/Paris', 'Asia/Kolkata'])('takes %s', (zone) => {
    expect(isTimeZone(zone)).toBe(true);
  });
  it.each(['', 'Paris', 'Mars/Base', 'UTC+2; drop table', 'UTC+99', 'UTC-14:30', 'UTC+2:75'])('refuses %j', (zone) => {
    expect(isTimeZone(zone)).toBe(false);
  });
});

describe('dates that clients write', () => {
  it.each([
    ['2020-02-03T04:05:06.000+02:00', '2020-02-03T02:05:06.000Z', 'UTC+2'],
    ['2020-02-03T04:05:06Z', '2020-02-03T04:05:06.000Z', 'UTC'],
    ['2020-02-03T04:05:06-03:30', '2020-02-03T07:35:06.000Z', 'UTC-3:30'],
    ['2020-02-03T04:05:06', '2020-02-03T04:05:06.000Z', null],
    ['2020-02-03', '2020-02-03T00:00:00.000Z', null],
  ])('reads %s', (text, instant, timeZone) => {
    expect(readWrittenDate(text)).toEqual({ instant: Date.parse(instant), timeZone });
  });

  it.each(['yesterday', '', '2024-02-30', '2024-13-01', '2024-01-01T25:00:00', '1', '2024', 'now()'])(
    'refuses %j instead of guessing',
    (text) => {
      expect(readWrittenDate(text)).toBeNull();
    },
  );

  it('reads back every moment that it wrote', () => {
    const year2000 = Date.parse('2000-01-01');
    fc.assert(
      fc.property(fc.integer({ min: -year2000, max: 2 * year2000 }), (instant) => {
        expect(readWrittenDate(isoDate(instant))).toEqual({ instant, timeZone: 'UTC' });
      }),
    );
  });
});

describe('the two forms of a moment in answers', () => {
  it.each([
    [0, '1970-01-01T00:00:00.000Z', '1970-01-01T00:00:00+00:00'],
    [120, '1970-01-01T00:00:00.120Z', '1970-01-01T00:00:00.12+00:00'],
    [20_000, '1970-01-01T00:00:20.000Z', '1970-01-01T00:00:20+00:00'],
  ])('of %d', (moment, iso, database) => {
    expect([isoDate(moment), databaseDate(moment)]).toEqual([iso, database]);
  });
});
