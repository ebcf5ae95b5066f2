/** The two forms in which Immich writes a moment. */

/** `2023-06-14T08:12:33.000Z`, from milliseconds. */
export function isoDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** As the database writes it inside nested objects (EXIF, tags, owner): `2023-06-14T08:12:33+00:00`, with a fraction only where there is one. */
export function databaseDate(milliseconds: number): string {
  return isoDate(milliseconds)
    .replace(/\.?0*Z$/, 'Z')
    .replace('Z', '+00:00');
}
