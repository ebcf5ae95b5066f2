/** Reads one directory of a TIFF structure, for maker's notes that the metadata reader leaves alone. */

export interface TiffEntry {
  readonly type: number;
  readonly count: number;
  /** The value's bytes, wherever they lie. */
  readonly bytes: Buffer;
}

/** Bytes per value of TIFF field types 1 to 12 (TIFF 6.0, section 2). */
const typeSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const entryLimit = 500;

/**
 * The entries of the directory at `offset`; value offsets count from the start of `data`. Entries that point outside
 * are left out, so that a damaged block gives what is left of it.
 */
export function readTiffDirectory(data: Buffer, offset: number, bigEndian: boolean): Map<number, TiffEntry> {
  const entries = new Map<number, TiffEntry>();
  const uint16 = (at: number) => (bigEndian ? data.readUInt16BE(at) : data.readUInt16LE(at));
  const uint32 = (at: number) => (bigEndian ? data.readUInt32BE(at) : data.readUInt32LE(at));
  if (offset + 2 > data.length) return entries;
  const count = Math.min(uint16(offset), entryLimit);
  for (let index = 0; index < count; index++) {
    const at = offset + 2 + index * 12;
    if (at + 12 > data.length) break;
    const type = uint16(at + 2);
    const length = (typeSizes[type] ?? 0) * uint32(at + 4);
    const start = length <= 4 ? at + 8 : uint32(at + 8);
    if (length === 0 || start + length > data.length) continue;
    entries.set(uint16(at), { type, count: uint32(at + 4), bytes: data.subarray(start, start + length) });
  }
  return entries;
}
