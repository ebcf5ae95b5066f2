/** Moving an asset in time: its instant, its time zone, and what a clock there showed. */
import { localInZone, offsetName, readClockTime } from './taken-at.ts';

const minute = 60_000;

/** `UTC`, `UTC+2`, `UTC-3:30`: Immich's names of fixed offsets. */
const fixedZone = /^UTC(?:([+-])(\d{1,2})(?::(\d{2}))?)?$/;

/** Years that every date format and SQLite can write, in every zone. */
const firstMoment = Date.parse('0001-01-02T00:00:00Z');
const lastMoment = Date.parse('9999-12-30T23:59:59.999Z');

/** Whether a moment (milliseconds UTC) can be the date of an asset. */
export function isPossibleDate(moment: number): boolean {
  return moment >= firstMoment && moment <= lastMoment;
}

/** Whether `zone` is a fixed offset in Immich's form or a known IANA name. */
export function isTimeZone(zone: string): boolean {
  const [name, , hours = '0', minutes = '0'] = fixedZone.exec(zone) ?? [];
  if (name !== undefined) return Number(minutes) < 60 && Number(hours) * 60 + Number(minutes) <= 14 * 60;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** What a clock in `zone` shows at `instant` (milliseconds UTC), written as if it were UTC; without a zone, UTC itself. */
export function localTime(instant: number, zone: string | null): number {
  if (zone === null) return instant;
  const [name, sign, hours = '0', minutes = '0'] = fixedZone.exec(zone) ?? [];
  if (name === undefined) return localInZone(instant, zone);
  const offset = Number(hours) * 60 + Number(minutes);
  return instant + (sign === '-' ? -offset : offset) * minute;
}

export interface WrittenDate {
  /** Milliseconds UTC. */
  instant: number;
  /** The offset that the text states, as a zone name; null where it states none. */
  timeZone: string | null;
}

/**
 * Reads a date that a client sets: an ISO date, with or without time, with or without offset (then it is UTC, as in Immich).
 * Null for anything else, where Immich lets its database guess.
 */
export function readWrittenDate(text: string): WrittenDate | null {
  const clock = /^\d{4}-\d{2}-\d{2}/.test(text) ? readClockTime(text) : null;
  if (clock === null) return null;
  const { local, offsetMinutes } = clock;
  if (offsetMinutes === null) return { instant: local, timeZone: null };
  return { instant: local - offsetMinutes * minute, timeZone: offsetName(offsetMinutes) };
}
