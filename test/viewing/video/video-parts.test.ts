import { describe, expect, it } from 'vitest';
import { failed } from '../../../src/catalog/result.ts';
import { openParts, type PartLimits, partBytes, type VideoParts } from '../../../src/viewing/video/video-parts.ts';
import { streamBy, streamOf } from '../../fixtures/video-streams.ts';

const call = { signal: new AbortController().signal };
const limits: PartLimits = { kept: 3, whole: 2_000_000, inAll: 10_000_000, seconds: 5 };

/** Bytes of which no two parts are alike. */
function film(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 1009) bytes[at] = (at * 31) % 251;
  return bytes;
}

async function opened(stream: Parameters<typeof openParts>[0], own: Partial<PartLimits> = {}): Promise<VideoParts> {
  const parts = await openParts(stream, call, { ...limits, ...own });
  if (!parts.ok) throw new Error(parts.failure.message);
  return parts.value;
}

async function failureOf(stream: Parameters<typeof openParts>[0], own: Partial<PartLimits> = {}) {
  const parts = await openParts(stream, call, { ...limits, ...own });
  return parts.ok ? undefined : parts.failure;
}

describe('a video in parts', () => {
  it('is what the library has, byte by byte', async () => {
    const bytes = film(2 * partBytes + 77);
    const parts = await opened(streamOf(bytes));
    expect(parts.size).toBe(bytes.length);
    const read = await Promise.all([0, 1, 2].map((index) => parts.part(index)));
    const whole = Buffer.concat(read.map((part) => (part.ok ? part.value : Buffer.alloc(0))));
    expect(whole.equals(bytes)).toBe(true);
    expect(parts.bytesRead).toBe(bytes.length);
  });

  it('asks for no part that is not wanted, and for none twice while it is kept', async () => {
    const stream = streamOf(film(8 * partBytes));
    const parts = await opened(stream);
    await Promise.all([parts.part(5), parts.part(5), parts.part(0)]);
    await parts.part(5);
    expect(stream.asked).toEqual([`bytes=0-${partBytes - 1}`, `bytes=${5 * partBytes}-${6 * partBytes - 1}`]);
    for (const index of [1, 2, 3]) await parts.part(index);
    await parts.part(5);
    expect(stream.asked).toHaveLength(6);
  });

  it('keeps what was wanted last', async () => {
    const stream = streamOf(film(8 * partBytes));
    const parts = await opened(stream);
    for (const index of [1, 2, 1, 3, 4, 1]) await parts.part(index);
    expect(stream.asked).toHaveLength(5);
  });

  it('may be shorter than a part', async () => {
    const parts = await opened(streamOf(film(10)));
    expect(parts).toMatchObject({ size: 10, beginning: Buffer.from(film(10)) });
  });
});

describe('a library that pays no heed to ranges', () => {
  it('is asked once, and all that it sends is kept', async () => {
    const bytes = film(partBytes + 5);
    const stream = streamBy(() => new Response(bytes));
    const parts = await opened(stream);
    const second = await parts.part(1);
    expect(second).toEqual({ ok: true, value: Buffer.from(bytes.subarray(partBytes)) });
    expect(stream.asked).toHaveLength(1);
  });

  it('is not read to the end where that is too much, whether it says so before or not', async () => {
    let sent = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull: (controller) => {
          sent += 100_000;
          controller.enqueue(new Uint8Array(100_000));
        },
      });
    const message = expect.stringMatching(/only as a whole.*2 MB/);
    expect(await failureOf(streamBy(() => new Response(endless())))).toMatchObject({ code: 'refused', message });
    expect(sent).toBeLessThan(3_000_000);
    sent = 0;
    const announced = () => new Response(endless(), { headers: { 'content-length': '90000000' } });
    expect(await failureOf(streamBy(announced))).toMatchObject({ code: 'refused', message });
    expect(sent).toBeLessThan(300_000);
  });
});

describe('an answer that is not what was asked for', () => {
  const part = (range: string | undefined, length = partBytes, status = 206) =>
    new Response(new Uint8Array(length), {
      status,
      headers: range === undefined ? {} : { 'content-range': range },
    });
  const size = 4 * partBytes;

  it.each([
    ['without a place', () => part(undefined)],
    ['with an unknown length', () => part(`bytes 0-${partBytes - 1}/*`)],
    ['from another place', () => part(`bytes 5-${partBytes + 4}/${size}`)],
    ['too short', () => part(`bytes 0-${partBytes - 1}/${size}`, 100)],
    ['of another status', () => part(`bytes 0-${partBytes - 1}/${size}`, partBytes, 203)],
  ])('is refused at once: %s', async (_what, answer) => {
    expect(await failureOf(streamBy(answer))).toMatchObject({ code: 'unexpected' });
  });

  it.each([
    ['of a file that is another by now', () => part(`bytes ${partBytes}-${2 * partBytes - 1}/${size + 1}`)],
    ['from another place', () => part(`bytes 0-${partBytes - 1}/${size}`)],
    ['all of it', () => new Response(new Uint8Array(partBytes))],
  ])('is refused later: %s; and told', async (_what, answer) => {
    const stream = streamBy((range) =>
      range.startsWith('bytes=0-') ? part(`bytes 0-${partBytes - 1}/${size}`) : answer(),
    );
    const parts = await opened(stream);
    expect(parts.trouble).toBeUndefined();
    expect(await parts.part(1)).toMatchObject({ ok: false, failure: { code: 'unexpected' } });
    expect(parts.trouble).toMatchObject({ code: 'unexpected' });
  });
});

describe('trouble', () => {
  it("is the library's own failure", async () => {
    const stream = streamBy(() => failed('denied', 'The API key lacks the permission asset.view.'));
    expect(await failureOf(stream)).toEqual({
      code: 'denied',
      message: 'The API key lacks the permission asset.view.',
    });
  });

  it('does not stay: the part is asked for anew', async () => {
    const good = streamOf(film(3 * partBytes));
    let broken = true;
    const stream = streamBy((range, signal) =>
      broken && !range.startsWith('bytes=0-') ? failed('unavailable', 'busy') : good.read(range, { signal }),
    );
    const parts = await opened(stream);
    expect(await parts.part(1)).toMatchObject({ ok: false });
    broken = false;
    expect(await parts.part(1)).toMatchObject({ ok: true });
    expect(parts.trouble).toMatchObject({ message: 'busy' });
  });

  it('is a library that is silent, before its answer or in the middle of it', async () => {
    const silent = streamBy(() => new Promise<never>(() => {}));
    expect(await failureOf(silent, { seconds: 0.05 })).toMatchObject({ code: 'timeout' });
    const stalls = streamBy(() => new Response(new ReadableStream({ pull: () => new Promise(() => {}) })));
    expect(await failureOf(stalls, { seconds: 0.05 })).toMatchObject({ code: 'timeout' });
  });

  it('is an answer that breaks off', async () => {
    const breaks = streamBy(() => new Response(new ReadableStream({ pull: () => Promise.reject(new Error('cut')) })));
    expect(await failureOf(breaks)).toMatchObject({ code: 'unavailable' });
  });

  it('is a caller who gives up', async () => {
    const caller = new AbortController();
    const waiting = openParts(
      streamBy(() => new Promise<never>(() => {})),
      { signal: caller.signal },
    );
    caller.abort();
    expect(await waiting).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    const after = await openParts(streamOf(film(10)), { signal: AbortSignal.abort() });
    expect(after).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });

  it('is a video of which too much would have to be read', async () => {
    const stream = streamOf(film(4 * partBytes));
    const parts = await opened(stream, { inAll: 2.5 * partBytes });
    expect(await parts.part(1)).toMatchObject({ ok: true });
    expect(await parts.part(2)).toMatchObject({ ok: false, failure: { code: 'refused' } });
    expect(stream.asked).toHaveLength(2);
  });

  it('is a file without anything in it', async () => {
    expect(await failureOf(streamBy(() => new Response(null)))).toMatchObject({ code: 'unsupported' });
  });
});
