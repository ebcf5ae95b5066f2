/** The duplicates tools over the local library's real API. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ChangeLibrary, openChangeLibrary } from '../../fixtures/change-library.ts';

let changing: ChangeLibrary;
let ids: string[];
const groupId = '11111111-0000-4000-8000-000000000001';
const act = { dry_run: false };

beforeEach(async () => {
  changing = await openChangeLibrary();
  ids = await changing.addPhotos(3);
  await changing.local.ask('PUT', '/assets', { body: { ids, duplicateId: groupId } });
});
afterEach(() => changing.close());

async function listed() {
  const { data } = await changing.call('immich_duplicates_list', { refresh: true });
  return Array.isArray(data.groups) ? data.groups : [];
}

const read = (id: string | undefined) => changing.read(`/assets/${id}`);

describe('over the local library', () => {
  test('a group is listed with the true albums of its members', async () => {
    await changing.call('immich_albums_create', { album_name: 'Summer', asset_ids: ids.slice(2) });
    const [group] = await listed();
    expect(group).toMatchObject({ duplicate_id: groupId });
    const named = Object.fromEntries(
      group.assets.map((asset: { id: string; albums?: string[] }) => [asset.id, asset.albums]),
    );
    expect(named).toEqual({ [ids[0] ?? '']: undefined, [ids[1] ?? '']: undefined, [ids[2] ?? '']: ['Summer'] });
    const { keep_id, safe_to_delete_ids, protected_ids } = group.analysis;
    expect([keep_id, ...safe_to_delete_ids, ...protected_ids].toSorted()).toEqual(ids.toSorted());
  });

  test('resolving passes album, favourite and rating to the keeper and trashes the others', async () => {
    const [keep = '', ...trash] = ids;
    await changing.call('immich_albums_create', { album_name: 'Summer', asset_ids: trash.slice(0, 1) });
    await changing.local.ask('PUT', `/assets/${trash[1]}`, { body: { isFavorite: true, rating: 4 } });
    const groups = [{ duplicate_id: groupId, keep: [keep], trash }];
    const told = await changing.call('immich_duplicates_resolve', { groups, ...act });
    expect(told.data).toMatchObject({ resolved: 1, trashed: 2, permanent: false });
    expect(await read(keep)).toMatchObject({ isFavorite: true, duplicateId: null, isTrashed: false });
    expect(await changing.local.ask('GET', `/albums?assetId=${keep}`)).toMatchObject({
      body: [{ albumName: 'Summer' }],
    });
    for (const id of trash) expect(await read(id)).toMatchObject({ isTrashed: true });
    expect(await listed()).toEqual([]);
  });

  test('stacking puts the first on top and leaves no group', async () => {
    const groups = [{ duplicate_id: groupId, stack: [ids[1], ids[0]], trash: [ids[2]] }];
    const told = await changing.call('immich_duplicates_resolve', { groups, ...act });
    expect(told.data).toMatchObject({ resolved: 1, stacked: 2, trashed: 1 });
    expect(await read(ids[0])).toMatchObject({ duplicateId: null, stack: { primaryAssetId: ids[1], assetCount: 2 } });
    expect(await listed()).toEqual([]);
  });

  test('dismissing sticks, and takes nothing away', async () => {
    const told = await changing.call('immich_duplicates_dismiss', { duplicate_ids: [groupId], ...act });
    expect(told.data).toMatchObject({ dismissed_count: 1 });
    expect(await listed()).toEqual([]);
    for (const id of ids) expect(await read(id)).toMatchObject({ isTrashed: false, duplicateId: null });
  });

  test('deleting leaves one, whatever it is told', async () => {
    const all = await changing.call('immich_duplicates_delete', { asset_ids: ids, include_protected: true, ...act });
    expect(all.data).toMatchObject({ deleted_count: 0 });
    const some = await changing.call('immich_duplicates_delete', { asset_ids: ids.slice(1), ...act });
    expect(some.data).toMatchObject({ deleted_count: 2, permanent: false });
    const last = await changing.call('immich_duplicates_delete', { asset_ids: ids.slice(0, 1), ...act });
    expect(last.data).toMatchObject({ deleted_count: 0 });
    expect(await read(ids[0])).toMatchObject({ isTrashed: false });
  });
});
