/** The journal: what was begun is known, how it ended is known, and nothing of it is lost or told twice. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { type DatabasePlace, databasePlace } from '../../src/database/place.ts';
import type { IntendedItem, Intent } from '../../src/journal/entry.ts';
import { holdFor } from '../../src/journal/hold.ts';
import { type Journal, openJournal } from '../../src/journal/journal.ts';
import { describeDatabases } from '../fixtures/databases.ts';

let place: DatabasePlace;
let journal: Journal;
let now: number;

function rated(id: string, before: number, after: number): IntendedItem {
  return { kind: 'asset', id, before: { rating: before }, after: { rating: after } };
}

function intent(more: Partial<Intent> = {}): Intent {
  return {
    caller: 'local',
    tool: 'immich_assets_update',
    effect: 'change',
    library: 'local',
    arguments: { asset_id: 'a', rating: 5 },
    items: [rated('a', 1, 5)],
    ...more,
  };
}

const wholePage = { page: 1, size: 100 };

async function listed(filter: Parameters<Journal['changes']>[0] = {}): Promise<string[]> {
  return (await journal.changes(filter, wholePage)).changes.map(({ id }) => id);
}

describeDatabases(
  'the journal',
  (fresh) => {
    beforeEach(async () => {
      now = Date.UTC(2026, 0, 1);
      place = await fresh();
      journal = await openJournal(place, () => now);
      return () => journal.close();
    });

    describe('a change', () => {
      test('is known with all of its items before it has ended', async () => {
        const id = await journal.begin(intent());
        expect(await journal.change(id)).toMatchObject({
          id,
          status: 'begun',
          begunAt: now,
          endedAt: null,
          caller: 'local',
          tool: 'immich_assets_update',
          arguments: { asset_id: 'a', rating: 5 },
          items: 1,
          changed: 0,
        });
        expect(await journal.items(id)).toEqual([
          { kind: 'asset', id: 'a', before: { rating: 1 }, after: { rating: 5 }, ok: undefined, error: null },
        ]);
      });

      test('is completed item by item', async () => {
        const id = await journal.begin(intent({ items: [rated('a', 1, 5), rated('b', 2, 5), rated('c', 3, 5)] }));
        now += 1500;
        const items = [
          { id: 'a', ok: true },
          { id: 'b', ok: false, error: "it's gone" },
        ];
        await journal.end(id, { status: 'partly', items, note: 'stopped' });
        expect(await journal.change(id)).toMatchObject({
          status: 'partly',
          endedAt: now,
          note: 'stopped',
          items: 3,
          changed: 1,
        });
        expect((await journal.items(id)).map(({ id: item, ok, error }) => [item, ok, error])).toEqual([
          ['a', true, null],
          ['b', false, "it's gone"],
          ['c', undefined, null],
        ]);
      });

      test('that makes something is told of it in the end', async () => {
        const id = await journal.begin(intent({ tool: 'immich_albums_create', effect: 'add', items: [] }));
        const made = { kind: 'album', after: { albumName: 'Paris' } };
        await journal.end(id, { status: 'done', items: [{ id: 'new', ok: true, made }] });
        expect(await journal.items(id)).toEqual([
          { kind: 'album', id: 'new', before: null, after: { albumName: 'Paris' }, ok: true, error: null },
        ]);
      });

      test('ends once: what comes later changes nothing', async () => {
        const id = await journal.begin(intent());
        await journal.end(id, { status: 'done', items: [{ id: 'a', ok: true }] });
        const before = [await journal.change(id), await journal.items(id)];
        now += 1000;
        await journal.end(id, { status: 'failed', items: [{ id: 'a', ok: false, error: 'late' }] });
        expect([await journal.change(id), await journal.items(id)]).toEqual(before);
      });

      test('keeps its items in the order of the plan, however many there are', async () => {
        const items = Array.from({ length: 2500 }, (_, number) => rated(`asset-${number}`, 0, 1));
        const id = await journal.begin(intent({ items }));
        const page = await journal.items(id, 1990, 20);
        expect(page.map((item) => item.id)).toEqual(items.slice(1990, 2010).map((item) => item.id));
        await journal.end(id, { status: 'done', items: items.map((item) => ({ id: item.id, ok: true })) });
        expect(await journal.change(id)).toMatchObject({ items: 2500, changed: 2500 });
      });

      test('that is unknown is undefined, and ending it does nothing', async () => {
        await journal.end('c000000000', { status: 'done', items: [] });
        expect(await journal.change('c000000000')).toBeUndefined();
      });

      test('knows what took it back', async () => {
        const id = await journal.begin(intent());
        const first = await journal.begin(intent({ undoes: [id] }));
        const second = await journal.begin(intent({ undoes: [id] }));
        expect(await journal.change(id)).toMatchObject({ undoes: [], undoneBy: [first, second] });
        expect(await journal.change(first)).toMatchObject({ undoes: [id], undoneBy: [] });
      });
    });

    describe('something that came back under another id', () => {
      async function remake(oldId: string, newId: string): Promise<void> {
        const id = await journal.begin(intent({ items: [{ kind: 'album', id: oldId, before: null, after: {} }] }));
        await journal.end(id, { status: 'done', items: [{ id: oldId, ok: true, remadeAs: newId }] });
      }

      test('is found by every id that it had', async () => {
        await remake('a', 'b');
        await remake('b', 'c');
        expect(Object.fromEntries(await journal.remade())).toEqual({ a: 'c', b: 'c' });
      });
    });

    describe('the list', () => {
      test('has the latest first, page by page, with a true total', async () => {
        const ids: string[] = [];
        for (let number = 0; number < 5; number++) ids.unshift(await journal.begin(intent()));
        const pages = await Promise.all([1, 2, 3, 4].map((page) => journal.changes({}, { page, size: 2 })));
        expect(pages.flatMap(({ changes }) => changes.map(({ id }) => id))).toEqual(ids);
        expect(pages.map(({ total }) => total)).toEqual([5, 5, 5, 5]);
      });

      test.each([
        ['since a time, that time included', { since: Date.UTC(2026, 0, 1) + 2000 }, [2, 3]],
        ['until a time, that time included', { until: Date.UTC(2026, 0, 1) + 1000 }, [0, 1]],
        ['by part of a tool’s name', { tool: 'albums' }, [1, 2]],
        ['by tool, letter by letter: _ is no wildcard', { tool: 'albums_add' }, [1]],
        ['by caller', { caller: 'claude' }, [3]],
        ['by asset', { thing: 'a' }, [0, 1]],
        ['by album: it and its contents', { album: 'rome' }, [1, 2]],
        ['by library', { libraries: ['photos.example.com'] }, [0]],
        ['by all of them together', { tool: 'albums', album: 'rome', thing: 'a' }, [1]],
      ])('is narrowed %s', async (_, filter, wanted) => {
        const membership: IntendedItem = {
          kind: 'asset',
          id: 'a',
          before: { albumId: 'rome', inAlbum: false },
          after: { albumId: 'rome', inAlbum: true },
        };
        const album: IntendedItem = {
          kind: 'album',
          id: 'rome',
          before: { albumName: 'Rom' },
          after: { albumName: 'Rome' },
        };
        const intents = [
          intent({ library: 'photos.example.com' }),
          intent({ tool: 'immich_albums_add_assets', items: [membership] }),
          intent({ tool: 'immich_albumsXadd', items: [album] }),
          intent({ caller: 'claude', items: [rated('b', 1, 2)] }),
        ];
        const ids: string[] = [];
        for (const one of intents) {
          ids.push(await journal.begin(one));
          now += 1000;
        }
        const found = await listed(filter);
        expect(found.map((id) => ids.indexOf(id)).sort()).toEqual(wanted);
      });
    });

    describe('what is unfinished', () => {
      test('is what nobody works on any more, in this library', async () => {
        const id = await journal.begin(intent());
        await journal.begin(intent({ library: 'elsewhere' }));
        const done = await journal.begin(intent());
        await journal.end(done, { status: 'done', items: [] });
        expect(await journal.unfinished(['local'])).toEqual([]);
        now += holdFor + 1;
        expect((await journal.unfinished(['local'])).map((change) => change.id)).toEqual([id]);
      });

      test('is not what a process still holds', async () => {
        const id = await journal.begin(intent());
        now += holdFor;
        await journal.renew(id);
        now += holdFor;
        expect(await journal.unfinished(['local'])).toEqual([]);
        now += 1;
        expect(await journal.unfinished(['local'])).toHaveLength(1);
      });
    });

    describe('forgetting', () => {
      const day = 86_400_000;

      test('takes what is older than the days to keep, but nothing unfinished', async () => {
        const unfinished = await journal.begin(intent());
        const old = await journal.begin(intent());
        await journal.end(old, { status: 'done', items: [] });
        now += 10 * day;
        const young = await journal.begin(intent());
        await journal.end(young, { status: 'done', items: [] });
        now += 2 * day;
        expect(await journal.forget({ days: 11, megabytes: 100 })).toBe(1);
        expect(await listed()).toEqual([young, unfinished]);
        expect(await journal.items(old)).toEqual([]);
      });

      test('leaves what is being taken back, until that has ended', async () => {
        const made = await journal.begin(intent());
        await journal.end(made, { status: 'done', items: [] });
        now += 10 * day;
        const undo = await journal.begin(intent({ undoes: [made] }));
        expect(await journal.forget({ days: 1, megabytes: 100 })).toBe(0);
        expect(await journal.items(made)).toHaveLength(1);
        await journal.end(undo, { status: 'done', items: [] });
        expect(await journal.forget({ days: 1, megabytes: 100 })).toBe(1);
        expect(await listed()).toEqual([undo]);
      });

      test('leaves it known under which ids things came back', async () => {
        const items = [{ kind: 'album', id: 'a', before: null, after: { albumName: 'Rome' } }];
        const undo = await journal.begin(intent({ items }));
        await journal.end(undo, { status: 'done', items: [{ id: 'a', ok: true, remadeAs: 'b' }] });
        now += 10 * day;
        await journal.forget({ days: 1, megabytes: 100 });
        expect([await listed(), Object.fromEntries(await journal.remade())]).toEqual([[], { a: 'b' }]);
      });

      test('takes the oldest where all together are too large, but nothing of the last day', async () => {
        const ids: string[] = [];
        for (let number = 0; number < 4; number++) {
          const id = await journal.begin(intent({ arguments: { text: 'x'.repeat(400_000) } }));
          await journal.end(id, { status: 'done', items: [] });
          ids.unshift(id);
          now += day;
        }
        expect(await journal.forget({ days: 1000, megabytes: 1 })).toBe(2);
        expect(await listed()).toEqual(ids.slice(0, 2));
        expect(await journal.forget({ days: 1000, megabytes: 0 })).toBe(1);
        expect(await listed()).toEqual(ids.slice(0, 1));
      });
    });

    test('whatever is written is read back the same', async () => {
      const state = fc.option(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean())), {
        nil: null,
      });
      const text = fc.string({ minLength: 1, unit: 'binary' }).filter((value) => !value.includes('\0'));
      const item = fc.record({ kind: fc.constantFrom('asset', 'album', 'tag'), id: text, before: state, after: state });
      await fc.assert(
        fc.asyncProperty(fc.array(item, { maxLength: 5 }), async (items) => {
          const plain: IntendedItem[] = JSON.parse(JSON.stringify(items));
          const id = await journal.begin(intent({ items: plain }));
          const read = await journal.items(id);
          expect(read.map(({ kind, id: itemId, before, after }) => ({ kind, id: itemId, before, after }))).toEqual(
            plain,
          );
        }),
        { numRuns: 50 },
      );
    });

    test('two processes write at once, and neither loses a change', async () => {
      const module = pathToFileURL(join(import.meta.dirname, '../../src/journal/journal.ts')).href;
      const script = `
    import { openJournal } from ${JSON.stringify(module)};
    const journal = await openJournal(${JSON.stringify(place)});
    for (let number = 0; number < 40; number++) {
      const id = await journal.begin(${JSON.stringify(intent())});
      await journal.end(id, { status: 'done', items: [{ id: 'a', ok: true }] });
    }
    await journal.close();`;
      const write = () =>
        new Promise<number | null>((resolve) => {
          const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
            stdio: 'inherit',
          });
          child.on('exit', resolve);
        });
      expect(await Promise.all([write(), write()])).toEqual([0, 0]);
      const { total, changes } = await journal.changes({}, wholePage);
      expect(total).toBe(80);
      expect(changes.every(({ status, changed }) => status === 'done' && changed === 1)).toBe(true);
    });
  },
  { keepTables: true },
);

test('the first change makes the folder that the journal goes into, and the file is whole once it is closed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'albumen-journal-'));
  const path = join(folder, 'not', 'there', 'yet', 'journal.db');
  const first = await openJournal(databasePlace(undefined, path));
  expect(await first.begin(intent())).toMatch(/^c/);
  await first.close();
  const file = await readFile(path);
  expect(file.subarray(0, 15).toString()).toBe('SQLite format 3');
  expect(file.includes('immich_assets_update')).toBe(true);
  await rm(folder, { recursive: true });
});
