import type { AlbumResponseDto, AssetResponseDto, BulkIdResponseDto, SearchResponseDto } from '@immich/sdk';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type OpenedLibrary, openFilledLibrary } from '../../fixtures/filled-library.ts';

const nobody = '00000000-0000-4000-8000-000000000000';

let opened: OpenedLibrary;
/** Own assets that are shown, newest first. */
let assets: AssetResponseDto[];
let trashed: string;
let locked: string;
let foreign: string;

beforeAll(async () => {
  opened = await openFilledLibrary({ assets: 1000, seed: 5 });
  const search = async (body: object, key?: string) =>
    (await opened.ask<SearchResponseDto>('POST', '/search/metadata', body, key)).body.assets.items;
  assets = await search({ visibility: 'timeline', size: 20 });
  trashed = (await search({ trashedAfter: '1970-01-01T00:00:00Z', visibility: 'timeline', size: 1 }))[0]?.id ?? '';
  foreign = (await search({ visibility: 'timeline', size: 1 }, opened.otherKey))[0]?.id ?? '';
  const row = opened.library.store.selectFrom('asset').select('id').where('visibility', '=', 'locked');
  locked = (await row.where('ownerId', '=', opened.ownerId).executeTakeFirstOrThrow()).id;
});
afterAll(() => opened.close());
afterEach(() => expect(opened.faults).toEqual([]));

const list = async (query = '', key?: string): Promise<AlbumResponseDto[]> =>
  (await opened.ask<AlbumResponseDto[]>('GET', `/albums${query}`, undefined, key)).body;
const read = async (id: string, key?: string) => opened.ask<AlbumResponseDto>('GET', `/albums/${id}`, undefined, key);

async function create(body: object = {}): Promise<AlbumResponseDto> {
  const answer = await opened.ask<AlbumResponseDto>('POST', '/albums', { albumName: 'New', ...body });
  expect(answer.status).toBe(201);
  return answer.body;
}

const id = (index: number) => assets[index]?.id ?? '';
const refused = (permission: string) => ({ status: 400, body: { message: `Not found or no ${permission} access` } });

describe('listing albums', () => {
  test('gives every album that the caller can open, newest first', async () => {
    const own = await list();
    expect(own).toHaveLength(opened.albumIds.length - 1);
    expect(own.map((album) => album.createdAt)).toEqual(
      own
        .map((album) => album.createdAt)
        .toSorted()
        .reverse(),
    );
    expect(await list('', opened.otherKey)).toHaveLength(3);
  });

  test('tells owned from other people’s, shared from private', async () => {
    const ids = async (query: string, key?: string) => (await list(query, key)).map((album) => album.id).toSorted();
    expect(await ids('?isOwned=false')).toEqual([]);
    expect(await ids('?isOwned=false', opened.otherKey)).toEqual(opened.sharedAlbumIds.toSorted());
    expect(await ids('?isShared=true')).toEqual(opened.sharedAlbumIds.toSorted());
    expect((await ids('?isShared=false')).length + opened.sharedAlbumIds.length).toBe((await list()).length);
    expect(await ids('?isOwned=true&isShared=true', opened.otherKey)).toEqual([]);
  });

  test('takes a name only in full, and ignores the parameter of Immich 2', async () => {
    const { albumName } = await create({ albumName: 'Été 2023' });
    expect((await list(`?name=${encodeURIComponent(albumName)}`)).map((album) => album.albumName)).toEqual([albumName]);
    expect(await list('?name=2023')).toEqual([]);
    expect(await list('?shared=true')).toEqual(await list());
    expect((await opened.ask('GET', '/albums?isOwned=yes')).status).toBe(400);
  });

  test('finds the albums of an asset', async () => {
    const album = await create({ assetIds: [id(0)] });
    expect((await list(`?assetId=${id(0)}`)).map((found) => found.id)).toContain(album.id);
    expect(await list(`?assetId=${nobody}`)).toEqual([]);
  });

  test('counts owned, shared and private ones', async () => {
    const { body } = await opened.ask('GET', '/albums/statistics');
    const own = await list();
    expect(body).toEqual({ owned: own.length, shared: 2, notShared: own.length - 2 });
  });
});

describe('reading an album', () => {
  test('names the owner first, then the reader, and says what is in it', async () => {
    const [shared = ''] = opened.sharedAlbumIds;
    const { status, body } = await read(shared, opened.otherKey);
    expect(status).toBe(200);
    expect(body.albumUsers.map(({ role }) => role)).toEqual(['owner', 'editor']);
    expect(body.albumUsers[0]?.user.id).toBe(opened.ownerId);
    expect(body).toMatchObject({ shared: true, hasSharedLink: false, order: 'desc', isActivityEnabled: true });
    const counts = body.contributorCounts ?? [];
    expect(counts.reduce((sum, { assetCount }) => sum + assetCount, 0)).toBe(body.assetCount);
    expect(body).not.toHaveProperty('assets');
  });

  test('counts what is shown and gives the days of the first and last asset', async () => {
    const album = await create({ assetIds: [id(0), id(5), trashed] });
    const { body } = await read(album.id);
    const days = [id(0), id(5)]
      .map((one) => assets.find((asset) => asset.id === one)?.localDateTime.slice(0, 10))
      .toSorted();
    expect(body).toMatchObject({
      assetCount: 2,
      startDate: `${days[0]}T00:00:00.000Z`,
      endDate: `${days[1]}T00:00:00.000Z`,
    });
    expect(body).toHaveProperty('lastModifiedAssetTimestamp');
  });

  test('an empty album has no dates and no cover', async () => {
    const { body } = await read((await create()).id);
    expect(body).toMatchObject({ assetCount: 0, albumThumbnailAssetId: null, shared: false });
    for (const name of ['startDate', 'endDate', 'lastModifiedAssetTimestamp']) expect(body).not.toHaveProperty(name);
  });

  test('unknown and closed albums look the same: 400', async () => {
    expect(await read(nobody)).toEqual(refused('album.read'));
    const closed = (await list('?isShared=false'))[0]?.id ?? '';
    expect(await read(closed, opened.otherKey)).toEqual(refused('album.read'));
    expect((await read('nope')).body.message).toBe('Validation failed');
  });

  test('has a marker for each asset with a position, newest first', async () => {
    const { body } = await opened.ask<SearchResponseDto>('POST', '/search/metadata', {
      country: 'France',
      withExif: true,
      size: 3,
    });
    const located: AssetResponseDto[] = body.assets.items;
    const album = await create({ assetIds: located.map((asset) => asset.id) });
    const markers = await opened.ask('GET', `/albums/${album.id}/map-markers`);
    expect(markers.body).toEqual(
      located.map(({ id: one, exifInfo }) => ({
        id: one,
        lat: exifInfo?.latitude,
        lon: exifInfo?.longitude,
        city: exifInfo?.city,
        state: exifInfo?.state,
        country: 'France',
      })),
    );
  });
});

describe('making an album', () => {
  test('leaves out what cannot be put in, takes an empty name, and covers it with the newest asset', async () => {
    const album = await create({ albumName: '', assetIds: [id(3), nobody, id(1), foreign, locked, id(1)] });
    expect(album).toMatchObject({ albumName: '', description: '', assetCount: 2, albumThumbnailAssetId: id(1) });
  });

  test('gives somebody who is named twice the first role', async () => {
    const albumUsers = (['viewer', 'editor'] as const).map((role) => ({ userId: opened.otherId, role }));
    const album = await create({ albumUsers });
    expect(album.albumUsers.map(({ role }) => role)).toEqual(['owner', 'viewer']);
  });

  test('shares it at once', async () => {
    const album = await create({ albumUsers: [{ userId: opened.otherId, role: 'viewer' }] });
    expect(album).toMatchObject({ shared: true });
    expect((await read(album.id, opened.otherKey)).status).toBe(200);
  });

  test.each([
    [{ albumName: 'x', albumUsers: [{ userId: nobody, role: 'viewer' }] }, 'Invalid user'],
    [{}, 'Validation failed'],
    [{ albumName: 'x', assetIds: ['nope'] }, 'Validation failed'],
    [{ albumName: 'cut\0off' }, 'Validation failed'],
    [{ albumName: 'x', albumUsers: [{ userId: nobody, role: 'king' }] }, 'Validation failed'],
  ])('refuses %j', async (body, message) => {
    const before = await list();
    const answer = await opened.ask('POST', '/albums', body);
    expect([answer.status, answer.body.message]).toEqual([400, message]);
    expect(await list()).toEqual(before);
  });

  test('an album has one owner', async () => {
    const albumUsers = [{ userId: opened.otherId, role: 'owner' }];
    expect((await opened.ask('POST', '/albums', { albumName: 'x', albumUsers })).status).toBe(400);
  });

  test('needs the permission', async () => {
    const key = await opened.addKey(['album.read']);
    expect((await opened.ask('POST', '/albums', { albumName: 'x' }, key)).status).toBe(403);
  });
});

describe('changing an album', () => {
  test('changes what is given and nothing else', async () => {
    const album = await create({ description: 'before', assetIds: [id(0), id(1)] });
    const change = { albumName: 'After', order: 'asc', isActivityEnabled: false, albumThumbnailAssetId: id(1) };
    const { status, body } = await opened.ask('PATCH', `/albums/${album.id}`, change);
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...change, description: 'before', assetCount: 2 });
    expect((await opened.ask('PATCH', `/albums/${album.id}`, { description: '' })).body).toMatchObject({
      ...change,
      description: '',
    });
  });

  test('the cover must be in the album', async () => {
    const album = await create({ assetIds: [id(0)] });
    const answer = await opened.ask('PATCH', `/albums/${album.id}`, { albumThumbnailAssetId: id(1) });
    expect(answer).toEqual({ status: 400, body: { message: 'Invalid album thumbnail' } });
  });

  test('an editor may change it, a viewer may not', async () => {
    const [edited = '', viewed = ''] = opened.sharedAlbumIds;
    const change = { description: 'by somebody else' };
    expect((await opened.ask('PATCH', `/albums/${edited}`, change, opened.otherKey)).status).toBe(200);
    expect(await opened.ask('PATCH', `/albums/${viewed}`, change, opened.otherKey)).toEqual(refused('album.update'));
  });

  test('only the owner deletes it, and its assets stay', async () => {
    const album = await create({ assetIds: [id(0)], albumUsers: [{ userId: opened.otherId, role: 'editor' }] });
    expect(await opened.ask('DELETE', `/albums/${album.id}`, undefined, opened.otherKey)).toEqual(
      refused('album.delete'),
    );
    expect(await opened.ask('DELETE', `/albums/${album.id}`)).toEqual({ status: 204, body: null });
    expect(await opened.ask('DELETE', `/albums/${album.id}`)).toEqual(refused('album.delete'));
    expect((await opened.ask<SearchResponseDto>('POST', '/search/metadata', { id: id(0) })).body.assets.count).toBe(1);
  });
});

describe('the assets of an album', () => {
  test('are added with a result for each id', async () => {
    const album = await create({ assetIds: [id(0)] });
    const ids = [id(0), id(1), id(1), nobody, foreign, locked, trashed];
    const { status, body } = await opened.ask('PUT', `/albums/${album.id}/assets`, { ids });
    expect(status).toBe(200);
    expect(body).toEqual([
      { id: id(0), success: false, error: 'duplicate' },
      { id: id(1), success: true },
      { id: id(1), success: false, error: 'duplicate' },
      { id: nobody, success: false, error: 'no_permission' },
      { id: foreign, success: false, error: 'no_permission' },
      { id: locked, success: false, error: 'no_permission' },
      { id: trashed, success: true },
    ]);
    expect((await read(album.id)).body.assetCount).toBe(2);
  });

  test('are removed with a result for each id, and the cover with them', async () => {
    const album = await create({ assetIds: [id(0), id(1)] });
    expect(album.albumThumbnailAssetId).toBe(id(0));
    const { body } = await opened.ask('DELETE', `/albums/${album.id}/assets`, { ids: [id(0), id(0), id(2), nobody] });
    expect(body).toEqual([
      { id: id(0), success: true },
      { id: id(0), success: false, error: 'not_found' },
      { id: id(2), success: false, error: 'not_found' },
      { id: nobody, success: false, error: 'not_found' },
    ]);
    expect((await read(album.id)).body).toMatchObject({ assetCount: 1, albumThumbnailAssetId: id(1) });
  });

  test('an empty list changes nothing', async () => {
    const album = await create();
    for (const method of ['PUT', 'DELETE']) {
      expect(await opened.ask(method, `/albums/${album.id}/assets`, { ids: [] })).toEqual({ status: 200, body: [] });
    }
    expect((await read(album.id)).body.updatedAt).toBe(album.updatedAt);
  });

  test('an editor adds their own and removes only their own', async () => {
    const album = await create({ assetIds: [id(0)], albumUsers: [{ userId: opened.otherId, role: 'editor' }] });
    const path = `/albums/${album.id}/assets`;
    const added = await opened.ask('PUT', path, { ids: [foreign, id(1)] }, opened.otherKey);
    expect(added.body).toEqual([
      { id: foreign, success: true },
      { id: id(1), success: false, error: 'no_permission' },
    ]);
    const removed = await opened.ask('DELETE', path, { ids: [foreign, id(0)] }, opened.otherKey);
    expect(removed.body).toEqual([
      { id: foreign, success: true },
      { id: id(0), success: false, error: 'no_permission' },
    ]);
  });

  test('a viewer neither adds nor removes', async () => {
    const path = `/albums/${opened.sharedAlbumIds[1]}/assets`;
    const ids = [foreign];
    expect(await opened.ask('PUT', path, { ids }, opened.otherKey)).toEqual(refused('albumAsset.create'));
    expect(await opened.ask('DELETE', path, { ids }, opened.otherKey)).toEqual(refused('albumAsset.delete'));
  });

  test('adding to an album that cannot be opened: 400', async () => {
    const answer = await opened.ask('PUT', `/albums/${nobody}/assets`, { ids: [id(0)] });
    expect(answer).toEqual({ status: 400, body: { message: 'Album not found' } });
  });

  test('several albums at once have one result: success when anything was added', async () => {
    const albumIds = [(await create()).id, (await create({ assetIds: [id(0)] })).id];
    const add = async (body: object) => (await opened.ask('PUT', '/albums/assets', { albumIds, ...body })).body;
    expect(await add({ assetIds: [id(0), nobody] })).toEqual({ success: true });
    expect(await add({ assetIds: [id(0)] })).toEqual({ success: false, error: 'duplicate' });
    expect(await add({ assetIds: [nobody] })).toEqual({ success: false, error: 'no_permission' });
    expect(await add({ assetIds: [id(0)], albumIds: [nobody] })).toEqual({ success: false, error: 'no_permission' });
  });

  test('more than a thousand go in and out in one call', async () => {
    const { body } = await opened.ask<SearchResponseDto>('POST', '/search/metadata', {
      size: 1000,
      visibility: 'timeline',
    });
    const ids: string[] = body.assets.items.map((asset) => asset.id);
    const album = await create();
    const path = `/albums/${album.id}/assets`;
    const added = await opened.ask<BulkIdResponseDto[]>('PUT', path, { ids: [...ids, ...ids] });
    expect(added.body.filter((result) => result.success)).toHaveLength(ids.length);
    expect((await read(album.id)).body.assetCount).toBe(ids.length);
    const removed = await opened.ask<BulkIdResponseDto[]>('DELETE', path, { ids });
    expect(removed.body.every((result) => result.success)).toBe(true);
  });
});

describe('the people of an album', () => {
  const share = (albumId: string, albumUsers: object[], key?: string) =>
    opened.ask<AlbumResponseDto>('PUT', `/albums/${albumId}/users`, { albumUsers }, key);

  test('are added as editors unless told, and keep their role when added again', async () => {
    const { id: albumId } = await create();
    const { body } = await share(albumId, [{ userId: opened.otherId }]);
    expect(body.albumUsers.map(({ role }) => role)).toEqual(['owner', 'editor']);
    const again = await share(albumId, [{ userId: opened.otherId, role: 'viewer' }]);
    expect(again.body.albumUsers[1]?.role).toBe('editor');
  });

  test('the owner stays the only owner', async () => {
    const { id: albumId } = await create();
    const owner = await share(albumId, [{ userId: opened.ownerId, role: 'viewer' }]);
    expect(owner.body.albumUsers).toHaveLength(1);
    expect((await share(albumId, [{ userId: opened.otherId, role: 'owner' }])).status).toBe(400);
    const change = await opened.ask('PUT', `/albums/${albumId}/user/${opened.ownerId}`, { role: 'viewer' });
    expect(change).toEqual({ status: 400, body: { message: 'User is owner' } });
    const leave = await opened.ask('DELETE', `/albums/${albumId}/user/me`);
    expect(leave).toEqual({ status: 400, body: { message: 'Cannot remove the last album owner' } });
  });

  test('are refused where they do not exist, or are none', async () => {
    const { id: albumId } = await create();
    expect((await share(albumId, [{ userId: nobody }])).body).toEqual({ message: 'Invalid user' });
    expect((await share(albumId, [])).body.message).toBe('Validation failed');
  });

  test('get another role, and lose their access', async () => {
    const { id: albumId } = await create({ albumUsers: [{ userId: opened.otherId, role: 'editor' }] });
    const path = `/albums/${albumId}/user/${opened.otherId}`;
    expect(await opened.ask('PUT', path, { role: 'viewer' })).toEqual({ status: 204, body: null });
    expect((await read(albumId)).body.albumUsers[1]?.role).toBe('viewer');
    expect((await opened.ask('DELETE', path)).status).toBe(204);
    expect(await opened.ask('DELETE', path)).toEqual({ status: 400, body: { message: 'Album not shared with user' } });
    expect((await read(albumId, opened.otherKey)).status).toBe(400);
  });

  test('leave by themselves, but share with nobody', async () => {
    const { id: albumId } = await create({ albumUsers: [{ userId: opened.otherId, role: 'editor' }] });
    const more = await share(albumId, [{ userId: opened.otherId }], opened.otherKey);
    expect(more).toEqual(refused('album.share'));
    const expelled = await opened.ask(
      'DELETE',
      `/albums/${albumId}/user/${opened.ownerId}`,
      undefined,
      opened.otherKey,
    );
    expect(expelled).toEqual(refused('album.share'));
    expect((await opened.ask('DELETE', `/albums/${albumId}/user/me`, undefined, opened.otherKey)).status).toBe(204);
    expect((await read(albumId, opened.otherKey)).status).toBe(400);
  });
});
