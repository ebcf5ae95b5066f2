/** What an iPhone writes into its maker's note. */
import { cleanText } from './metadata-values.ts';
import { readTiffDirectory, tiffType } from './tiff-directory.ts';

/** `Apple iOS`, a version, `MM`, then a big-endian directory at 14 (ExifTool's table of Apple tags). */
const header = Buffer.from('Apple iOS\0');
const directoryAt = 14;
const contentIdentifierTag = 0x0011;

/** The identifier that pairs a Live Photo's picture with its clip; null in any other picture. */
export function appleContentIdentifier(makerNote: Uint8Array | null): string | null {
  if (makerNote === null) return null;
  const note = Buffer.from(makerNote);
  if (!note.subarray(0, header.length).equals(header)) return null;
  const entry = readTiffDirectory({ data: note, bigEndian: true }, directoryAt).get(contentIdentifierTag);
  return entry?.type === tiffType.ascii ? cleanText(entry.bytes.toString('latin1')) : null;
}
