/** Several processes with one journal, at the same moment: what can be had once is had once, and limits hold for all together. */
import { beforeEach, expect, test } from 'vitest';
import type { Change } from '../../src/catalog/change.ts';
import type { DatabasePlace } from '../../src/database/place.ts';
import type { Intent } from '../../src/journal/entry.ts';
import { holdFor } from '../../src/journal/hold.ts';
import { type Journal, openJournal } from '../../src/journal/journal.ts';
import { OverLimit } from '../../src/journal/review/over-limit.ts';
import { type Settle, settleUnfinished } from '../../src/journal/settle.ts';
import { describeDatabases } from '../fixtures/databases.ts';

const replicas = 4;
const attempts = 20;
let journals: Journal[];
let now: number;

/** Connections of its own, as another process has them. */
function seenByReplica(place: DatabasePlace, replica: number): DatabasePlace {
  if (place.kind === 'sqlite') return place;
  const url = new URL(place.url);
  url.searchParams.set('application_name', `replica ${replica}`);
  return { ...place, url: url.href };
}

function openAll(place: DatabasePlace): Promise<Journal[]> {
  return Promise.all(
    Array.from({ length: replicas }, (_, replica) => openJournal(seenByReplica(place, replica), () => now)),
  );
}

/** Turn by turn on every replica, all at the same moment. */
function everywhere<Value>(work: (journal: Journal, attempt: number) => Promise<Value>, times = attempts) {
  return Promise.allSettled(
    Array.from({ length: times }, async (_, attempt) => {
      const journal = journals[attempt % replicas];
      if (journal === undefined) throw new Error('there is no such replica');
      return work(journal, attempt);
    }),
  );
}

function valuesOf<Value>(settled: readonly PromiseSettledResult<Value>[]): Value[] {
  return settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

const change: Change = {
  tool: 'immich_assets_delete',
  title: 'Delete assets',
  effect: 'remove',
  arguments: { asset_ids: ['a', 'b', 'c'] },
  items: ['a', 'b', 'c'].map((id) => ({ kind: 'asset', id, before: { trashed: false }, after: { trashed: true } })),
};
const intent: Intent = {
  ...change,
  items: change.items.map((item) => ({ ...item, after: item.after ?? null })),
  caller: 'local',
  library: 'local',
};
const plenty = { changed: 1000, changedPerHour: 1000, deleted: 1000, deletedPerHour: 1000 };

describeDatabases(
  'a journal that several processes use at once',
  (fresh) => {
    beforeEach(async () => {
      now = Date.UTC(2026, 0, 1);
      journals = await openAll(await fresh());
      return () => Promise.all(journals.map((journal) => journal.close())).then(() => {});
    });

    test(`gives a plan to one of ${attempts} that take it`, async () => {
      const [id = ''] = valuesOf(
        await everywhere((journal) => journal.keepPlan(change, { use: 'preview', caller: 'local' }), 1),
      );
      const faults = valuesOf(
        await everywhere((journal) => journal.takePlan({ id, use: 'preview', caller: 'local' }, change)),
      );
      expect(faults.filter((fault) => fault === undefined)).toHaveLength(1);
      expect(faults.filter((fault) => fault?.kind === 'unknown')).toHaveLength(attempts - 1);
    });

    test.each([
      ['items that may be touched in an hour', { changedPerHour: 10 }],
      ['assets that may be deleted in an hour', { deletedPerHour: 10 }],
    ])('lets no more %s through, however many begin at the same moment', async (_, limit) => {
      const begun = await everywhere((journal) => journal.begin(intent, { ...plenty, ...limit }));
      const refused = begun.filter((one) => one.status === 'rejected');
      expect(begun.length - refused.length).toBe(3);
      for (const one of refused) expect(one.reason).toBeInstanceOf(OverLimit);
      const { total } = (await journals[0]?.changes({}, { page: 1, size: 1 })) ?? { total: 0 };
      expect(total).toBe(3);
    });

    test('never hinders taking back, and counts nothing where there are no limits', async () => {
      const none = { changed: 0, changedPerHour: 0, deleted: 0, deletedPerHour: 0 };
      valuesOf(await everywhere((journal) => journal.begin({ ...intent, undoes: ['c1'] }, none)));
      valuesOf(await everywhere((journal) => journal.begin(intent)));
    });

    test('keeps the end that was written first, whole', async () => {
      const [id = ''] = valuesOf(await everywhere((journal) => journal.begin(intent), 1));
      valuesOf(
        await everywhere((journal, attempt) => {
          const ok = attempt % 2 === 0;
          const made = { kind: 'album', after: { albumName: `made by ${attempt}` } };
          const items = [...['a', 'b', 'c'].map((item) => ({ id: item, ok })), { id: 'new', ok, made }];
          return journal.end(id, { status: ok ? 'done' : 'failed', items, note: `written by ${attempt}` });
        }),
      );
      const ended = await journals[1]?.change(id);
      const items = await journals[2]?.items(id);
      const [, writer = ''] = /written by (\d+)/.exec(ended?.note ?? '') ?? [];
      expect(ended).toMatchObject({ status: Number(writer) % 2 === 0 ? 'done' : 'failed', items: 4 });
      expect(items?.map(({ ok }) => ok)).toEqual(Array(4).fill(Number(writer) % 2 === 0));
      expect(items?.[3]?.after).toEqual({ albumName: `made by ${writer}` });
    });

    test('has one of them find out about what a crash left open', async () => {
      const begun = valuesOf(await everywhere((journal) => journal.begin(intent)));
      now += holdFor + 1;
      const looks: string[] = [];
      const settle: Settle = {
        findMade: async () => [],
        look: async (items) => {
          looks.push(items.map(({ id }) => id).join());
          return items.map(() => ({ trashed: true }));
        },
      };
      const settled = valuesOf(await everywhere((journal) => settleUnfinished(journal, ['local'], settle)));
      expect(settled.flat().sort()).toEqual(begun.sort());
      expect(looks).toHaveLength(begun.length);
      expect(await journals[0]?.unfinished(['local'])).toEqual([]);
    });

    test('leaves to the next what one of them could not find out', async () => {
      const [id] = valuesOf(await everywhere((journal) => journal.begin(intent), 1));
      now += holdFor + 1;
      const silent: Settle = { findMade: async () => undefined, look: async () => undefined };
      expect(valuesOf(await everywhere((journal) => settleUnfinished(journal, ['local'], silent))).flat()).toEqual([]);
      const looking: Settle = { findMade: async () => [], look: async (items) => items.map(() => ({ trashed: true })) };
      const settled = valuesOf(await everywhere((journal) => settleUnfinished(journal, ['local'], looking)));
      expect(settled.flat()).toEqual([id]);
    });
  },
  { keepTables: true },
);
