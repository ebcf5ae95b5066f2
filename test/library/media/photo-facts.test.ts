import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exposureText, readPhotoFacts } from '../../../src/library/media/photo-facts.ts';
import { jpegBytes, picture, type XmpFacts, xmpPacket } from '../../fixtures/images.ts';

async function factsWith(inside: XmpFacts, beside?: XmpFacts) {
  const sidecar = beside === undefined ? null : Buffer.from(xmpPacket(beside));
  return readPhotoFacts(await jpegBytes({ xmp: xmpPacket(inside) }), sidecar);
}

describe('the facts of a photo', () => {
  it('are what the camera wrote', async () => {
    const photo = await jpegBytes({
      dateTimeOriginal: '2023:06:14 10:12:33',
      subSeconds: '25',
      offset: '+02:00',
      gps: [-33.8568, 151.2153],
      make: 'Canon ',
      model: 'Canon EOS R5',
      lensModel: 'RF24-70mm F2.8 L IS USM',
      description: 'At the harbour',
      orientation: 6,
      exposure: { FNumber: '28/10', FocalLength: '50/1', ISOSpeedRatings: '200', ExposureTime: '1/250' },
    });
    const { position, ...facts } = readPhotoFacts(photo, null);
    expect(position?.latitude).toBeCloseTo(-33.8568, 4);
    expect(position?.longitude).toBeCloseTo(151.2153, 4);
    expect(facts).toEqual({
      width: 320,
      height: 240,
      orientation: '6',
      takenAt: {
        instant: Date.parse('2023-06-14T08:12:33.250Z'),
        local: Date.parse('2023-06-14T10:12:33.250Z'),
        timeZone: 'UTC+2',
      },
      make: 'Canon',
      model: 'Canon EOS R5',
      lensModel: 'RF24-70mm F2.8 L IS USM',
      fNumber: 2.8,
      focalLength: 50,
      iso: 200,
      exposureTime: '1/250',
      rating: null,
      description: 'At the harbour',
      tags: [],
      faces: [],
      projectionType: null,
      durationMs: null,
      contentIdentifier: null,
    });
  });

  it('are found in PNG, WebP and AVIF too', async () => {
    const camera = picture({ make: 'Canon', dateTimeOriginal: '2023:06:14 10:12:33' });
    for (const format of ['png', 'webp', 'avif'] as const) {
      const facts = readPhotoFacts(await camera.clone().toFormat(format).toBuffer(), null);
      expect([format, facts.make, facts.takenAt?.local]).toEqual([format, 'Canon', Date.parse('2023-06-14T10:12:33Z')]);
    }
  });

  it('take the time zone from the position when the camera states no offset', async () => {
    const photo = await jpegBytes({ dateTimeOriginal: '2023:06:14 10:12:33', gps: [48.8584, 2.2945] });
    expect(readPhotoFacts(photo, null).takenAt).toEqual({
      instant: Date.parse('2023-06-14T08:12:33Z'),
      local: Date.parse('2023-06-14T10:12:33Z'),
      timeZone: 'Europe/Paris',
    });
  });

  it.each([
    ['0/0', [0, 0]],
    ['a latitude of 200 degrees', [200, 10]],
  ] as const)('have no position for %s', async (_, gps) => {
    expect(readPhotoFacts(await jpegBytes({ gps }), null).position).toBeNull();
  });

  it.each([
    [0.004, '1/250'],
    [0.2, '1/5'],
    [0.5, '0.5'],
    [1, '1'],
    [2.5, '2.5'],
    [30, '30'],
    [0, null],
    [null, null],
  ])('write an exposure of %d s as %s', (seconds, text) => {
    expect(exposureText(seconds)).toBe(text);
  });

  it.each([
    [5, 5],
    [1, 1],
    [-1, -1],
    [0, null],
    [6, null],
    [2.5, null],
  ])('take the rating %d as %s', async (rating, taken) => {
    expect((await factsWith({ rating })).rating).toBe(taken);
  });

  it('name the projection of a panorama in capitals', async () => {
    expect((await factsWith({ projectionType: 'equirectangular' })).projectionType).toBe('EQUIRECTANGULAR');
  });

  it('read description and place from XMP where EXIF has none, in any script', async () => {
    const facts = await factsWith({ description: 'Été à 東京', gps: ['35,39.516N', '139,44.724E'] });
    expect(facts.description).toBe('Été à 東京');
    expect(facts.position?.latitude).toBeCloseTo(35.6586, 4);
  });
});

describe('the tags of a photo', () => {
  it.each<[string, XmpFacts, string[]]>([
    ["Lightroom's paths", { hierarchicalSubject: ['Travel|Asia|Japan', 'Family'] }, ['Travel/Asia/Japan', 'Family']],
    ["digiKam's paths", { tagsList: ['Travel/Asia/Japan'] }, ['Travel/Asia/Japan']],
    ["digiKam's before Lightroom's", { tagsList: ['a/b'], hierarchicalSubject: ['x|y'] }, ['a/b']],
    ['flat keywords', { subject: ['beach', 'sun, sand'] }, ['beach', 'sun, sand']],
    [
      'paths, with flat keywords that repeat their levels left out',
      { hierarchicalSubject: ['Travel|Asia|Japan'], subject: ['Travel', 'Asia', 'Japan', 'temple'] },
      ['Travel/Asia/Japan', 'temple'],
    ],
    ['a slash inside a name, which is no level', { hierarchicalSubject: ['Music|AC/DC'] }, ['Music/AC|DC']],
    ['no empty levels and no repetitions', { tagsList: ['/a//b/', 'a/b', ' '] }, ['a/b']],
    ['one, however its accents are written', { tagsList: ['K\u00f6ln', 'Ko\u0308ln'] }, ['K\u00f6ln']],
    ['at most 20 levels deep', { tagsList: [Array(3000).fill('x').join('/')] }, [Array(20).fill('x').join('/')]],
  ])('are %s', async (_, xmp, tags) => {
    expect((await factsWith(xmp)).tags).toEqual(tags);
  });
});

describe('an XMP file beside a photo', () => {
  it('wins over what the photo itself says, and leaves the rest', async () => {
    const inside = { rating: 2, description: 'inside', subject: ['inside'] };
    const facts = await factsWith(inside, {
      rating: 4,
      description: 'beside',
      dateTimeOriginal: '2021-09-09T09:09:09',
    });
    expect(facts).toMatchObject({ rating: 4, description: 'beside', tags: ['inside'] });
    expect(facts.takenAt?.local).toBe(Date.parse('2021-09-09T09:09:09Z'));
  });

  it.each([
    ['a packet header', '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'],
    ['an XML header', '<?xml version="1.0" encoding="UTF-8"?>\n'],
    ['a byte order mark', '\ufeff'],
    ['nothing', ''],
  ])('is read when it begins with %s', async (_, header) => {
    const sidecar = Buffer.from(header + xmpPacket({ rating: 4 }));
    expect(readPhotoFacts(await jpegBytes(), sidecar).rating).toBe(4);
  });

  it('that is damaged is passed over', async () => {
    const photo = await jpegBytes({ make: 'Canon' });
    for (const sidecar of ['', '<x:xmpmeta', 'no XML at all', '<a>'.repeat(500)]) {
      expect(readPhotoFacts(photo, Buffer.from(sidecar)).make).toBe('Canon');
    }
  });
});

describe('damaged metadata', () => {
  it('never makes reading fail, wherever bytes are spoilt', async () => {
    const whole = await jpegBytes({
      dateTimeOriginal: '2023:06:14 10:12:33',
      gps: [48.8584, 2.2945],
      make: 'Canon',
      xmp: xmpPacket({ rating: 3, subject: ['a', 'b'] }),
    });
    const spoilt = fc.array(fc.tuple(fc.integer({ min: 2, max: 2000 }), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(spoilt, fc.integer({ min: 0, max: whole.length }), (changes, length) => {
        const data = Buffer.from(whole.subarray(0, length));
        for (const [at, value] of changes) if (at < data.length) data[at] = value;
        const facts = readPhotoFacts(data, null);
        expect(facts.rating === null || (facts.rating >= -1 && facts.rating <= 5)).toBe(true);
        expect(facts.position === null || Math.abs(facts.position.latitude) <= 90).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
