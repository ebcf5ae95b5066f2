import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPhotoFacts } from '../../../src/library/media/photo-facts.ts';
import { sizeOfRaw } from '../../../src/library/media/raw-size.ts';
import { jpegBytes } from '../../fixtures/images.ts';
import { cr3Bytes, type TiffTags, tiffBytes } from '../../fixtures/raw.ts';

const camera = { 271: 'NIKON CORPORATION', 272: 'NIKON Z 6_2' };
const exposure = {
  33434: [[1, 250]],
  33437: [[28, 10]],
  36867: '2019:03:03 12:10:11',
  36881: '-05:00',
  37386: [[50, 1]],
} satisfies TiffTags;
const gps = {
  1: 'N',
  2: [
    [40, 1],
    [45, 1],
    [288, 10],
  ],
  3: 'W',
  4: [
    [73, 1],
    [59, 1],
    [78, 10],
  ],
} satisfies TiffTags;

const facts = {
  make: 'NIKON CORPORATION',
  model: 'NIKON Z 6_2',
  fNumber: 2.8,
  focalLength: 50,
  exposureTime: '1/250',
  takenAt: {
    instant: Date.parse('2019-03-03T17:10:11Z'),
    local: Date.parse('2019-03-03T12:10:11Z'),
    timeZone: 'UTC-5',
  },
  position: { latitude: expect.closeTo(40.758, 4), longitude: expect.closeTo(-73.9855, 4) },
};

describe('a RAW file', () => {
  it.each(['II', 'MM', 'IIRO', 'IIU\0'] as const)('that begins with %j has the facts of its EXIF', (start) => {
    const raw = tiffBytes({ ...camera, 34665: [exposure], 34853: [gps] }, start);
    expect(readPhotoFacts(raw, null)).toMatchObject(facts);
  });

  it('of Canon (CR3) has the facts of the boxes that hold its EXIF', async () => {
    const raw = cr3Bytes({ camera, exposure, gps }, await jpegBytes());
    expect(readPhotoFacts(raw, null)).toMatchObject(facts);
  });

  it('is as large as the largest picture in it, not as the thumbnail that comes first', () => {
    const sizes = (width: number, height: number) => ({ 256: width, 257: height });
    const raw = tiffBytes({ ...sizes(160, 120), 330: [sizes(1620, 1080), sizes(6064, 4040)] }, 'MM');
    expect(sizeOfRaw(raw)).toEqual({ width: 6064, height: 4040 });
  });

  it('may state no size', () => {
    expect(sizeOfRaw(tiffBytes(camera))).toBeNull();
    expect(sizeOfRaw(Buffer.from('FUJIFILMCCD-RAW'))).toBeNull();
  });

  it('never makes reading fail, wherever it is spoilt or cut', async () => {
    const whole = [
      tiffBytes({ ...camera, 330: [{ 256: 9, 257: 9 }], 34665: [exposure], 34853: [gps] }, 'MM'),
      cr3Bytes({ camera, exposure, gps }, Buffer.alloc(20)),
    ];
    const spoilt = fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 30 });
    fc.assert(
      fc.property(fc.constantFrom(...whole), spoilt, fc.nat(500), (file, changes, length) => {
        const data = Buffer.from(file.subarray(0, length));
        for (const [at, value] of changes) if (at < data.length) data[at] = value;
        expect(readPhotoFacts(data, null)).toHaveProperty('make');
        expect(sizeOfRaw(data) ?? { width: 1 }).toHaveProperty('width');
      }),
      { numRuns: 500 },
    );
  });
});
