import { IPHONE_13, PIXEL_5 } from '../cameras.ts';
import type { SamplePlace } from '../report.ts';
import type { Shot } from '../shot.ts';

const lake = (latitude: number, longitude: number, altitude: number): SamplePlace => ({
  city: 'Schönau am Königssee',
  country: 'Germany',
  latitude,
  longitude,
  altitude,
});

const coast = (latitude: number, longitude: number): SamplePlace => ({
  city: 'Rovinj',
  country: 'Croatia',
  latitude,
  longitude,
  altitude: 2,
});

const folder = '2022/Königssee';
const phone = { camera: IPHONE_13, width: 1440, height: 1080 } as const;
const pixel = { camera: PIXEL_5, width: 1440, height: 1080 } as const;

/** The identifier that the Live Photo's picture and clip share. */
export const LIVE_PHOTO = '5D2C7A10-3F64-4B7E-9A41-0C86E2B1F7D3';

/** A weekend at a lake in July, two days by the sea in August, a year apart. */
export const SUMMER: readonly Shot[] = [
  {
    ...pixel,
    path: '2021/Rovinj/PXL_20210814_093112405.jpg',
    scene: 'harbour',
    seed: 'Rovinj',
    takenAt: '2021-08-14T11:31:12+02:00',
    place: coast(45.0822, 13.6345),
    note: 'A harbour in the morning',
  },
  {
    ...pixel,
    path: '2021/Rovinj/PXL_20210814_180655120.jpg',
    scene: 'beachSunset',
    width: 1440,
    light: 'dusk',
    takenAt: '2021-08-14T20:06:55+02:00',
    place: coast(45.0676, 13.6361),
    rating: 5,
    description: 'Sunset on the beach',
    keywords: ['Travel|Europe|Croatia', 'Subject|Sunset', 'Subject|Sea'],
    favourite: true,
    note: 'A beach at sunset',
  },
  {
    ...phone,
    path: `${folder}/IMG_0031.JPG`,
    scene: 'forest',
    takenAt: '2022-07-09T08:47:26+02:00',
    place: lake(47.5931, 12.9799, 640),
    keywords: ['Travel|Europe|Germany|Königssee', 'Subject|Forest'],
    note: 'Mist and sun in the forest',
  },
  {
    ...phone,
    path: `${folder}/IMG_0038.JPG`,
    scene: 'mountains',
    takenAt: '2022-07-09T13:15:40+02:00',
    place: lake(47.5546, 12.9741, 1180),
    note: 'A mountain meadow',
  },
  {
    ...phone,
    path: `${folder}/IMG_0042.JPG`,
    scene: 'lakeMirror',
    takenAt: '2022-07-09T17:58:03+02:00',
    place: lake(47.5889, 12.9862, 604),
    rating: 5,
    keywords: ['Travel|Europe|Germany|Königssee', 'Subject|Lake'],
    contentIdentifier: LIVE_PHOTO,
    favourite: true,
    note: 'The jetty: the picture of a Live Photo',
  },
  {
    ...phone,
    path: `${folder}/IMG_0049.JPG`,
    scene: 'campfire',
    light: 'night',
    takenAt: '2022-07-09T22:41:17+02:00',
    place: lake(47.5862, 12.9884, 606),
    rating: 4,
    note: 'A tent and a fire under the stars',
  },
  {
    ...phone,
    path: `${folder}/PANO_0053.jpg`,
    scene: 'mountains',
    seed: 'panorama',
    width: 4000,
    height: 1000,
    takenAt: '2022-07-10T10:26:31+02:00',
    place: lake(47.5552, 12.9729, 1195),
    panorama: true,
    note: 'The mountains all around',
  },
];
