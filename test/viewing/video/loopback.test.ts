import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failed } from '../../../src/catalog/result.ts';
import { serveVideo, type VideoAddress } from '../../../src/viewing/video/loopback.ts';
import { openParts, partBytes } from '../../../src/viewing/video/video-parts.ts';
import { streamBy, streamOf, type TestStream } from '../../fixtures/video-streams.ts';

const bytes = Uint8Array.from({ length: 9 * partBytes + 500 }, (_, at) => (at * 7) % 253);
const size = bytes.length;
let stream: TestStream;
let address: VideoAddress;

async function serve(of: TestStream): Promise<VideoAddress> {
  const parts = await openParts(of, { signal: new AbortController().signal });
  if (!parts.ok) throw new Error(parts.failure.message);
  return serveVideo(parts.value);
}

beforeEach(async () => {
  stream = streamOf(bytes);
  address = await serve(stream);
});
afterEach(() => address.close().catch(() => undefined));

const get = (range?: string, url = address.url) => fetch(url, { headers: range === undefined ? {} : { range } });

describe('the address of a video', () => {
  it('is on this machine alone, and cannot be guessed', async () => {
    expect(address.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}$/);
    const another = await serve(stream);
    expect(new URL(another.url).pathname).not.toBe(new URL(address.url).pathname);
    await another.close();
    const { port } = new URL(address.url);
    const outside = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
    for (const { address: ip } of outside.filter(({ internal, family }) => !internal && family === 'IPv4')) {
      await expect(fetch(`http://${ip}:${port}/`)).rejects.toThrow();
    }
  });

  it('is the only one there, and only to be read', async () => {
    const { origin, pathname } = new URL(address.url);
    for (const path of ['/', `${pathname}x`, pathname.slice(0, -1), `${pathname}?a`, `/x${pathname}`]) {
      expect((await fetch(origin + path)).status).toBe(404);
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS']) {
      expect((await fetch(address.url, { method })).status).toBe(405);
    }
  });

  it('is gone afterwards, also for who was still reading', async () => {
    const reading = await get();
    await address.close();
    await expect(reading.arrayBuffer()).rejects.toThrow();
    await expect(get()).rejects.toThrow();
  });
});

describe('reading from it', () => {
  it.each([
    ['bytes=0-', 0, size],
    [`bytes=${partBytes - 3}-`, partBytes - 3, size],
    ['bytes=100-199', 100, 200],
    [`bytes=${partBytes - 1}-${2 * partBytes}`, partBytes - 1, 2 * partBytes + 1],
    [`bytes=${size - 1}-`, size - 1, size],
    [`bytes=${size - 10}-${size + 1000}`, size - 10, size],
  ])('%s answers that part', async (range, from, end) => {
    const answer = await get(range);
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${end - 1}/${size}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes.subarray(from, end))).toBe(true);
  });

  it.each([undefined, 'bytes=-5', 'bytes=9-3', 'lines=1-2', 'bytes=0-1,5-6', 'bytes=x-'])(
    'the range %s answers everything',
    async (range) => {
      const answer = await get(range);
      expect(answer.status).toBe(200);
      expect((await answer.arrayBuffer()).byteLength).toBe(size);
    },
  );

  it('behind the end answers how long it is', async () => {
    const answer = await get(`bytes=${size}-`);
    expect([answer.status, answer.headers.get('content-range')]).toEqual([416, `bytes */${size}`]);
  });

  it('asks the library for no more than is taken, and a little ahead', async () => {
    const long = streamOf(new Uint8Array(200 * partBytes));
    const own = await serve(long);
    await new Promise<void>((resolve) => {
      const reading = request(own.url, (answer) => {
        answer.once('readable', () => {
          reading.destroy();
          resolve();
        });
      });
      reading.end();
    });
    await own.close();
    expect(long.asked.length).toBeLessThan(60);
  });

  it('breaks off where the library does', async () => {
    const own = await serve(
      streamBy((range, signal) =>
        range.startsWith(`bytes=${3 * partBytes}-`) ? failed('unavailable', 'gone') : stream.read(range, { signal }),
      ),
    );
    await expect(get(undefined, own.url).then((answer) => answer.arrayBuffer())).rejects.toThrow();
    await own.close();
  });
});
