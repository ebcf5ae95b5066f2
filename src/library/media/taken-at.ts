/** When a picture was taken: clock, offset and place brought together. */
import tzLookup from '@photostructure/tz-lookup';
import type { Position, TakenAt } from './media-facts.ts';

/** A date as a file writes it. */
export interface ClockTime {
  /** The clock's reading as if it were UTC, milliseconds. */
  readonly local: number;
  /** Minutes east of UTC where the same text states them. */
  readonly offsetMinutes: number | null;
}

/** EXIF (`2023:06:14 10:12:33`), XMP and ISO 8601 (`2023-06-14T10:12:33.5+02:00`); time and seconds may be missing. */
const datePattern =
  /^(\d{4})[-:/.](\d{1,2})[-:/.](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;

const offsetPattern = /^([+-])(\d{1,2}):?(\d{2})$/;
const minute = 60_000;

/** Minutes east of UTC of `+02:00`, `-0330` or `Z`; null for anything else, also beyond what exists on earth. */
export function offsetMinutesOf(text: string | null): number | null {
  if (text === null) return null;
  const trimmed = text.trim();
  if (trimmed === 'Z') return 0;
  const match = offsetPattern.exec(trimmed);
  if (match === null) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  if (Number(match[3]) > 59 || minutes > 14 * 60) return null;
  return match[1] === '-' ? -minutes : minutes;
}

/** Milliseconds of decimals of a second; 0 for what is no digits. */
function millisecondsOf(decimals: string | null | undefined): number {
  return decimals && /^\d{1,9}$/.test(decimals.trim()) ? Math.floor(Number(`0.${decimals.trim()}`) * 1000) : 0;
}

/** The reading of a clock as if it were UTC; null for a day or time that does not exist. */
function clockReading(parts: readonly number[]): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minutes = 0, seconds = 0] = parts;
  // The end of the year 9999 lies in a year of five digits elsewhere, which no date format has.
  if (year < 1 || year > 9998 || minutes > 59 || seconds > 60) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minutes, seconds, 0);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24;
  return exists ? date.getTime() : null;
}

/**
 * Reads a date that a file states. `subSeconds` are EXIF's decimals of the second, kept in a tag of their own.
 * Null for text that is no date, for a day that does not exist, and for the zeros that cameras without a set clock write.
 */
export function readClockTime(text: string | null, subSeconds: string | null = null): ClockTime | null {
  const match = text === null ? null : datePattern.exec(text.trim());
  if (match === null) return null;
  const reading = clockReading(match.slice(1, 7).map((part) => Number(part ?? 0)));
  if (reading === null) return null;
  return {
    local: reading + millisecondsOf(subSeconds ?? match[7]),
    offsetMinutes: offsetMinutesOf(match[8] ?? null),
  };
}

/** Immich's name of a fixed offset: `UTC`, `UTC+2`, `UTC-3:30`. */
export function offsetName(offsetMinutes: number): string {
  if (offsetMinutes === 0) return 'UTC';
  const size = Math.abs(offsetMinutes);
  const rest = size % 60;
  const minutes = rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`;
  return `UTC${offsetMinutes < 0 ? '-' : '+'}${Math.floor(size / 60)}${minutes}`;
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>();

function zoneFormat(zone: string): Intl.DateTimeFormat {
  const known = zoneFormats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset', year: 'numeric' });
  zoneFormats.set(zone, format);
  return format;
}

/** Minutes east of UTC that a zone (IANA name) keeps at an instant. */
function zoneOffsetMinutes(zone: string, instant: number): number {
  const part = zoneFormat(zone)
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName');
  const text = part?.value.replace(/^GMT/, '') ?? '';
  return offsetMinutesOf(text.slice(0, 6)) ?? 0;
}

/** The instant at which clocks of a zone show `local`; where a clock was set back, the first of the two. */
export function instantInZone(local: number, zone: string): number {
  const before = local - zoneOffsetMinutes(zone, local - 24 * 60 * minute) * minute;
  if (before + zoneOffsetMinutes(zone, before) * minute === local) return before;
  return local - zoneOffsetMinutes(zone, local) * minute;
}

/** What clocks of a zone show at an instant, as if it were UTC. */
export function localInZone(instant: number, zone: string): number {
  return instant + zoneOffsetMinutes(zone, instant) * minute;
}

/** The time zone (IANA name) of a point; null at sea, where no clock is kept. */
export function zoneOfPosition({ latitude, longitude }: Position): string | null {
  const zone = tzLookup(latitude, longitude);
  return zone.startsWith('Etc/') ? null : zone;
}

/**
 * Completes a clock time with the first of: the offset the file states, the zone of the position, nothing. Without
 * any, the clock is taken for UTC, which is what Immich does.
 */
export function completeTime(clock: ClockTime, offsetMinutes: number | null, position: Position | null): TakenAt {
  const offset = clock.offsetMinutes ?? offsetMinutes;
  if (offset !== null) {
    return { instant: clock.local - offset * minute, local: clock.local, timeZone: offsetName(offset) };
  }
  const zone = position === null ? null : zoneOfPosition(position);
  if (zone === null) return { instant: clock.local, local: clock.local, timeZone: null };
  return { instant: instantInZone(clock.local, zone), local: clock.local, timeZone: zone };
}
