/** What every change notes of its items before it touches them: all that taking it back would need. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bindTools } from '../../../src/catalog/binding.ts';
import { localCaller } from '../../../src/catalog/caller.ts';
import type { Change } from '../../../src/catalog/change.ts';
import { success } from '../../../src/catalog/result.ts';
import { immichTools } from '../../../src/immich/tools/all.ts';
import { type LocalTools, openLocalTools } from '../../fixtures/immich-tools.ts';
import { noteSaid, watchSecret } from '../../fixtures/watched-secrets.ts';

let local: LocalTools;
let first: string;
let second: string;
let albumId: string;

beforeAll(async () => {
  local = await openLocalTools();
  first = await local.addAsset({ seed: 1 });
  second = await local.addAsset({ seed: 2 });
  await local.ask('PUT', `/assets/${first}`, { body: { isFavorite: true, rating: 4, description: 'Sea' } });
  const body = { albumName: 'Trip', description: 'Two weeks', assetIds: [first] };
  albumId = Object((await local.ask('POST', '/albums', { body })).body).id;
});
afterAll(() => local.close());

/** The change on its way through the gate, which lets nothing through here. */
async function changeOf(name: string, args: Record<string, unknown>): Promise<Change> {
  const changes: Change[] = [];
  const tool = bindTools(immichTools, local.connection).find((bound) => bound.name === name);
  const told = await tool?.call(args, {
    caller: localCaller,
    signal: new AbortController().signal,
    progress: () => {},
    finds: () => true,
    preview: async () => success({ data: {} }),
    commit: async ({ change }) => {
      changes.push(change);
      return success({ data: {}, items: [] });
    },
  });
  const [change] = changes;
  if (change === undefined) throw new Error(JSON.stringify(told));
  return change;
}

const sea = { favorite: true, visibility: 'timeline', rating: 4, description: 'Sea', trashed: false };
const trashed = { trashed: true };
const plain = { favorite: false, visibility: 'timeline', rating: null, description: '', trashed: false };

const placed = (id: string, inAlbum: boolean) => ({
  kind: 'asset',
  id,
  before: { albumId, inAlbum: !inAlbum },
  after: { albumId, inAlbum },
});

describe('the state before', () => {
  test('immich_shared_links_update and immich_shared_links_remove: all but the password and the key', async () => {
    const body = {
      type: 'INDIVIDUAL',
      assetIds: [first],
      slug: 'sea',
      password: watchSecret('not to be noted'),
      allowUpload: false,
    };
    const link = Object((await local.ask('POST', '/shared-links', { body })).body);
    const switches = { allowDownload: true, allowUpload: false, showMetadata: true };
    const before = {
      type: 'INDIVIDUAL',
      albumId: null,
      assetIds: [first],
      description: null,
      expiresAt: null,
      slug: 'sea',
    };
    const given = { shared_link_id: link.id, allow_download: false, password: watchSecret('nor this one') };
    const update = await changeOf('immich_shared_links_update', given);
    const after = { allowDownload: false, hasPassword: true };
    const item = { kind: 'shared_link', id: link.id, before: { ...before, ...switches, hasPassword: true } };
    expect(update.items).toEqual([{ ...item, after }]);
    const removal = await changeOf('immich_shared_links_remove', { shared_link_id: link.id, dry_run: false });
    expect(removal.items).toEqual([{ ...item, after: null }]);
    for (const change of [update, removal]) noteSaid('a change', JSON.stringify(change));
    expect(JSON.stringify([update, removal])).not.toContain(link.key);
  });

  test.each([
    ['immich_assets_update', () => ({ asset_id: first, rating: 0 })],
    ['immich_assets_bulk_update', () => ({ asset_ids: [first], rating: 0, dry_run: false })],
  ])('%s: every setting of the asset', async (name, args) => {
    const { items } = await changeOf(name, args());
    expect(items).toEqual([{ kind: 'asset', id: first, before: sea, after: { rating: null } }]);
  });

  test('immich_assets_delete: every setting, and the albums', async () => {
    const { items, effect } = await changeOf('immich_assets_delete', { asset_ids: [first, second], dry_run: false });
    expect(effect).toBe('remove');
    expect(items).toEqual([
      { kind: 'asset', id: first, before: { ...sea, albumIds: [albumId] }, after: trashed },
      { kind: 'asset', id: second, before: { ...plain, albumIds: [] }, after: trashed },
    ]);
  });

  test('immich_albums_update and immich_albums_delete: the album, and with the album what is in it', async () => {
    const before = { albumName: 'Trip', description: 'Two weeks', albumThumbnailAssetId: first, albumUsers: [] };
    const update = await changeOf('immich_albums_update', { album_id: albumId, album_name: 'Voyage' });
    expect(update.items).toMatchObject([{ kind: 'album', id: albumId, before, after: { albumName: 'Voyage' } }]);
    const deletion = await changeOf('immich_albums_delete', { album_id: albumId, dry_run: false });
    const whole = { ...before, assetIds: [first] };
    expect(deletion.items).toMatchObject([{ kind: 'album', id: albumId, before: whole, after: null }]);
  });

  test('immich_albums_add_assets and immich_albums_remove_assets: whether each was in the album', async () => {
    const adding = await changeOf('immich_albums_add_assets', { album_id: albumId, asset_ids: [second] });
    expect(adding.items).toEqual([placed(second, true)]);
    const removing = { album_id: albumId, asset_ids: [first, second], dry_run: false };
    const { items } = await changeOf('immich_albums_remove_assets', removing);
    expect(items).toEqual([placed(first, false)]);
  });

  test('immich_albums_add_assets notes nothing that is not so of an asset that is in the album already', async () => {
    const { items } = await changeOf('immich_albums_add_assets', { album_id: albumId, asset_ids: [first, second] });
    expect(items).toEqual([placed(second, true)]);
  });

  const idOf = async (name: string, args: Record<string, unknown>) => String((await local.call(name, args)).data.id);

  test('immich_tags_update: path and colour, and with a new name the paths of all below it', async () => {
    const child = await idOf('immich_tags_create', { name: 'Old/Sea', color: '#ff8800' });
    const parent = (await local.call('immich_tags_get', { tag_id: 'Old' })).data.id;
    const recolored = await changeOf('immich_tags_update', { tag_id: child, color: null });
    const before = { value: 'Old/Sea', color: '#ff8800' };
    expect(recolored.items).toEqual([{ kind: 'tag', id: child, before, after: { value: 'Old/Sea', color: null } }]);
    const renamed = await changeOf('immich_tags_update', { tag_id: 'Old', name: 'New', color: '#fff' });
    expect(renamed.items).toEqual([
      { kind: 'tag', id: parent, before: { value: 'Old', color: null }, after: { value: 'New', color: '#fff' } },
      { kind: 'tag', id: child, before, after: { value: 'New/Sea', color: '#ff8800' } },
    ]);
  });

  test('immich_tags_delete: each tag with its parent, its colour and the assets that have this very tag', async () => {
    const child = await idOf('immich_tags_create', { name: 'Trip/Sea', color: '#ff8800' });
    const parent = (await local.call('immich_tags_get', { tag_id: 'Trip' })).data.id;
    await local.call('immich_tag_assets', { tag_id: 'Trip', asset_ids: [first] });
    await local.call('immich_tag_assets', { tag_id: child, asset_ids: [first, second] });
    const { items } = await changeOf('immich_tags_delete', { tag_id: 'Trip', dry_run: false });
    const own = expect.arrayContaining([first, second]);
    expect(items).toEqual([
      {
        kind: 'tag',
        id: parent,
        before: { value: 'Trip', color: null, parentId: null, assetIds: [first] },
        after: null,
      },
      {
        kind: 'tag',
        id: child,
        before: { value: 'Trip/Sea', color: '#ff8800', parentId: parent, assetIds: own },
        after: null,
      },
    ]);
  });

  test('immich_tag_assets and immich_untag_assets: only those that change', async () => {
    const tagId = await idOf('immich_tags_create', { name: 'todo' });
    await local.call('immich_tag_assets', { tag_id: tagId, asset_ids: [first] });
    const both = { tag_id: tagId, asset_ids: [first, second] };
    const change = (id: string, tagged: boolean) => ({
      kind: 'asset',
      id,
      before: { tagId, tagged: !tagged },
      after: { tagId, tagged },
    });
    expect((await changeOf('immich_tag_assets', both)).items).toEqual([change(second, true)]);
    const removing = await changeOf('immich_untag_assets', { ...both, dry_run: false });
    expect(removing.items).toEqual([change(first, false)]);
  });

  test('immich_activities_delete: the words, where they stood and whose they were', async () => {
    const said = { album_id: albumId, asset_id: first, type: 'COMMENT', comment: 'Lovely '.repeat(500) };
    const activityId = await idOf('immich_activities_create', said);
    const { items } = await changeOf('immich_activities_delete', { activity_id: activityId, dry_run: false });
    const before = {
      albumId,
      assetId: first,
      type: 'comment',
      comment: said.comment,
      userId: local.library.owner.id,
    };
    expect(items).toEqual([{ kind: 'activity', id: activityId, before, after: null }]);
  });

  test('immich_people_update: everything that can be set', async () => {
    const made = Object((await local.ask('POST', '/people', { body: { name: 'Zoe', birthDate: '1990-04-01' } })).body);
    const { items } = await changeOf('immich_people_update', { person_id: made.id, name: 'Zoë', birth_date: null });
    const before = { name: 'Zoe', birthDate: '1990-04-01', isHidden: false, isFavorite: false, color: null };
    expect(items).toEqual([{ kind: 'person', id: made.id, before, after: { name: 'Zoë', birthDate: null } }]);
  });

  test('immich_people_merge: whoever goes, with every face, and what the other one takes', async () => {
    const person = async (body: object) => Object((await local.ask('POST', '/people', { body })).body).id;
    const [target, source] = [await person({}), await person({ name: 'Anna', color: '#abcdef', isFavorite: true })];
    const box = { imageWidth: 64, imageHeight: 48, x: 1, y: 1, width: 9, height: 9 };
    for (const assetId of [first, second, second]) {
      await local.ask('POST', '/faces', { body: { assetId, personId: source, ...box } });
    }
    const args = { target_person_id: target, source_person_id: source, dry_run: false };
    const { items, effect } = await changeOf('immich_people_merge', args);
    const rows = await local.library.store.selectFrom('face').select('id').where('personId', '=', source).execute();
    expect(effect).toBe('remove');
    const state = { birthDate: null, isHidden: false };
    const faces = { faceIds: expect.toSatisfy(sameAs(rows.map(({ id }) => id))), mergedInto: target };
    const anna = { ...state, name: 'Anna', isFavorite: true, color: '#abcdef' };
    expect(items).toEqual([
      {
        kind: 'person',
        id: source,
        before: { ...anna, ...faces, assetIds: expect.toSatisfy(sameAs([first, second])) },
        after: null,
      },
      {
        kind: 'person',
        id: target,
        before: { ...state, name: '', isFavorite: false, color: null },
        after: { name: 'Anna' },
      },
    ]);
  });

  test('the duplicates tools: the group, and of each member every setting and what decides about it', async () => {
    const groupId = '11111111-0000-4000-8000-000000000001';
    await local.ask('PUT', '/assets', { body: { ids: [first, second], duplicateId: groupId } });
    const group = { kind: 'duplicate_group', id: groupId, before: { assetIds: expect.any(Array) }, after: null };
    const dismissing = await changeOf('immich_duplicates_dismiss', { duplicate_ids: [groupId], dry_run: false });
    expect(dismissing.items).toEqual([group]);
    expect(dismissing.items[0]?.before?.assetIds).toEqual(expect.arrayContaining([first, second]));

    const resolving = await changeOf('immich_duplicates_resolve', { keep: 'best', dry_run: false });
    const place = { tagIds: expect.any(Array), latitude: null, longitude: null, checksum: expect.any(String) };
    expect(resolving.items).toHaveLength(3);
    expect(resolving.items[0]).toEqual(group);
    expect(resolving.items).toContainEqual({
      kind: 'asset',
      id: first,
      before: expect.objectContaining({ ...sea, ...place, albumIds: [albumId] }),
      after: {},
    });
    expect(resolving.items).toContainEqual({
      kind: 'asset',
      id: second,
      before: expect.objectContaining({ ...plain, ...place, albumIds: [] }),
      after: trashed,
    });

    const deleting = await changeOf('immich_duplicates_delete', { asset_ids: [second], dry_run: false });
    expect(deleting.items).toEqual([{ kind: 'asset', id: second, before: { ...plain, albumIds: [] }, after: trashed }]);
  });
});

/** The same ids, in any order. */
function sameAs(ids: readonly string[]) {
  return (others: readonly string[]) => [...others].sort().join() === [...ids].sort().join();
}
