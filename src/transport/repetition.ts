/** When a request is sent again after a passing fault. */

/** Statuses of a server that is busy or restarting. */
const passing = new Set([429, 502, 503, 504]);

/** The longest wait that is worth it: a person is waiting for the tool. */
const longestWaitSeconds = 20;

/** True for a status that may be another one a moment later. */
export function isPassing(status: number): boolean {
  return passing.has(status);
}

/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3): seconds or a date. Returns seconds from `now` (milliseconds since
 * the epoch), never negative, or undefined where there is none that makes sense.
 */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000);
}

/** True for a wait that a call should not sit out. */
export function isTooLong(seconds: number): boolean {
  return seconds > longestWaitSeconds;
}

/** Milliseconds to wait before try number `attempt` (1 is the first repetition): doubling, half of it by chance. */
export function backoff(attempt: number, baseMilliseconds: number): number {
  const full = Math.min(baseMilliseconds * 2 ** (attempt - 1), longestWaitSeconds * 500);
  return full / 2 + Math.random() * (full / 2);
}
