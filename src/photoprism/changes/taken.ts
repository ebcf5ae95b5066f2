/** When a photo was taken: PhotoPrism keeps the clock time at the place and the moment, and both must fit. */

import { readInstant } from '../../catalog/instant.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';

const clock = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?$/;

/** The fields that say it; `text` is the clock time at the place, in whose time zone it happened. */
export function readTaken(text: string, timeZone: string): Result<JsonObject> {
  const written = text.trim();
  if (!clock.test(written)) {
    return failed(
      'invalid_input',
      'taken: must be the clock time at the place, without a time zone.',
      'Write 2024-06-15T18:30.',
    );
  }
  const local = readInstant('taken', `${written}Z`, false);
  if (!local.ok) return local;
  const milliseconds = Date.parse(local.value);
  return success({
    TakenAtLocal: withoutFraction(milliseconds),
    TakenAt: withoutFraction(milliseconds - offsetAt(milliseconds, timeZone)),
    TakenSrc: 'manual',
  });
}

/** PhotoPrism's times have no parts of a second. */
function withoutFraction(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** How far the clocks of a zone are ahead of UTC when they show this, in milliseconds; 0 for a zone that nobody knows. */
function offsetAt(local: number, timeZone: string): number {
  const first = offsetOf(local, timeZone);
  // Near a change of the clocks the first look may have been on the other side of it.
  return offsetOf(local - first, timeZone);
}

function offsetOf(moment: number, timeZone: string): number {
  if (timeZone === '' || timeZone === 'Local') return 0;
  try {
    const format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
      hourCycle: 'h23',
    });
    const [date, time] = format.format(moment).split(', ');
    const shown = Date.parse(`${date}T${time}Z`);
    return Number.isNaN(shown) ? 0 : shown - Math.floor(moment / 1000) * 1000;
  } catch {
    return 0;
  }
}
