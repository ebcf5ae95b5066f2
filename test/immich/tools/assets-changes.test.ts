import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putBackOriginals } from '../../../src/library/holding/put-back.ts';
import { type ChangeLibrary, openChangeLibrary, unknownId } from '../../fixtures/change-library.ts';

let changing: ChangeLibrary;

beforeAll(async () => {
  changing = await openChangeLibrary();
});

afterAll(() => changing.close());

async function photos(count: number): Promise<string[]> {
  return changing.addPhotos(count);
}

async function photo(): Promise<string> {
  const [id = ''] = await photos(1);
  return id;
}

/** Uploads a clip and the photo whose Live Photo clip it is. */
async function livePhoto(): Promise<{ still: string; clip: string }> {
  const [still = '', clip = ''] = await photos(2);
  await changing.local.ask('PUT', `/assets/${clip}`, { body: { visibility: 'hidden' } });
  await changing.local.library.store
    .updateTable('asset')
    .set({ livePhotoVideoId: clip })
    .where('id', '=', still)
    .execute();
  return { still, clip };
}

describe('immich_assets_update', () => {
  test('sets what is given and leaves the rest', async () => {
    const id = await photo();
    await changing.call('immich_assets_update', { asset_id: id, description: 'On the beach', rating: 4 });
    const told = await changing.call('immich_assets_update', { asset_id: id, is_favorite: true });
    expect(told.data).toMatchObject({ id, favorite: true, rating: 4, description: 'On the beach' });
    expect(await changing.read(`/assets/${id}`)).toMatchObject({
      isFavorite: true,
      exifInfo: { rating: 4, description: 'On the beach' },
    });
  });

  test('archives through visibility, because the library ignores isArchived', async () => {
    const id = await photo();
    const told = await changing.call('immich_assets_update', { asset_id: id, is_archived: true });
    expect(told.data).toMatchObject({ archived: true });
    expect(await changing.read(`/assets/${id}`)).toMatchObject({ visibility: 'archive' });
    await changing.call('immich_assets_update', { asset_id: id, is_archived: false });
    expect(await changing.read(`/assets/${id}`)).toMatchObject({ visibility: 'timeline' });
  });

  test('rating 0 clears the rating and "" the description', async () => {
    const id = await photo();
    await changing.call('immich_assets_update', { asset_id: id, rating: 5, description: 'x' });
    const told = await changing.call('immich_assets_update', { asset_id: id, rating: 0, description: '' });
    expect(told.error).toBeUndefined();
    expect(told.data).not.toHaveProperty('rating');
    expect(await changing.read(`/assets/${id}`)).toMatchObject({ exifInfo: { rating: null, description: '' } });
  });

  test('an upper-case id finds the asset', async () => {
    const id = await photo();
    const told = await changing.call('immich_assets_update', { asset_id: id.toUpperCase(), is_favorite: true });
    expect(told.data).toMatchObject({ id, favorite: true });
  });

  test('does not bring the hidden clip of a Live Photo into the timeline', async () => {
    const { clip } = await livePhoto();
    const told = await changing.call('immich_assets_update', { asset_id: clip, is_archived: false });
    expect(told.error).toMatch(/hidden clip of a Live Photo/);
    expect(await changing.read(`/assets/${clip}`)).toMatchObject({ visibility: 'hidden' });
  });

  test('with nothing to set is an error that says so, not a success', async () => {
    const told = await changing.call('immich_assets_update', { asset_id: await photo() });
    expect(told.error).toMatch(/Nothing to change/);
  });

  test('of an asset that does not exist is an error', async () => {
    const told = await changing.call('immich_assets_update', { asset_id: unknownId, is_favorite: true });
    expect(told.error).toMatch(/does not exist/);
  });
});

describe('immich_assets_bulk_update', () => {
  test('previews first: what would change, what is so already, what does not exist', async () => {
    const [a = '', b = '', c = ''] = await photos(3);
    await changing.call('immich_assets_update', { asset_id: a, is_favorite: true });
    const told = await changing.call('immich_assets_bulk_update', {
      asset_ids: [a, b, c, unknownId],
      is_favorite: true,
    });
    expect(told.data).toMatchObject({
      dry_run: true,
      affected_count: 2,
      asset_ids: [b, c],
      items: [
        { id: b, file: 'photo-2.jpg' },
        { id: c, file: 'photo-3.jpg' },
      ],
      changes: { isFavorite: true },
      unchanged: 1,
      missing: [unknownId],
    });
    expect(await changing.read(`/assets/${b}`)).toMatchObject({ isFavorite: false });
  });

  test('acts with dry_run false, and counts what really changed', async () => {
    const [a = '', b = ''] = await photos(2);
    await changing.call('immich_assets_update', { asset_id: a, rating: 3 });
    const told = await changing.call('immich_assets_bulk_update', { asset_ids: [a, b, a], rating: 3, dry_run: false });
    expect(told.data).toEqual({ updated: 1, unchanged: 1 });
    expect(await changing.read(`/assets/${b}`)).toMatchObject({ exifInfo: { rating: 3 } });
  });

  test('one id that does not exist does not spoil the rest', async () => {
    const [a = '', b = ''] = await photos(2);
    const told = await changing.call('immich_assets_bulk_update', {
      asset_ids: [a, unknownId, b],
      is_archived: true,
      dry_run: false,
    });
    expect(told.data).toEqual({ updated: 2, failed: [{ id: unknownId, error: 'does not exist' }] });
    expect(await changing.read(`/assets/${b}`)).toMatchObject({ visibility: 'archive' });
  });

  test('rating 0 clears', async () => {
    const ids = await photos(2);
    await changing.call('immich_assets_bulk_update', { asset_ids: ids, rating: 5, dry_run: false });
    const told = await changing.call('immich_assets_bulk_update', { asset_ids: ids, rating: 0, dry_run: false });
    expect(told.data).toEqual({ updated: 2 });
    expect(await changing.read(`/assets/${ids[0]}`)).toMatchObject({ exifInfo: { rating: null } });
  });

  test('leaves the hidden clips of Live Photos hidden, and says so', async () => {
    const { still, clip } = await livePhoto();
    const told = await changing.call('immich_assets_bulk_update', {
      asset_ids: [still, clip],
      is_archived: true,
      dry_run: false,
    });
    expect(told.data).toMatchObject({
      updated: 1,
      failed: [{ id: clip, error: expect.stringContaining('Live Photo') }],
    });
    expect(await changing.read(`/assets/${clip}`)).toMatchObject({ visibility: 'hidden' });
  });

  test('of a thousand names only the first twenty in its preview', async () => {
    const ids = await photos(30);
    const told = await changing.call('immich_assets_bulk_update', { asset_ids: ids, is_favorite: true });
    expect(told.data.items).toHaveLength(20);
    expect(told.data).toMatchObject({ affected_count: 30, more_items: 10 });
  });
});

describe('immich_assets_delete', () => {
  test('previews what a person would want to know', async () => {
    const [favourite = '', member = '', plain = '', trashed = ''] = await photos(4);
    const { still } = await livePhoto();
    await changing.call('immich_assets_update', { asset_id: favourite, is_favorite: true });
    await changing.call('immich_albums_create', { album_name: 'Kept', asset_ids: [member] });
    await changing.call('immich_assets_delete', { asset_ids: [trashed], dry_run: false });
    const told = await changing.call('immich_assets_delete', {
      asset_ids: [favourite, member, plain, trashed, still, unknownId],
    });
    expect(told.data).toMatchObject({
      dry_run: true,
      permanent: false,
      note: expect.stringContaining('can be restored'),
      affected_count: 4,
      asset_ids: [favourite, member, plain, still],
      items: [{ favorite: true }, { albums: ['Kept'] }, { file: 'photo-3.jpg' }, { live: true }],
      favorites: 1,
      in_albums: 1,
      albums: { Kept: 1 },
      live_clips_go_along: 1,
      already_in_trash: 1,
      missing: [unknownId],
    });
    expect(await changing.read(`/assets/${plain}`)).toMatchObject({ isTrashed: false });
  });

  test.each([
    ['a Live Photo takes its clip along', ['still'], { live_clips_go_along: 1 }],
    ['a clip leaves its photo without it', ['clip'], { live_photos_losing_their_clip: 1 }],
    ['both together lose nothing more', ['still', 'clip'], {}],
  ] as const)('%s', async (_, parts, losses) => {
    const pair = await livePhoto();
    const { data } = await changing.call('immich_assets_delete', { asset_ids: parts.map((part) => pair[part]) });
    const told = Object.entries(data).filter(([key]) => key.startsWith('live_'));
    expect(Object.fromEntries(told)).toEqual(losses);
  });

  test('finds the albums of many assets as well as of few', async () => {
    const ids = await photos(60);
    await changing.call('immich_albums_create', { album_name: 'First ten', asset_ids: ids.slice(0, 10) });
    await changing.call('immich_albums_create', { album_name: 'Two', asset_ids: ids.slice(9, 11) });
    await changing.call('immich_assets_delete', { asset_ids: ids.slice(0, 1), dry_run: false });
    const few = await changing.call('immich_assets_delete', { asset_ids: ids.slice(0, 12), force: true });
    const many = await changing.call('immich_assets_delete', { asset_ids: ids, force: true });
    for (const told of [few, many]) {
      expect(told.data).toMatchObject({ in_albums: 11, albums: { 'First ten': 10, Two: 2 } });
    }
    expect(many.data.items).toEqual(expect.arrayContaining(Object(few.data.items).slice(0, 12)));
  });

  test('moves to the trash, and counts what is there', async () => {
    const [a = '', b = ''] = await photos(2);
    const told = await changing.call('immich_assets_delete', { asset_ids: [a, b, unknownId], dry_run: false });
    expect(told.data).toMatchObject({
      deleted: 2,
      permanent: false,
      failed: [{ id: unknownId, error: 'does not exist' }],
    });
    expect(await changing.read(`/assets/${a}`)).toMatchObject({ isTrashed: true });
  });

  test('does not count again what was in the trash already', async () => {
    const id = await photo();
    await changing.call('immich_assets_delete', { asset_ids: [id], dry_run: false });
    const told = await changing.call('immich_assets_delete', { asset_ids: [id], dry_run: false });
    expect(told.data).toMatchObject({ deleted: 0, already_in_trash: 1 });
  });

  test('with force says, before and after, that the local library keeps the original, and how it comes back', async () => {
    const id = await photo();
    const meaning = { permanent: true, note: expect.stringContaining('albumen library put-back <id>') };
    const preview = await changing.call('immich_assets_delete', { asset_ids: [id], force: true });
    expect(preview.data).toMatchObject(meaning);
    const told = await changing.call('immich_assets_delete', { asset_ids: [id], force: true, dry_run: false });
    expect(told.data).toMatchObject({ deleted: 1, ...meaning });
    expect((await changing.local.ask('GET', `/assets/${id}`)).status).toBe(400);
    expect(await putBackOriginals(changing.local.library.store, [id])).toMatchObject([{ id, reason: null }]);
    expect((await changing.local.ask('GET', `/assets/${id}`)).status).toBe(200);
  });

  test('with force reaches into the trash', async () => {
    const id = await photo();
    await changing.call('immich_assets_delete', { asset_ids: [id], dry_run: false });
    const told = await changing.call('immich_assets_delete', { asset_ids: [id], force: true, dry_run: false });
    expect(told.data).toMatchObject({ deleted: 1 });
    expect((await changing.local.ask('GET', `/assets/${id}`)).status).toBe(400);
  });

  test('of nothing that exists is an error', async () => {
    const told = await changing.call('immich_assets_delete', { asset_ids: [unknownId], dry_run: false });
    expect(told.error).toMatch(/does not exist/);
  });
});

describe('an asset of somebody else, seen in a shared album', () => {
  let theirs: string;
  beforeAll(async () => {
    const friend = await changing.local.addUser('Friend');
    theirs = await changing.local.addAsset({ name: 'theirs.jpg', seed: 9_001, key: friend.key });
    const member = { userId: changing.local.library.owner.id, role: 'editor' };
    const body = { albumName: 'Ours', albumUsers: [member], assetIds: [theirs] };
    await changing.local.ask('POST', '/albums', { body, key: friend.key });
    expect(await changing.read(`/assets/${theirs}`)).toMatchObject({ originalFileName: 'theirs.jpg' });
  });

  const reason = 'belongs to another user';

  test.each([
    ['immich_assets_delete', {}],
    ['immich_assets_delete', { force: true }],
    ['immich_assets_bulk_update', { rating: 2 }],
  ])('%s %j leaves it out of the preview, and of the deed', async (name, args) => {
    const mine = await photo();
    const preview = await changing.call(name, { asset_ids: [mine, theirs], ...args });
    expect(preview.data).toMatchObject({
      affected_count: 1,
      asset_ids: [mine],
      refused: [{ id: theirs, error: reason }],
    });
    const done = await changing.call(name, { asset_ids: [mine, theirs], ...args, dry_run: false });
    expect(done.data).toMatchObject({ failed: [{ id: theirs, error: reason }] });
    expect(done.data.deleted ?? done.data.updated).toBe(1);
    expect(await changing.read(`/assets/${theirs}`)).toMatchObject({
      isTrashed: false,
      originalFileName: 'theirs.jpg',
    });
  });

  test('immich_assets_update refuses it', async () => {
    const told = await changing.call('immich_assets_update', { asset_id: theirs, rating: 2 });
    expect(told.error).toContain(reason);
  });
});
