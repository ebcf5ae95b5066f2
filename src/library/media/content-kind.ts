/** What a file is by its first bytes, whatever its name says. */

/** A family of formats that share a beginning; only the name tells the members of one family apart. */
export type ContentKind =
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'bmp'
  | 'tiff'
  | 'heif'
  | 'avif'
  | 'jxl'
  | 'jp2'
  | 'psd'
  | 'svg'
  | 'raw'
  | 'cr3'
  | 'isoVideo'
  | 'matroska'
  | 'avi'
  | 'flv'
  | 'asf'
  | 'mpeg'
  | 'mpegTs'
  | 'mxf';

/** Bytes needed by `contentKindOf`. */
export const headLength = 512;

/** Beginnings as Latin-1 text at an offset; sources: the formats' own specifications. */
const signatures: readonly (readonly [offset: number, text: string, kind: ContentKind])[] = [
  [0, '\xff\xd8\xff', 'jpeg'],
  [0, '\x89PNG\r\n\x1a\n', 'png'],
  [0, 'GIF87a', 'gif'],
  [0, 'GIF89a', 'gif'],
  [0, 'BM', 'bmp'],
  [0, 'II*\0', 'tiff'],
  [0, 'MM\0*', 'tiff'],
  [0, 'II+\0', 'tiff'],
  [0, 'MM\0+', 'tiff'],
  [0, 'IIU\0', 'raw'],
  [0, 'IIRO', 'raw'],
  [0, 'IIRS', 'raw'],
  [0, 'MMOR', 'raw'],
  [0, 'FUJIFILMCCD-RAW', 'raw'],
  [0, 'FOVb', 'raw'],
  [0, '\0MRM', 'raw'],
  [6, 'HEAPCCDR', 'raw'],
  [0, '\xff\x0a', 'jxl'],
  [4, 'JXL \r\n\x87\n', 'jxl'],
  [4, 'jP  \r\n\x87\n', 'jp2'],
  [0, '8BPS', 'psd'],
  [0, '\x1aE\xdf\xa3', 'matroska'],
  [0, 'FLV\x01', 'flv'],
  [0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11', 'asf'],
  [0, '\0\0\x01\xba', 'mpeg'],
  [0, '\0\0\x01\xb3', 'mpeg'],
  [0, '\x06\x0e\x2b\x34\x02\x05\x01\x01', 'mxf'],
];

const heifBrands = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'hevm', 'hevs', 'mif1', 'msf1', 'mif2']);
const avifBrands = new Set(['avif', 'avis']);
/** Boxes that open a QuickTime file older than the `ftyp` box. */
const oldQuickTimeBoxes = new Set(['moov', 'mdat', 'wide', 'pnot']);

function isoKind(head: string): ContentKind | undefined {
  const box = head.slice(4, 8);
  if (oldQuickTimeBoxes.has(box)) return 'isoVideo';
  if (box !== 'ftyp') return undefined;
  const brands = [head.slice(8, 12)];
  const end = Math.min(head.charCodeAt(2) * 256 + head.charCodeAt(3), head.length);
  for (let at = 16; at + 4 <= end; at += 4) brands.push(head.slice(at, at + 4));
  if (brands[0] === 'crx ') return 'cr3';
  if (brands.some((brand) => avifBrands.has(brand))) return 'avif';
  return heifBrands.has(brands[0] ?? '') ? 'heif' : 'isoVideo';
}

function riffKind(head: string): ContentKind | undefined {
  if (!head.startsWith('RIFF')) return undefined;
  const form = head.slice(8, 12);
  if (form === 'WEBP') return 'webp';
  return form === 'AVI ' ? 'avi' : undefined;
}

/** MPEG-TS has a sync byte every 188 bytes, or every 192 with the time code of cameras (M2TS). */
function isTransportStream(head: string): boolean {
  const synced = (first: number, step: number) => [0, 1].every((packet) => head[first + packet * step] === 'G');
  return synced(0, 188) || synced(4, 192);
}

/** Names the family of formats that `head`, a file's first bytes, belongs to; undefined when it is none of ours. */
export function contentKindOf(head: Uint8Array): ContentKind | undefined {
  const text = Buffer.from(head.subarray(0, headLength)).toString('latin1');
  const signature = signatures.find(([offset, start]) => text.startsWith(start, offset));
  if (signature !== undefined) return signature[2];
  const container = riffKind(text) ?? isoKind(text);
  if (container !== undefined) return container;
  if (isTransportStream(text)) return 'mpegTs';
  return /^(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--[^>]*-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s>]/.test(text)
    ? 'svg'
    : undefined;
}
