/** The media type of a file, by content first and name second. */
import { type ContentKind, contentKindOf } from './content-kind.ts';
import { isRawType, mimeTypeOfName } from './mime-types.ts';

/** Each family's members; the first is what a file is called whose name says something else. */
const members: Record<ContentKind, readonly string[]> = {
  jpeg: ['image/jpeg'],
  png: ['image/png'],
  gif: ['image/gif'],
  webp: ['image/webp'],
  bmp: ['image/bmp'],
  tiff: ['image/tiff'],
  heif: ['image/heic', 'image/heif', 'image/hif'],
  avif: ['image/avif'],
  jxl: ['image/jxl'],
  jp2: ['image/jp2'],
  psd: ['image/psd'],
  svg: ['image/svg+xml'],
  raw: ['image/raw'],
  cr3: ['image/cr3'],
  isoVideo: ['video/mp4', 'video/quicktime', 'video/x-m4v', 'video/3gpp'],
  matroska: ['video/x-matroska', 'video/webm'],
  avi: ['video/avi'],
  flv: ['video/x-flv'],
  asf: ['video/x-ms-wmv'],
  mpeg: ['video/mpeg'],
  mpegTs: ['video/mp2t'],
  mxf: ['application/mxf'],
};

/** RAW formats are mostly TIFF inside, so that only the name tells them from a TIFF picture. */
function belongs(kind: ContentKind, mimeType: string): boolean {
  if (members[kind].includes(mimeType)) return true;
  return (kind === 'tiff' || kind === 'raw' || kind === 'cr3') && isRawType(mimeType);
}

/**
 * The media type of a file with this name and these first bytes (`headLength` of them are enough). A file whose content
 * contradicts its name is typed by content. Undefined: the content is no photo or video, or not one that we know and
 * the name does not promise a RAW format (several of which have no fixed beginning).
 */
export function mimeTypeOf(fileName: string, head: Uint8Array): string | undefined {
  const named = mimeTypeOfName(fileName);
  const kind = contentKindOf(head);
  if (kind === undefined) return named !== undefined && isRawType(named) && head.length > 0 ? named : undefined;
  if (named !== undefined && belongs(kind, named)) return named;
  return members[kind][0];
}
