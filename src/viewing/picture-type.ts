/** What kind of picture some bytes are, by how they begin: what a server calls them proves nothing. */

/** Kinds that every host can show. */
export const shownTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const;
export type ShownType = (typeof shownTypes)[number];

/** What these bytes are; undefined for anything that is no picture that can be read here. */
export function pictureType(bytes: Uint8Array): ShownType | 'image/avif' | 'image/tiff' | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString('latin1');
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (/^RIFF[\s\S]{4}WEBP/.test(start)) return 'image/webp';
  if (/^GIF8[79]a/.test(start)) return 'image/gif';
  if (/^[\s\S]{4}ftypavi[fs]/.test(start)) return 'image/avif';
  return /^(II\*\0|MM\0\*)/.test(start) ? 'image/tiff' : undefined;
}
