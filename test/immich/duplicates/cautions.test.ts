import { describe, expect, test } from 'vitest';
import { cautionOf } from '../../../src/immich/duplicates/cautions.ts';
import type { MemberFacts } from '../../../src/immich/duplicates/facts.ts';
import { copy, member } from '../../fixtures/duplicate-members.ts';

const png = { file: 'IMG_0001.png', mimeType: 'image/png' };
const heic = { file: 'IMG_0001.heic', mimeType: 'image/heic' };
const raw = { file: 'IMG_0001.dng', mimeType: 'image/dng' };

describe('order and evidence disagree', () => {
  test.each<[string, MemberFacts, MemberFacts, RegExp]>([
    [
      'a PNG beside the camera’s own JPEG',
      copy(1, { ...png, bytes: 20_000_000 }),
      member(2),
      /PNG has no camera data.*JPEG has/,
    ],
    [
      'a smaller PNG',
      copy(1, { ...png, width: 1600, height: 1200 }),
      copy(2),
      /smaller: 1600x1200, the other 4000x3000/,
    ],
    [
      'an enlarged copy in fewer bytes',
      copy(1, { bytes: 900_000 }),
      copy(2, { width: 2000, height: 1500, bytes: 1_000_000 }),
      /may be enlarged/,
    ],
    [
      'an enlarged copy, thin per pixel',
      copy(1, { bytes: 1_500_000 }),
      copy(2, { width: 2000, height: 1500, bytes: 1_000_000 }),
      /far fewer bytes per pixel/,
    ],
    ['an enlarged copy beside the camera’s own', copy(1, { width: 8000, height: 6000 }), member(2), /no camera data/],
    [
      'a HEIC squeezed out of a JPEG',
      member(1, { ...heic, bytes: 900_000 }),
      member(2),
      /HEIC has only 900 kB, the other JPEG 5\.0 MB/,
    ],
    ['a PNG smaller than the JPEG', member(1, { ...png, bytes: 900_000 }), member(2), /PNG has only 900 kB/],
    ['RAW set aside for a Live Photo', member(1, { ...heic, isLive: true }), member(2, raw), /RAW file is set aside/],
    ['a crop', member(1, { height: 2250 }), member(2, { width: 2000, height: 1500 }), /cropped/],
    ['edits made in the library', member(1), member(2, { isEdited: true }), /edits made in the library/],
  ])('%s', (_, best, other, caution) => {
    expect(cautionOf([best, other])).toMatch(caution);
    expect(cautionOf([best, best, other])).toMatch(caution);
  });
});

describe('order and evidence agree', () => {
  test.each<[string, MemberFacts, MemberFacts]>([
    ['the camera’s own and a messenger’s copy', member(1), copy(2, { width: 1600, height: 1200, bytes: 250_000 })],
    [
      'the camera’s own and a dense thumbnail',
      member(1, { bytes: 1_000_000 }),
      copy(2, { width: 400, height: 300, bytes: 90_000 }),
    ],
    ['HEIC, half as large as its JPEG', member(1, { ...heic, bytes: 2_500_000 }), member(2)],
    ['a rotated copy', member(1, { bytes: 6_000_000 }), member(2, { width: 3000, height: 4000 })],
    ['a thumbnail whose sides were rounded', member(1), copy(2, { width: 160, height: 119, bytes: 9000 })],
    ['nothing known of either', copy(1, { width: 0, height: 0, bytes: 0 }), copy(2, { width: 0, height: 0, bytes: 0 })],
    ['sizes known of one only', copy(1, { width: 0, height: 0, bytes: 0 }), copy(2)],
  ])('%s', (_, best, other) => {
    expect(cautionOf([best, other])).toBeUndefined();
  });
});

test('the gravest two are told', () => {
  const best = copy(1, { ...png, width: 1600, height: 900, bytes: 100_000 });
  expect(cautionOf([best, member(2, { isEdited: true })])?.split(';')).toHaveLength(2);
});
