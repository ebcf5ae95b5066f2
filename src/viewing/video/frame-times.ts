/** At which moments of a video its frames are taken. */

/** A part of a video, in seconds from its beginning. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Closer together than films and most cameras take them, frames would only repeat each other. */
const mostPerSecond = 30;

/**
 * At most `most` moments, in seconds rounded to milliseconds: the span is cut into as many equal parts, and each moment is the
 * middle of one. So neither a black first frame nor the very end is what is seen, and none is shown twice. At least one moment.
 */
export function frameTimes({ from, to }: Span, most: number): number[] {
  const length = Math.max(0, to - from);
  const count = Math.max(1, Math.min(most, Math.floor(length * mostPerSecond)));
  return Array.from({ length: count }, (_, at) => roundedMs(from + (length * (at + 0.5)) / count));
}

function roundedMs(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

/** Digits behind the point with which moments as close to each other as these can be told apart. */
export function decimalsOf(times: readonly number[]): 1 | 2 {
  return times.some((time, at) => time - (times[at - 1] ?? Number.NEGATIVE_INFINITY) < 0.2) ? 2 : 1;
}

/** `0:07.5`, `12:34.5`, `1:02:33.5`: a moment as players show it. */
export function clockOf(seconds: number, decimals: 1 | 2): string {
  const [minute, hour] = [60 * 10 ** decimals, 3600 * 10 ** decimals];
  const units = Math.round(seconds * 10 ** decimals);
  const [hours, minutes] = [Math.floor(units / hour), Math.floor((units % hour) / minute)];
  const rest = ((units % minute) / 10 ** decimals).toFixed(decimals).padStart(3 + decimals, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}
