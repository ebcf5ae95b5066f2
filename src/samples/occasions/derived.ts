import sharp from 'sharp';
import { IPHONE_14_PRO } from '../cameras.ts';
import type { Sample } from '../sample.ts';
import { xmpPacket } from '../xmp.ts';
import { PARIS } from './paris.ts';

const SUNSET = '2023-06 Paris/IMG_1223.JPG';
const COFFEE = '2023-06 Paris/IMG_1212.JPG';
const TIBER = '2020/Rome/DSC01252.JPG';

const sunset = PARIS.find((shot) => shot.path === SUNSET);
const coffee = PARIS.find((shot) => shot.path === COFFEE);

const TIBER_FACTS = {
  rating: 4,
  description: 'Ponte Sant’Angelo, just after dark',
  keywords: ['Travel|Europe|Italy|Rome', 'Subject|Night'],
} as const;

const phone = { make: IPHONE_14_PRO.make, model: IPHONE_14_PRO.model, lens: IPHONE_14_PRO.lensModel } as const;

const resized: Sample = {
  file: {
    path: 'For grandma/IMG_1223-1024.jpg',
    kind: 'resized-copy',
    note: 'The tower at sunset made smaller for an e-mail; the EXIF came along, the XMP did not',
    ...(sunset?.takenAt && { takenAt: sunset.takenAt }),
    modifiedAt: '2023-06-20T19:14:00+02:00',
    ...(sunset?.place && { place: sunset.place }),
    width: 1024,
    height: 768,
    ...phone,
    of: SUNSET,
  },
  make: async (original) =>
    sharp(await original(SUNSET))
      .keepExif()
      .resize(1024, 768)
      .jpeg({ quality: 80 })
      .toBuffer(),
};

const recompressed: Sample = {
  file: {
    path: 'WhatsApp Images/IMG-20230617-WA0003.jpg',
    kind: 'recompressed-copy',
    note: 'The tower at sunset as a messenger sent it: smaller, coarser, without any metadata',
    modifiedAt: '2023-06-17T09:03:00+02:00',
    width: 1600,
    height: 1200,
    of: SUNSET,
  },
  make: async (original) =>
    sharp(await original(SUNSET))
      .resize(1600, 1200)
      .jpeg({ quality: 42 })
      .toBuffer(),
};

const exact: Sample = {
  file: {
    path: 'Backup/Coffee in Paris.jpg',
    kind: 'exact-copy',
    note: 'IMG_1212.JPG byte for byte under another name',
    ...(coffee?.takenAt && { takenAt: coffee.takenAt }),
    modifiedAt: '2023-07-02T22:00:00+02:00',
    ...(coffee?.place && { place: coffee.place }),
    width: 1440,
    height: 1080,
    ...phone,
    ...(coffee?.description && { description: coffee.description }),
    of: COFFEE,
  },
  make: (original) => original(COFFEE),
};

const sidecar: Sample = {
  file: {
    path: `${TIBER}.xmp`,
    kind: 'sidecar',
    note: 'Rating, description and keywords of DSC01252.JPG, written by a photo program',
    modifiedAt: '2020-10-18T20:30:00+02:00',
    ...TIBER_FACTS,
    of: TIBER,
  },
  make: async () => Buffer.from(xmpPacket(TIBER_FACTS) ?? ''),
};

const broken: Sample = {
  file: {
    path: 'Downloads/broken.jpg',
    kind: 'broken',
    note: 'A download that broke off: the first third of a JPEG',
    modifiedAt: '2023-02-20T08:15:00+01:00',
    of: COFFEE,
  },
  make: async (original) => {
    const whole = await original(COFFEE);
    return whole.subarray(0, Math.floor(whole.length / 3));
  },
};

const empty: Sample = {
  file: {
    path: 'Downloads/empty.jpg',
    kind: 'empty',
    note: 'A file of no bytes',
    modifiedAt: '2023-02-20T08:16:00+01:00',
  },
  make: async () => Buffer.alloc(0),
};

/** Copies, a sidecar, and files that are damaged on purpose. All but the last are made from files that exist by then. */
export const DERIVED: readonly Sample[] = [resized, recompressed, exact, sidecar, broken, empty];
