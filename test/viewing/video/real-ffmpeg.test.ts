import { createServer } from 'node:http';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeSampleVideo } from '../../../src/samples/video.ts';
import { frameAt, probeSeconds } from '../../../src/viewing/video/ffmpeg-frame.ts';
import { serveVideo } from '../../../src/viewing/video/loopback.ts';
import { type FramesWanted, readFrames, type VideoFrame } from '../../../src/viewing/video/read-frames.ts';
import { openParts } from '../../../src/viewing/video/video-parts.ts';
import { filmed, realFfmpeg } from '../../fixtures/ffmpeg.ts';
import { streamOf } from '../../fixtures/video-streams.ts';

const ffmpeg = realFfmpeg ?? '';
const call = { signal: new AbortController().signal };
const reader = { ffmpeg, budgetSeconds: 60 };

/** Ten seconds at ten frames per second; frame number n has the brightness 16 + 2n of 16 to 235. */
const brightening = (size = '160x90') => [
  '-f',
  'lavfi',
  '-i',
  `color=c=black:s=${size}:r=10:d=10,format=yuv420p,geq=lum='16+2*N':cb=128:cr=128`,
];
const patterned = (size: string, seconds: number) => ['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=10:d=${seconds}`];
const mpeg4 = ['-c:v', 'mpeg4', '-q:v', '2', '-g', '25'];

async function read(bytes: Uint8Array, wanted: Partial<FramesWanted> = {}) {
  const all: FramesWanted = { most: 5, from: undefined, to: undefined, seconds: undefined, ...wanted };
  return readFrames(streamOf(new Uint8Array(bytes)), all, reader, call);
}

async function framesOf(bytes: Uint8Array, wanted: Partial<FramesWanted> = {}): Promise<readonly VideoFrame[]> {
  const result = await read(bytes, wanted);
  if (!result.ok) throw new Error(result.failure.message);
  return result.value.frames;
}

/** The second that the picture itself tells. */
async function secondIn({ rgb, width, height }: VideoFrame): Promise<number> {
  const { channels } = await sharp(rgb, { raw: { width, height, channels: 3 } }).stats();
  return (((channels[0]?.mean ?? 0) / 255) * 219) / 20;
}

async function expectTrueTimes(frames: readonly VideoFrame[], times: readonly number[]): Promise<void> {
  expect(frames.map(({ at }) => at)).toEqual(times);
  for (const frame of frames) expect(Math.abs((await secondIn(frame)) - frame.at)).toBeLessThan(0.25);
}

describe.skipIf(realFfmpeg === null)('ffmpeg as it is', () => {
  let plain: Buffer;
  beforeAll(async () => {
    plain = await filmed('plain.mp4', ...brightening(), ...mpeg4);
  });

  it.each([
    ['an MP4 with its index at the end', 'a.mp4', mpeg4],
    ['an MP4 with its index at the beginning', 'b.mp4', [...mpeg4, '-movflags', '+faststart']],
    ['an MP4 in fragments', 'c.mp4', [...mpeg4, '-movflags', 'frag_keyframe+empty_moov']],
    ['a QuickTime film', 'd.mov', mpeg4],
    ['a Matroska', 'e.mkv', mpeg4],
    ['an AVI', 'f.avi', mpeg4],
    ['a transport stream', 'g.ts', ['-c:v', 'mpeg2video', '-q:v', '2', '-r', '25']],
    ['a DVD', 'h.mpg', ['-c:v', 'mpeg2video', '-q:v', '2', '-r', '25']],
    ['a Flash film', 'i.flv', ['-c:v', 'flv', '-q:v', '2']],
    ['a Windows Media film', 'j.wmv', ['-c:v', 'wmv2', '-q:v', '2']],
  ])('shows of %s what is to be seen at each moment', async (_what, name, output) => {
    await expectTrueTimes(
      await framesOf(await filmed(name, ...brightening(), ...output), { seconds: 10 }),
      [1, 3, 5, 7, 9],
    );
  });

  it('shows a part', async () => {
    await expectTrueTimes(await framesOf(plain, { from: 4, to: 6, most: 2 }), [4.5, 5.5]);
  });

  it('says how long a video is, where the library does not', async () => {
    expect(await read(plain)).toMatchObject({ ok: true, value: { seconds: 10, wanted: 5 } });
  });

  it('shows the last picture for as long as there is sound', async () => {
    const sound = ['-f', 'lavfi', '-i', 'sine=d=20', '-c:a', 'aac'];
    const frames = await framesOf(await filmed('long.mp4', ...brightening(), ...sound, ...mpeg4), { most: 4 });
    expect(frames.map(({ at }) => at)).toEqual([2.5, 7.5, 12.5, 17.5]);
    const seconds = await Promise.all(frames.map(secondIn));
    for (const [at, second] of [2.5, 7.5, 9.9, 9.9].entries())
      expect(Math.abs((seconds[at] ?? 0) - second)).toBeLessThan(0.25);
  });

  it('shows a picture that lasts, also between two of them', async () => {
    const slow = await filmed(
      'slow.mp4',
      '-f',
      'lavfi',
      '-i',
      "color=c=black:s=160x90:r=1/5:d=10,geq=lum='16+100*N':cb=128:cr=128",
      ...mpeg4,
    );
    const seconds = await Promise.all((await framesOf(slow, { seconds: 10 })).map(secondIn));
    expect(seconds.map((second) => Math.round(second))).toEqual([0, 0, 5, 5, 5]);
  });

  it('turns what was filmed upright', async () => {
    const lying = await filmed('lying.mp4', ...brightening('320x180'), ...mpeg4);
    expect((await framesOf(lying))[0]).toMatchObject({ width: 320, height: 180 });
    expect((await framesOf(turned(lying)))[0]).toMatchObject({ width: 180, height: 320 });
  });

  it('shows pixels that are not square as they are meant', async () => {
    const wide = await filmed('wide.mp4', ...brightening('180x144'), '-vf', 'setsar=2', ...mpeg4);
    expect((await framesOf(wide))[0]).toMatchObject({ width: 360, height: 144 });
  });

  it('makes large pictures smaller', async () => {
    const large = await filmed('large.mp4', ...patterned('1920x1080', 1), ...mpeg4);
    const [frame] = await framesOf(large, { most: 1 });
    expect(frame).toMatchObject({ width: 836, height: 470 });
  });

  it('shows a video of a single picture', async () => {
    const one = await filmed('one.mp4', ...brightening(), '-frames:v', '1', ...mpeg4);
    expect(await framesOf(one)).toHaveLength(3);
    expect(await framesOf(one, { seconds: 0 })).toHaveLength(1);
  });

  it.each(['mp4', 'mov'] as const)("plays this program's own samples in %s", async (container) => {
    const sample = await makeSampleVideo(
      { width: 96, height: 64, seconds: 1, framesPerSecond: 4, scene: 'aurora' },
      container,
    );
    expect(await framesOf(sample, { most: 2 })).toHaveLength(2);
  });

  it('reads only what is needed', async () => {
    const raw = await filmed('raw.mov', ...patterned('1280x720', 10), '-c:v', 'rawvideo', '-pix_fmt', 'yuv420p');
    const stream = streamOf(new Uint8Array(raw));
    await readFrames(stream, { most: 2, from: undefined, to: undefined, seconds: 10 }, reader, call);
    const parts = Math.ceil(raw.length / (512 * 1024));
    expect(parts).toBeGreaterThan(200);
    expect(stream.asked.length).toBeLessThan(parts / 2);
    expect(new Set(stream.asked).size).toBe(stream.asked.length);
  });

  it.each([
    ['cut off before its index', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['without anything behind its beginning', (bytes: Buffer) => bytes.subarray(0, 100)],
    ['full of zeros', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 32), Buffer.alloc(50_000)])],
    ['without pictures', () => filmed('sound.mp4', '-f', 'lavfi', '-i', 'sine=d=2', '-c:a', 'aac')],
  ])('says of a file %s that there is nothing to be seen', async (_what, broken) => {
    const result = await read(await broken(plain));
    expect(result).toMatchObject({ ok: false, failure: { message: expect.stringMatching(/damaged/) } });
  });

  it('shows of a file that is cut off later what is there', async () => {
    const early = await filmed('early.mp4', ...brightening(), ...mpeg4, '-movflags', '+faststart');
    const frames = await framesOf(early.subarray(0, early.length * 0.6), { seconds: 10 });
    expect(frames.length).toBeGreaterThanOrEqual(2);
  });
});

/** The same MP4, to be turned by a quarter: the matrix of its track (ISO/IEC 14496-12, 8.3.2). */
function turned(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const header = copy.indexOf('tkhd');
  const matrix = header + 4 + 4 + 20 + 8 + 8;
  const one = 0x10000;
  for (const [at, value] of [0, one, 0, -one, 0, 0, 0, 0, 0x40000000].entries())
    copy.writeInt32BE(value, matrix + at * 4);
  return copy;
}

describe.skipIf(realFfmpeg === null)('a file that leads elsewhere', () => {
  /** What somebody else on this machine would be asked for. */
  async function besides<Value>(work: (url: string) => Promise<Value>): Promise<{ value: Value; asked: string[] }> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('no port');
    try {
      return { value: await work(`http://127.0.0.1:${address.port}/elsewhere`), asked };
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  }

  const playlists: Readonly<Record<string, (url: string) => string>> = {
    'HLS, to a server': (url) => `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${url}.ts\n#EXT-X-ENDLIST\n`,
    'HLS, to a file': () => '#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n',
    concat: (url) => `ffconcat version 1.0\nfile '${url}'\nfile 'file:///etc/passwd'\n`,
    DASH: (url) => `<?xml version="1.0"?><MPD><Period><BaseURL>${url}</BaseURL></Period></MPD>`,
    'HLS behind the beginning of an MP4': (url) => `\0\0\0\x20ftypisom\0\0\0\0isom#EXTM3U\n#EXTINF:1,\n${url}.ts\n`,
  };

  it.each(Object.entries(playlists))('is not followed: %s', async (_what, write) => {
    const { value, asked } = await besides((url) => read(Buffer.from(write(url), 'latin1'), { seconds: 4 }));
    expect(value).toMatchObject({ ok: false });
    expect(asked).toEqual([]);
  });

  it.each(Object.entries(playlists))(
    'is not followed by ffmpeg either, taken for whatever kind: %s',
    async (_what, write) => {
      const { asked } = await besides(async (url) => {
        const parts = await openParts(streamOf(new Uint8Array(Buffer.from(write(url), 'latin1'))), call);
        if (!parts.ok) throw new Error(parts.failure.message);
        const address = await serveVideo(parts.value);
        try {
          for (const demuxer of ['mov', 'mpegts', 'avi']) {
            const input = { ffmpeg, url: address.url, demuxer, signal: call.signal };
            expect(typeof (await frameAt(input, 1))).toBe('string');
            expect(await probeSeconds(input)).toBeUndefined();
          }
        } finally {
          await address.close();
        }
      });
      expect(asked).toEqual([]);
    },
  );

  it('would be followed without these bounds, so that they are what holds it', async () => {
    const { execFile } = await import('node:child_process');
    const { asked } = await besides(async (url) => {
      const parts = await openParts(
        streamOf(new Uint8Array(Buffer.from(playlists['HLS, to a server']?.(url) ?? ''))),
        call,
      );
      if (!parts.ok) throw new Error(parts.failure.message);
      const address = await serveVideo(parts.value);
      await new Promise<void>((resolve) => {
        execFile(ffmpeg, ['-nostdin', '-f', 'hls', '-i', address.url, '-f', 'null', '-'], () => resolve());
      });
      await address.close();
    });
    expect(asked).not.toEqual([]);
  });
});
