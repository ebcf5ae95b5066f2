/** What can be decided about a group, and what is sent for it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Choice,
  choicesOf,
  choose,
  type Decision,
  followSuggestion,
  isAsSuggested,
  keepOnly,
  orderOf,
  problemWith,
  stackAll,
  standingOf,
} from '../../../src/apps/duplicate-board/decisions.ts';
import { totalsOf } from '../../../src/apps/duplicate-board/totals.ts';
import { anyGroup, boardGroup } from '../../fixtures/board-groups.ts';

const pair = boardGroup([{}, {}]);
const chosen = (...choices: (Choice | undefined)[]): Decision => ({
  kind: 'chosen',
  choices: Object.fromEntries(
    choices.flatMap((choice, at): [string, Choice][] =>
      choice === undefined ? [] : [[`g-${String.fromCharCode(97 + at)}`, choice]],
    ),
  ),
});

describe('a group begins', () => {
  test('with the suggestion where it is safe', () => {
    expect(choicesOf(pair, undefined)).toEqual({ 'g-a': 'keep', 'g-b': 'trash' });
    expect(standingOf(pair, undefined)).toBe('undecided');
  });

  test.each([
    ['a person should look', { needs_review: true as const }],
    ['they belong together', { suggest: 'stack' as const, safe: [] }],
    ['they only look alike', { suggest: 'keep_all' as const, safe: [] }],
  ])('with nothing where %s', (_, suggestion) => {
    expect(choicesOf(boardGroup([{}, {}], suggestion), undefined)).toEqual({});
  });
});

describe('what cannot be applied', () => {
  const three = boardGroup([{}, {}, {}]);
  test.each([
    ['nothing kept', three, chosen('trash', 'trash', 'trash'), /Nothing would be kept/],
    ['one left open', three, chosen('keep', 'trash'), /One copy is not decided/],
    ['two left open', three, chosen('keep'), /2 copies are not decided/],
    ['a stack of one', three, chosen('stack', 'trash', 'keep'), /two copies/],
    [
      'what is protected',
      boardGroup([{}, { stays: 'is protected: album Sea' }]),
      chosen('keep', 'trash'),
      /b\.jpg cannot go: it is protected: album Sea/,
    ],
    [
      'only missing files kept',
      boardGroup([{ offline: true }, {}]),
      chosen('keep', 'trash'),
      /files of all that is kept are missing/,
    ],
    ['more copies than are shown', { ...pair, more_assets: 3 }, { kind: 'dismissed' } as const, /3 more copies/],
  ])('%s', (_, group, decision, why) => {
    expect(problemWith(group, decision)).toMatch(why);
    expect(standingOf(group, decision)).toBe('broken');
    expect(orderOf(group, decision)).toBeUndefined();
    expect(totalsOf(group, decision)).toEqual({ ready: 0, broken: 1, trashed: 0, bytes: 0 });
  });
});

test('a missing file may be kept beside one that is there', () => {
  const group = boardGroup([{ offline: true }, {}, {}]);
  expect(standingOf(group, chosen('keep', 'keep', 'trash'))).toBe('ready');
});

describe('what is sent', () => {
  test('names every copy in one list, the suggested one as cover of a stack', () => {
    const group = boardGroup([{}, {}, {}, {}], { keep: 'g-b' });
    expect(orderOf(group, chosen('stack', 'stack', 'trash', 'keep'))).toEqual({
      kind: 'resolve',
      id: 'g',
      keep: ['g-d'],
      trash: ['g-c'],
      stack: ['g-b', 'g-a'],
    });
  });

  test('to keep all is to say that they are none', () => {
    expect(orderOf(pair, chosen('keep', 'keep'))).toEqual({ kind: 'dismiss', id: 'g' });
    expect(orderOf(pair, { kind: 'dismissed' })).toEqual({ kind: 'dismiss', id: 'g' });
  });

  test('nothing for what is put off or undecided', () => {
    expect(orderOf(pair, { kind: 'skipped' })).toBeUndefined();
    expect(orderOf(pair, undefined)).toBeUndefined();
  });

  test('the first change of a copy keeps what is shown of the others', () => {
    expect(choose(pair, undefined, 'g-a', 'stack')).toEqual(chosen('stack', 'trash'));
    expect(choose(pair, { kind: 'dismissed' }, 'g-b', 'trash')).toEqual(chosen('keep', 'trash'));
  });

  test('to keep one leaves alone what cannot go', () => {
    const group = boardGroup([{ stays: 'is protected' }, {}, {}]);
    expect(orderOf(group, keepOnly(group, 'g-b'))).toMatchObject({ keep: ['g-a', 'g-b'], trash: ['g-c'] });
  });
});

describe('the suggestion', () => {
  test.each([
    [{}, { kind: 'suggested' }],
    [{ needs_review: true as const }, chosen('keep', 'trash')],
    [{ suggest: 'stack' as const, safe: [] }, chosen('stack', 'stack')],
    [{ suggest: 'keep_all' as const, safe: [] }, { kind: 'dismissed' }],
  ])('%j is taken as %j', (suggestion, decision) => {
    expect(followSuggestion(boardGroup([{}, {}], suggestion))).toEqual(decision);
  });

  test('is known as such, however it came about', () => {
    expect(isAsSuggested(pair, chosen('keep', 'trash'))).toBe(true);
    expect(isAsSuggested(pair, chosen('trash', 'keep'))).toBe(false);
    expect(isAsSuggested(pair, undefined)).toBe(false);
    expect(isAsSuggested(pair, { kind: 'dismissed' })).toBe(false);
  });
});

const anyDecision = fc.constantFrom<Choice | undefined>('keep', 'trash', 'stack', undefined);

describe('whatever is decided about whatever group', () => {
  test('what is sent keeps a copy, trashes none that stays, and names each once', () => {
    fc.assert(
      fc.property(anyGroup, fc.array(anyDecision, { minLength: 5, maxLength: 5 }), (group, choices) => {
        const order = orderOf(group, chosen(...choices));
        if (order?.kind !== 'resolve') return;
        const named = [...order.keep, ...order.trash, ...order.stack];
        expect(named.toSorted()).toEqual(group.assets.map(({ id }) => id).toSorted());
        expect(order.keep.length + order.stack.length).toBeGreaterThan(0);
        expect(order.stack.length).not.toBe(1);
        const stays = group.assets.filter((asset) => asset.stays !== undefined).map(({ id }) => id);
        expect(order.trash.filter((id) => stays.includes(id))).toEqual([]);
      }),
    );
  });

  test('a group is counted as ready just where something is sent, with the bytes that go', () => {
    fc.assert(
      fc.property(anyGroup, fc.array(anyDecision, { minLength: 5, maxLength: 5 }), (group, choices) => {
        const decision = chosen(...choices);
        const [order, totals] = [orderOf(group, decision), totalsOf(group, decision)];
        expect(totals.ready).toBe(order === undefined ? 0 : 1);
        const trash = order?.kind === 'resolve' ? order.trash : [];
        const bytes = group.assets.reduce((sum, asset) => sum + (trash.includes(asset.id) ? (asset.bytes ?? 0) : 0), 0);
        expect([totals.trashed, totals.bytes]).toEqual([trash.length, bytes]);
      }),
    );
  });

  test('to stack all or to keep one can be sent, unless files are missing', () => {
    fc.assert(
      fc.property(anyGroup, (group) => {
        expect(orderOf(group, stackAll(group))).toMatchObject({ trash: [] });
        const isThere = group.assets.every(({ offline }) => offline !== true);
        for (const { id } of group.assets) if (isThere) expect(standingOf(group, keepOnly(group, id))).toBe('ready');
      }),
    );
  });
});
