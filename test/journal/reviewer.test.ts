/** Whether a change may be made now: what was previewed, what is agreed to, and how much is too much. */
import { beforeEach, describe, expect, test } from 'vitest';
import { localCaller } from '../../src/catalog/caller.ts';
import type { Change, ChangeItem } from '../../src/catalog/change.ts';
import type { JsonObject } from '../../src/catalog/json.ts';
import type { ConfirmPolicy, PersonAnswer, PersonSaid } from '../../src/catalog/reviewer.ts';
import type { DatabasePlace } from '../../src/database/place.ts';
import { type Journal, openJournal } from '../../src/journal/journal.ts';
import { planLifetime } from '../../src/journal/review/plans.ts';
import { openReviewer } from '../../src/journal/review/reviewer.ts';
import { describeDatabases } from '../fixtures/databases.ts';

let place: DatabasePlace;
let journal: Journal;
let now: number;

const plenty = { changed: 1e6, changedPerHour: 1e6, deleted: 1e6, deletedPerHour: 1e6 };

function reviewer(policy: ConfirmPolicy = 'preview', limits = plenty) {
  return openReviewer({
    journal: async () => journal,
    policy,
    above: 3,
    limits,
    report: (_, error) => {
      throw error;
    },
  });
}

function rated(id: string, rating: number): ChangeItem {
  return { kind: 'asset', id, before: { rating, trashed: false }, after: { rating: 5 } };
}

function trashed(id: string): ChangeItem {
  return { kind: 'asset', id, before: { trashed: false }, after: { trashed: true } };
}

function change(more: Partial<Change> = {}): Change {
  return {
    tool: 'immich_assets_bulk_update',
    title: 'Bulk update assets',
    effect: 'change',
    arguments: { asset_ids: ['a'], rating: 5 },
    items: [rated('a', 1)],
    ...more,
  };
}

const many = change({ items: ['a', 'b', 'c', 'd'].map((id) => rated(id, 1)) });
const final = change({ effect: 'remove', caution: 'it cannot be undone' });

interface Request {
  readonly planId?: string;
  readonly canAsk?: boolean;
  readonly answer?: PersonAnswer;
  readonly caller?: string;
  readonly preview?: JsonObject;
}

/** `approved`, `asks`, or why not. */
async function verdict(policy: ConfirmPolicy, wanted: Change, { caller = 'local', ...more }: Request = {}) {
  const request = { caller: { ...localCaller, id: caller }, preview: {}, canAsk: false, ...more };
  const result = await reviewer(policy).approve(wanted, request);
  if (!result.ok) return result.failure.message;
  return result.value === 'approved' ? 'approved' : 'asks';
}

/** What the person is asked about a change. */
async function asked(wanted: Change, preview: JsonObject = {}) {
  const result = await reviewer('ask').approve(wanted, { caller: localCaller, preview, canAsk: true });
  if (!result.ok || result.value === 'approved') throw new Error('nobody was asked');
  return result.value.ask;
}

async function previewed(wanted: Change): Promise<string> {
  const remembered = await reviewer().remember(wanted, localCaller);
  if (!remembered.ok) throw new Error(remembered.failure.message);
  return String(remembered.value.plan_id);
}

describeDatabases(
  'a review',
  (fresh) => {
    beforeEach(async () => {
      now = Date.UTC(2026, 0, 1);
      place = await fresh();
      journal = await openJournal(place, () => now);
      return () => journal.close();
    });

    describe('without a preview', () => {
      test.each([
        ['preview', 'a small change that can be undone', change(), 'approved'],
        ['preview', 'what cannot be undone', final, 'it cannot be undone, so it needs a preview first'],
        ['preview', 'much at once', many, 'it touches 4 items, so it needs a preview first'],
        ['always', 'anything', change(), 'every change here is to be confirmed'],
        ['ask', 'anything, where nobody can be asked', change(), 'every change here is to be confirmed'],
        ['off', 'what cannot be undone', final, 'approved'],
        ['off', 'much at once', many, 'approved'],
      ] as const)('%s: %s', async (policy, _, wanted, said) => {
        expect(await verdict(policy, wanted)).toContain(said);
      });

      test('the refusal says what to do, also with a tool that lists neither argument', async () => {
        const request = { caller: localCaller, preview: {}, canAsk: false };
        const result = await reviewer('always').approve(change(), request);
        expect(result.ok ? undefined : result.failure.hint).toMatch(/dry_run: true.*plan_id.*listed or not/);
      });
    });

    describe('a person who can be asked', () => {
      const asks = { canAsk: true };

      test('is asked, whatever was previewed', async () => {
        const planId = await previewed(final);
        expect(await verdict('ask', change(), asks)).toBe('asks');
        expect(await verdict('ask', final, { ...asks, planId })).toBe('asks');
      });

      test.each(['preview', 'always', 'off'] as const)('is not asked under %s', async (policy) => {
        expect(await verdict(policy, final, asks)).not.toBe('asks');
      });

      test.each([
        ['yes', 'approved'],
        ['no', 'The person said no'],
        ['nothing', 'The person gave no answer'],
      ] as const)('decides: %s', async (said: PersonSaid, outcome) => {
        const answer = { question: (await asked(final)).id, said };
        expect(await verdict('ask', final, { ...asks, answer })).toContain(outcome);
      });

      test.each(['yes', 'no', 'nothing'] as const)('answers once: after %s, yes comes too late', async (said) => {
        const { id } = await asked(final);
        await verdict('ask', final, { ...asks, answer: { question: id, said } });
        const again = { question: id, said: 'yes' as const };
        expect(await verdict('ask', final, { ...asks, answer: again })).toContain('came too late');
      });

      test.each([
        ['another caller', final, { caller: 'mallory' }, 'belongs to another call'],
        ['other arguments', { ...final, arguments: { asset_ids: ['b'], rating: 5 } }, {}, 'belongs to another call'],
        ['another tool', { ...final, tool: 'immich_assets_delete' }, {}, 'belongs to another call'],
        [
          'an item that somebody changed',
          { ...final, items: [rated('a', 2)] },
          {},
          'since the person was asked, asset a',
        ],
      ])('agrees to nothing else: %s', async (_, wanted, request, outcome) => {
        const answer = { question: (await asked(final)).id, said: 'yes' as const };
        expect(await verdict('ask', wanted, { ...asks, answer, ...request })).toContain(outcome);
        expect(await verdict('ask', final, { ...asks, answer })).toBe('approved');
      });

      test('is not asked about a preview that does not hold any more', async () => {
        const planId = await previewed(final);
        const moved = { ...final, items: [rated('a', 2)] };
        expect(await verdict('ask', moved, { ...asks, planId })).toContain('since the preview, asset a changed');
        expect(await verdict('ask', final, { ...asks, planId: 'p000000000000' })).toContain('unknown');
      });

      test('agrees to a preview only once', async () => {
        const planId = await previewed(final);
        const answer = async () => ({ question: (await asked(final)).id, said: 'yes' as const });
        expect(await verdict('ask', final, { ...asks, planId, answer: await answer() })).toBe('approved');
        expect(await verdict('ask', final, { ...asks, planId, answer: await answer() })).toContain('used already');
      });

      test('is another than the one who agreed to a preview: neither id serves as the other', async () => {
        const { id } = await asked(final);
        expect(await verdict('always', final, { planId: id })).toContain('unknown');
        const answer = { question: await previewed(final), said: 'yes' as const };
        expect(await verdict('ask', final, { ...asks, answer })).toContain('came too late');
      });

      test('reads what would happen', async () => {
        const { text } = await asked(final, { items: [{ id: 'a', file: 'sea.jpg' }] });
        expect(text).toBe('Bulk update assets? It touches 1 asset.\nMind: it cannot be undone.\nItems: "sea.jpg"');
      });

      test('is told by name what changed since they were asked', async () => {
        const moved = { ...final, items: [rated('a', 2)] };
        const answer = { question: (await asked(final)).id, said: 'yes' as const };
        const preview = { items: [{ id: 'a', file: 'sea.jpg' }] };
        const said = 'since the person was asked, asset a "sea.jpg" changed.';
        expect(await verdict('ask', moved, { ...asks, answer, preview })).toContain(said);
      });
    });

    describe('with the plan_id of its preview', () => {
      test.each(['preview', 'always', 'ask', 'off'] as const)('%s: the change is approved, once', async (policy) => {
        const planId = await previewed(final);
        expect(await verdict(policy, final, { planId })).toBe('approved');
        expect(await verdict(policy, final, { planId })).toContain('unknown, used already, or older');
      });

      test('is approved whatever the order of fields and items', async () => {
        const planId = await previewed(many);
        const other = { ...many, items: [...many.items].reverse(), arguments: { rating: 5, asset_ids: ['a'] } };
        expect(await verdict('always', other, { planId })).toBe('approved');
      });

      test('survives a restart', async () => {
        const planId = await previewed(final);
        await journal.close();
        journal = await openJournal(place, () => now);
        expect(await verdict('preview', final, { planId })).toBe('approved');
      });

      test('is refused after 15 minutes', async () => {
        const planId = await previewed(final);
        now += planLifetime;
        const still = await previewed(final);
        expect(await verdict('preview', final, { planId })).toBe('approved');
        now += planLifetime + 1;
        expect(await verdict('preview', final, { planId: still })).toContain('older than 15 minutes');
      });

      test.each([
        ['another caller', final, { caller: 'mallory' }, 'belongs to another caller'],
        ['other arguments', { ...final, arguments: { asset_ids: ['b'], rating: 5 } }, {}, 'had other arguments'],
        ['another tool', { ...final, tool: 'immich_assets_delete' }, {}, 'had other arguments'],
        ['an item more', { ...final, items: [...final.items, rated('b', 1)] }, {}, 'asset b changed'],
        ['an item less', { ...final, items: [] }, {}, 'asset a changed'],
        ['an item that somebody changed', { ...final, items: [rated('a', 2)] }, {}, 'asset a changed'],
      ])('is refused for %s, and still good for what was previewed', async (_, wanted, request, said) => {
        const planId = await previewed(final);
        expect(await verdict('preview', wanted, { planId, ...request })).toContain(said);
        expect(await verdict('preview', final, { planId })).toBe('approved');
      });

      test('is refused with the names of the first items that changed, as far as the preview has them', async () => {
        const ids = Array.from({ length: 13 }, (_, number) => `a${number}`);
        const planId = await previewed(change({ items: ids.map((id) => rated(id, 1)) }));
        const moved = change({ items: ids.map((id) => rated(id, 2)) });
        const preview = {
          items: [
            { id: 'a0', file: 'sea\n"x".jpg' },
            { id: 'a1', file: 'x'.repeat(500) },
          ],
        };
        const said = await verdict('preview', moved, { planId, preview });
        expect(said).toContain('asset a0 "sea \\"x\\".jpg", asset a1 "xxx');
        expect(said).toContain('asset a2, asset a3,');
        expect(said).toContain('asset a9 and 3 more changed.');
        expect(said.length).toBeLessThan(300);
      });

      test('tells an asset’s places in two albums apart', async () => {
        const place = (albumId: string, inAlbum: boolean): ChangeItem => ({
          kind: 'asset',
          id: 'a',
          before: { albumId, inAlbum },
          after: { albumId, inAlbum: !inAlbum },
        });
        const both = change({ items: [place('rome', true), place('paris', true)] });
        const planId = await previewed(both);
        const moved = change({ items: [place('rome', true), place('paris', false)] });
        expect(await verdict('preview', moved, { planId })).toContain('asset a changed');
      });

      test('that nobody ever made is refused', async () => {
        expect(await verdict('off', change(), { planId: 'p000000000000' })).toContain('unknown');
      });
    });

    describe('limits', () => {
      async function made(wanted: Change, status: 'done' | 'failed' = 'done') {
        const items = wanted.items.map((item) => ({ ...item, after: item.after ?? null }));
        const id = await journal.begin({ ...wanted, items, caller: 'local', library: 'local' });
        await journal.end(id, { status, items: [] });
      }

      async function limited(wanted: Change, limits: Partial<typeof plenty>) {
        const request = { caller: localCaller, preview: {}, canAsk: false };
        const result = await reviewer('off', { ...plenty, ...limits }).approve(wanted, request);
        return result.ok ? 'approved' : result.failure.message;
      }

      const two = change({ items: [rated('a', 1), rated('b', 1)] });
      const trash = change({ effect: 'remove', items: [trashed('a'), trashed('b')] });

      test.each([
        ['items of one change', two, { changed: 1 }, 'No more than 1 item may be touched by one change'],
        ['items of one change, just kept', two, { changed: 2 }, 'approved'],
        ['deletions of one change', trash, { deleted: 1 }, 'No more than 1 asset may be deleted by one change'],
        ['deletions of one change, just kept', trash, { deleted: 2 }, 'approved'],
        ['deletions do not count what only changes', two, { deleted: 0 }, 'approved'],
      ])('%s', async (_, wanted, limits, said) => {
        expect(await limited(wanted, limits)).toContain(said);
      });

      test('of an hour count what was done in it, and name the setting', async () => {
        await made(two);
        expect(await limited(two, { changedPerHour: 3 })).toContain(
          'ALBUMEN_MAX_CHANGED_PER_HOUR); with this it would be 4',
        );
        expect(await limited(two, { changedPerHour: 4 })).toBe('approved');
        now += 3_600_000;
        expect(await limited(two, { changedPerHour: 3 })).toBe('approved');
      });

      test('of an hour count deletions apart, and never hinder a change that deletes nothing', async () => {
        await made(trash);
        expect(await limited(trash, { deletedPerHour: 3 })).toContain('ALBUMEN_MAX_DELETED_PER_HOUR');
        expect(await limited(two, { deletedPerHour: 1 })).toBe('approved');
      });

      test('do not count what failed, nor what was taken back', async () => {
        await made(two, 'failed');
        await made({ ...two, undoes: ['c1'] });
        expect(await limited(two, { changedPerHour: 2 })).toBe('approved');
      });

      test('never hinder taking back', async () => {
        expect(await limited({ ...two, undoes: ['c1'] }, { changed: 0, changedPerHour: 0 })).toBe('approved');
      });

      test('hold whatever was agreed to, as the preview says', async () => {
        const planId = await previewed(two);
        const limits = { ...plenty, changed: 1 };
        expect(await reviewer('preview', limits).remember(two, localCaller)).toMatchObject({
          ok: true,
          value: { would_be_refused: expect.stringContaining('ALBUMEN_MAX_CHANGED') },
        });
        const request = { caller: localCaller, preview: {}, canAsk: true };
        expect(await reviewer('preview', limits).approve(two, { ...request, planId })).toMatchObject({ ok: false });
        expect(await reviewer('ask', limits).approve(two, request)).toMatchObject({ ok: false });
      });
    });
  },
  { keepTables: true },
);
