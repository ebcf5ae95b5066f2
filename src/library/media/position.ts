/** Positions that files state, checked. */
import type { Position } from './media-facts.ts';

/**
 * A position from decimal degrees. Null when either is missing or out of range, and for 0/0, which cameras without a
 * fix write and where there is nothing but sea.
 */
export function positionOf(latitude: number | null, longitude: number | null): Position | null {
  if (latitude === null || longitude === null) return null;
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null;
  return latitude === 0 && longitude === 0 ? null : { latitude, longitude };
}

/** Degrees from EXIF's degrees, minutes and seconds; `S` and `W` are negative. Null when a part is no number. */
export function degreesOf(parts: readonly number[], hemisphere: string | null): number | null {
  const [degrees, minutes = 0, seconds = 0] = parts;
  if (degrees === undefined) return null;
  const size = degrees + minutes / 60 + seconds / 3600;
  if (!Number.isFinite(size)) return null;
  return /^[SW]/i.test(hemisphere ?? '') ? -size : size;
}

/** XMP's `48,51.5040N` or `48,51,30N`, or plain decimal degrees. */
export function readXmpDegrees(text: string | null): number | null {
  if (text === null) return null;
  const match = /^(\d{1,3}),(\d{1,2}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?([NSEW])$/i.exec(text.trim());
  if (match !== null) return degreesOf([Number(match[1]), Number(match[2]), Number(match[3] ?? 0)], match[4] ?? null);
  return /^[+-]?\d{1,3}(\.\d+)?$/.test(text.trim()) ? Number(text) : null;
}

/** ISO 6709 as videos write it: `+48.8584+002.2945+035.0/`. */
export function readIso6709(text: string | null): Position | null {
  const match = text === null ? null : /^([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)/.exec(text.trim());
  return match === null ? null : positionOf(Number(match[1]), Number(match[2]));
}
