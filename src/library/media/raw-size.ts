/** The size of the picture in a RAW file. */
import { numbersOfEntry, openTiff, readTiffDirectory, type TiffBlock } from './tiff-directory.ts';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** TIFF 6.0 and its extensions (TIFF/EP, DNG). */
const imageWidth = 0x0100;
const imageLength = 0x0101;
const subDirectories = 0x014a;

function sizeIn(block: TiffBlock, offset: number): PictureSize {
  const entries = readTiffDirectory(block, offset);
  const [width = 0] = numbersOfEntry(entries.get(imageWidth), block.bigEndian);
  const [height = 0] = numbersOfEntry(entries.get(imageLength), block.bigEndian);
  return { width, height };
}

/**
 * The largest picture that the first directory of a TIFF-based RAW file and those below it describe; the first one alone is
 * mostly a thumbnail. Null for other formats and where no size is stated.
 */
export function sizeOfRaw(data: Buffer): PictureSize | null {
  const tiff = openTiff(data);
  if (tiff === null) return null;
  const below = numbersOfEntry(readTiffDirectory(tiff, tiff.first).get(subDirectories), tiff.bigEndian);
  const sizes = [tiff.first, ...below].map((offset) => sizeIn(tiff, offset));
  const largest = sizes.reduce((best, size) => (size.width * size.height > best.width * best.height ? size : best));
  return largest.width > 0 && largest.height > 0 ? largest : null;
}
