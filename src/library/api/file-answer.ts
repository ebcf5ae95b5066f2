/** Answers that are files: streamed, cacheable, in ranges, as Express sends them for Immich. */
import { constants, type Stats } from 'node:fs';
import { access, lstat, open } from 'node:fs/promises';
import { answer } from './answer.ts';
import { notFound } from './errors.ts';

export interface FileAnswer {
  path: string;
  contentType: string;
  /** Shown to the client as the file's name; left out for playback. */
  fileName?: string;
}

const chunkBytes = 256 * 1024;

/** What Immich lets clients keep: a day, and a month while it asks again. */
const cacheControl = 'private, max-age=86400, no-transform, stale-while-revalidate=2592000, stale-if-error=2592000';

interface ByteRange {
  start: number;
  /** Inclusive. */
  end: number;
}

/**
 * The one range that is asked for: `past end` when it begins behind the file, undefined (send everything) when there is none,
 * when it is malformed, or when there are several.
 */
export function readRange(header: string | null, size: number): ByteRange | 'past end' | undefined {
  const match = /^bytes=\s*(\d*)-(\d*)\s*$/.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (match === null || (first === '' && last === '')) return undefined;
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size || (first === '' && Number(last) === 0)) return 'past end';
  return end < start ? undefined : { start, end };
}

/** The bytes of a file, read as they are asked for; the file is opened with the first one, and always closed. */
function fileStream(path: string, { start, end }: ByteRange): ReadableStream<Uint8Array> {
  let handle: Awaited<ReturnType<typeof open>> | undefined;
  let position = start;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          handle ??= await open(path);
          const buffer = new Uint8Array(Math.min(chunkBytes, end - position + 1));
          const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
          if (bytesRead === 0) throw new Error('The file ended early');
          position += bytesRead;
          controller.enqueue(buffer.subarray(0, bytesRead));
          if (position <= end) return;
          await handle.close();
          controller.close();
        } catch (error) {
          // Also when the reader went away while this was reading.
          await handle?.close();
          throw error;
        }
      },
      async cancel() {
        await handle?.close();
      },
    },
    { highWaterMark: 0 },
  );
}

/** `inline; filename*=UTF-8''…` (RFC 6266). */
function disposition(fileName: string): string {
  const encoded = encodeURIComponent(fileName.replace(/\p{Surrogate}/gu, '\ufffd')).replaceAll("'", '%27');
  return `inline; filename*=UTF-8''${encoded}`;
}

function fileHeaders({ contentType, fileName }: FileAnswer): Record<string, string> {
  return {
    'content-type': contentType,
    'accept-ranges': 'bytes',
    'cache-control': cacheControl,
    'x-content-type-options': 'nosniff',
    ...(fileName === undefined ? {} : { 'content-disposition': disposition(fileName) }),
    // An SVG can carry scripts: shown as a page, it must not run them.
    ...(contentType.includes('svg') ? { 'content-security-policy': 'sandbox' } : {}),
  };
}

/** 404 with the type of the file: how Immich answers a range behind the end. */
function behindTheEnd(headers: Record<string, string>, size: number): Response {
  const response = answer({ message: 'Not Found' }, 404);
  const type = `${headers['content-type']}; charset=utf-8`;
  for (const [name, value] of Object.entries({ ...headers, 'content-type': type })) response.headers.set(name, value);
  response.headers.set('content-range', `bytes */${size}`);
  response.headers.set('content-length', String(JSON.stringify({ message: 'Not Found' }).length));
  return response;
}

/**
 * Size and date of a file that can be read now: once the answer has begun, it is too late to say that it cannot. A link that was
 * put where an indexed file was leads anywhere, and is no file of the library.
 */
async function readableFile(path: string): Promise<Stats | undefined> {
  const [facts] = await Promise.all([lstat(path), access(path, constants.R_OK)]).catch(() => []);
  return facts?.isFile() ? facts : undefined;
}

/**
 * Sends a file, all of it or the one range that is asked for; 304 when the client has it; throws 404 when it is gone or cannot be
 * read.
 */
export async function answerFile(request: Request, file: FileAnswer): Promise<Response> {
  const facts = await readableFile(file.path);
  if (facts === undefined) throw notFound();
  const { size, mtime } = facts;
  const etag = `W/"${size.toString(16)}-${mtime.getTime().toString(16)}"`;
  const headers = fileHeaders(file);
  if (request.headers.get('if-none-match') === etag) {
    const { 'content-type': _, ...rest } = headers;
    return new Response(null, { status: 304, headers: { ...rest, etag } });
  }
  const unchanged = [null, etag].includes(request.headers.get('if-range'));
  const range = unchanged ? readRange(request.headers.get('range'), size) : undefined;
  if (range === 'past end') return behindTheEnd(headers, size);
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const body = request.method === 'HEAD' || size === 0 ? null : fileStream(file.path, { start, end });
  return new Response(body, {
    status: range === undefined ? 200 : 206,
    headers: {
      ...headers,
      etag,
      'content-length': String(end - start + 1),
      ...(range === undefined ? {} : { 'content-range': `bytes ${start}-${end}/${size}` }),
    },
  });
}
