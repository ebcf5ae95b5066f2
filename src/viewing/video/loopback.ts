/** Gives a program on this machine a video to read: at an address that nobody else knows, for as long as one call lasts. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { partBytes, type VideoParts } from './video-parts.ts';

export interface VideoAddress {
  /** On 127.0.0.1. No key stands in it, and it opens nothing but this video. */
  readonly url: string;
  /** Ends everything that is being sent; the address is gone afterwards. */
  close(): Promise<void>;
}

/** Which bytes; `to` is inclusive. */
interface Bytes {
  readonly from: number;
  readonly to: number;
}

/** Begins to serve; only `GET`, with or without a range. */
export async function serveVideo(parts: VideoParts): Promise<VideoAddress> {
  const path = `/${randomBytes(32).toString('base64url')}`;
  const server = createServer((request, response) => {
    answer(request, response, path, parts).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('a server without a port');
  return {
    url: `http://127.0.0.1:${address.port}${path}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  parts: VideoParts,
): Promise<void> {
  if (!isSame(request.url ?? '', path)) {
    response.writeHead(404).end();
  } else if (request.method !== 'GET') {
    response.writeHead(405, { allow: 'GET' }).end();
  } else {
    await sendVideo(request.headers.range, response, parts);
  }
}

/** Compares in the same time, however much of it is right. */
function isSame(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}

async function sendVideo(range: string | undefined, response: ServerResponse, parts: VideoParts): Promise<void> {
  const { size } = parts;
  const asked = bytesOf(range, size);
  const headers = { 'content-type': 'application/octet-stream', 'accept-ranges': 'bytes', connection: 'close' };
  if (asked !== undefined && asked.from >= size) {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${size}` }).end();
    return;
  }
  const { from, to } = asked ?? { from: 0, to: size - 1 };
  const place = asked === undefined ? {} : { 'content-range': `bytes ${from}-${to}/${size}` };
  response.writeHead(asked === undefined ? 200 : 206, { ...headers, ...place, 'content-length': to - from + 1 });
  await sendParts(response, parts, { from, to });
}

/** One range that begins somewhere, as ffmpeg asks for it; of anything else everything is sent, as HTTP allows. */
function bytesOf(range: string | undefined, size: number): Bytes | undefined {
  const match = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(range ?? '');
  if (match === null) return undefined;
  const [from, last] = [Number(match[1]), match[2] === '' ? size - 1 : Number(match[2])];
  return last < from && from < size ? undefined : { from, to: Math.min(last, size - 1) };
}

/** Asks the library for the next part only when the one before is on its way, because a program that jumps wants no more. */
async function sendParts(response: ServerResponse, parts: VideoParts, { from, to }: Bytes): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  for (let at = from; at <= to && !response.destroyed; ) {
    const index = Math.floor(at / partBytes);
    const part = await parts.part(index);
    if (!part.ok) {
      response.destroy();
      return;
    }
    const start = at - index * partBytes;
    const bytes = part.value.subarray(start, start + to - at + 1);
    at += bytes.length;
    if (!response.write(bytes)) await once(response, 'drain', { signal: gone.signal });
  }
  response.end();
}
