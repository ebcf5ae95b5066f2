import { NIKON_Z6 } from '../cameras.ts';
import type { SamplePlace } from '../report.ts';
import type { Shot } from '../shot.ts';

const spot = (city: string, latitude: number, longitude: number, altitude: number): SamplePlace => ({
  city,
  country: 'Iceland',
  latitude,
  longitude,
  altitude,
});

const keywords = ['Travel|Europe|Iceland'] as const;
const folder = '2022/Iceland';
const camera = { camera: NIKON_Z6, width: 1500, height: 1000 } as const;

const burst: readonly Shot[] = [0, 1, 2, 3, 4].map((frame) => ({
  ...camera,
  path: `${folder}/DSC_410${frame + 1}.JPG`,
  scene: 'aurora',
  drift: frame,
  light: 'stars',
  takenAt: `2022-02-19T22:14:0${frame + 3}+00:00`,
  place: spot('Grundarfjörður', 64.9285, -23.2561, 12),
  ...(frame === 2 && { rating: 5, keywords: [...keywords, 'Subject|Night', 'Subject|Aurora'], favourite: true }),
  note: `Northern lights, frame ${frame + 1} of a burst of five, one second apart`,
}));

/** Five days around the island in February: west of Greenwich, on UTC all year. */
export const ICELAND: readonly Shot[] = [
  {
    ...camera,
    path: `${folder}/DSC_4018.JPG`,
    scene: 'harbourNorth',
    takenAt: '2022-02-16T12:48:30+00:00',
    place: spot('Reykjavík', 64.1517, -21.9486, 4),
    keywords: [...keywords, 'Subject|Sea'],
    note: 'The old harbour',
  },
  {
    ...camera,
    path: `${folder}/DSC_4043.JPG`,
    scene: 'waterfall',
    takenAt: '2022-02-17T11:05:12+00:00',
    place: spot('Skógar', 63.5294, -19.5122, 42),
    rating: 4,
    keywords: [...keywords, 'Subject|Waterfall'],
    description: 'A waterfall with a rainbow',
    note: 'A waterfall on the south coast',
  },
  {
    ...camera,
    path: `${folder}/DSC_4077.JPG`,
    scene: 'glacierLagoon',
    takenAt: '2022-02-18T14:21:55+00:00',
    place: spot('Höfn', 64.0784, -16.2306, 3),
    keywords: [...keywords, 'Subject|Ice'],
    note: 'Ice on the lagoon of a glacier',
  },
  ...burst,
];
