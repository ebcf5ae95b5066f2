import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeAv1Frame } from '../../src/samples/av1.ts';
import { findBox } from '../../src/samples/boxes.ts';
import { type SampleVideo, writeSampleVideo } from '../../src/samples/video.ts';

const clip: SampleVideo = {
  width: 320,
  height: 180,
  seconds: 1.5,
  framesPerSecond: 4,
  scene: 'beachSunset',
  takenAt: '2023-06-17T21:46:05+02:00',
  contentIdentifier: '7C0F2A64-6B1E-4A5D-9E1B-3D9A5B0C4E21',
  place: { latitude: -33.8568, longitude: 151.2153, altitude: 4.5 },
  camera: { make: 'Apple', model: 'iPhone 15 Pro' },
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sample-video-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function written(name: string, video: SampleVideo): Promise<string> {
  const path = join(folder, name);
  await writeSampleVideo(path, video);
  return path;
}

describe.each(['clip.mp4', 'clip.mov'])('a sample video in %s', (name) => {
  it('has the size and the length that were asked for', async () => {
    using input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(await written(name, clip)) });
    const track = await input.getPrimaryVideoTrack();
    expect(await input.computeDuration()).toBeCloseTo(1.5, 2);
    expect([await track?.getDisplayWidth(), await track?.getDisplayHeight()]).toEqual([320, 180]);
    expect(await track?.getCodec()).toBe('av1');
  });

  it('consists of key frames that differ, each a sequence header and a picture', async () => {
    using input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(await written(name, clip)) });
    const track = await input.getPrimaryVideoTrack();
    const frames: Buffer[] = [];
    if (track !== null) {
      for await (const packet of new EncodedPacketSink(track).packets()) {
        expect(packet.type).toBe('key');
        frames.push(Buffer.from(packet.data));
      }
    }
    expect(frames).toHaveLength(6);
    expect(new Set(frames.map((frame) => frame.toString('base64'))).size).toBe(6);
    const temporalDelimiterThenSequenceHeader = [0x12, 0x00, 0x0a];
    expect(frames.map((frame) => [...frame.subarray(0, 3)])).toEqual(
      frames.map(() => temporalDelimiterThenSequenceHeader),
    );
  });

  it('says in its header when it was taken, in UTC, and not when it was made', async () => {
    const bytes = await readFile(await written(name, clip));
    const header = findBox(bytes, ['moov', 'mvhd']);
    const seconds = bytes.readUInt32BE((header?.content ?? 0) + 4) - 2082844800;
    expect(new Date(seconds * 1000).toISOString()).toBe('2023-06-17T19:46:05.000Z');
  });

  it('is the same byte for byte each time', async () => {
    const [first, second] = [await written(`a-${name}`, clip), await written(`b-${name}`, clip)];
    expect(await readFile(first)).toEqual(await readFile(second));
  });
});

describe('a sample video for QuickTime', () => {
  it('carries the keys of an iPhone, with signed coordinates', async () => {
    using input = new Input({ formats: ALL_FORMATS, source: new FilePathSource(await written('keys.mov', clip)) });
    expect((await input.getMetadataTags()).raw).toMatchObject({
      'com.apple.quicktime.creationdate': '2023-06-17T21:46:05+0200',
      'com.apple.quicktime.content.identifier': clip.contentIdentifier,
      'com.apple.quicktime.location.ISO6709': '-33.8568+151.2153+004.500/',
      'com.apple.quicktime.make': 'Apple',
      'com.apple.quicktime.model': 'iPhone 15 Pro',
    });
  });

  it('keeps them directly in the movie box, as Apple does', async () => {
    const bytes = await readFile(await written('keys.mov', clip));
    expect(findBox(bytes, ['moov', 'udta'])).toBeUndefined();
    expect(findBox(bytes, ['moov', 'meta'])).toBeDefined();
  });
});

it('a sample video without a date claims none', async () => {
  const path = await written('undated.mp4', { width: 64, height: 64, seconds: 0.2, scene: 'beachSunset' });
  const bytes = await readFile(path);
  expect(bytes.readUInt32BE((findBox(bytes, ['moov', 'mvhd'])?.content ?? 0) + 4)).toBe(0);
});

it('a coded frame says that it is 8 bit, 4:2:0, main profile: what every AV1 decoder plays', async () => {
  const rgb = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#22aa77' } })
    .raw()
    .toBuffer();
  expect((await encodeAv1Frame(rgb, 64, 48, 60)).codec).toMatch(/^av01\.0\.\d\dM\.08$/);
});
