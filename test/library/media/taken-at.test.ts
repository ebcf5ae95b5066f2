import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  completeTime,
  instantInZone,
  localInZone,
  offsetMinutesOf,
  offsetName,
  readClockTime,
  zoneOfPosition,
} from '../../../src/library/media/taken-at.ts';

const paris = { latitude: 48.8584, longitude: 2.2945 };
const midAtlantic = { latitude: 0, longitude: -30 };

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

describe('a date in a file', () => {
  it.each([
    ['2023:06:14 10:12:33', '2023-06-14T10:12:33.000Z', null],
    ['2023:06:14 10:12:33.5', '2023-06-14T10:12:33.500Z', null],
    ['2023:06:14 10:12', '2023-06-14T10:12:00.000Z', null],
    ['2023-06-14T10:12:33+02:00', '2023-06-14T10:12:33.000Z', 120],
    ['2023-06-14T10:12:33-0330', '2023-06-14T10:12:33.000Z', -210],
    ['2023-06-14T10:12:33.123456Z', '2023-06-14T10:12:33.123Z', 0],
    ['1987-08-15', '1987-08-15T00:00:00.000Z', null],
    ['0099:02:03 00:00:00', '0099-02-03T00:00:00.000Z', null],
    ['2024:02:29 23:59:59', '2024-02-29T23:59:59.000Z', null],
  ])('%s is read as %s', (text, local, offsetMinutes) => {
    expect(readClockTime(text)).toEqual({ local: Date.parse(local), offsetMinutes });
  });

  it.each([
    '0000:00:00 00:00:00',
    '9999:12:31 23:59:59',
    '    :  :     :  :  ',
    '2023:02:29 10:00:00',
    '2023:13:01 10:00:00',
    '2023:06:14 24:00:00',
    '2023:06:14 10:61:00',
    'yesterday',
    '2023',
    '',
  ])('%j is none', (text) => {
    expect(readClockTime(text)).toBeNull();
  });

  it.each([
    ['12', 120],
    ['007', 7],
    ['123456', 123],
    [' 5 ', 500],
    ['x', 0],
  ])('with the decimals %j of a second has %i milliseconds', (subSeconds, milliseconds) => {
    expect((readClockTime('2023:06:14 10:12:33', subSeconds)?.local ?? -1) % 1000).toBe(milliseconds);
  });

  it('never fails, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string()), (text, subSeconds) => {
        const time = readClockTime(text, subSeconds);
        expect(time === null || Number.isFinite(time.local)).toBe(true);
      }),
    );
  });
});

describe('an offset', () => {
  it.each([
    ['+02:00', 120, 'UTC+2'],
    ['-04:00', -240, 'UTC-4'],
    ['+00:00', 0, 'UTC'],
    ['Z', 0, 'UTC'],
    ['+05:30', 330, 'UTC+5:30'],
    ['-03:30', -210, 'UTC-3:30'],
    ['+14:00', 840, 'UTC+14'],
  ])('%s is %i minutes and is called %s', (text, minutes, name) => {
    expect(offsetMinutesOf(text)).toBe(minutes);
    expect(offsetName(minutes)).toBe(name);
  });

  it.each(['+15:00', '+02:75', '02:00', 'CEST', '', null])('%j is none', (text) => {
    expect(offsetMinutesOf(text)).toBeNull();
  });
});

describe('when a picture was taken', () => {
  const clock = { local: Date.parse('2023-06-14T10:12:33Z'), offsetMinutes: null };

  it.each([
    ['the offset in the text', { ...clock, offsetMinutes: 540 }, 120, paris, 'UTC+9', '2023-06-14T01:12:33.000Z'],
    ['the offset in its own tag', clock, 120, paris, 'UTC+2', '2023-06-14T08:12:33.000Z'],
    ['the position', clock, null, paris, 'Europe/Paris', '2023-06-14T08:12:33.000Z'],
    ['nothing, at sea: UTC', clock, null, midAtlantic, null, '2023-06-14T10:12:33.000Z'],
    ['nothing at all: UTC', clock, null, null, null, '2023-06-14T10:12:33.000Z'],
  ])('is told by %s', (_, time, offset, position, timeZone, instant) => {
    const taken = completeTime(time, offset, position);
    expect({ ...taken, instant: iso(taken.instant) }).toEqual({ instant, local: clock.local, timeZone });
  });

  it('keeps winter and summer time of the place', () => {
    const winter = Date.parse('2023-01-14T10:00:00Z');
    expect(iso(completeTime({ local: winter, offsetMinutes: null }, null, paris).instant)).toBe(
      '2023-01-14T09:00:00.000Z',
    );
  });
});

describe('a zone', () => {
  it.each([
    [paris, 'Europe/Paris'],
    [{ latitude: 40.758, longitude: -73.9855 }, 'America/New_York'],
    [{ latitude: -33.8568, longitude: 151.2153 }, 'Australia/Sydney'],
    [{ latitude: 27.7, longitude: 85.3 }, 'Asia/Kathmandu'],
    [midAtlantic, null],
  ])('of %j is %s', (position, zone) => {
    expect(zoneOfPosition(position)).toBe(zone);
  });

  it('takes the first of the two instants at which a clock that was set back showed the same time', () => {
    const local = Date.parse('2023-10-29T02:30:00Z');
    expect(iso(instantInZone(local, 'Europe/Paris'))).toBe('2023-10-29T00:30:00.000Z');
  });

  it('gives an instant also for a time that was skipped when clocks were set forward', () => {
    const local = Date.parse('2023-03-26T02:30:00Z');
    expect(Math.abs(instantInZone(local, 'Europe/Paris') - Date.parse('2023-03-26T01:00:00Z'))).toBeLessThanOrEqual(
      3_600_000,
    );
  });

  it('leads from any instant to its clock and back, up to the hour that is there twice', () => {
    const zones = fc.constantFrom('Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC');
    const instants = fc.integer({ min: Date.UTC(1975, 0), max: Date.UTC(2035, 0) });
    fc.assert(
      fc.property(zones, instants, (zone, instant) => {
        const local = localInZone(instant, zone);
        const back = instantInZone(local, zone);
        expect(localInZone(back, zone)).toBe(local);
        expect(Math.abs(back - instant)).toBeLessThanOrEqual(3_600_000);
      }),
    );
  });
});
