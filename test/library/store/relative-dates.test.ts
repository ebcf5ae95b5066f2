import { expect, test } from 'vitest';
import { writeOutRelativeDates } from '../../../src/library/store/relative-dates.ts';

const newYear = new Date(2024, 0, 1, 9);

test.each([
  ['today', '2024-01-01'],
  ['dogs yesterday', 'dogs 2023-12-31'],
  ['this month', '2024-01'],
  ['last  month at home', '2023-12 at home'],
  ['this year or last year', '2024 or 2023'],
  ['todays, last years, the last monthly', 'todays, last years, the last monthly'],
  ['last summer', 'last summer'],
])('%j means %j on New Year’s Day 2024', (text, meaning) => {
  expect(writeOutRelativeDates(text, newYear)).toBe(meaning);
});
