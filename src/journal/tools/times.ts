/** Points in time as people and models write them. */
import { failed, type Result, success } from '../../catalog/result.ts';

const isoDate = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;

/** Reads an ISO day or time, UTC unless it says otherwise; a day is its beginning or, where asked, its end. */
export function readTime(argument: string, text: string, dayEnd = false): Result<number> {
  const isDay = text.length === 10;
  const hasZone = /(Z|[+-]\d\d:\d\d)$/.test(text);
  const whole = isDay ? `${text}T${dayEnd ? '23:59:59.999' : '00:00:00.000'}Z` : hasZone ? text : `${text}Z`;
  const time = isoDate.test(text) ? Date.parse(whole) : Number.NaN;
  if (Number.isFinite(time)) return success(time);
  return failed(
    'invalid_input',
    `${argument}: ${JSON.stringify(text.slice(0, 40))} is no time.`,
    'Write 2026-03-01 or 2026-03-01T14:30Z.',
  );
}
