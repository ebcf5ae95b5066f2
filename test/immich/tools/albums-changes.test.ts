import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChangeLibrary, openChangeLibrary, unknownId } from '../../fixtures/change-library.ts';

let changing: ChangeLibrary;

beforeAll(async () => {
  changing = await openChangeLibrary();
});

afterAll(() => changing.close());

async function album(name: string, assetIds: string[] = []): Promise<string> {
  const told = await changing.call('immich_albums_create', {
    album_name: name,
    ...(assetIds.length === 0 ? {} : { asset_ids: assetIds }),
  });
  expect(told.error).toBeUndefined();
  return String(told.data.id);
}

/** The ids of what is in an album, as the library's own search finds them. */
async function contents(albumId: string): Promise<string[]> {
  const { body } = await changing.local.ask('POST', '/search/metadata', { body: { albumIds: [albumId] } });
  const found: unknown[] = [];
  JSON.stringify(body, (key, value) => {
    if (key === 'items' && Array.isArray(value)) found.push(...value);
    return value;
  });
  return found.flatMap((item) => (typeof item === 'object' && item !== null && 'id' in item ? [String(item.id)] : []));
}

describe('immich_albums_create', () => {
  test('makes an album with its assets', async () => {
    const ids = await changing.addPhotos(2);
    const told = await changing.call('immich_albums_create', {
      album_name: ' Rome ',
      description: 'Spring',
      asset_ids: ids,
    });
    expect(told.data).toMatchObject({ albumName: 'Rome', description: 'Spring', assetCount: 2 });
    expect((await contents(String(told.data.id))).sort()).toEqual([...ids].sort());
  });

  test('says which assets were not added, where the library is silent', async () => {
    const [a = '', b = ''] = await changing.addPhotos(2);
    await changing.call('immich_assets_delete', { asset_ids: [b], dry_run: false });
    const told = await changing.call('immich_albums_create', { album_name: 'Partly', asset_ids: [a, b, unknownId] });
    expect(told.data).toMatchObject({
      assetCount: 1,
      failed: [
        { id: b, error: 'is in the trash' },
        { id: unknownId, error: 'does not exist' },
      ],
    });
  });

  test('makes none when not one of the assets exists', async () => {
    const before = await changing.state();
    const told = await changing.call('immich_albums_create', { album_name: 'Nobody', asset_ids: [unknownId] });
    expect(told.error).toMatch(/the album was not made/);
    expect(await changing.state()).toBe(before);
  });

  test('makes none when not one of the assets may go into an album', async () => {
    const [trashed = ''] = await changing.addPhotos(1);
    await changing.call('immich_assets_delete', { asset_ids: [trashed], dry_run: false });
    const before = await changing.state();
    const told = await changing.call('immich_albums_create', { album_name: 'Bin', asset_ids: [trashed, unknownId] });
    expect(told.error).toMatch(new RegExp(`${trashed} is in the trash.*not made`));
    expect(await changing.state()).toBe(before);
  });
});

describe('immich_albums_update', () => {
  test('sets what is given and leaves the rest', async () => {
    const [cover = ''] = await changing.addPhotos(1);
    const id = await album('Old name', [cover]);
    await changing.call('immich_albums_update', { album_id: id, description: 'Kept' });
    const told = await changing.call('immich_albums_update', {
      album_id: id,
      album_name: 'New name',
      album_thumbnail_asset_id: cover,
    });
    expect(told.data).toMatchObject({ id, albumName: 'New name', description: 'Kept', albumThumbnailAssetId: cover });
  });

  test('"" clears the description', async () => {
    const id = await album('Described');
    await changing.call('immich_albums_update', { album_id: id, description: 'x' });
    const told = await changing.call('immich_albums_update', { album_id: id, description: '' });
    expect(told.data).not.toHaveProperty('description');
    expect(await changing.read(`/albums/${id}`)).toMatchObject({ description: '' });
  });

  test('refuses a cover that is not in the album, or does not exist', async () => {
    const [stranger = ''] = await changing.addPhotos(1);
    const id = await album('Covered');
    const before = await changing.state();
    for (const cover of [stranger, unknownId]) {
      const told = await changing.call('immich_albums_update', {
        album_id: id,
        album_name: 'Not taken',
        album_thumbnail_asset_id: cover,
      });
      expect(told.error).toMatch(/not in this album/);
    }
    expect(await changing.state()).toBe(before);
  });

  test('with nothing to set is an error', async () => {
    const told = await changing.call('immich_albums_update', { album_id: await album('Same') });
    expect(told.error).toMatch(/Nothing to change/);
  });
});

describe('immich_albums_delete', () => {
  test('previews first: name, size, and who loses it', async () => {
    const ids = await changing.addPhotos(2);
    const id = await album('Shared trip', ids);
    const friend = await changing.local.addUser('Friend');
    await changing.local.ask('PUT', `/albums/${id}/users`, {
      body: { albumUsers: [{ userId: friend.id, role: 'editor' }] },
    });
    const told = await changing.call('immich_albums_delete', { album_id: id });
    expect(told.data).toMatchObject({
      dry_run: true,
      id,
      albumName: 'Shared trip',
      assetCount: 2,
      shared_with: ['Friend'],
      note: expect.stringContaining('assets stay'),
    });
    expect(await changing.read(`/albums/${id}`)).toMatchObject({ albumName: 'Shared trip' });
  });

  test('deletes the album and keeps its assets', async () => {
    const [photo = ''] = await changing.addPhotos(1);
    const id = await album('Gone', [photo]);
    const told = await changing.call('immich_albums_delete', { album_id: id, dry_run: false });
    expect(told.data).toMatchObject({ deleted: id, albumName: 'Gone', assetCount: 1 });
    expect((await changing.local.ask('GET', `/albums/${id}`)).status).toBe(400);
    expect(await changing.read(`/assets/${photo}`)).toMatchObject({ id: photo, isTrashed: false });
  });

  test('of another person’s album is refused before anything is sent, in the preview too', async () => {
    const friend = await changing.local.addUser('Album owner');
    const shared = { albumName: 'Theirs', albumUsers: [{ userId: changing.local.library.owner.id, role: 'editor' }] };
    const made = Object(await changing.local.ask('POST', '/albums', { body: shared, key: friend.key })).body;
    for (const dry_run of [true, false]) {
      const told = await changing.call('immich_albums_delete', { album_id: made.id, dry_run });
      expect(told.error).toMatch(/belongs to another user/);
    }
    expect(await changing.read(`/albums/${made.id}`)).toMatchObject({ albumName: 'Theirs' });
  });

  test('of an album that does not exist is an error', async () => {
    expect((await changing.call('immich_albums_delete', { album_id: unknownId, dry_run: false })).error).toMatch(
      /access/,
    );
  });
});

describe('immich_albums_add_assets', () => {
  test('counts the added, the ones inside already, and names what failed', async () => {
    const [a = '', b = ''] = await changing.addPhotos(2);
    const id = await album('Growing', [a]);
    const told = await changing.call('immich_albums_add_assets', { album_id: id, asset_ids: [a, b, b, unknownId] });
    expect(told.data).toEqual({
      album_id: id,
      albumName: 'Growing',
      added: 1,
      already_in_album: 1,
      failed: [{ id: unknownId, error: 'does not exist' }],
    });
    expect((await contents(id)).sort()).toEqual([a, b].sort());
  });

  test('never adds the hidden clip of a Live Photo', async () => {
    const [clip = '', other = ''] = await changing.addPhotos(2);
    await changing.local.ask('PUT', `/assets/${clip}`, { body: { visibility: 'hidden' } });
    const id = await album('Live');
    const told = await changing.call('immich_albums_add_assets', { album_id: id, asset_ids: [clip, other] });
    expect(told.data).toMatchObject({ added: 1, failed: [{ id: clip, error: expect.stringContaining('Live Photo') }] });
    expect(await contents(id)).toEqual([other]);
  });

  test('to an album that does not exist is an error', async () => {
    const ids = await changing.addPhotos(1);
    const told = await changing.call('immich_albums_add_assets', { album_id: unknownId, asset_ids: ids });
    expect(told.error).toMatch(/access/);
  });
});

describe('immich_albums_remove_assets', () => {
  test('previews first, naming what is inside and what is not', async () => {
    const [a = '', b = '', stranger = ''] = await changing.addPhotos(3);
    const id = await album('Shrinking', [a, b]);
    const told = await changing.call('immich_albums_remove_assets', { album_id: id, asset_ids: [a, stranger] });
    expect(told.data).toMatchObject({
      dry_run: true,
      albumName: 'Shrinking',
      affected_count: 1,
      asset_ids: [a],
      items: [{ id: a, file: 'photo-1.jpg' }],
      not_in_album: 1,
      not_in_album_ids: [stranger],
    });
    expect(await contents(id)).toHaveLength(2);
  });

  test('takes out what is inside and keeps it in the library', async () => {
    const [a = '', b = ''] = await changing.addPhotos(2);
    const id = await album('Shrunk', [a]);
    const told = await changing.call('immich_albums_remove_assets', {
      album_id: id,
      asset_ids: [a, b],
      dry_run: false,
    });
    expect(told.data).toEqual({ album_id: id, albumName: 'Shrunk', removed: 1, not_in_album: 1 });
    expect(await contents(id)).toEqual([]);
    expect(await changing.read(`/assets/${a}`)).toMatchObject({ isTrashed: false });
  });

  test('finds an asset that is in the trash', async () => {
    const [a = ''] = await changing.addPhotos(1);
    const id = await album('With trash', [a]);
    await changing.call('immich_assets_delete', { asset_ids: [a], dry_run: false });
    const told = await changing.call('immich_albums_remove_assets', { album_id: id, asset_ids: [a] });
    expect(told.data).toMatchObject({ affected_count: 1, asset_ids: [a] });
  });
});
