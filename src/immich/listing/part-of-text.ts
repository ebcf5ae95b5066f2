/** How a part of a name or description is looked for. */

/**
 * The text as a pattern that finds nothing else. Immich compares with ILIKE and leaves the wildcards in what it was given
 * (`searchAssetBuilder` in its server/src/utils/database.ts), so `IMG_1` would also find `IMG-1`; PostgreSQL takes a
 * character after a backslash for itself, and so does the local library.
 */
export function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
