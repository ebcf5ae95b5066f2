/** Reads directories of a TIFF structure, for what the metadata reader leaves alone: makers' notes, RAW data, CR3. */

export interface TiffEntry {
  readonly type: number;
  readonly count: number;
  /** The value's bytes, wherever they lie. */
  readonly bytes: Buffer;
}

export interface TiffBlock {
  /** Value offsets count from its start. */
  readonly data: Buffer;
  readonly bigEndian: boolean;
}

/** TIFF field types that are read (TIFF 6.0, section 2). */
export const tiffType = { ascii: 2, short: 3, long: 4, rational: 5 } as const;

/** Bytes per value of TIFF field types 1 to 13; 13 is a pointer to a directory. */
const typeSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
const entryLimit = 500;

/** A whole TIFF structure (also of RAW makers who changed its magic number) and where its first directory lies. */
export function openTiff(data: Buffer): (TiffBlock & { readonly first: number }) | null {
  const order = data.toString('latin1', 0, 2);
  if (data.length < 8 || (order !== 'II' && order !== 'MM')) return null;
  const bigEndian = order === 'MM';
  return { data, bigEndian, first: bigEndian ? data.readUInt32BE(4) : data.readUInt32LE(4) };
}

function uint16({ data, bigEndian }: TiffBlock, at: number): number {
  return bigEndian ? data.readUInt16BE(at) : data.readUInt16LE(at);
}

function uint32({ data, bigEndian }: TiffBlock, at: number): number {
  return bigEndian ? data.readUInt32BE(at) : data.readUInt32LE(at);
}

/** The entries of the directory at `offset`. Those that point outside are left out: a damaged block gives what is left. */
export function readTiffDirectory(block: TiffBlock, offset: number): Map<number, TiffEntry> {
  const entries = new Map<number, TiffEntry>();
  const { data } = block;
  if (offset + 2 > data.length) return entries;
  const count = Math.min(uint16(block, offset), entryLimit);
  for (let index = 0; index < count; index++) {
    const at = offset + 2 + index * 12;
    if (at + 12 > data.length) break;
    const type = uint16(block, at + 2);
    const length = (typeSizes[type] ?? 0) * uint32(block, at + 4);
    const start = length <= 4 ? at + 8 : uint32(block, at + 8);
    if (length === 0 || start + length > data.length) continue;
    entries.set(uint16(block, at), { type, count: uint32(block, at + 4), bytes: data.subarray(start, start + length) });
  }
  return entries;
}

const numberLimit = 64;

/** An entry's whole numbers (at most 64); empty for other types. */
export function numbersOfEntry(entry: TiffEntry | undefined, bigEndian: boolean): number[] {
  if (entry === undefined) return [];
  const size = typeSizes[entry.type] ?? 0;
  if (size !== 2 && entry.type !== tiffType.long && entry.type !== 13) return [];
  const block = { data: entry.bytes, bigEndian };
  const count = Math.min(entry.count, numberLimit);
  return Array.from({ length: count }, (_, index) =>
    size === 2 ? uint16(block, index * 2) : uint32(block, index * 4),
  );
}

/** An entry's fractions, each as numerator and denominator (at most 64); empty for other types. */
export function rationalsOfEntry(entry: TiffEntry | undefined, bigEndian: boolean): [number, number][] {
  if (entry?.type !== tiffType.rational) return [];
  const block = { data: entry.bytes, bigEndian };
  const count = Math.min(entry.count, numberLimit);
  return Array.from({ length: count }, (_, index) => [uint32(block, index * 8), uint32(block, index * 8 + 4)]);
}
