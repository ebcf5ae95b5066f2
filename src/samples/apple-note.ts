/** What stands in the place of the note until the bytes of the note are put there. */
const PLACEHOLDER = 'content identifier goes here '.padEnd(76, '.');

/** EXIF's UserComment begins with eight bytes that name its character set. */
const CHARACTER_SET_BYTES = 8;

const USER_COMMENT = 0x9286;
const MAKER_NOTE = 0x927c;
const UNDEFINED_TYPE = 7;
const ASCII_TYPE = 2;

/** The comment that must be written into the EXIF for `placeAppleNote` to find its place. */
export const APPLE_NOTE_ROOM: Readonly<Record<string, string>> = { UserComment: PLACEHOLDER };

/**
 * Turns the reserved comment of a file into a maker note as an iPhone writes it, with one entry: the identifier that a
 * Live Photo shares with its clip (tag 0x0011, ExifTool's Apple tags). The image library cannot write a maker note; a
 * comment has the same type and sits at the same place of the sorted directory, so only the tag and the bytes change.
 */
export function placeAppleNote(file: Buffer, contentIdentifier: string): Buffer {
  const text = file.indexOf(PLACEHOLDER, 0, 'latin1');
  const entry = Math.max(file.indexOf(entryHead(USER_COMMENT, true)), file.indexOf(entryHead(USER_COMMENT, false)));
  if (text < 0 || entry < 0) {
    throw new Error('The file has no room for a maker note.');
  }
  const note = Buffer.alloc(CHARACTER_SET_BYTES + PLACEHOLDER.length);
  appleNote(contentIdentifier).copy(note);
  const bigEndian = file.readUInt8(entry) === USER_COMMENT >> 8;
  const result = Buffer.from(file);
  entryHead(MAKER_NOTE, bigEndian).copy(result, entry);
  note.copy(result, text - CHARACTER_SET_BYTES);
  return result;
}

function entryHead(tag: number, bigEndian: boolean): Buffer {
  const head = Buffer.from([tag >> 8, tag & 0xff, 0, UNDEFINED_TYPE]);
  return bigEndian ? head : head.swap16();
}

/** Signature, version, byte order, and a directory whose offsets count from the start of the note. */
function appleNote(contentIdentifier: string): Buffer {
  const text = Buffer.from(`${contentIdentifier}\0`, 'latin1');
  const directory = Buffer.alloc(18);
  directory.writeUInt16BE(1, 0);
  directory.writeUInt16BE(0x0011, 2);
  directory.writeUInt16BE(ASCII_TYPE, 4);
  directory.writeUInt32BE(text.length, 6);
  directory.writeUInt32BE(14 + directory.length, 10);
  return Buffer.concat([Buffer.from('Apple iOS\0\0\x01MM', 'latin1'), directory, text]);
}
