import { IPHONE_15_PRO } from '../cameras.ts';
import type { SamplePlace } from '../report.ts';
import type { Shot } from '../shot.ts';

const spot = (city: string, latitude: number, longitude: number, altitude: number): SamplePlace => ({
  city,
  country: 'Japan',
  latitude,
  longitude,
  altitude,
});

const keywords = ['Travel|Asia|Japan'] as const;
const folder = '2024-03 東京';
const phone = { camera: IPHONE_15_PRO, width: 1440, height: 1080 } as const;

/** A week in spring, nine hours ahead of UTC, when the cherries bloom. */
export const TOKYO: readonly Shot[] = [
  {
    ...phone,
    path: `${folder}/IMG_2301.JPG`,
    scene: 'cherryBlossom',
    takenAt: '2024-03-30T09:12:40+09:00',
    place: spot('Tokyo', 35.7148, 139.7957, 8),
    rating: 5,
    description: 'Cherry blossom and a pagoda',
    keywords: [...keywords, 'Travel|Asia|Japan|Tokyo', 'Subject|Flowers'],
    favourite: true,
    note: 'A pagoda behind cherry trees',
  },
  {
    ...phone,
    path: `${folder}/桜と五重塔.jpg`,
    scene: 'cherryBlossom',
    seed: 'upright',
    width: 1080,
    height: 1440,
    takenAt: '2024-03-30T09:20:05+09:00',
    place: spot('Tokyo', 35.7143, 139.7966, 8),
    description: '桜と五重塔',
    note: 'The same pagoda upright; a Japanese file name and description',
  },
  {
    ...phone,
    path: `${folder}/IMG_2310.JPG`,
    scene: 'neonStreet',
    light: 'night',
    takenAt: '2024-03-30T20:02:18+09:00',
    place: spot('Tokyo', 35.6946, 139.7018, 38),
    rating: 4,
    keywords: [...keywords, 'Travel|Asia|Japan|Tokyo', 'Subject|Night'],
    note: 'A street of neon signs in Shinjuku',
  },
  {
    ...phone,
    path: `${folder}/IMG_2313.JPG`,
    scene: 'ramen',
    light: 'indoors',
    takenAt: '2024-03-30T20:31:44+09:00',
    place: spot('Tokyo', 35.6938, 139.7034, 37),
    note: 'A bowl of ramen',
  },
  {
    ...phone,
    path: `${folder}/IMG_2327.JPG`,
    scene: 'cityNight',
    light: 'night',
    takenAt: '2024-03-31T19:15:09+09:00',
    place: spot('Tokyo', 35.6297, 139.7764, 5),
    keywords: [...keywords, 'Travel|Asia|Japan|Tokyo', 'Subject|Night'],
    note: 'The skyline across the bay',
  },
  {
    ...phone,
    path: `${folder}/富士山.webp`,
    scene: 'volcanoGate',
    takenAt: '2024-04-02T06:05:51+09:00',
    place: spot('Hakone', 35.2042, 139.0259, 725),
    rating: 4,
    note: 'A volcano and a red gate in the lake; WebP with EXIF and a Japanese name',
  },
];
