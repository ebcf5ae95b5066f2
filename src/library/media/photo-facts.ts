/** Facts of a photo from its EXIF, XMP and IPTC, and from the XMP file beside it. */
import ExifReader from 'exifreader';
import { appleContentIdentifier } from './apple-maker-note.ts';
import { readCanonTags } from './canon-cr3.ts';
import { faceRegionsOf } from './face-regions.ts';
import { tagPathsOf } from './keywords.ts';
import type { MediaFacts, Position, TakenAt } from './media-facts.ts';
import { bytesOf, describedText, numberOf, numbersOf, type TagGroup, tagGroup, textOf } from './metadata-values.ts';
import { degreesOf, positionOf, readXmpDegrees } from './position.ts';
import { type ClockTime, completeTime, offsetMinutesOf, readClockTime } from './taken-at.ts';

interface Metadata {
  readonly exif: TagGroup;
  readonly xmp: TagGroup;
  readonly iptc: TagGroup;
  readonly file: TagGroup;
}

/** Colour profiles, previews and most makers' notes are of no use here and cost time. */
const unused = { icc: true, mpf: true, photoshop: true, makerNotes: true, thumbnail: true, composite: true } as const;

/** TIFF's magic number, which makers of some RAW formats (ORF, RW2) replaced by their own. */
const tiffMagic = { II: Buffer.from('*\0', 'latin1'), MM: Buffer.from('\0*', 'latin1') } as const;

/** RAW files of those makers with TIFF's magic number, which the reader insists on; any other file as it is. */
function withTiffMagic(data: Buffer): Buffer {
  const order = data.toString('latin1', 0, 2);
  if (!/^(IIU\0|IIR[OS]|MMOR)/.test(data.toString('latin1', 0, 4))) return data;
  const copy = Buffer.from(data);
  tiffMagic[order === 'MM' ? 'MM' : 'II'].copy(copy, 2);
  return copy;
}

function readMetadata(data: Buffer | null): Metadata {
  const none = tagGroup(undefined);
  if (data === null) return { exif: none, xmp: none, iptc: none, file: none };
  try {
    const tags = ExifReader.load(withTiffMagic(data), { expanded: true, excludeTags: unused });
    const file = { ...tags.pngFile, ...tags.riff, ...tags.gif, ...tags.file };
    return { exif: tagGroup(tags.exif), xmp: tagGroup(tags.xmp), iptc: tagGroup(tags.iptc), file: tagGroup(file) };
  } catch {
    // Damaged or missing metadata is no reason to lose the picture.
    return { exif: readCanonTags(data), xmp: none, iptc: none, file: none };
  }
}

/** The reader knows XMP by its packet header; programs that write it to a file of its own use an XML header, or none. */
function readSidecar(sidecar: Buffer | null): Metadata {
  if (sidecar === null) return readMetadata(null);
  const text = sidecar.toString('utf8').replace(/^\ufeff?\s*(<\?xml[^>]*\?>\s*)?/, '');
  return readMetadata(Buffer.from(text.startsWith('<?xpacket') ? text : `<?xpacket begin=""?>${text}`));
}

function exifPosition(exif: TagGroup): Position | null {
  const latitude = degreesOf(numbersOf(exif, 'GPSLatitude'), textOf(exif, 'GPSLatitudeRef'));
  const longitude = degreesOf(numbersOf(exif, 'GPSLongitude'), textOf(exif, 'GPSLongitudeRef'));
  return positionOf(latitude, longitude);
}

function xmpPosition(xmp: TagGroup): Position | null {
  return positionOf(readXmpDegrees(textOf(xmp, 'GPSLatitude')), readXmpDegrees(textOf(xmp, 'GPSLongitude')));
}

function xmpTime(xmp: TagGroup): ClockTime | null {
  const names = ['DateTimeOriginal', 'DateCreated', 'CreateDate'];
  return names.map((name) => readClockTime(textOf(xmp, name))).find((time) => time !== null) ?? null;
}

function exifTime(exif: TagGroup): ClockTime | null {
  const original = readClockTime(textOf(exif, 'DateTimeOriginal'), textOf(exif, 'SubSecTimeOriginal'));
  return original ?? readClockTime(textOf(exif, 'DateTimeDigitized'), textOf(exif, 'SubSecTimeDigitized'));
}

function iptcTime(iptc: TagGroup): ClockTime | null {
  const day = describedText(iptc, 'Date Created');
  const time = describedText(iptc, 'Time Created');
  return readClockTime(day === null || time === null ? day : `${day} ${time}`) ?? readClockTime(day);
}

function statedOffset(exif: TagGroup): number | null {
  const names = ['OffsetTimeOriginal', 'OffsetTimeDigitized', 'OffsetTime'];
  return names.map((name) => offsetMinutesOf(textOf(exif, name))).find((offset) => offset !== null) ?? null;
}

function takenAt(photo: Metadata, sidecar: Metadata, position: Position | null): TakenAt | null {
  const clock = xmpTime(sidecar.xmp) ?? exifTime(photo.exif) ?? xmpTime(photo.xmp) ?? iptcTime(photo.iptc);
  return clock === null ? null : completeTime(clock, statedOffset(photo.exif), position);
}

/** XMP allows -1 (rejected) to 5; 0 means "not rated", which Immich keeps as nothing. */
function ratingOf(...groups: TagGroup[]): number | null {
  const ratings = groups.map((group) => numberOf(group, 'Rating'));
  const rating = ratings.find((value) => value !== null && Number.isInteger(value) && value >= -1 && value <= 5);
  return rating === undefined || rating === 0 ? null : rating;
}

/** As ExifTool prints it: fractions below a quarter of a second, decimals from there on. */
export function exposureText(seconds: number | null): string | null {
  if (seconds === null || seconds <= 0) return null;
  if (seconds < 0.25001) return `1/${Math.floor(0.5 + 1 / seconds)}`;
  return seconds.toFixed(1).replace(/\.0$/, '');
}

function positive(value: number | null, decimals: number): number | null {
  return value !== null && value > 0 && value < 1e7 ? Number(value.toFixed(decimals)) : null;
}

/** EXIF's f-number, or its logarithm (APEX) where only that is there. */
function apertureOf(exif: TagGroup): number | null {
  const apex = numberOf(exif, 'ApertureValue');
  return positive(numberOf(exif, 'FNumber') ?? (apex === null ? null : 2 ** (apex / 2)), 2);
}

function descriptionOf(photo: Metadata, sidecar: Metadata): string | null {
  const inside = textOf(photo.exif, 'ImageDescription') ?? textOf(photo.xmp, 'description');
  return textOf(sidecar.xmp, 'description') ?? inside ?? describedText(photo.iptc, 'Caption/Abstract');
}

function orientationOf(exif: TagGroup): string | null {
  const orientation = numberOf(exif, 'Orientation');
  return orientation !== null && Number.isInteger(orientation) && orientation >= 1 && orientation <= 8
    ? String(orientation)
    : null;
}

function sizeOf({ exif, file }: Metadata, names: readonly string[]): number | null {
  const sizes = names.map((name) => positive(numberOf(file, name) ?? numberOf(exif, name), 0));
  return sizes.find((size) => size !== null) ?? null;
}

function cameraFacts(exif: TagGroup, xmp: TagGroup) {
  return {
    make: textOf(exif, 'Make') ?? textOf(xmp, 'Make'),
    model: textOf(exif, 'Model') ?? textOf(xmp, 'Model'),
    lensModel: textOf(exif, 'LensModel') ?? textOf(xmp, 'LensModel') ?? textOf(xmp, 'Lens'),
    fNumber: apertureOf(exif),
    focalLength: positive(numberOf(exif, 'FocalLength'), 3),
    iso: positive(numberOf(exif, 'ISOSpeedRatings') ?? numberOf(exif, 'PhotographicSensitivity'), 0),
    exposureTime: exposureText(numberOf(exif, 'ExposureTime')),
  };
}

/**
 * Reads the facts of a photo. `data` is the file, or a beginning of it that holds the metadata; `sidecar` is the XMP
 * file beside it, which wins over what the photo itself says, because it was written later. Damaged metadata gives what
 * can be read of it and never throws.
 */
export function readPhotoFacts(data: Buffer, sidecar: Buffer | null): MediaFacts {
  const inside = readMetadata(data);
  const beside = readSidecar(sidecar);
  const position = xmpPosition(beside.xmp) ?? exifPosition(inside.exif) ?? xmpPosition(inside.xmp);
  const besideTags = tagPathsOf(beside.xmp, beside.iptc);
  const besideFaces = faceRegionsOf(beside.xmp);
  return {
    width: sizeOf(inside, ['Image Width', 'PixelXDimension', 'ImageWidth']),
    height: sizeOf(inside, ['Image Height', 'PixelYDimension', 'ImageLength', 'ImageHeight']),
    orientation: orientationOf(inside.exif),
    takenAt: takenAt(inside, beside, position),
    position,
    ...cameraFacts(inside.exif, inside.xmp),
    rating: ratingOf(beside.xmp, inside.xmp, inside.exif),
    description: descriptionOf(inside, beside),
    tags: besideTags.length > 0 ? besideTags : tagPathsOf(inside.xmp, inside.iptc),
    faces: besideFaces.length > 0 ? besideFaces : faceRegionsOf(inside.xmp),
    projectionType: textOf(inside.xmp, 'ProjectionType')?.toUpperCase() ?? null,
    durationMs: null,
    contentIdentifier: appleContentIdentifier(bytesOf(inside.exif, 'MakerNote')),
  };
}
