import { describe, expect, test } from 'vitest';
import { formatOf } from '../../../src/immich/duplicates/format-score.ts';

describe('the format of a file', () => {
  // What a real Immich makes of the extensions of every maker, and what other programs call them.
  test.each([
    ...[
      'cr2',
      'cr3',
      'crw',
      'nef',
      'nrw',
      'arw',
      'sr2',
      'srf',
      'raf',
      'rw2',
      'orf',
      'pef',
      'srw',
      'x3f',
      'dng',
      '3fr',
      'iiq',
    ],
    ...['raw', 'x-canon-cr2', 'x-canon-cr3', 'x-nikon-nef', 'x-sony-arw', 'x-fuji-raf', 'x-panasonic-rw2'],
    ...['x-olympus-orf', 'x-panasonic-raw', 'x-adobe-dng', 'x-raw', 'x-dcraw'],
  ])('image/%s is RAW, the best of all', (subtype) => {
    expect(formatOf(`image/${subtype}`, 'whatever')).toMatchObject({ family: 'raw', score: 100 });
  });

  test.each([
    ['image/heic', 'HEIC', 80],
    ['image/heif', 'HEIF', 80],
    ['image/hif', 'HEIF', 80],
    ['image/png', 'PNG', 70],
    ['image/tiff', 'TIFF', 70],
    ['image/jpeg', 'JPEG', 50],
    ['image/JPEG; charset=binary', 'JPEG', 50],
    ['image/avif', 'AVIF', 45],
    ['image/jxl', 'JPEG XL', 45],
    ['image/webp', 'WebP', 40],
    ['image/gif', 'GIF', 30],
    ['image/bmp', 'BMP', 10],
    ['image/whatever', 'unknown format', 10],
    ['video/mp4', 'video', 10],
  ])('%s is %s with %i', (type, label, score) => {
    expect(formatOf(type, 'no extension')).toMatchObject({ label, score });
  });

  test.each([
    ['', 'IMG_1.CR3', 'CR3'],
    ['application/octet-stream', 'IMG_1.nef', 'NEF'],
    ['image/whatever', 'IMG_1.HEIC', 'HEIC'],
    ['image/tiff', 'IMG_1.NEF', 'NEF'],
    ['image/tiff', 'IMG_1.tif', 'TIFF'],
    ['image/jpeg', 'IMG_1.CR2', 'JPEG'],
  ])('with the type %j, %s is %s: the name helps where the type says too little', (type, name, label) => {
    expect(formatOf(type, name).label).toBe(label);
  });

  test('a name that imitates a field of an object is no format', () => {
    expect(formatOf('image/constructor', 'x.__proto__')).toMatchObject({ family: 'other' });
  });
});
