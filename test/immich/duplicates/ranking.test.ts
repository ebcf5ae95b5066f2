import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MemberFacts } from '../../../src/immich/duplicates/facts.ts';
import { compareMembers, rankMembers, whyBetter } from '../../../src/immich/duplicates/ranking.ts';
import { anyMembers, member } from '../../fixtures/duplicate-members.ts';

type More = Partial<MemberFacts>;
const jpeg: More = {};
const raw: More = { mimeType: 'image/nef', file: 'IMG_0001.NEF' };
const heic: More = { mimeType: 'image/heic', file: 'IMG_0001.HEIC' };
const png: More = { mimeType: 'image/png', file: 'IMG_0001.png' };
const webp: More = { mimeType: 'image/webp', file: 'IMG_0001.webp' };
const gif: More = { mimeType: 'image/gif', file: 'IMG_0001.gif' };
const dear: More = { isFavorite: true, albums: ['a', 'b'] };
const video: More = { isVideo: true, mimeType: 'video/mp4', file: 'clip.mp4' };

describe('the better copy', () => {
  test.each<[string, More, More, RegExp]>([
    ['has its file', jpeg, { ...raw, isOffline: true }, /missing/],
    ['is a Live Photo, even beside RAW', { ...heic, isLive: true }, raw, /Live Photo/],
    ['is RAW and not JPEG', { ...raw, width: 100, bytes: 10 }, { ...jpeg, ...dear }, /NEF over JPEG/],
    ['is RAW and not HEIC', raw, heic, /NEF over HEIC/],
    ['is HEIC and not PNG', heic, png, /HEIC over PNG/],
    ['is PNG and not JPEG', png, jpeg, /PNG over JPEG/],
    ['is JPEG and not WebP', { ...jpeg, width: 100, bytes: 10 }, webp, /JPEG over WebP/],
    ['is WebP and not GIF', webp, gif, /WebP over GIF/],
    ['has more pixels', { bytes: 1 }, { width: 1600, height: 1200 }, /4000x3000 over 1600x1200/],
    [
      'has more pixels, whichever way it is turned',
      { width: 3000, height: 4001 },
      { width: 4000, height: 3000 },
      /over/,
    ],
    ['is the larger file', { bytes: 9_000_000 }, { bytes: 500_000, ...dear }, /9\.0 MB over 500 kB/],
    ['is a favourite', { isFavorite: true }, { albums: ['a', 'b', 'c'] }, /favourite/],
    ['is in more albums', { albums: ['a', 'b'] }, { albums: ['a'] }, /more albums/],
    ['is older', { takenAt: 1000, addedAt: 9 }, { takenAt: 2000, addedAt: 1 }, /older/],
    ['has a known age', { takenAt: 1000 }, { takenAt: null }, /older/],
    ['came first into the library', { addedAt: 1000 }, { addedAt: 2000 }, /came into the library first/],
    ['has the lower id', {}, {}, /alike in everything/],
    ['of two videos has more pixels', { ...video, bytes: 1 }, { ...video, width: 1280, height: 720 }, /over 1280x720/],
    ['of two videos is larger', video, { ...video, bytes: 1000, mimeType: 'video/quicktime' }, /over 1 kB/],
  ])('%s', (_, better, worse, why) => {
    const [best, other] = [member(1, better), member(2, worse)];
    expect(rankMembers([other, best]).map(({ id }) => id)).toEqual([best.id, other.id]);
    expect(whyBetter(best, other)).toMatch(why);
  });

  test('is the same one in whatever order they come', () => {
    fc.assert(
      fc.property(anyMembers, fc.infiniteStream(fc.nat()), (members, numbers) => {
        const shuffled = [...members]
          .map((entry) => ({ entry, at: numbers.next().value ?? 0 }))
          .sort((left, right) => left.at - right.at)
          .map(({ entry }) => entry);
        expect(rankMembers(shuffled)).toEqual(rankMembers(members));
      }),
    );
  });

  test('beats every other one: the order is total and has no circles', () => {
    fc.assert(
      fc.property(anyMembers, (members) => {
        const ranked = rankMembers(members);
        for (const [position, left] of ranked.entries()) {
          for (const right of ranked.slice(position + 1)) {
            expect(compareMembers(left, right)).toBeLessThan(0);
            expect(compareMembers(right, left)).toBeGreaterThan(0);
          }
        }
      }),
    );
  });
});
