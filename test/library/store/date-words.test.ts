import { describe, expect, test } from 'vitest';
import { dateWords } from '../../../src/library/store/date-words.ts';

const words = (iso: string, latitude: number | null = null) => dateWords(Date.parse(iso), latitude);

describe('words for the time of a photo', () => {
  test('begin with the date and name month, season, weekday and time of day', () => {
    expect(words('2023-06-17T20:15:00Z')).toBe('2023-06-17 june summer saturday weekend evening');
  });

  test.each([
    ['2024-01-15T03:00:00Z', 48, 'winter'],
    ['2024-01-15T03:00:00Z', -33, 'summer'],
    ['2024-04-15T03:00:00Z', -33, 'autumn fall'],
    ['2024-11-30T03:00:00Z', null, 'autumn fall'],
    ['2024-12-01T03:00:00Z', null, 'winter'],
  ])('%s at latitude %s is %s', (iso, latitude, season) => {
    expect(words(iso, latitude)).toContain(` ${season} `);
  });

  test.each([
    ['2022-12-25T10:00:00Z', 'christmas'],
    ['2022-12-31T23:30:00Z', 'new year'],
    ['2023-01-01T00:30:00Z', 'new year'],
    ['2022-10-31T18:00:00Z', 'halloween'],
  ])('%s is %s', (iso, holiday) => {
    expect(words(iso)).toContain(holiday);
  });

  test('a time before 1970 has its words too', () => {
    expect(words('1944-06-06T06:30:00Z')).toBe('1944-06-06 june summer tuesday morning');
  });

  test('a time that is no date has none', () => {
    expect(dateWords(1e18, null)).toBe('');
  });
});
