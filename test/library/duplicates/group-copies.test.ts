import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Alike, type Copy, groupCopies } from '../../../src/library/duplicates/group-copies.ts';

/** `a1` is an asset with content a; better ones come first. */
function copies(...texts: string[]): Copy[] {
  return texts.map((text) => {
    const [id = '', duplicateId = '', dismissals = ''] = text.split('/');
    return {
      id,
      content: id.charCodeAt(0),
      duplicateId: duplicateId === '' ? null : duplicateId,
      dismissals: dismissals === '' ? [] : dismissals.split('+'),
    };
  });
}

/** `ab` says that contents a and b are alike. */
function alike(...pairs: string[]): Alike {
  const near = new Map<number, Set<number>>();
  for (const pair of pairs) {
    const [one, other] = [pair.charCodeAt(0), pair.charCodeAt(1)];
    near.set(one, (near.get(one) ?? new Set()).add(other));
    near.set(other, (near.get(other) ?? new Set()).add(one));
  }
  return near;
}

/** `+` marks what is added: `g: a1 +b1`. */
function grouped(all: Copy[], near: Alike): string[] {
  return groupCopies(all, near).map(({ duplicateId, present, added }) => {
    const names = [...present.map(({ id }) => id), ...added.map(({ id }) => `+${id}`)];
    return `${duplicateId ?? 'new'}: ${names.join(' ')}`;
  });
}

describe('grouping copies', () => {
  it.each([
    ['exact copies', ['a1', 'a2'], [], ['new: +a1 +a2']],
    ['near copies, around the best', ['a1', 'b1', 'c1'], ['ab', 'ac'], ['new: +a1 +b1 +c1']],
    ['nothing that is like nothing', ['a1', 'b1'], [], []],
    ['not what is only like a copy of the best', ['a1', 'b1', 'c1'], ['ab', 'bc'], ['new: +a1 +b1']],
    [
      'what is left over, around the next best',
      ['a1', 'b1', 'c1', 'd1'],
      ['ab', 'bc', 'cd'],
      ['new: +a1 +b1', 'new: +c1 +d1'],
    ],
    ['exact copies of a near copy', ['a1', 'b1', 'b2'], ['ab'], ['new: +a1 +b1 +b2']],
  ])('takes %s', (_, all, near, expected) => {
    expect(grouped(copies(...all), alike(...near))).toEqual(expected);
  });

  it.each([
    ['what is like the best of a group', ['a1/g', 'b1/g', 'c1'], ['ab', 'ac'], ['g: a1 b1 +c1']],
    ['nothing that is only like another member', ['a1/g', 'b1/g', 'c1'], ['ab', 'bc'], []],
    ['a better one that is like all members', ['c1', 'a1/g', 'b1/g'], ['ab', 'ac', 'bc'], ['g: a1 b1 +c1']],
    ['no better one that is like only some', ['c1', 'a1/g', 'b1/g'], ['ab', 'ac'], []],
    ['with a better one what is like that one', ['c1', 'a1/g', 'b1/g', 'd1'], ['ac', 'bc', 'cd'], ['g: a1 b1 +c1 +d1']],
    ['exact copies, with the other members in between', ['a1/g', 'b1/g', 'a2'], ['ab'], ['g: a1 b1 +a2']],
    [
      'what is like two groups, into the better one',
      ['a1/g', 'b1/h', 'a2/g', 'b2/h', 'c1'],
      ['ac', 'bc'],
      ['g: a1 a2 +c1'],
    ],
    ['no group into another', ['a1/g', 'a2/g', 'b1/h', 'b2/h'], ['ab'], []],
    ['nothing out of a group of one', ['a1/g', 'b1'], ['ab'], ['g: a1 +b1']],
  ])('adds %s', (_, all, near, expected) => {
    expect(grouped(copies(...all), alike(...near))).toEqual(expected);
  });

  it.each([
    ['near copies that were told apart', ['a1//x', 'b1//x'], ['ab'], []],
    ['exact copies that were told apart', ['a1//x', 'a2//x'], [], []],
    ['but a new copy of one of them is grouped', ['a1//x', 'a2//x', 'a3'], [], ['new: +a1 +a3']],
    ['also when the new one is the best', ['a3', 'a1//x', 'a2//x'], [], ['new: +a3 +a1']],
    ['nor with a group that has one of them', ['a1/g/x', 'b1/g', 'c1//x+y'], ['ab', 'ac'], []],
    ['nor as the best of it', ['c1//x', 'a1/g', 'b1/g/x'], ['ab', 'ac', 'bc'], []],
    ['and what was told apart from something else is', ['a1//x', 'b1//y'], ['ab'], ['new: +a1 +b1']],
    [
      'and what is worse than two that were told apart goes to the better one',
      ['a1//x', 'b1//x', 'c1'],
      ['ac', 'bc'],
      ['new: +a1 +c1'],
    ],
  ])('dismissed: not %s', (_, all, near, expected) => {
    expect(grouped(copies(...all), alike(...near))).toEqual(expected);
  });
});

/** Up to 14 assets of up to 8 contents, some in groups or dismissed, with some contents alike. */
const scene = fc.record({
  assets: fc.array(
    fc.record({
      content: fc.nat(7),
      duplicateId: fc.option(fc.constantFrom('g', 'h'), { freq: 3 }),
      dismissals: fc.uniqueArray(fc.constantFrom('x', 'y'), { maxLength: 2 }),
    }),
    { maxLength: 14 },
  ),
  pairs: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 12 }),
});

describe('groups, whatever the copies', () => {
  const build = ({ assets, pairs }: typeof scene extends fc.Arbitrary<infer Scene> ? Scene : never) => {
    const all = assets.map((asset, index): Copy => ({ ...asset, id: String(index) }));
    const near = new Map<number, Set<number>>();
    for (const [one, other] of pairs) {
      near.set(one, (near.get(one) ?? new Set()).add(other));
      near.set(other, (near.get(other) ?? new Set()).add(one));
    }
    const isAlike = (left: Copy, right: Copy) =>
      left.content === right.content || (near.get(left.content)?.has(right.content) ?? false);
    return { all, near, isAlike, plans: groupCopies(all, near) };
  };

  it('share no asset, and keep every one in the group it had', () => {
    fc.assert(
      fc.property(scene, (told) => {
        const { all, plans } = build(told);
        const added = plans.flatMap((plan) => plan.added);
        expect(new Set(added).size).toBe(added.length);
        for (const { duplicateId } of added) expect(duplicateId).toBeNull();
        for (const { duplicateId, present } of plans) {
          expect(present).toEqual(duplicateId === null ? [] : all.filter((copy) => copy.duplicateId === duplicateId));
        }
      }),
    );
  });

  it('have a best member that everything added is like, and nothing added was told apart from another member', () => {
    fc.assert(
      fc.property(scene, (told) => {
        const { all, plans, isAlike } = build(told);
        for (const { present, added } of plans) {
          const members = all.filter((copy) => present.includes(copy) || added.includes(copy));
          expect(members.length).toBeGreaterThan(1);
          for (const copy of added) {
            const [best] = members;
            expect(best !== undefined && isAlike(best, copy)).toBe(true);
            const others = members.filter((other) => other !== copy);
            expect(others.some((other) => other.dismissals.some((one) => copy.dismissals.includes(one)))).toBe(false);
          }
        }
      }),
    );
  });

  it('leave no two ungrouped copies that are alike and were not told apart, where no groups were before', () => {
    fc.assert(
      fc.property(scene, (told) => {
        const free = told.assets.map((asset) => ({ ...asset, duplicateId: null, dismissals: [] }));
        const { all, plans, isAlike } = build({ ...told, assets: free });
        const taken = new Set(plans.flatMap(({ added }) => added));
        const left = all.filter((copy) => !taken.has(copy));
        for (const copy of left) for (const other of left) expect(copy !== other && isAlike(copy, other)).toBe(false);
      }),
    );
  });

  it('do not depend on the order in which likenesses were found', () => {
    fc.assert(
      fc.property(scene, (told) => {
        const reversed = { ...told, pairs: told.pairs.toReversed() };
        expect(build(reversed).plans).toEqual(build(told).plans);
      }),
    );
  });
});
