import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noFacts } from '../../../src/library/media/media-facts.ts';
import { readMovieHeader } from '../../../src/library/media/movie-header.ts';
import { readVideoFacts } from '../../../src/library/media/video-facts.ts';
import { writeSampleVideo } from '../../../src/samples/video.ts';

const takenAt = '2025-07-04T21:00:00-07:00';
const instant = Date.parse(takenAt);

describe('the facts of a video', () => {
  let folder: string;
  let mov: string;
  let mp4: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'albumen-video-'));
    mov = join(folder, 'clip.mov');
    mp4 = join(folder, 'clip.mp4');
    const frames = { width: 64, height: 48, seconds: 1, framesPerSecond: 4, scene: 'aurora', takenAt } as const;
    await writeSampleVideo(mov, {
      ...frames,
      contentIdentifier: 'ABC-123',
      place: { latitude: 37.8199, longitude: -122.4783 },
      camera: { make: 'Apple', model: 'iPhone 15 Pro' },
    });
    await writeSampleVideo(mp4, frames);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('of a phone are size, length, clock with zone, place, camera and the identifier of its Live Photo', async () => {
    expect(await readVideoFacts(mov, 'video/quicktime')).toEqual({
      ...noFacts,
      width: 64,
      height: 48,
      orientation: '1',
      durationMs: 1000,
      takenAt: { instant, local: instant - 7 * 3_600_000, timeZone: 'UTC-7' },
      position: { latitude: 37.8199, longitude: -122.4783 },
      make: 'Apple',
      model: 'iPhone 15 Pro',
      contentIdentifier: 'ABC-123',
    });
  });

  it('without more than a header are in UTC, as the header counts', async () => {
    expect(await readVideoFacts(mp4, 'video/mp4')).toEqual({
      ...noFacts,
      width: 64,
      height: 48,
      orientation: '1',
      durationMs: 1000,
      takenAt: { instant, local: instant, timeZone: 'UTC' },
    });
  });

  it('with the place of an Android phone are on the clock of that place', async () => {
    const placed = join(folder, 'placed.mp4');
    const video = { width: 64, height: 48, seconds: 0.5, scene: 'aurora', takenAt } as const;
    await writeSampleVideo(placed, { ...video, place: { latitude: 47.5889, longitude: 12.9862, altitude: 604 } });
    expect(await readVideoFacts(placed, 'video/mp4')).toMatchObject({
      position: { latitude: 47.5889, longitude: 12.9862 },
      takenAt: { instant, local: instant + 2 * 3_600_000, timeZone: 'Europe/Berlin' },
    });
  });

  it('of a container that we do not read are none', async () => {
    expect(await readVideoFacts(mp4, 'video/x-ms-wmv')).toEqual(noFacts);
  });

  it('are nothing at all where a container is so damaged that nothing moves in it', async () => {
    const broken = join(folder, 'broken.mp4');
    await writeFile(broken, Buffer.concat([(await readFile(mp4)).subarray(0, 40), Buffer.alloc(2000, 0xa5)]));
    expect(await readVideoFacts(broken, 'video/mp4')).toBeNull();
  });

  it('are not looked for in boxes that declare more than the file holds', async () => {
    const hostile = join(folder, 'hostile.mp4');
    const box = Buffer.from('\xff\xff\xff\xffmoov\0\0\0\x08udta', 'latin1');
    await writeFile(hostile, box);
    expect(await readMovieHeader(hostile)).toEqual({ createdAt: null, location: null });
  });
});
