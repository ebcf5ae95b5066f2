/** The metadata of Canon's CR3 files, which keep EXIF in boxes of their own. */
import type { TagGroup } from './metadata-values.ts';
import {
  numbersOfEntry,
  openTiff,
  rationalsOfEntry,
  readTiffDirectory,
  type TiffEntry,
  tiffType,
} from './tiff-directory.ts';

/** Canon's boxes are near the start of the file, before any picture. */
const searchLength = 1024 * 1024;

/** The EXIF tags that are wanted out of each box: camera (IFD0), exposure (Exif IFD) and GPS (ExifTool's table of Canon's CMT boxes). */
const wantedTags: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  CMT1: { 270: 'ImageDescription', 271: 'Make', 272: 'Model', 274: 'Orientation' },
  CMT2: {
    33434: 'ExposureTime',
    33437: 'FNumber',
    34855: 'ISOSpeedRatings',
    36867: 'DateTimeOriginal',
    36868: 'DateTimeDigitized',
    36881: 'OffsetTimeOriginal',
    36882: 'OffsetTimeDigitized',
    37521: 'SubSecTimeOriginal',
    37386: 'FocalLength',
    40962: 'PixelXDimension',
    40963: 'PixelYDimension',
    42036: 'LensModel',
  },
  CMT4: { 1: 'GPSLatitudeRef', 2: 'GPSLatitude', 3: 'GPSLongitudeRef', 4: 'GPSLongitude' },
};

function valueOfEntry(entry: TiffEntry, bigEndian: boolean): unknown {
  if (entry.type === tiffType.ascii) return [entry.bytes.toString('utf8')];
  if (entry.type !== tiffType.rational) return numbersOfEntry(entry, bigEndian)[0];
  const rationals = rationalsOfEntry(entry, bigEndian);
  return rationals.length === 1 ? rationals[0] : rationals;
}

function tagsOfBox(data: Buffer, box: string): [string, { value: unknown }][] {
  const at = data.subarray(0, searchLength).indexOf(box, 0, 'latin1');
  if (at < 4) return [];
  const tiff = openTiff(data.subarray(at + 4, at - 4 + data.readUInt32BE(at - 4)));
  if (tiff === null) return [];
  const names = wantedTags[box] ?? {};
  const tags: [string, { value: unknown }][] = [];
  for (const [tag, entry] of readTiffDirectory(tiff, tiff.first)) {
    const name = names[tag];
    if (name !== undefined) tags.push([name, { value: valueOfEntry(entry, tiff.bigEndian) }]);
  }
  return tags;
}

/** The EXIF tags of a CR3 file, in the form of the metadata reader; empty for any other file. */
export function readCanonTags(data: Buffer): TagGroup {
  if (data.toString('latin1', 4, 12) !== 'ftypcrx ') return new Map();
  return new Map(Object.keys(wantedTags).flatMap((box) => tagsOfBox(data, box)));
}
