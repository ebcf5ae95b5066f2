/** Points in time as people and models write them: whole days, months, years or instants. */
import { failed, type Result, success } from './result.ts';

const shape = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
const instant = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * Reads one date into an ISO instant; a year, month or day becomes its first millisecond in UTC, or its last with `atEnd`.
 * `name` is the argument, for the message.
 */
export function readInstant(name: string, text: string, atEnd: boolean): Result<string> {
  const trimmed = text.trim();
  const date = shape.test(trimmed) ? wholeDate(trimmed, atEnd) : exactTime(trimmed);
  if (date !== undefined) return success(date.toISOString());
  return failed(
    'invalid_input',
    `${name}: ${JSON.stringify(trimmed.slice(0, 40))} is no date.`,
    'Write 2024, 2024-06, 2024-06-15 or 2024-06-15T18:30:00+02:00.',
  );
}

function wholeDate(text: string, atEnd: boolean): Date | undefined {
  const [, year, month, day] = shape.exec(text) ?? [];
  const at = [Number(year), Number(month ?? 1), Number(day ?? 1)] as const;
  const first = utcDay(...at);
  if (first === undefined || !atEnd) return first;
  if (day !== undefined) return before(Date.UTC(at[0], at[1] - 1, at[2] + 1));
  return before(month === undefined ? Date.UTC(at[0] + 1, 0) : Date.UTC(at[0], at[1]));
}

function before(milliseconds: number): Date {
  return new Date(milliseconds - 1);
}

/** Undefined for a day that does not exist: `Date` itself would roll it over. */
function utcDay(year: number, month: number, day: number): Date | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date : undefined;
}

function exactTime(text: string): Date | undefined {
  const [, day, time, zone] = instant.exec(text) ?? [];
  if (day === undefined || wholeDate(day, false) === undefined) return undefined;
  const offset = zone === undefined ? 'Z' : zone.toUpperCase().replace(/(\d\d)(\d\d)$/, '$1:$2');
  const date = new Date(`${day}T${time}${offset}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
