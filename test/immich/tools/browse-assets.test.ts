import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assetsIn, type LocalTools, openLocalTools } from '../../fixtures/immich-tools.ts';
import { fillLibrary } from '../../fixtures/library-rows.ts';

let local: LocalTools;
beforeAll(async () => {
  local = await openLocalTools();
  await fillLibrary(local.library.store, { assets: 1500, seed: 11 });
});
afterAll(() => local.close());

interface Wanted {
  visibility?: 'timeline' | 'archive';
  trashed?: boolean;
  favorite?: boolean;
  type?: 'IMAGE' | 'VIDEO';
}

/** What the tables say, asked without the API: newest first. */
async function truth({ visibility, trashed, favorite, type }: Wanted): Promise<string[]> {
  let query = local.library.store
    .selectFrom('asset')
    .select('id')
    .where('ownerId', '=', local.library.owner.id)
    .where('heldPath', 'is', null)
    .where('visibility', 'in', visibility === undefined ? ['timeline', 'archive'] : [visibility]);
  if (trashed !== undefined) query = query.where('deletedAt', trashed ? 'is not' : 'is', null);
  if (favorite !== undefined) query = query.where('isFavorite', '=', favorite ? 1 : 0);
  if (type !== undefined) query = query.where('type', '=', type);
  return (await query.execute()).map((row) => row.id);
}

/** Every page of a listing, one after the other. */
async function allPages(name: string, args: Record<string, unknown>) {
  const ids: unknown[] = [];
  let total: unknown;
  for (let page: unknown = 1; page !== undefined; ) {
    const told = await local.call(name, { ...args, page });
    ids.push(...assetsIn(told).map((asset) => asset.id));
    total = told.data.total;
    page = told.data.next_page;
  }
  return { ids, total };
}

describe('list_assets', () => {
  const cases: [Record<string, unknown>, Wanted][] = [
    [{}, {}],
    [{ is_archived: true }, { visibility: 'archive' }],
    [{ is_archived: false }, { visibility: 'timeline' }],
    [{ is_trashed: true }, { trashed: true }],
    [{ is_trashed: false }, { trashed: false }],
    [{ is_favorite: true }, { favorite: true }],
    [
      { is_favorite: false, is_trashed: false },
      { favorite: false, trashed: false },
    ],
    [{ asset_type: 'VIDEO' }, { type: 'VIDEO' }],
    [
      { asset_type: 'IMAGE', is_archived: true, is_trashed: false },
      { type: 'IMAGE', visibility: 'archive', trashed: false },
    ],
  ];
  test.each(cases)('%j returns exactly those, once each, with their true total', async (args, wanted) => {
    const expected = await truth(wanted);
    expect(expected.length).toBeGreaterThan(0);
    const { ids, total } = await allPages('list_assets', { ...args, size: 97 });
    expect(total).toBe(expected.length);
    expect(ids).toHaveLength(expected.length);
    expect(new Set(ids)).toEqual(new Set(expected));
  });

  test('leaves out the hidden clips of Live Photos', async () => {
    const hidden = await local.library.store
      .selectFrom('asset')
      .select('id')
      .where('visibility', '=', 'hidden')
      .execute();
    expect(hidden.length).toBeGreaterThan(0);
    const { ids } = await allPages('list_assets', { size: 100 });
    for (const { id } of hidden) expect(ids).not.toContain(id);
  });

  test('goes newest first, and puts the archive and the trash behind', async () => {
    const { data } = await local.call('list_assets', { size: 50 });
    const taken = assetsIn(await local.call('list_assets', { is_archived: false, is_trashed: false })).map(
      (a) => a.taken,
    );
    expect(assetsIn(await local.call('list_assets')).map((a) => a.taken)).toEqual(taken);
    const lastPage = Math.ceil(Number(data.total) / 50);
    expect(assetsIn(await local.call('list_assets', { page: lastPage })).at(-1)).toMatchObject({
      archived: true,
      trashed: true,
    });
  });

  test('answers with total, page and assets, and a next page only where there is one', async () => {
    const { data } = await local.call('list_assets', { size: 10 });
    expect(Object.keys(data)).toEqual(['total', 'page', 'next_page', 'assets']);
    const past = await local.call('list_assets', { page: 1000 });
    expect(past.data).toEqual({ total: data.total, page: 1000, assets: [] });
  });

  test('lowers a size that does not fit, and says so on every page', async () => {
    const first = await local.call('list_assets', { size: 200 });
    const second = await local.call('list_assets', { size: 200, page: 2 });
    expect([first.data.page_size, assetsIn(first).length, second.data.page_size]).toEqual([100, 100, 100]);
    expect(assetsIn(second)[0]).toEqual(assetsIn(await local.call('list_assets', { size: 100, page: 2 }))[0]);
  });

  test.each([{ size: 201 }, { size: 0 }, { page: 0 }, { asset_type: 'AUDIO' }, { is_favorite: 'yes' }, { query: 'x' }])(
    '%j is refused',
    async (args) => {
      expect((await local.call('list_assets', args)).error).toMatch(/^Invalid arguments: /);
    },
  );
});

describe('immich_assets_list', () => {
  test('shows the trash only when asked', async () => {
    expect((await allPages('immich_assets_list', { page_size: 100 })).total).toBe(
      (await truth({ trashed: false })).length,
    );
    const trash = await allPages('immich_assets_list', { is_trashed: true });
    expect(new Set(trash.ids)).toEqual(new Set(await truth({ trashed: true })));
  });

  test('tells full details with the same paging', async () => {
    const { data } = await local.call('immich_assets_list', { detail: 'full', page_size: 50 });
    expect(data).toMatchObject({ page_size: 10, next_page: 2 });
    const [first] = assetsIn(await local.call('immich_assets_list', { detail: 'full' }));
    expect(first).toMatchObject({ originalFileName: expect.any(String), exifInfo: expect.any(Object) });
  });

  test('takes every type of the seed, and finds none where there is none', async () => {
    for (const type of ['AUDIO', 'OTHER']) {
      expect((await local.call('immich_assets_list', { type })).data).toMatchObject({ total: 0, assets: [] });
    }
  });
});
