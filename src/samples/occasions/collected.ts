import type { Shot } from '../shot.ts';

const phoneScreen = { width: 590, height: 1278 } as const;

/** What gathers in a library besides photos: screenshots, scans, downloads. */
export const COLLECTED: readonly Shot[] = [
  {
    ...phoneScreen,
    path: 'Screenshots/Screenshot_20201010-093114.png',
    scene: 'mapScreen',
    modifiedAt: '2020-10-10T09:31:14+02:00',
    note: 'A screenshot of a map; no camera, no time in the file',
  },
  {
    ...phoneScreen,
    path: 'Screenshots/Screenshot_20230619-204712.png',
    scene: 'chatScreen',
    modifiedAt: '2023-06-19T20:47:12+02:00',
    note: 'A screenshot of a chat',
  },
  {
    ...phoneScreen,
    path: 'Screenshots/Screenshot_20240328-061203.png',
    scene: 'boardingPass',
    modifiedAt: '2024-03-28T06:12:03+01:00',
    note: 'A screenshot of a boarding pass',
  },
  {
    path: 'Scans/1987 summer.jpg',
    scene: 'oldPrint',
    width: 1350,
    height: 900,
    takenAt: '1987-07-19T15:00:00',
    modifiedAt: '2016-11-13T20:11:00+01:00',
    description: 'Our first car, summer of 1987',
    keywords: ['Family|Old prints'],
    note: 'A scanned print: somebody entered the day, nobody the time zone',
  },
  {
    path: 'Scans/winter 1991.tif',
    scene: 'winterHouse',
    seed: '1991',
    width: 1200,
    height: 900,
    takenAt: '1991-01-06T12:00:00',
    modifiedAt: '2016-11-13T20:26:00+01:00',
    keywords: ['Family|Old prints'],
    note: 'A scan as TIFF, with its date in XMP',
  },
  {
    path: 'Downloads/wallpaper.jpg',
    scene: 'forest',
    seed: 'wallpaper',
    width: 1920,
    height: 1080,
    modifiedAt: '2023-01-08T19:02:00+01:00',
    note: 'A picture without any metadata',
  },
  {
    path: 'Downloads/poster.png',
    scene: 'cityNight',
    seed: 'poster',
    width: 900,
    height: 1200,
    modifiedAt: '2023-02-14T21:40:00+01:00',
    note: 'A PNG that is not a screenshot',
  },
];
