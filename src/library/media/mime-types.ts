/** Which media types exist, by file name extension. The names are Immich's, so that its clients understand them. */

const rawExtensions =
  '3fr ari arw cap cin cr2 cr3 crw dcr dng erf fff iiq k25 kdc mrw nef nrw orf ori pef raf raw rw2 rwl sr2 srf srw x3f';

/** RAW formats are called by their extension (`image/nef`), as Immich does. */
const rawTypes: ReadonlyMap<string, string> = new Map(rawExtensions.split(' ').map((name) => [name, `image/${name}`]));

const otherTypes: ReadonlyMap<string, string> = new Map([
  ['avif', 'image/avif'],
  ['bmp', 'image/bmp'],
  ['gif', 'image/gif'],
  ['heic', 'image/heic'],
  ['heif', 'image/heif'],
  ['hif', 'image/hif'],
  ['insp', 'image/jpeg'],
  ['jp2', 'image/jp2'],
  ['jpe', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['jpg', 'image/jpeg'],
  ['jxl', 'image/jxl'],
  ['mpo', 'image/jpeg'],
  ['png', 'image/png'],
  ['psd', 'image/psd'],
  ['svg', 'image/svg+xml'],
  ['tif', 'image/tiff'],
  ['tiff', 'image/tiff'],
  ['webp', 'image/webp'],
  ['3gp', 'video/3gpp'],
  ['3gpp', 'video/3gpp'],
  ['avi', 'video/avi'],
  ['flv', 'video/x-flv'],
  ['insv', 'video/mp4'],
  ['m2t', 'video/mp2t'],
  ['m2ts', 'video/mp2t'],
  ['m4v', 'video/x-m4v'],
  ['mkv', 'video/x-matroska'],
  ['mov', 'video/quicktime'],
  ['mp4', 'video/mp4'],
  ['mpe', 'video/mpeg'],
  ['mpeg', 'video/mpeg'],
  ['mpg', 'video/mpeg'],
  ['mts', 'video/mp2t'],
  ['mxf', 'application/mxf'],
  ['ts', 'video/mp2t'],
  ['vob', 'video/mpeg'],
  ['webm', 'video/webm'],
  ['wmv', 'video/x-ms-wmv'],
]);

/** The extension of a file name, lower-case and without its dot; empty where there is none. */
export function extensionOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return dot <= 0 ? '' : fileName.slice(dot + 1).toLowerCase();
}

/** The media type that a file name promises; undefined for a name that is no photo or video. */
export function mimeTypeOfName(fileName: string): string | undefined {
  const extension = extensionOf(fileName);
  return otherTypes.get(extension) ?? rawTypes.get(extension);
}

const rawMimeTypes: ReadonlySet<string> = new Set(rawTypes.values());

/** Whether a type is a camera's RAW format, which is not decoded. */
export function isRawType(mimeType: string): boolean {
  return rawMimeTypes.has(mimeType);
}

/** Immich's asset type of a media type. */
export function assetTypeOf(mimeType: string): 'IMAGE' | 'VIDEO' {
  return mimeType.startsWith('image/') ? 'IMAGE' : 'VIDEO';
}

/** Every extension of a known format, without its dot, sorted. */
export function mediaExtensions(): string[] {
  return [...otherTypes.keys(), ...rawTypes.keys()].sort();
}
