import { describe, expect, test } from 'vitest';
import { readInstant } from '../../src/catalog/instant.ts';

describe('a date', () => {
  test.each([
    ['2023', '2023-01-01T00:00:00.000Z', '2023-12-31T23:59:59.999Z'],
    ['2023-02', '2023-02-01T00:00:00.000Z', '2023-02-28T23:59:59.999Z'],
    ['2024-02', '2024-02-01T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
    ['2023-12', '2023-12-01T00:00:00.000Z', '2023-12-31T23:59:59.999Z'],
    ['2023-06-15', '2023-06-15T00:00:00.000Z', '2023-06-15T23:59:59.999Z'],
    ['2023-12-31', '2023-12-31T00:00:00.000Z', '2023-12-31T23:59:59.999Z'],
    [' 2023-06-15 ', '2023-06-15T00:00:00.000Z', '2023-06-15T23:59:59.999Z'],
  ])('%s counts from its first to its last millisecond', (text, start, end) => {
    expect(readInstant('when', text, false)).toEqual({ ok: true, value: start });
    expect(readInstant('when', text, true)).toEqual({ ok: true, value: end });
  });

  test.each([
    ['2023-06-15T18:30:00Z', '2023-06-15T18:30:00.000Z'],
    ['2023-06-15T18:30', '2023-06-15T18:30:00.000Z'],
    ['2023-06-15 18:30:15', '2023-06-15T18:30:15.000Z'],
    ['2023-06-15T18:30:00+02:00', '2023-06-15T16:30:00.000Z'],
    ['2023-06-15T18:30:00-0500', '2023-06-15T23:30:00.000Z'],
    ['2023-06-15T18:30:00.123456789Z', '2023-06-15T18:30:00.123Z'],
  ])('%s is an instant, in UTC without a zone', (text, expected) => {
    for (const atEnd of [false, true]) {
      expect(readInstant('when', text, atEnd)).toEqual({ ok: true, value: expected });
    }
  });

  test.each([
    'yesterday',
    '2023-02-30',
    '2023-13-01',
    '2023-00-10',
    '0000-01-01',
    '15.06.2023',
    '2023-06-15T25:00',
    '2023-02-30T10:00:00Z',
    '2023-06-15T10:00:00+99:00',
    '',
    '9'.repeat(500),
  ])('%j is refused, with what would work', (text) => {
    const read = readInstant('when', text, false);
    expect(read).toMatchObject({ ok: false, failure: { code: 'invalid_input' } });
    expect(read.ok ? '' : `${read.failure.message} ${read.failure.hint}`).toMatch(/when.*2024-06-15/);
    expect(read.ok ? '' : read.failure.message.length).toBeLessThan(120);
  });
});
