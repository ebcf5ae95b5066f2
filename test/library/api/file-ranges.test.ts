import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRange } from '../../../src/library/api/file-answer.ts';

describe('a range of a file of 1000 bytes', () => {
  it.each([
    ['bytes=0-99', { start: 0, end: 99 }],
    ['bytes=990-', { start: 990, end: 999 }],
    ['bytes=-100', { start: 900, end: 999 }],
    ['bytes=-5000', { start: 0, end: 999 }],
    ['bytes=500-5000', { start: 500, end: 999 }],
    ['bytes=999-999', { start: 999, end: 999 }],
  ])('%s', (header, range) => {
    expect(readRange(header, 1000)).toEqual(range);
  });

  it.each(['bytes=1000-', 'bytes=5000-6000', 'bytes=-0'])('%s lies behind the end', (header) => {
    expect(readRange(header, 1000)).toBe('past end');
  });

  it.each([null, '', 'pages=1-2', 'bytes=0-9,20-29', 'bytes=', 'bytes=-', 'bytes=9-5', 'bytes=a-b', 'bytes 0-9'])(
    '%j is none: the whole file is sent',
    (header) => {
      expect(readRange(header, 1000)).toBeUndefined();
    },
  );

  it('never leaves the file, whatever the header', () => {
    const number = fc.oneof(fc.constant(''), fc.nat().map(String));
    fc.assert(
      fc.property(number, number, fc.nat(), (first, last, size) => {
        const range = readRange(`bytes=${first}-${last}`, size);
        if (range === undefined || range === 'past end') return;
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.start).toBeLessThanOrEqual(range.end);
        expect(range.end).toBeLessThan(size);
      }),
    );
  });
});
