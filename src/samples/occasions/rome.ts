import { SONY_A7 } from '../cameras.ts';
import type { SamplePlace } from '../report.ts';
import type { Shot } from '../shot.ts';

const spot = (latitude: number, longitude: number, altitude: number): SamplePlace => ({
  city: 'Rome',
  country: 'Italy',
  latitude,
  longitude,
  altitude,
});

const keywords = ['Travel|Europe|Italy|Rome'] as const;
const folder = '2020/Rome';
const camera = { camera: SONY_A7, width: 1500, height: 1000 } as const;

/** Three days in October, with a camera that gets its position from a phone. */
export const ROME: readonly Shot[] = [
  {
    ...camera,
    path: `${folder}/DSC01207.JPG`,
    scene: 'romanStreet',
    takenAt: '2020-10-09T11:34:21+02:00',
    place: spot(41.8893, 12.4708, 24),
    keywords,
    note: 'A street in Trastevere',
  },
  {
    ...camera,
    path: `${folder}/DSC01211.JPG`,
    scene: 'pizza',
    light: 'indoors',
    takenAt: '2020-10-09T13:05:48+02:00',
    place: spot(41.8898, 12.4695, 23),
    note: 'Lunch',
  },
  {
    ...camera,
    path: `${folder}/DSC01226.JPG`,
    scene: 'colosseumDay',
    width: 3600,
    height: 2400,
    takenAt: '2020-10-10T10:12:07+02:00',
    place: spot(41.8905, 12.4926, 38),
    keywords: [...keywords, 'Subject|Architecture'],
    rating: 3,
    note: 'The Colosseum in the morning, in full camera resolution',
  },
  {
    ...camera,
    path: `${folder}/DSC01240.JPG`,
    scene: 'colosseumEvening',
    light: 'dusk',
    takenAt: '2020-10-10T18:36:15+02:00',
    place: spot(41.8912, 12.4914, 40),
    rating: 5,
    description: 'Last light on the Colosseum',
    keywords: [...keywords, 'Subject|Sunset', 'Subject|Architecture'],
    favourite: true,
    note: 'The Colosseum at sunset',
  },
  {
    ...camera,
    path: `${folder}/DSC01252.JPG`,
    scene: 'riverBridgeDome',
    light: 'night',
    takenAt: '2020-10-10T19:20:02+02:00',
    place: spot(41.9018, 12.4663, 18),
    note: 'A bridge over the Tiber; rating, description and keywords are in the XMP file beside it',
  },
];
