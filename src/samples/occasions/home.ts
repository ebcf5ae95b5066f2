import { CANON_80D, IPHONE_13, IPHONE_15_PRO } from '../cameras.ts';
import type { SamplePlace } from '../report.ts';
import type { Shot } from '../shot.ts';

const HOME: SamplePlace = { city: 'Munich', country: 'Germany', latitude: 48.1297, longitude: 11.5926, altitude: 519 };

const canon = { camera: CANON_80D, light: 'indoors', width: 1500, height: 1000 } as const;
const phone = { width: 1440, height: 1080, place: HOME } as const;

/** Birthdays over the years, the cat, the house and the garden. */
export const AT_HOME: readonly Shot[] = [
  {
    ...canon,
    path: 'Home/Birthdays/IMG_4410.JPG',
    scene: 'birthday1',
    seed: '2019',
    takenAt: '2019-05-11T15:32:10',
    description: 'First birthday',
    keywords: ['Family|Birthday'],
    rating: 4,
    note: 'A cake with one candle; a camera that knows neither offset nor place',
  },
  {
    ...canon,
    path: 'Home/Birthdays/IMG_7782.JPG',
    scene: 'birthday4',
    seed: '2022',
    takenAt: '2022-05-11T16:04:37',
    keywords: ['Family|Birthday'],
    note: 'A cake with four candles',
  },
  {
    ...phone,
    camera: IPHONE_15_PRO,
    light: 'indoors',
    path: 'Home/Birthdays/IMG_2590.JPG',
    scene: 'birthday6',
    seed: '2024',
    width: 1080,
    height: 1440,
    takenAt: '2024-05-11T15:48:22+02:00',
    keywords: ['Family|Birthday'],
    rating: 5,
    favourite: true,
    note: 'A cake with six candles',
  },
  {
    ...phone,
    camera: IPHONE_13,
    light: 'indoors',
    path: 'Home/Cat/IMG_0107.JPG',
    scene: 'catPortrait',
    takenAt: '2022-11-05T17:20:11+01:00',
    description: 'Mimi wants her dinner',
    faces: [{ name: 'Mimi', area: [0.5, 0.43, 0.46, 0.68] }],
    keywords: ['Pets|Cat|Mimi'],
    rating: 5,
    favourite: true,
    note: 'The cat looks into the camera',
  },
  {
    ...phone,
    camera: IPHONE_13,
    path: 'Home/Cat/IMG_0233.JPG',
    scene: 'catWindow',
    takenAt: '2023-04-22T10:02:54+02:00',
    faces: [{ name: 'Mimi', area: [0.65, 0.385, 0.17, 0.24] }],
    keywords: ['Pets|Cat|Mimi'],
    note: 'The cat at the window',
  },
  {
    ...phone,
    camera: IPHONE_13,
    path: 'Home/Cat/IMG_0234.JPG',
    scene: 'catWindow',
    seed: 'later',
    takenAt: '2023-04-22T10:06:31+02:00',
    note: 'The cat at the window four minutes later: alike, but not a copy',
  },
  {
    ...phone,
    camera: IPHONE_13,
    light: 'night',
    path: 'Home/IMG_0019.JPG',
    scene: 'winterHouse',
    takenAt: '2021-12-24T16:38:00+01:00',
    note: 'The house on Christmas Eve',
  },
  {
    ...phone,
    camera: IPHONE_15_PRO,
    path: 'Home/garden.avif',
    scene: 'garden',
    seed: 'home',
    width: 1200,
    height: 900,
    takenAt: '2024-06-02T11:15:08+02:00',
    note: 'The garden; AVIF with EXIF',
  },
  {
    ...phone,
    camera: IPHONE_15_PRO,
    light: 'indoors',
    path: 'Home/IMG_2188.JPG',
    scene: 'receiptHardware',
    takenAt: '2024-03-09T16:20:45+01:00',
    note: 'A receipt: something to clean up',
  },
];
