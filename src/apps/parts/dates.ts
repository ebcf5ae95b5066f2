/** How pages say days and times: in the form that the host's language has. */

/** `Wednesday, 1 May 2024`; the text itself where it is no day. */
export function dayName(day: string | undefined, locale: string | undefined): string {
  if (day === undefined) return 'Without a date';
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const form = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return formatter(locale, form).format(date);
}

/** Day and time by the clock at the place: `1 May 2024, 10:20`. */
export function momentName(taken: string | undefined, locale: string | undefined): string {
  if (taken === undefined) return 'Without a date';
  const date = new Date(`${taken.slice(0, 19)}Z`);
  if (Number.isNaN(date.getTime())) return taken;
  return formatter(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(date);
}

/** A host may name a language that no browser knows. */
function formatter(locale: string | undefined, form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, form);
  } catch {
    return new Intl.DateTimeFormat(undefined, form);
  }
}

/** Date and time of an instant, by the clock of whoever looks: `1 May 2024, 10:20`. */
export function instantName(instant: string, locale: string | undefined): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return formatter(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
}

/** The day of an instant by the clock of whoever looks, `2024-05-01`. */
export function localDay(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The time of an instant by the clock of whoever looks: `10:20`. */
export function timeName(instant: string, locale: string | undefined): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? instant : formatter(locale, { timeStyle: 'short' }).format(date);
}
