import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { albumsOfEach, readAlbumContents } from '../../../src/immich/changes/album-membership.ts';
import { type LocalTools, openLocalTools } from '../../fixtures/immich-tools.ts';
import { fillLibrary } from '../../fixtures/library-rows.ts';

const call = { signal: new AbortController().signal };

let local: LocalTools;
let own: string[];
let albumId: string;

beforeAll(async () => {
  local = await openLocalTools();
  await fillLibrary(local.library.store, { assets: 1600, seed: 17 });
  const rows = await local.library.store
    .selectFrom('asset')
    .select('id')
    .where('ownerId', '=', local.library.owner.id)
    .where('visibility', 'in', ['timeline', 'archive'])
    .where('heldPath', 'is', null)
    .execute();
  own = rows.map(({ id }) => id);
  const { body } = await local.ask('POST', '/albums', { body: { albumName: 'Nearly all' } });
  albumId = Object(body).id;
  await local.ask('PUT', `/albums/${albumId}/assets`, { body: { ids: own } });
});
afterAll(() => local.close());

/** Asset and album ids as the tables say, asked without the API. */
async function truth(): Promise<Map<string, Set<string>>> {
  const rows = await local.library.store.selectFrom('albumAsset').select(['assetId', 'albumId']).execute();
  const albums = new Map<string, Set<string>>();
  for (const row of rows) albums.set(row.assetId, (albums.get(row.assetId) ?? new Set()).add(row.albumId));
  return albums;
}

test('an album of more than one page is read to its end, archive and trash included, nothing twice', async () => {
  const contents = await readAlbumContents(local.connection, albumId, call);
  if (!contents.ok) throw new Error(contents.failure.message);
  const ids = contents.value.assets.map(({ id }) => id);
  const members = [...(await truth())].filter(([, albums]) => albums.has(albumId)).map(([id]) => id);
  expect(members.length).toBeGreaterThan(1000);
  expect(contents.value.assets.some(({ isTrashed }) => isTrashed)).toBe(true);
  expect(contents.value.assets.some(({ visibility }) => visibility === 'archive')).toBe(true);
  expect(ids.toSorted()).toEqual(members.toSorted());
});

describe('the albums of each asset', () => {
  test.each([
    ['few, asked one by one', 40],
    ['many, found by reading the albums', 1400],
  ])('are those of the tables: of %s', async (_, count) => {
    const ids = own.slice(0, count);
    const found = await albumsOfEach(local.connection, ids, call);
    if (!found.ok) throw new Error(found.failure.message);
    const albums = await truth();
    const visible = (await local.call('immich_albums_list', { page_size: 1000 })).data.total;
    expect(visible).toBeGreaterThan(1);
    for (const [at, id] of ids.entries()) {
      const expected = [...(albums.get(id) ?? [])].toSorted();
      expect((found.value[at] ?? []).map((album) => album.id).toSorted()).toEqual(expected);
    }
  });
});
