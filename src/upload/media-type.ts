/** Recognises photos and videos by their first bytes, and says which file name extensions fit them. */

/** What the first bytes say a file is. The first extension is the usual one; libraries tell types apart by extension. */
export interface MediaType {
  readonly kind: 'image' | 'video';
  readonly extensions: readonly string[];
}

/** Bytes of the start that `recogniseMedia` wants to see: enough for three packets of a transport stream. */
export const mediaHeadBytes = 4096;

/** RAW formats that are TIFF files inside, or whose first bytes no signature tells from TIFF. */
const tiffExtensions = [
  'tif',
  'tiff',
  'dng',
  'nef',
  'nrw',
  'arw',
  'sr2',
  'srf',
  'cr2',
  'pef',
  'srw',
  'erf',
  'kdc',
  'dcr',
  'k25',
  'iiq',
  'cap',
  '3fr',
  'fff',
  'raw',
  'rwl',
] as const;

function image(...extensions: string[]): MediaType {
  return { kind: 'image', extensions };
}

function video(...extensions: string[]): MediaType {
  return { kind: 'video', extensions };
}

/** Signatures at the start, as Latin-1 text; the first that fits wins. */
const signatures: readonly [start: string, type: MediaType][] = [
  ['\xff\xd8\xff', image('jpg', 'jpeg', 'jpe', 'insp', 'mpo')],
  ['\x89PNG\r\n\x1a\n', image('png')],
  ['GIF87a', image('gif')],
  ['GIF89a', image('gif')],
  ['IIU\0', image('rw2', 'raw', 'rwl')],
  ['IIRO', image('orf', 'ori')],
  ['IIRS', image('orf', 'ori')],
  ['MMOR', image('orf', 'ori')],
  ['II\x1a\0\0\0HEAPCCDR', image('crw')],
  ['II*\0', image(...tiffExtensions)],
  ['MM\0*', image(...tiffExtensions)],
  ['II+\0', image('tif', 'tiff')],
  ['MM\0+', image('tif', 'tiff')],
  ['FUJIFILMCCD-RAW', image('raf')],
  ['\0MRM', image('mrw')],
  ['FOVb', image('x3f')],
  ['ARRI', image('ari')],
  ['\x80*_\xd7', image('cin')],
  ['\xd7_*\x80', image('cin')],
  ['8BPS', image('psd')],
  ['\xff\x0a', image('jxl')],
  ['\0\0\0\x0cJXL \r\n\x87\n', image('jxl')],
  ['\0\0\0\x0cjP  \r\n\x87\n', image('jp2')],
  ['\x1aE\xdf\xa3', video('mkv', 'webm')],
  ['FLV\x01', video('flv')],
  ['0&\xb2u\x8ef\xcf\x11', video('wmv')],
  ['\0\0\x01\xba', video('mpg', 'mpeg', 'mpe', 'vob', 'm2t')],
  ['\0\0\x01\xb3', video('mpg', 'mpeg', 'mpe')],
  ['\x06\x0e+4\x02\x05\x01\x01', video('mxf')],
];

/** Brands of an ISO media file (`ftyp` box) that mean a picture; every other brand is a video. */
const pictureBrands: readonly [brands: RegExp, type: MediaType][] = [
  [/^(heic|heix|hevc|hevx|heim|heis|hevm|hevs|mif1|msf1)$/, image('heic', 'heif', 'hif')],
  [/^crx $/, image('cr3')],
];

/** ISO media brands of sound without pictures: not for a photo library. */
const soundBrands = /^(M4A |M4B |M4P |F4A |F4B )$/;

/** Some encoders name the general picture brand first, and AVIF only among the compatible ones. */
const avifBrands = /^(avif|avis)$/;
const avif = image('avif');

const quickTime = video('mov', 'mp4', 'm4v', 'insv');
const mpeg4 = video('mp4', 'mov', 'm4v', '3gp', '3gpp', 'insv');
const mobile = video('3gp', '3gpp', 'mp4', 'mov', 'm4v');
const transport = video('mts', 'm2ts', 'm2t', 'ts');

/**
 * Tells what `head`, the first bytes of a file (`mediaHeadBytes` of them, or the whole file if shorter), is; undefined
 * for anything but a photo or video that libraries take. Looks at nothing but these bytes.
 */
export function recogniseMedia(head: Uint8Array): MediaType | undefined {
  const start = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  return (
    signatures.find(([signature]) => start.startsWith(signature))?.[1] ??
    isoMedia(start) ??
    riff(start) ??
    bitmap(start) ??
    transportStream(start) ??
    vectorImage(start)
  );
}

function isoMedia(start: string): MediaType | undefined {
  const box = start.slice(4, 8);
  if (box === 'ftyp') {
    const [brand = '', ...compatible] = brandsOf(start);
    if (soundBrands.test(brand)) return undefined;
    if ([brand, ...compatible].some((name) => avifBrands.test(name))) return avif;
    if (brand === 'qt  ') return quickTime;
    if (brand.startsWith('3g')) return mobile;
    return pictureBrands.find(([brands]) => brands.test(brand))?.[1] ?? mpeg4;
  }
  // QuickTime files of older cameras begin with another box.
  return /^(moov|mdat|wide|skip|pnot)$/.test(box) ? quickTime : undefined;
}

/** The major brand, then the compatible ones: four letters each, up to the end of the first box. */
function brandsOf(start: string): string[] {
  const end = start.charCodeAt(2) * 256 + start.charCodeAt(3);
  return [start.slice(8, 12), ...(start.slice(16, end).match(/.{4}/gs) ?? [])];
}

function riff(start: string): MediaType | undefined {
  if (!start.startsWith('RIFF')) return undefined;
  const form = start.slice(8, 12);
  if (form === 'WEBP') return image('webp');
  return form === 'AVI ' ? video('avi') : undefined;
}

/** `BM` alone is too little to go by: the size of the header that follows must be one that exists. */
function bitmap(start: string): MediaType | undefined {
  const headerSizes = new Set([12, 40, 52, 56, 64, 108, 124]);
  return start.startsWith('BM') && headerSizes.has(start.charCodeAt(14)) ? image('bmp') : undefined;
}

/** Packets of 188 bytes that each begin with `G`, with four bytes of time code before each in `.m2ts`. */
function transportStream(start: string): MediaType | undefined {
  const packed = (offset: number, length: number) =>
    [0, 1, 2].every((packet) => start.charAt(offset + packet * length) === 'G');
  return packed(0, 188) || packed(4, 192) ? transport : undefined;
}

function vectorImage(start: string): MediaType | undefined {
  const text = start.replace(/^\xef\xbb\xbf/, '').trimStart();
  const isSvg = /^<svg[\s>]/i.test(text) || (/^(<\?xml|<!--|<!doctype svg)/i.test(text) && /<svg[\s>]/i.test(text));
  return isSvg ? image('svg') : undefined;
}

/** True when the first bytes are those of a web page: what a server sends instead of a photo that needs a login. */
export function isWebPage(head: Uint8Array): boolean {
  const start = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  return /^(\xef\xbb\xbf)?\s*(<!--.*?-->\s*)?<(!doctype html|html|head|body)[\s>]/is.test(start);
}
