/** The book of groups and decisions: its totals are always those of what is in it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrange, type Entry, entriesOf } from '../../../src/apps/duplicate-board/arrange.ts';
import { batchesOf } from '../../../src/apps/duplicate-board/batches.ts';
import { type Book, openBook } from '../../../src/apps/duplicate-board/book.ts';
import type { Order } from '../../../src/apps/duplicate-board/decisions.ts';
import { noTotals, together, totalsOf } from '../../../src/apps/duplicate-board/totals.ts';
import { boardGroup } from '../../fixtures/board-groups.ts';

const entry = (id: string, more: Partial<Entry> = {}): Entry => ({
  id,
  saves: 1000,
  assets: 2,
  day: 0,
  isSafe: true,
  ...more,
});
const groupOf = (id: string) => boardGroup([{}, {}], {}, id);
const ids = ['p', 'q', 'r', 's'];

describe('agreeing to all safe ones', () => {
  test('counts by the index before the facts have come, and by the facts then', () => {
    const book = openBook([entry('p'), entry('q', { saves: 5000, assets: 3 }), entry('r', { isSafe: false })]);
    expect(book.decideAllSafe()).toBe(2);
    expect(book.totals).toEqual({ ready: 2, broken: 0, trashed: 3, bytes: 6000 });
    expect(book.unknown()).toEqual(['p', 'q']);
    expect(book.orders()).toEqual([]);
    book.learn([groupOf('p'), boardGroup([{}, { stays: 'is protected' }], {}, 'q')]);
    expect(book.totals).toEqual({ ready: 1, broken: 1, trashed: 1, bytes: 1000 });
    expect(book.orders().map(({ id }) => id)).toEqual(['p']);
  });

  test('leaves alone what a person has decided or put off', () => {
    const book = openBook([entry('p'), entry('q')]);
    book.learn(ids.slice(0, 2).map(groupOf));
    book.decide('p', { kind: 'skipped' });
    expect(book.decideAllSafe()).toBe(1);
    expect(book.decision('p')).toEqual({ kind: 'skipped' });
    expect(book.totals.ready).toBe(1);
  });
});

describe('a new index', () => {
  test('keeps decisions about what is still there, and asks for its facts anew', () => {
    const book = openBook([entry('p'), entry('q')]);
    book.learn(['p', 'q'].map(groupOf));
    for (const id of ['p', 'q']) book.decide(id, { kind: 'dismissed' });
    book.renew([entry('q'), entry('r')]);
    expect([book.decision('p'), book.decision('q'), book.decided]).toEqual([undefined, { kind: 'dismissed' }, 1]);
    expect(book.group('q')).toBeUndefined();
    expect(book.totals).toEqual({ ...noTotals, ready: 1 });
    expect(book.unknown()).toEqual(['q']);
  });
});

const step = fc.oneof(
  fc.record({
    do: fc.constant('decide' as const),
    id: fc.constantFrom(...ids),
    kind: fc.constantFrom('suggested' as const, 'dismissed' as const, 'skipped' as const, undefined),
  }),
  fc.record({ do: fc.constantFrom('learn' as const, 'forget' as const), id: fc.constantFrom(...ids) }),
  fc.record({ do: fc.constant('all' as const), id: fc.constant('') }),
);

type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

function take(book: Book, each: Step): void {
  if (each.do === 'decide') book.decide(each.id, each.kind === undefined ? undefined : { kind: each.kind });
  else if (each.do === 'all') book.decideAllSafe();
  else if (each.do === 'learn') book.learn([groupOf(each.id)]);
  else book.forget([each.id]);
}

test('whatever is done in whatever order, the totals are the sum of all groups', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const book = openBook(ids.map((id) => entry(id)));
      for (const each of steps) take(book, each);
      book.learn(book.entries.map(({ id }) => groupOf(id)));
      const sum = book.entries.reduce(
        (all, { id }) => together(all, totalsOf(groupOf(id), book.decision(id))),
        noTotals,
      );
      expect(book.totals).toEqual(sum);
      expect(book.orders()).toHaveLength(sum.ready);
      expect(book.decided).toBe(book.entries.filter(({ id }) => book.decision(id) !== undefined).length);
    }),
  );
});

describe('the list', () => {
  const entries = entriesOf({
    ids: ['p', 'q', 'r'],
    saves: [300, 200, 100],
    assets: [2, 4, 3],
    days: [0, 20, 10],
    kinds: 'srs',
    more: 0,
  });
  const shown = (...wanted: Parameters<typeof arrange> extends [unknown, ...infer Rest] ? Rest : never) =>
    arrange(entries, ...wanted)
      .map(({ id }) => id)
      .join('');
  const isDecided = (id: string) => id === 'p';

  test.each([
    ['all', 'saves', 'pqr'],
    ['all', 'copies', 'qrp'],
    ['all', 'newest', 'qrp'],
    ['all', 'oldest', 'rqp'],
    ['undecided', 'saves', 'qr'],
    ['decided', 'saves', 'p'],
    ['review', 'saves', 'q'],
  ] as const)('%s by %s', (filter, sorting, order) => {
    expect(shown(filter, sorting, isDecided)).toBe(order);
  });
});

describe('batches', () => {
  const resolve = (id: number, trash: number): Order => ({
    kind: 'resolve',
    id: `g${id}`,
    keep: ['k'],
    trash: Array.from({ length: trash }, (_, at) => `t${at}`),
    stack: [],
  });

  test('hold every order once, in its order, none too large', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(700), { maxLength: 500 }), (sizes) => {
        const orders = sizes.map(
          (size, at): Order => (size % 7 === 0 ? { kind: 'dismiss', id: `g${at}` } : resolve(at, size)),
        );
        const batches = batchesOf(orders);
        expect(batches.flatMap((batch) => batch.ids).toSorted()).toEqual(orders.map(({ id }) => id).toSorted());
        for (const { ids: own, tool } of batches) {
          expect(own.length).toBeLessThanOrEqual(200);
          const trashed = own.reduce((sum, id) => sum + (sizes[Number(id.slice(1))] ?? 0), 0);
          if (tool === 'immich_duplicates_resolve' && own.length > 1) expect(trashed).toBeLessThanOrEqual(500);
        }
      }),
    );
  });

  test('are what the tools take', () => {
    expect(batchesOf([resolve(1, 1), { kind: 'dismiss', id: 'g2' }])).toEqual([
      {
        tool: 'immich_duplicates_resolve',
        ids: ['g1'],
        args: { groups: [{ duplicate_id: 'g1', keep: ['k'], trash: ['t0'], stack: [] }] },
      },
      { tool: 'immich_duplicates_dismiss', ids: ['g2'], args: { duplicate_ids: ['g2'] } },
    ]);
  });
});
