import { expect, test } from 'vitest';
import { readTakenRange } from '../../../src/immich/listing/taken-range.ts';

test('a range goes from the first millisecond of its start to the last one of its end', () => {
  const value = { takenAfter: '2023-02-01T00:00:00.000Z', takenBefore: '2023-02-28T23:59:59.999Z' };
  expect(readTakenRange('2023-02', '2023-02')).toEqual({ ok: true, value });
});

test('a range may be open on either side', () => {
  expect(readTakenRange('2023', undefined)).toEqual({ ok: true, value: { takenAfter: '2023-01-01T00:00:00.000Z' } });
  expect(readTakenRange(undefined, '2023')).toEqual({ ok: true, value: { takenBefore: '2023-12-31T23:59:59.999Z' } });
});

test.each([
  ['after', '2023-02-30', '2024'],
  ['before', '2023', 'yesterday'],
] as const)('what is no date is refused: taken_%s', (which, after, before) => {
  const read = readTakenRange(after, before);
  expect(read.ok ? '' : read.failure.message).toContain(`taken_${which}: `);
});

test('a range of one day holds that day', () => {
  expect(readTakenRange('2023-06-15', '2023-06-15').ok).toBe(true);
});

test('a range that ends before it starts is refused', () => {
  expect(readTakenRange('2023-06-16', '2023-06-15')).toMatchObject({ ok: false, failure: { hint: 'Swap them.' } });
});
