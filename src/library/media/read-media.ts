/** Reads one original: type, checksum, facts and renditions. Never writes to it. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { loadSharp } from '../../imaging/load-sharp.ts';
import { headLength } from './content-kind.ts';
import { type EmbeddedPreview, findEmbeddedPreview } from './embedded-preview.ts';
import { readBeginning } from './file-beginning.ts';
import { mimeTypeOf } from './file-type.ts';
import { type MediaFacts, noFacts } from './media-facts.ts';
import { assetTypeOf, isRawType, mimeTypeOfName } from './mime-types.ts';
import { readPhotoFacts } from './photo-facts.ts';
import { posterFrame } from './poster-frame.ts';
import { sizeOfRaw } from './raw-size.ts';
import { makeRenditions, type Renditions } from './renditions.ts';
import { readVideoFacts } from './video-facts.ts';

export interface MediaFile {
  readonly path: string;
  /** The name that counts for its type; an upload lies under another one. */
  readonly name: string;
  readonly size: number;
  readonly sidecarPath: string | null;
}

/** A file that is open to be read further. */
export interface OpenedMedia extends MediaFile {
  readonly mimeType: string;
  /** SHA-1, base64: Immich's own form. */
  readonly checksum: string;
  /** The whole file, or its beginning when it is large; empty for a video. */
  readonly data: Buffer;
}

export interface MediaContent {
  readonly facts: MediaFacts;
  readonly renditions: Renditions | null;
}

/** Why a file cannot be taken in, in words that follow its name. */
export interface Unreadable {
  readonly reason: string;
  /** The file system refused, not the file: another try may go well although the file has not changed. */
  readonly isPassing: boolean;
}

/** Photos up to this size are held in memory while they are read; of larger ones the beginning. */
const wholeLimit = 128 * 1024 * 1024;
const beginningLength = 16 * 1024 * 1024;
const sidecarLimit = 8 * 1024 * 1024;

/** What sharp's prebuilt libvips decodes; failing to decode one of these means that it is damaged. */
const decodable = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/tiff',
  'image/avif',
  'image/svg+xml',
]);
/** Formats that hold their rotation in the container, which the decoder follows; EXIF's copy must not turn them again. */
const turnedByContainer = new Set(['image/avif']);

async function streamedChecksum(path: string): Promise<string> {
  const hash = createHash('sha1');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('base64');
}

async function checksumOf(data: Buffer<ArrayBuffer>): Promise<string> {
  // In the thread pool, so that the other core goes on decoding meanwhile.
  return Buffer.from(await crypto.subtle.digest('SHA-1', data)).toString('base64');
}

function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'syscall' in error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** A system error in words; anything else by its first line, without paths. `path` is that of the file. */
function reasonOf(error: unknown, path: string): string {
  const code = systemCode(error);
  if (code === 'EACCES' || code === 'EPERM') return 'cannot be read: no permission';
  // What no text can name cannot be opened by it either.
  if (code === 'ENOENT' && path.includes('\ufffd')) return 'has a name that is not valid UTF-8';
  if (code === 'ENOENT') return 'was gone before it could be read';
  if (code !== undefined) return `cannot be read (${code})`;
  const text = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
  if (/pixel limit/i.test(text)) return 'has more than 268 million pixels';
  return `is damaged: ${text.slice(0, 200)}`;
}

/** Why the file at `path` could not be read. */
export function unreadable(error: unknown, path: string): Unreadable {
  return { reason: reasonOf(error, path), isPassing: systemCode(error) !== undefined };
}

function unfit(reason: string): Unreadable {
  return { reason, isPassing: false };
}

async function openPhoto(file: MediaFile): Promise<Pick<OpenedMedia, 'data' | 'checksum'>> {
  if (file.size > wholeLimit) {
    return { data: await readBeginning(file.path, beginningLength), checksum: await streamedChecksum(file.path) };
  }
  const data = await readFile(file.path);
  return { data, checksum: await checksumOf(data) };
}

/**
 * Finds out what a file is and computes its checksum. Videos are streamed; photos up to 128 MB are kept in memory for
 * `readMedia`. A file that is empty, unreadable or no photo or video gives the reason instead.
 */
export async function openMedia(file: MediaFile): Promise<OpenedMedia | Unreadable> {
  if (file.size === 0) return unfit('is empty');
  try {
    const mimeType = mimeTypeOf(file.name, await readBeginning(file.path, headLength));
    if (mimeType === undefined) {
      const named = mimeTypeOfName(file.name);
      return unfit(named === undefined ? 'is no photo or video' : `is not what its name says (${named})`);
    }
    if (assetTypeOf(mimeType) === 'IMAGE') return { ...file, mimeType, ...(await openPhoto(file)) };
    return { ...file, mimeType, data: Buffer.alloc(0), checksum: await streamedChecksum(file.path) };
  } catch (error) {
    return unreadable(error, file.path);
  }
}

async function readSidecar(path: string | null): Promise<Buffer | null> {
  if (path === null) return null;
  try {
    const data = await readFile(path);
    return data.length <= sidecarLimit ? data : null;
  } catch {
    return null;
  }
}

/** Some RAW formats hide EXIF from the reader, but their embedded preview carries it. */
function factsOfUndecodable(media: OpenedMedia, sidecar: Buffer | null, preview: EmbeddedPreview | null): MediaFacts {
  const own = readPhotoFacts(media.data, sidecar);
  const facts = preview !== null && own.make === null ? readPhotoFacts(preview.jpeg, sidecar) : own;
  const { width, height } = own;
  const sizes = [{ width, height }, preview, isRawType(media.mimeType) ? sizeOfRaw(media.data) : null];
  const area = (size: (typeof sizes)[number]) => (size?.width ?? 0) * (size?.height ?? 0);
  // What is stated first is mostly a thumbnail's size.
  const largest = sizes.reduce((best, size) => (area(size) > area(best) ? size : best));
  return { ...facts, width: largest?.width ?? null, height: largest?.height ?? null };
}

async function renditionsOrNone(source: Buffer, orientation: string | null): Promise<Renditions | null> {
  try {
    return await makeRenditions(source, orientation);
  } catch {
    return null;
  }
}

async function readUndecodable(media: OpenedMedia, sidecar: Buffer | null, wanted: boolean): Promise<MediaContent> {
  const preview = findEmbeddedPreview(media.data);
  const facts = factsOfUndecodable(media, sidecar, preview);
  if (!wanted) return { facts, renditions: null };
  if (preview !== null) return { facts, renditions: await renditionsOrNone(preview.jpeg, facts.orientation) };
  // A HEIF file may hold a codec that the decoder knows after all.
  const renditions = isRawType(media.mimeType) ? null : await renditionsOrNone(media.data, null);
  return { facts, renditions };
}

async function readDecodable(media: OpenedMedia, sidecar: Buffer | null, wanted: boolean): Promise<MediaContent> {
  const facts = readPhotoFacts(media.data, sidecar);
  const orientation = turnedByContainer.has(media.mimeType) ? null : facts.orientation;
  if (!wanted) return { facts: { ...facts, orientation }, renditions: null };
  const source = media.size > media.data.length ? media.path : media.data;
  const renditions = await makeRenditions(source);
  const { width, height, durationMs } = renditions;
  return { facts: { ...facts, orientation, width, height, durationMs }, renditions };
}

async function readVideo(
  media: OpenedMedia,
  ffmpeg: string | null,
  wanted: boolean,
): Promise<MediaContent | Unreadable> {
  const facts = await readVideoFacts(media.path, media.mimeType);
  if (facts === null) return unfit('holds no moving pictures');
  const frame = wanted && ffmpeg !== null ? await posterFrame(ffmpeg, media.path) : null;
  return { facts, renditions: frame === null ? null : await renditionsOrNone(frame, null) };
}

/**
 * Reads facts and makes renditions of an opened file; without `withRenditions` only the facts. `ffmpeg` is its path where
 * the system has it. A damaged file, or one with too many pixels, gives the reason instead. Rejects where the image library
 * does not load on this system: that says nothing about the file.
 */
export async function readMedia(
  media: OpenedMedia,
  options: { readonly ffmpeg: string | null; readonly withRenditions: boolean },
): Promise<MediaContent | Unreadable> {
  const { ffmpeg, withRenditions } = options;
  if (withRenditions) await loadSharp();
  try {
    if (assetTypeOf(media.mimeType) === 'VIDEO') return await readVideo(media, ffmpeg, withRenditions);
    const sidecar = await readSidecar(media.sidecarPath);
    const read = decodable.has(media.mimeType) ? readDecodable : readUndecodable;
    return await read(media, sidecar, withRenditions);
  } catch (error) {
    return unreadable(error, media.path);
  }
}

/** The content of a file that says nothing: what an upload gets whose file turns out to be damaged. */
export const noContent: MediaContent = { facts: noFacts, renditions: null };
