import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyseGroup, type Perspective } from '../../../src/immich/duplicates/analysis.ts';
import type { MemberFacts } from '../../../src/immich/duplicates/facts.ts';
import { formatOf } from '../../../src/immich/duplicates/format-score.ts';
import { anyMembers, copy, member, memberId } from '../../fixtures/duplicate-members.ts';

const owner: Perspective = { userId: 'owner', albumsKnown: true };

function analyse(members: MemberFacts[], perspective = owner) {
  const analysed = analyseGroup({ id: 'group', members }, perspective);
  if (analysed === undefined) throw new Error('no group');
  return analysed.analysis;
}

const small = { width: 1600, height: 1200, bytes: 250_000 };

describe('a group of copies', () => {
  test('keeps the best and calls the rest safe to delete', () => {
    expect(analyse([copy(2, small), member(1)])).toEqual({
      keepId: memberId(1),
      safeToDeleteIds: [memberId(2)],
      protectedIds: [],
      needsReview: false,
      why: '4000x3000 over 1600x1200',
      caution: undefined,
      suggest: undefined,
    });
  });

  test.each([
    ['a favourite', { isFavorite: true }],
    ['in an album', { albums: ['album'] }],
    ['another person’s', { ownerId: 'somebody' }],
  ])('protects what is %s, and asks for a review', (_, more) => {
    const analysis = analyse([member(1), copy(2, { ...small, ...more }), copy(3, small)]);
    expect(analysis).toMatchObject({
      keepId: memberId(1),
      safeToDeleteIds: [memberId(3)],
      protectedIds: [memberId(2)],
      needsReview: true,
    });
  });

  test('does not protect what it keeps', () => {
    expect(analyse([member(1, { isFavorite: true, albums: ['album'] }), copy(2, small)])).toMatchObject({
      protectedIds: [],
      needsReview: false,
    });
  });

  test('calls nothing safe while albums cannot be read', () => {
    expect(analyse([member(1), copy(2, small)], { userId: 'owner', albumsKnown: false })).toMatchObject({
      safeToDeleteIds: [],
      protectedIds: [memberId(2)],
      needsReview: true,
    });
  });

  test('takes everything for the user’s own where the key may not say whose it is', () => {
    expect(analyse([member(1), copy(2, small)], { userId: undefined, albumsKnown: true })).toMatchObject({
      safeToDeleteIds: [memberId(2)],
    });
  });

  test('keeps to the order and carries a caution where the evidence is against it', () => {
    const png = copy(1, { file: 'IMG_0001.png', mimeType: 'image/png', bytes: 20_000_000 });
    expect(analyse([member(2), png])).toMatchObject({
      keepId: memberId(1),
      safeToDeleteIds: [memberId(2)],
      needsReview: true,
      caution: expect.stringContaining('no camera data'),
    });
  });

  test('that is none proposes to stack instead of deleting', () => {
    const raw = member(1, { file: 'IMG_0001.NEF', mimeType: 'image/nef' });
    expect(analyse([raw, member(2, { isFavorite: true }), copy(3, small)])).toMatchObject({
      keepId: memberId(1),
      safeToDeleteIds: [],
      protectedIds: [memberId(2)],
      needsReview: true,
      suggest: 'stack',
      why: 'RAW and JPEG of one shot',
      caution: undefined,
    });
  });

  test('of one is no group', () => {
    expect(analyseGroup({ id: 'group', members: [member(1)] }, owner)).toBeUndefined();
    expect(analyseGroup({ id: 'group', members: [] }, owner)).toBeUndefined();
  });
});

describe('for any group', () => {
  test('the decision is the same in whatever order its members come', () => {
    fc.assert(
      fc.property(anyMembers, (members) => {
        expect(analyse(members.toReversed())).toEqual(analyse(members));
      }),
    );
  });

  test('the keeper is never to be deleted, nobody is named twice, and nothing protected is called safe', () => {
    fc.assert(
      fc.property(anyMembers, (members) => {
        const { keepId, safeToDeleteIds, protectedIds, needsReview, suggest } = analyse(members);
        const named = [keepId, ...safeToDeleteIds, ...protectedIds];
        expect(new Set(named).size).toBe(named.length);
        expect(named.length).toBe(suggest === undefined ? members.length : 1 + protectedIds.length);
        for (const { id, isFavorite, albums, ownerId } of members) {
          if (isFavorite || albums.length > 0 || ownerId !== 'owner') expect(safeToDeleteIds).not.toContain(id);
        }
        expect(needsReview || protectedIds.length === 0).toBe(true);
      }),
    );
  });

  test('a file that is there is kept where there is one', () => {
    fc.assert(
      fc.property(anyMembers, (members) => {
        const kept = members.find(({ id }) => id === analyse(members).keepId);
        expect(kept?.isOffline).toBe(members.every(({ isOffline }) => isOffline));
      }),
    );
  });

  test('a favourite or an album never wins over quality', () => {
    fc.assert(
      fc.property(anyMembers, (members) => {
        const plain = members.map((entry) => ({ ...entry, isFavorite: false, albums: [] }));
        const [best, other] = [analyse(members).keepId, analyse(plain).keepId];
        const quality = (id: string) => {
          const found = members.find((entry) => entry.id === id);
          return (
            found && [
              found.isOffline,
              found.isLive,
              formatOf(found.mimeType, found.file).score,
              found.width,
              found.bytes,
            ]
          );
        };
        expect(quality(best)).toEqual(quality(other));
      }),
    );
  });
});
