import { IPHONE_14_PRO } from '../cameras.ts';
import type { SamplePlace } from '../report.ts';
import type { Shot } from '../shot.ts';

const spot = (latitude: number, longitude: number, altitude: number): SamplePlace => ({
  city: 'Paris',
  country: 'France',
  latitude,
  longitude,
  altitude,
});

const keywords = ['Travel|Europe|France|Paris'] as const;
const folder = '2023-06 Paris';
const phone = { camera: IPHONE_14_PRO, width: 1440, height: 1080 } as const;

/** Four days in June, mostly on foot, with a phone. */
export const PARIS: readonly Shot[] = [
  {
    ...phone,
    path: `${folder}/IMG_1201.JPG`,
    scene: 'eiffelDay',
    width: 4000,
    height: 3000,
    takenAt: '2023-06-15T11:02:44+02:00',
    place: spot(48.8556, 2.2986, 34),
    keywords,
    note: 'The tower from the park, in full camera resolution',
  },
  {
    ...phone,
    path: `${folder}/IMG_1204.JPG`,
    scene: 'eiffelDay',
    seed: 'upright',
    width: 1080,
    height: 1440,
    sideways: true,
    takenAt: '2023-06-15T11:09:12+02:00',
    place: spot(48.8578, 2.2952, 33),
    note: 'The tower upright: stored sideways with orientation 6',
  },
  {
    ...phone,
    path: `${folder}/IMG_1212.JPG`,
    scene: 'cafeTable',
    takenAt: '2023-06-15T15:41:03+02:00',
    place: spot(48.854, 2.3331, 40),
    description: 'Second breakfast',
    note: 'Coffee and a croissant in Saint-Germain',
  },
  {
    ...phone,
    path: `${folder}/IMG_1223.JPG`,
    scene: 'eiffelDusk',
    width: 4000,
    height: 3000,
    light: 'dusk',
    takenAt: '2023-06-16T21:51:37+02:00',
    place: spot(48.8616, 2.2893, 67),
    rating: 5,
    description: 'La tour Eiffel au coucher du soleil, vue du Trocadéro',
    keywords: [...keywords, 'Subject|Sunset'],
    favourite: true,
    note: 'The tower at sunset; the original of the resized and the re-compressed copy',
  },
  {
    ...phone,
    path: `${folder}/IMG_1231.JPG`,
    scene: 'eiffelNight',
    light: 'night',
    takenAt: '2023-06-16T23:00:58+02:00',
    place: spot(48.8621, 2.2885, 67),
    rating: 4,
    keywords: [...keywords, 'Subject|Night'],
    note: 'The tower sparkling at eleven at night',
  },
  {
    ...phone,
    path: `${folder}/IMG_1240.JPG`,
    scene: 'market',
    takenAt: '2023-06-17T10:20:19+02:00',
    place: spot(48.8489, 2.3782, 41),
    description: 'Fruit stalls at the market of Aligre',
    note: 'A street market',
  },
  {
    ...phone,
    path: `${folder}/IMG_1250.JPG`,
    scene: 'garden',
    takenAt: '2023-06-17T16:12:33+02:00',
    place: spot(48.8465, 2.3372, 47),
    keywords: [...keywords, 'Subject|Flowers'],
    note: 'Flower beds in the Luxembourg garden',
  },
  {
    ...phone,
    path: `${folder}/Pont à l’heure bleue.jpg`,
    scene: 'riverBridge',
    light: 'night',
    takenAt: '2023-06-17T22:24:50+02:00',
    place: spot(48.8637, 2.3135, 30),
    rating: 4,
    description: 'Le pont et ses lampadaires, à l’heure bleue',
    keywords: [...keywords, 'Subject|Night'],
    note: 'A bridge over the river; a French file name with an accent and a typographic apostrophe',
  },
  {
    ...phone,
    path: `${folder}/IMG_1258.JPG`,
    scene: 'receiptCafe',
    light: 'indoors',
    width: 1080,
    height: 1440,
    takenAt: '2023-06-18T10:44:06+02:00',
    place: spot(48.8529, 2.3688, 38),
    note: 'The receipt of a café: something to clean up',
  },
];
