import { describe, expect, test } from 'vitest';
import type { MemberFacts } from '../../../src/immich/duplicates/facts.ts';
import { proposeInstead } from '../../../src/immich/duplicates/proposals.ts';
import { copy, member } from '../../fixtures/duplicate-members.ts';

const start = Date.UTC(2023, 5, 14, 8, 12, 33);
/** Taken so many milliseconds later. */
const later = (milliseconds: number) => ({ takenAt: start + milliseconds, localAt: start + 7_200_000 + milliseconds });
const raw = (number: number, more: Partial<MemberFacts> = {}) =>
  member(number, { file: 'IMG_0001.CR2', mimeType: 'image/cr2', ...more });
const video = (number: number, length: number | null) =>
  member(number, { file: 'a.mp4', mimeType: 'video/mp4', isVideo: true, length });

describe('what is no copy is stacked or kept', () => {
  test.each<[string, MemberFacts[], string, RegExp]>([
    ['RAW and JPEG of one shot', [raw(1), member(2)], 'stack', /^RAW and JPEG of one shot/],
    ['RAW and JPEG, where the JPEG lost its camera', [raw(1), copy(2)], 'stack', /RAW and JPEG/],
    [
      'RAW and JPEG named anew, by camera and time',
      [raw(1), member(2, { file: 'beach.jpg' })],
      'stack',
      /RAW and JPEG/,
    ],
    ['RAW and HEIC', [raw(1), member(2, { file: 'img_0001.heic', mimeType: 'image/heic' })], 'stack', /RAW and HEIC/],
    ['RAW, written two seconds before its JPEG', [raw(1), member(2, later(2000))], 'stack', /RAW and JPEG/],
    ['RAW and what was exported of it later', [raw(1), copy(2, later(86_400_000))], 'stack', /RAW and JPEG/],
    ['RAW and JPEG of one name, a day apart', [raw(1), member(2, later(86_400_000))], 'keep_all', /24 h apart/],
    ['RAW, JPEG and a small copy of it', [raw(1), member(2), copy(3, { file: 'x.webp' })], 'stack', /RAW and JPEG/],
    [
      'RAW and JPEG of a Pixel',
      [
        raw(1, { file: 'PXL_20230614_101233.RAW-02.ORIGINAL.dng', mimeType: 'image/dng' }),
        member(2, { file: 'PXL_20230614_101233.RAW-01.COVER.jpg' }),
      ],
      'stack',
      /RAW and JPEG/,
    ],
    ['a burst', [member(1), member(2, later(1000)), member(3, later(2000))], 'stack', /seconds apart/],
    [
      'a burst within one second, by fractions',
      [member(1, later(100)), member(2, later(200))],
      'stack',
      /seconds apart/,
    ],
    ['a burst in one second, by numbers', [member(1), member(2, { file: 'IMG_0002.JPG' })], 'stack', /seconds apart/],
    ['the same view a minute later', [member(1), member(2, later(60_000))], 'keep_all', /60 s apart/],
    ['the same view a year later', [member(1), member(2, later(365 * 86_400_000))], 'keep_all', /365 days apart/],
    ['two cameras', [member(1), member(2, { camera: 'Apple iPhone 15 Pro' })], 'keep_all', /different cameras/],
    ['an edited copy', [member(1), member(2, { file: 'IMG_0001-edited.jpg' })], 'stack', /edited copy/],
    ['an edited copy of an iPhone', [member(1), member(2, { file: 'IMG_E0001.JPG' })], 'stack', /edited copy/],
    ['an edited copy without camera data', [member(1), copy(2, { file: 'IMG_0001~2.jpg' })], 'stack', /edited copy/],
    ['a picture and a video', [member(1), video(2, 3000)], 'keep_all', /video and a picture/],
    ['a video and a part of it', [video(1, 60_000), video(2, 30_000)], 'keep_all', /different length/],
  ])('%s', (_, members, suggest, why) => {
    for (const order of [members, members.toReversed()]) {
      expect(proposeInstead(order)).toMatchObject({ suggest, why: expect.stringMatching(why) });
    }
  });
});

describe('copies of one picture stay duplicates', () => {
  test.each<[string, MemberFacts[]]>([
    ['the same file twice', [member(1), member(2)]],
    ['a numbered copy', [member(1), member(2, { file: 'IMG_0001 (1).JPG' })]],
    ['a messenger’s copy, sent later', [member(1), copy(2, { file: 'IMG-20230614-WA0007.jpg', ...later(3_600_000) })]],
    ['a copy with the next number, but no camera', [copy(1), copy(2, { file: 'IMG_0002.JPG' })]],
    ['a copy that lost its time zone', [member(1), member(2, { takenAt: start + 7_200_000 })]],
    ['a copy that lost the fraction of the second', [member(1, later(450)), member(2)]],
    ['a camera spelled in two ways', [member(1), member(2, { camera: 'canon eos r5' })]],
    ['a copy without any time', [member(1), member(2, { takenAt: null, localAt: null })]],
    ['two edited copies, the original gone', [copy(1, { file: 'a-edited.jpg' }), copy(2, { file: 'a-edited(1).jpg' })]],
    ['two RAW files', [raw(1), raw(2)]],
    [
      'RAW of one picture, JPEG of another name and time, without a camera',
      [raw(1), copy(2, { file: 'b.jpg', ...later(9000) })],
    ],
    ['videos as long as each other', [video(1, 60_000), video(2, 60_900)]],
    ['videos of unknown length', [video(1, null), video(2, 60_900)]],
  ])('%s', (_, members) => {
    expect(proposeInstead(members)).toBeUndefined();
    expect(proposeInstead(members.toReversed())).toBeUndefined();
  });
});
