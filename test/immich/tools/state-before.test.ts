/** What every change notes of its items before it touches them: all that taking it back would need. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bindTools } from '../../../src/catalog/binding.ts';
import { localCaller } from '../../../src/catalog/caller.ts';
import type { Change } from '../../../src/catalog/change.ts';
import { success } from '../../../src/catalog/result.ts';
import { immichTools } from '../../../src/immich/tools/all.ts';
import { type LocalTools, openLocalTools } from '../../fixtures/immich-tools.ts';

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
    commit: async (change) => {
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
});
