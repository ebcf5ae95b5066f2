import sharp from 'sharp';
import { IPHONE_13, IPHONE_15_PRO } from '../cameras.ts';
import type { SamplePlace } from '../report.ts';
import type { Sample } from '../sample.ts';
import { paintScene } from '../scenes.ts';
import { makeSampleVideo } from '../video.ts';
import { LIVE_PHOTO } from './summer.ts';

const LAKE: SamplePlace = {
  city: 'Schönau am Königssee',
  country: 'Germany',
  latitude: 47.5889,
  longitude: 12.9862,
  altitude: 604,
};

const SHINJUKU: SamplePlace = { city: 'Tokyo', country: 'Japan', latitude: 35.6946, longitude: 139.7018, altitude: 38 };

const liveClip: Sample = {
  file: {
    path: '2022/Königssee/IMG_0042.MOV',
    kind: 'live-clip',
    note: 'The clip of the Live Photo IMG_0042.JPG: same name, same content identifier',
    takenAt: '2022-07-09T17:58:02+02:00',
    modifiedAt: '2022-07-09T17:58:02+02:00',
    place: LAKE,
    width: 480,
    height: 360,
    seconds: 2,
    make: IPHONE_13.make,
    model: IPHONE_13.model,
    of: '2022/Königssee/IMG_0042.JPG',
  },
  make: () =>
    makeSampleVideo(
      {
        width: 480,
        height: 360,
        seconds: 2,
        framesPerSecond: 8,
        scene: 'lakeMirror',
        takenAt: '2022-07-09T17:58:02+02:00',
        contentIdentifier: LIVE_PHOTO,
        place: LAKE,
        camera: IPHONE_13,
      },
      'mov',
    ),
};

const phoneVideo: Sample = {
  file: {
    path: '2024-03 東京/IMG_2311.MOV',
    kind: 'video',
    note: 'A walk through the neon street: QuickTime with place, camera and the time zone',
    takenAt: '2024-03-30T20:04:51+09:00',
    modifiedAt: '2024-03-30T20:04:51+09:00',
    place: SHINJUKU,
    width: 480,
    height: 270,
    seconds: 4,
    make: IPHONE_15_PRO.make,
    model: IPHONE_15_PRO.model,
  },
  make: () =>
    makeSampleVideo(
      {
        width: 480,
        height: 270,
        seconds: 4,
        framesPerSecond: 8,
        scene: 'neonStreet',
        takenAt: '2024-03-30T20:04:51+09:00',
        place: SHINJUKU,
        camera: IPHONE_15_PRO,
      },
      'mov',
    ),
};

const fireVideo: Sample = {
  file: {
    path: '2022/Königssee/20220709_224503.mp4',
    kind: 'video',
    note: 'The fire, by another phone: MP4, which knows its time in UTC only',
    takenAt: '2022-07-09T20:45:03Z',
    modifiedAt: '2022-07-09T20:45:03Z',
    width: 480,
    height: 270,
    seconds: 3,
  },
  make: () =>
    makeSampleVideo(
      { width: 480, height: 270, seconds: 3, framesPerSecond: 8, scene: 'campfire', takenAt: '2022-07-09T20:45:03Z' },
      'mp4',
    ),
};

const animation: Sample = {
  file: {
    path: 'Downloads/aurora.gif',
    kind: 'animation',
    note: 'An animated GIF of six frames, without a date',
    modifiedAt: '2022-03-01T18:30:00+00:00',
    width: 360,
    height: 240,
  },
  make: async () => {
    const frames = await Promise.all(
      [0, 1, 2, 3, 4, 5].map(async (frame) => {
        const { data, width, height } = await paintScene('aurora', { width: 360, height: 240, drift: frame * 3 });
        return sharp(data, { raw: { width, height, channels: 3 } })
          .png({ compressionLevel: 1 })
          .toBuffer();
      }),
    );
    return sharp(frames, { join: { animated: true } })
      .gif({ delay: frames.map(() => 200), loop: 0, effort: 1, dither: 0.6 })
      .toBuffer();
  },
};

/** Everything that moves: the clip of a Live Photo, two videos and an animation. */
export const MOVING: readonly Sample[] = [liveClip, phoneVideo, fireVideo, animation];
