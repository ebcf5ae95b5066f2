/** What somebody else has changed since, or in between, is never overwritten unless that is asked for. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRecordedLibrary, type RecordedLibrary } from '../fixtures/recorded-library.ts';

const times = Number(process.env.ALBUMEN_PROVE ?? 1);

let library: RecordedLibrary;
let photos: string[];

beforeAll(async () => {
  library = await openRecordedLibrary();
  photos = await library.addPhotos(3);
});
afterAll(() => library.close());

const step = fc.record({
  photo: fc.nat({ max: 2 }),
  by: fc.constantFrom('tool', 'somebody', 'undo'),
  back: fc.nat({ max: 6 }),
  since: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** No text is ever set twice: an equal one could be anybody's. */
let texts = 0;

async function fieldsOf(id: string): Promise<{ rating: number | null; description: string }> {
  const { exifInfo } = await library.read(`/assets/${id}`);
  const { rating, description } = Object(exifInfo);
  return { rating, description };
}

/** Takes a step. `theirs` is what somebody else was the last to set; `changes` are those of the tools. */
async function take({ photo, by, back, since }: Step, changes: string[], theirs: Map<string, string>): Promise<void> {
  const id = photos[photo] ?? '';
  texts += 1;
  const description = `text ${texts}`;
  if (by === 'somebody') {
    await library.local.ask('PUT', `/assets/${id}`, { body: { description } });
    theirs.set(id, description);
  } else if (by === 'tool') {
    const told = await library.call('immich_assets_update', { asset_id: id, description });
    changes.push(String(told.data.change_id));
    theirs.delete(id);
  } else if (changes.length > 0) {
    const chosen = changes.at(-1 - (back % changes.length));
    const told = await library.call('history_undo', { [since ? 'since' : 'change_id']: chosen, dry_run: false });
    if (told.error === undefined) changes.push(String(told.data.change_id));
  }
}

test(
  'an undo leaves what somebody else was the last to set',
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 10 }), async (steps) => {
        const changes: string[] = [];
        const theirs = new Map<string, string>();
        for (const one of steps) {
          await take(one, changes, theirs);
          for (const [id, wanted] of theirs) expect(await fieldsOf(id)).toMatchObject({ description: wanted });
        }
      }),
      { numRuns: 25 * times },
    ),
  60_000 * times,
);

test('what was set between two changes is what comes back when both are taken back, unless by force', async () => {
  const [id = ''] = photos;
  await library.local.ask('PUT', `/assets/${id}`, { body: { rating: 1 } });
  const first = await library.call('immich_assets_update', { asset_id: id, rating: 2 });
  await library.local.ask('PUT', `/assets/${id}`, { body: { rating: 3 } });
  await library.call('immich_assets_update', { asset_id: id, rating: 4 });
  const undone = await library.call('history_undo', { since: first.data.change_id, dry_run: false });
  expect(undone.data.changed_since).toEqual([{ kind: 'asset', id, why: 'changed in between: rating' }]);
  expect(await fieldsOf(id)).toMatchObject({ rating: 3 });
  const forced = await library.call('history_undo', { since: first.data.change_id, force: true, dry_run: false });
  expect(forced.error).toBeUndefined();
  expect(await fieldsOf(id)).toMatchObject({ rating: 1 });
});
