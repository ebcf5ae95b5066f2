/** How good a file format is to keep: what a camera recorded first, then what loses nothing, then what was made small. */

export type FormatFamily = 'raw' | 'heif' | 'lossless' | 'jpeg' | 'modern' | 'webp' | 'gif' | 'other' | 'video';

export interface FileFormat {
  readonly family: FormatFamily;
  /** As a person calls it, `CR2` or `JPEG`; only words of our own, never text from the library. */
  readonly label: string;
  /** 10 to 100; greater is kept. */
  readonly score: number;
}

/**
 * AVIF, JPEG XL and JPEG 2000 stand between JPEG and WebP: no camera records them, so that they are conversions. Files
 * with layers lose nothing and stand with PNG and TIFF. Videos are not compared by format.
 */
const scores = {
  raw: 100,
  heif: 80,
  lossless: 70,
  jpeg: 50,
  modern: 45,
  webp: 40,
  gif: 30,
  other: 10,
  video: 10,
} as const satisfies Record<FormatFamily, number>;

/** Every maker's own format that Immich, libraw or dcraw knows, and DNG. */
const rawNames = new Set(
  '3fr ari arw bay cap cin cr2 cr3 crw dcr dcs dng drf eip erf fff gpr iiq k25 kdc mdc mef mos mrw nef nrw orf ori pef ptx raf raw dcraw rw2 rwl rwz sr2 srf srw x3f'.split(
    ' ',
  ),
);

/** The subtype of a media type, or a file name's extension: both are the same words. */
const named: ReadonlyMap<string, readonly [FormatFamily, string]> = new Map([
  ['heic', ['heif', 'HEIC']],
  ['heif', ['heif', 'HEIF']],
  ['hif', ['heif', 'HEIF']],
  ['png', ['lossless', 'PNG']],
  ['apng', ['lossless', 'PNG']],
  ['tif', ['lossless', 'TIFF']],
  ['tiff', ['lossless', 'TIFF']],
  ['psd', ['lossless', 'PSD']],
  ['jpeg', ['jpeg', 'JPEG']],
  ['jpg', ['jpeg', 'JPEG']],
  ['jpe', ['jpeg', 'JPEG']],
  ['jfif', ['jpeg', 'JPEG']],
  ['insp', ['jpeg', 'JPEG']],
  ['mpo', ['jpeg', 'JPEG']],
  ['avif', ['modern', 'AVIF']],
  ['jxl', ['modern', 'JPEG XL']],
  ['jp2', ['modern', 'JPEG 2000']],
  ['webp', ['webp', 'WebP']],
  ['gif', ['gif', 'GIF']],
  ['bmp', ['other', 'BMP']],
  ['svg+xml', ['other', 'SVG']],
] satisfies [string, [FormatFamily, string]][]);

/** The format of a file by its media type and, where that says too little, by its name. */
export function formatOf(mimeType: string, fileName: string): FileFormat {
  const type = mimeType.toLowerCase().trim();
  if (type.startsWith('video/')) return described('video', 'video');
  const byType = type.startsWith('image/') ? lookUp(subtypeOf(type)) : undefined;
  // Most RAW formats are TIFF inside, and a server that looks into files may call them so.
  if (byType !== undefined && byType.label !== 'TIFF') return byType;
  const byName = lookUp(/\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1]?.toLowerCase() ?? '');
  return byName ?? byType ?? described('other', 'unknown format');
}

/** `image/x-canon-cr2` and `image/cr2` are both `cr2`. */
function subtypeOf(type: string): string {
  const subtype = type.slice('image/'.length).replace(/;.*/, '').trim();
  return subtype.startsWith('x-') ? (subtype.split('-').at(-1) ?? '') : subtype;
}

function lookUp(name: string): FileFormat | undefined {
  if (rawNames.has(name)) return described('raw', name.includes('raw') ? 'RAW' : name.toUpperCase());
  const known = named.get(name);
  return known === undefined ? undefined : described(...known);
}

function described(family: FormatFamily, label: string): FileFormat {
  return { family, label, score: scores[family] };
}
