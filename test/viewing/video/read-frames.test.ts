import { afterEach, describe, expect, it, vi } from 'vitest';
import { failed } from '../../../src/catalog/result.ts';
import { type FramesWanted, readFrames } from '../../../src/viewing/video/read-frames.ts';
import { partBytes } from '../../../src/viewing/video/video-parts.ts';
import { canStandIn, type StandInFfmpeg, standInFfmpeg } from '../../fixtures/ffmpeg.ts';
import { streamBy, streamOf, type TestStream } from '../../fixtures/video-streams.ts';

let program: StandInFfmpeg | undefined;
afterEach(() => program?.remove());

const call = { signal: new AbortController().signal };
const all: FramesWanted = { most: 4, from: undefined, to: undefined, seconds: 8 };

/** What begins like an MP4 and is as long as wanted. */
function mp4(size = 3 * partBytes): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  bytes.set(Buffer.from('\0\0\0\x20ftypisom', 'latin1'));
  return bytes;
}

async function read(script: string, stream: TestStream = streamOf(mp4()), wanted: Partial<FramesWanted> = {}) {
  program = await standInFfmpeg(script);
  return readFrames(stream, { ...all, ...wanted }, { ffmpeg: program.path, budgetSeconds: 10 }, call);
}

const draws = 'process.stdout.write(picture);';

describe.skipIf(!canStandIn)('frames', () => {
  it('are read at the middle of each part of the time, through an address that opens the video', async () => {
    const stream = streamOf(mp4());
    const result = await read(
      `const answer = await read('bytes=${2 * partBytes}-');
       if (answer.status !== 206 || (await answer.arrayBuffer()).byteLength !== ${partBytes}) throw new Error('no part');
       ${draws}`,
      stream,
    );
    expect(result).toMatchObject({ ok: true, value: { seconds: 8, wanted: 4, missing: undefined } });
    const frames = result.ok ? result.value.frames : [];
    expect(frames.map(({ at, width, height, rgb }) => [at, width, height, rgb.length])).toEqual(
      [1, 3, 5, 7].map((at) => [at, 320, 180, 320 * 180 * 3]),
    );
    // Four programs have read the same part.
    expect(stream.asked).toEqual([`bytes=0-${partBytes - 1}`, `bytes=${2 * partBytes}-${3 * partBytes - 1}`]);
  });

  it('are read with nothing but HTTP on this machine, as one kind of file, in bounds; the address is gone afterwards', async () => {
    await read(draws);
    const started = (await program?.started()) ?? [];
    expect(started).toHaveLength(4);
    for (const { args } of started) {
      const after = (name: string) => args[args.indexOf(name) + 1];
      expect(after('-protocol_whitelist')).toBe('http,tcp');
      expect([after('-f'), after('-format_whitelist')]).toEqual(['mov', 'mov']);
      expect(args.indexOf('-protocol_whitelist')).toBeLessThan(args.indexOf('-i'));
      expect(args).toEqual(expect.arrayContaining(['-nostdin', '-threads', '-max_pixels', '-frames:v']));
      expect(args.filter((arg) => /^[a-z]+:\/\//.test(arg))).toEqual([after('-i')]);
      await expect(fetch(after('-i') ?? '')).rejects.toThrow();
    }
  });

  it.each([
    ['of a part', { from: 2, to: 4 }, [2.25, 2.75, 3.25, 3.75]],
    ['from a moment to the end', { from: 4 }, [4.5, 5.5, 6.5, 7.5]],
    ['no further than the end', { from: 4, to: 100 }, [4.5, 5.5, 6.5, 7.5]],
  ])('%s', async (_what, wanted, times) => {
    const result = await read(draws, undefined, wanted);
    expect(result.ok && result.value.frames.map(({ at }) => at)).toEqual(times);
  });

  it('are none behind the end', async () => {
    const result = await read(draws, undefined, { from: 9 });
    expect(result).toMatchObject({
      ok: false,
      failure: { code: 'invalid_input', message: expect.stringContaining('8 s') },
    });
  });

  it('of a video whose length the library does not know are read once ffmpeg has said it', async () => {
    const script = `if (args.includes('-ss')) { ${draws} return; }
      console.error("    title   :   Duration: 99:00:00.00, start\\n  Duration: 00:01:04.00, start: 0.000000, bitrate: 1 kb/s");
      process.exitCode = 1;`;
    const result = await read(script, undefined, { seconds: undefined });
    expect(result).toMatchObject({ ok: true, value: { seconds: 64 } });
    expect(result.ok && result.value.frames.map(({ at }) => at)).toEqual([8, 24, 40, 56]);
  });

  it('of a video whose length nobody knows are its beginning, or the part that is named', async () => {
    const unknown = { seconds: undefined };
    const first = await read(draws, undefined, unknown);
    expect(first).toMatchObject({ ok: true, value: { frames: [{ at: 0 }], seconds: undefined } });
    await program?.remove();
    const named = await read(draws, undefined, { ...unknown, from: 0, to: 4 });
    expect(named.ok && named.value.frames.map(({ at }) => at)).toEqual([0.5, 1.5, 2.5, 3.5]);
  });
});

describe.skipIf(!canStandIn)('where ffmpeg misbehaves', () => {
  it.each([
    ['fails', 'process.exitCode = 1;', /damaged/],
    ['writes nothing', '', /damaged/],
    ['writes no picture', "process.stdout.write('garbage');", /damaged/],
    ['writes half a picture', 'process.stdout.write(picture.subarray(0, picture.length / 2));', /damaged/],
    [
      'writes a picture too large to be true',
      "process.stdout.write(Buffer.alloc(20_000_000, 'x'));",
      /too long|damaged/,
    ],
    ['knows no decoder', "console.error('Decoder (codec hevc) not found'); process.exitCode = 1;", /cannot decode/],
  ])('and %s, there is no frame, and it is said why', async (_what, script, why) => {
    const result = await read(script);
    expect(result).toMatchObject({ ok: false, failure: { message: expect.stringMatching(why) } });
    expect(JSON.stringify(result)).not.toContain('hevc');
  });

  it('at one moment, the other frames are there', async () => {
    const result = await read(`if (seconds === 5) process.exit(1); ${draws}`);
    expect(result).toMatchObject({ ok: true, value: { wanted: 4, missing: expect.stringMatching(/damaged/) } });
    expect(result.ok && result.value.frames.map(({ at }) => at)).toEqual([1, 3, 7]);
  });

  it('and hangs, what is there when the time is over is all', async () => {
    program = await standInFfmpeg(`if (seconds > 4) setInterval(() => {}, 1000); else { ${draws} }`);
    const reader = { ffmpeg: program.path, budgetSeconds: 4 };
    const result = await readFrames(streamOf(mp4()), all, reader, call);
    expect(result).toMatchObject({ ok: true, value: { missing: 'reading them took too long' } });
    expect(result.ok && result.value.frames.map(({ at }) => at)).toEqual([1, 3]);
  });

  it('and the caller gives up, it ends', async () => {
    program = await standInFfmpeg('setInterval(() => {}, 1000);');
    const caller = new AbortController();
    const reader = { ffmpeg: program.path, budgetSeconds: 20 };
    const reading = readFrames(streamOf(mp4()), all, reader, { signal: caller.signal });
    await vi.waitFor(async () => expect(await program?.started()).not.toEqual([]), 5000);
    caller.abort();
    expect(await reading).toMatchObject({ ok: false });
  });
});

describe.skipIf(!canStandIn)('where the library misbehaves', () => {
  it('and breaks off in the middle, that is why there are no frames', async () => {
    const whole = streamOf(mp4());
    const stream = streamBy((range, signal) =>
      range.startsWith('bytes=0-') ? whole.read(range, { signal }) : failed('unavailable', 'Immich failed (502).'),
    );
    const script = `await (await read('bytes=${partBytes}-')).arrayBuffer(); ${draws}`;
    expect(await read(script, stream)).toEqual({
      ok: false,
      failure: { code: 'unavailable', message: 'Immich failed (502).' },
    });
  });

  it('and sends one part not, the other frames are there, and its own words say why not all', async () => {
    const whole = streamOf(mp4());
    const stream = streamBy((range, signal) =>
      range.startsWith('bytes=0-') ? whole.read(range, { signal }) : failed('unavailable', 'Immich failed (502).'),
    );
    const script = `if (seconds === 5) await (await read('bytes=${partBytes}-')).arrayBuffer(); ${draws}`;
    expect(await read(script, stream)).toMatchObject({ ok: true, value: { missing: 'Immich failed (502)' } });
  });

  it('and sends all of the video, it is read all the same, once', async () => {
    const stream = streamBy(() => new Response(mp4()));
    const script = `if ((await (await read('bytes=${partBytes}-')).arrayBuffer()).byteLength !== ${2 * partBytes}) process.exit(1); ${draws}`;
    expect(await read(script, stream)).toMatchObject({ ok: true, value: { wanted: 4, missing: undefined } });
    expect(stream.asked).toHaveLength(1);
  });

  it.each([
    ['a playlist', '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n'],
    ['a list of files', "ffconcat version 1.0\nfile 'file:///etc/passwd'\n"],
    ['a web page', '<!doctype html><title>Sign in</title>'],
  ])('and sends %s for a video, ffmpeg is not started', async (_what, text) => {
    const result = await read(draws, streamOf(new Uint8Array(Buffer.from(text))));
    expect(result).toMatchObject({ ok: false, failure: { code: 'unsupported' } });
    expect(await program?.started()).toEqual([]);
  });
});

it.skipIf(!canStandIn)('nothing is served any more when it is over, well or badly', async () => {
  const servers = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
  const before = servers();
  for (const script of [draws, 'process.exitCode = 1;']) {
    await read(script, undefined, { most: 1 });
    await program?.remove();
  }
  await vi.waitFor(() => expect(servers()).toBe(before));
});
