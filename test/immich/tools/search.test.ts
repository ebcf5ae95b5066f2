import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unknownId } from '../../fixtures/change-library.ts';
import { assetsIn, type LocalTools, openLocalTools, type Told } from '../../fixtures/immich-tools.ts';
import { type FilledLibrary, fillLibrary } from '../../fixtures/library-rows.ts';

let local: LocalTools;
let filled: FilledLibrary;
beforeAll(async () => {
  local = await openLocalTools();
  filled = await fillLibrary(local.library.store, { assets: 1500, seed: 12 });
});
afterAll(() => local.close());

const search = (args: Record<string, unknown>) => local.call('immich_search_metadata', args);

/** What the tables say of the owner's timeline. */
async function timeline() {
  return local.library.store
    .selectFrom('asset')
    .selectAll()
    .where('ownerId', '=', local.library.owner.id)
    .where('visibility', '=', 'timeline')
    .where('heldPath', 'is', null)
    .where('deletedAt', 'is', null)
    .execute();
}

function listing(told: Told): Record<string, unknown> {
  const { assets } = told.data;
  if (typeof assets !== 'object' || assets === null) throw new Error(told.text);
  return { ...assets };
}

async function idsOf(args: Record<string, unknown>): Promise<{ ids: unknown[]; totals: unknown[] }> {
  const ids: unknown[] = [];
  const totals: unknown[] = [];
  for (let page: unknown = 1; page !== undefined; ) {
    const told = await search({ ...args, page });
    ids.push(...assetsIn(told).map((asset) => asset.id));
    totals.push(listing(told).total);
    page = listing(told).nextPage;
  }
  return { ids, totals };
}

async function expectExactly(args: Record<string, unknown>, expected: readonly { id: string }[]) {
  expect(expected.length).toBeGreaterThan(0);
  const { ids, totals } = await idsOf(args);
  expect(ids).toHaveLength(expected.length);
  expect(new Set(ids)).toEqual(new Set(expected.map((asset) => asset.id)));
  expect(new Set(totals)).toEqual(new Set([expected.length]));
}

describe('immich_search_metadata', () => {
  test('without any argument finds the timeline: nothing archived, hidden or trashed', async () => {
    await expectExactly({ page_size: 100 }, await timeline());
  });

  test('finds archived assets when asked', async () => {
    const found = assetsIn(await search({ is_archived: true }));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((asset) => asset.archived === true)).toBe(true);
  });

  test('honours the person', async () => {
    const [personId = ''] = filled.personIds;
    const faces = await local.library.store
      .selectFrom('face')
      .select('assetId')
      .where('personId', '=', personId)
      .execute();
    const withFace = new Set(faces.map((face) => face.assetId));
    const expected = (await timeline()).filter((asset) => withFace.has(asset.id));
    await expectExactly({ person_id: personId.toUpperCase() }, expected);
  });

  test('combines city, camera, type and favorite', async () => {
    const all = await timeline();
    const sample = all.find((asset) => asset.city !== null && asset.make !== null && asset.country !== null);
    const { city, country, make, model } = sample ?? {};
    const same = all.filter((asset) => asset.city === city && asset.make === make && asset.model === model);
    await expectExactly({ city, country, make, model }, same);
    await expectExactly(
      { type: 'VIDEO' },
      all.filter((asset) => asset.type === 'VIDEO'),
    );
    await expectExactly(
      { is_favorite: true, page_size: 7 },
      all.filter((asset) => asset.isFavorite === 1),
    );
  });

  test('takes a bare day from its start to its end', async () => {
    const all = await timeline();
    const dayOf = (asset: { fileCreatedAt: number }) => new Date(asset.fileCreatedAt).toISOString().slice(0, 10);
    const day = dayOf(
      all.find((asset, index) => index > 0 && dayOf(asset) !== dayOf(all[0] ?? asset)) ?? { fileCreatedAt: 0 },
    );
    const taken = all.filter((asset) => dayOf(asset) === day);
    await expectExactly({ taken_after: day, taken_before: day }, taken);
    const year = day.slice(0, 4);
    const ofYear = all.filter((asset) => new Date(asset.fileCreatedAt).toISOString().startsWith(year));
    await expectExactly({ taken_after: year, taken_before: year, page_size: 100 }, ofYear);
  });

  test('counts what the server cannot count, on every page and past the end', async () => {
    const named = (await timeline()).filter((asset) => asset.foldedFileName.includes('img'));
    expect(named.length).toBeGreaterThan(100);
    await expectExactly({ query: 'img' }, named);
    const past = await search({ query: 'img', page: 500 });
    expect(listing(past)).toMatchObject({ total: named.length, count: 0, items: [] });
  });

  test.each([
    ['%', '%'],
    ['_', '_'],
    ['IMG_1', 'img_1'],
    ['\\', '\\'],
  ])('takes %s in a file name for itself, not for a wildcard', async (query, part) => {
    const named = (await timeline()).filter((asset) => asset.foldedFileName.includes(part));
    const { ids, totals } = await idsOf({ query, page_size: 100 });
    expect(new Set(ids)).toEqual(new Set(named.map((asset) => asset.id)));
    expect(new Set(totals)).toEqual(new Set([named.length]));
  });

  test.each([
    [{ person_id: unknownId }, 'person_id: no person has this id. Take a name or id from a list or search.'],
    [{ tag_id: unknownId, city: 'Tokyo' }, 'tag_id: no tag has this id. Take a name or id from a list or search.'],
  ])('says of %j that there is nothing with this id, instead of finding nothing', async (args, message) => {
    const told = await search(args);
    expect(told.error).toBe(message);
    const [tagId = ''] = filled.tagIds;
    expect((await search({ person_id: tagId })).error).toMatch(/^person_id: no person has this id/);
  });

  test('finds nothing for who is there and is in no such picture', async () => {
    const [personId = ''] = filled.personIds;
    expect(listing(await search({ person_id: personId, taken_before: '1950' }))).toMatchObject({ total: 0 });
  });

  test('past the end tells the true total', async () => {
    const { total } = listing(await search({}));
    expect(listing(await search({ page: 999 }))).toEqual({ total, count: 0, items: [] });
  });

  test('takes a place or camera that is written otherwise as what it must mean, on every page, and says so', async () => {
    const right = await search({ city: 'Tokyo', page: 2, page_size: 5 });
    expect(listing(right).total).toBeGreaterThan(5);
    const told = await search({ city: ' TÓKYO', page: 2, page_size: 5 });
    expect(told.data).toEqual({ ...right.data, used_spelling: { city: 'Tokyo' } });
    const both = await search({ city: 'tokyo', make: 'CANON' });
    expect(both.data.used_spelling).toEqual({ city: 'Tokyo', make: expect.stringMatching(/^canon$/i) });
    expect(assetsIn(both)).toEqual(
      assetsIn(await search({ city: 'Tokyo', make: Object(both.data.used_spelling).make })),
    );
  });

  test('guesses nothing where it is not clear what was meant, and says what there is', async () => {
    const told = await search({ city: 'Toky' });
    expect(told.data).toMatchObject({ assets: { total: 0 }, known_spellings: { city: ['Tokyo'] } });
    const strange = await search({ city: 'Tokyo', make: 'no such maker' });
    expect(strange.data).toMatchObject({ assets: { total: 0 }, known_spellings: { make: expect.any(Array) } });
    const mixed = await search({ city: 'tokyo', make: 'no such maker' });
    expect(mixed.data).toMatchObject({ assets: { total: 0 } });
    expect(mixed.data).not.toHaveProperty('used_spelling');
  });

  test('blames no spelling that is right', async () => {
    const told = await search({ city: 'Tokyo', taken_before: '1950' });
    expect(listing(told).total).toBe(0);
    expect(Object.keys(told.data)).toEqual(['assets']);
  });

  test.each([
    [{ taken_after: 'last summer' }, /taken_after.*2024-06-15/],
    [{ taken_after: '2024', taken_before: '2023' }, /nothing can match/],
    [{ person_id: '../../admin' }, /person_id/],
    [{ person: 'Ann' }, /unknown argument "person" \(known: .*person_id/],
    [{ page_size: 1001 }, /page_size/],
    [{ query: ' ' }, /query/],
  ])('%j is refused with what would work', async (args, message) => {
    expect((await search(args)).error).toMatch(message);
  });
});

describe('immich_search_smart', () => {
  test('ranks what matches the words, without archived, hidden or trashed assets', async () => {
    const told = await local.call('immich_search_smart', { query: 'Tokyo' });
    const found = assetsIn(told);
    expect(found.length).toBeGreaterThan(0);
    expect(found.some((asset) => asset.archived || asset.hidden || asset.trashed)).toBe(false);
  });

  test('tells a total only once the end is seen', async () => {
    const first = listing(await local.call('immich_search_smart', { query: 'Tokyo', page_size: 5 }));
    expect(first).toMatchObject({ count: 5, nextPage: 2 });
    expect(first).not.toHaveProperty('total');
    const narrow = listing(await local.call('immich_search_smart', { query: 'zzzz-nothing' }));
    expect(narrow).toEqual({ total: 0, count: 0, items: [] });
  });

  test('wants a query', async () => {
    expect((await local.call('immich_search_smart', {})).error).toMatch(/query/);
    expect((await local.call('immich_search_smart', { query: ' ' })).error).toMatch(/query/);
  });

  test('takes no novel for a query', async () => {
    const { error } = await local.call('immich_search_smart', { query: 'word '.repeat(1000) });
    expect(error).toMatch(/query: must have 1 to 1000 characters/);
  });
});

test('immich_search_explore shows places with one example each', async () => {
  const { data } = await local.call('immich_search_explore');
  expect(data.fields).toEqual(
    expect.arrayContaining([
      {
        fieldName: 'exifInfo.city',
        items: expect.arrayContaining([{ value: 'Tokyo', data: expect.objectContaining({ city: 'Tokyo' }) }]),
      },
    ]),
  );
});
