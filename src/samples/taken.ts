/**
 * A moment as a camera knows it: the local time with the offset from UTC (`2023-06-14T19:20:31+02:00`), or without an
 * offset where the camera did not know one (`1987-07-19T15:00:00`).
 */
export type TakenAt = string;

/** The instant of a moment; one without an offset is read as UTC. */
export function instantOf(takenAt: TakenAt): Date {
  const zoned = /(Z|[+-]\d\d:\d\d)$/.test(takenAt) ? takenAt : `${takenAt}Z`;
  const instant = new Date(zoned);
  if (Number.isNaN(instant.getTime())) {
    throw new RangeError(`Not a moment: ${takenAt}`);
  }
  return instant;
}

/** The local part, as EXIF writes it: `2023:06:14 19:20:31`. */
export function exifTime(takenAt: TakenAt): string {
  return `${takenAt.slice(0, 10).replaceAll('-', ':')} ${takenAt.slice(11, 19)}`;
}

/** The offset from UTC, as EXIF writes it (`+02:00`), or undefined where the camera did not know it. */
export function exifOffset(takenAt: TakenAt): string | undefined {
  const offset = takenAt.slice(19);
  return offset === 'Z' ? '+00:00' : offset === '' ? undefined : offset;
}
