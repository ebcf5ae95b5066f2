import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { albumsIn, assetsIn, type LocalTools, openLocalTools } from '../../fixtures/immich-tools.ts';
import { type FilledLibrary, fillLibrary } from '../../fixtures/library-rows.ts';

let local: LocalTools;
let filled: FilledLibrary;
beforeAll(async () => {
  local = await openLocalTools();
  filled = await fillLibrary(local.library.store, { assets: 1500, seed: 13 });
});
afterAll(() => local.close());

describe('immich_albums_list', () => {
  test('lists the user’s albums and not those of others', async () => {
    const told = await local.call('immich_albums_list');
    const foreign = filled.albumIds.at(-1);
    expect(new Set(albumsIn(told).map((album) => album.id))).toEqual(
      new Set(filled.albumIds.filter((id) => id !== foreign)),
    );
    expect(told.data.total).toBe(filled.albumIds.length - 1);
  });

  test('tells shared from unshared ones', async () => {
    const shared = albumsIn(await local.call('immich_albums_list', { shared: true })).map((album) => album.id);
    expect(new Set(shared)).toEqual(new Set(filled.sharedAlbumIds));
    const unshared = albumsIn(await local.call('immich_albums_list', { shared: false })).map((album) => album.id);
    expect(unshared.filter((id) => shared.includes(id))).toEqual([]);
    expect(unshared).toHaveLength(filled.albumIds.length - 1 - shared.length);
  });

  test('finds one by a part of its name, in any case', async () => {
    const [first] = albumsIn(await local.call('immich_albums_list'));
    const name = String(first?.albumName);
    const found = albumsIn(await local.call('immich_albums_list', { name: name.slice(1).toUpperCase() }));
    expect(found.map((album) => album.albumName)).toEqual([name]);
    expect((await local.call('immich_albums_list', { name: 'no such' })).data).toEqual({
      total: 0,
      page: 1,
      albums: [],
    });
  });

  test('pages', async () => {
    const first = await local.call('immich_albums_list', { page_size: 3 });
    expect(first.data).toMatchObject({ page: 1, next_page: 2 });
    const second = await local.call('immich_albums_list', { page_size: 3, page: 2 });
    const all = await local.call('immich_albums_list');
    expect([...albumsIn(first), ...albumsIn(second)].slice(0, 6)).toEqual(albumsIn(all).slice(0, 6));
  });
});

describe('immich_albums_get', () => {
  async function members(albumId: string) {
    return local.library.store
      .selectFrom('albumAsset')
      .innerJoin('asset', 'asset.id', 'albumAsset.assetId')
      .select(['asset.id', 'asset.fileCreatedAt', 'asset.visibility'])
      .where('albumId', '=', albumId)
      .where('deletedAt', 'is', null)
      .where('heldPath', 'is', null)
      .where('visibility', '!=', 'locked')
      .execute();
  }

  async function allIds(albumId: string, page_size: number) {
    const ids: unknown[] = [];
    const totals: unknown[] = [];
    for (let page: unknown = 1; page !== undefined; ) {
      const told = await local.call('immich_albums_get', { album_id: albumId, page, page_size });
      ids.push(...assetsIn(told).map((asset) => asset.id));
      totals.push(told.data.total);
      page = told.data.next_page;
    }
    return { ids, totals };
  }

  test('returns every asset of the album once, archived ones and those of others too, with the true total', async () => {
    let withArchived = 0;
    for (const albumId of filled.albumIds.slice(0, -1)) {
      const expected = await members(albumId);
      withArchived += expected.filter((asset) => asset.visibility === 'archive').length;
      const { ids, totals } = await allIds(albumId, 40);
      expect(new Set(ids)).toEqual(new Set(expected.map((asset) => asset.id)));
      expect(ids).toHaveLength(expected.length);
      expect(new Set(totals)).toEqual(new Set([expected.length]));
    }
    expect(withArchived).toBeGreaterThan(0);
  });

  test('keeps the album’s own order', async () => {
    const albumId = filled.albumIds.at(-2) ?? '';
    const down = await allIds(albumId, 50);
    await local.ask('PATCH', `/albums/${albumId}`, { body: { order: 'asc' } });
    const up = await allIds(albumId, 50);
    const times = new Map((await members(albumId)).map((asset) => [asset.id, asset.fileCreatedAt]));
    const timesOf = (ids: unknown[]) => ids.map((id) => times.get(String(id)) ?? 0);
    expect(timesOf(up.ids)).toEqual(timesOf(up.ids).toSorted((a, b) => a - b));
    expect(timesOf(down.ids)).toEqual(timesOf(up.ids).toReversed());
  });

  test('leaves the assets out when told', async () => {
    const { data } = await local.call('immich_albums_get', { album_id: filled.albumIds[0], without_assets: true });
    expect(data).toMatchObject({
      id: filled.albumIds[0],
      assetCount: expect.any(Number),
      albumUsers: expect.any(Array),
    });
    expect(data).not.toHaveProperty('assets');
  });

  test('answers for an empty album with no assets', async () => {
    const { data } = await local.call('immich_albums_get', { album_id: filled.albumIds[2] });
    expect(data).toMatchObject({ total: 0, assets: [] });
    expect(Object.values(data)).not.toContain(null);
    expect(data).not.toHaveProperty('next_page');
  });

  test('does not open the album of another person', async () => {
    const { error } = await local.call('immich_albums_get', { album_id: filled.albumIds.at(-1) });
    expect(error).toContain('Not found or no album.read access');
  });
});
