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

/** `0:07.5`, `12:34.5`, `1:02:33.5`: a moment as players show it, with tenths. */
export function clockOf(seconds: number): string {
  const tenths = Math.round(seconds * 10);
  const [minutes, rest] = [Math.floor(tenths / 600) % 60, tenths % 600];
  const hours = Math.floor(tenths / 36_000);
  const clock = `${hours > 0 ? String(minutes).padStart(2, '0') : minutes}:${(rest / 10).toFixed(1).padStart(4, '0')}`;
  return hours > 0 ? `${hours}:${clock}` : clock;
}
