import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibleAlbums, accessibleAssets } from '../../../src/library/api/access.ts';
import type { AlbumRole } from '../../../src/library/store/schema.ts';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';

let open: OpenLibrary;
let guest: { id: string; key: string };
let shared: string;
let unshared: string;
let albumId: string;

beforeAll(async () => {
  open = await openTestLibrary();
  guest = await open.addUser('guest');
  [shared, unshared] = [await open.addAsset({ seed: 1 }), await open.addAsset({ seed: 2 })];
  albumId = await addAlbum('viewer', [shared]);
});
afterAll(() => open.close());

async function addAlbum(role: AlbumRole, assetIds: string[]): Promise<string> {
  const { store, owner } = open.library;
  const id = crypto.randomUUID();
  const defaults = { description: '', order: 'desc', isActivityEnabled: 1, thumbnailAssetId: null } as const;
  await store
    .insertInto('album')
    .values({ id, name: 'A', ...defaults, createdAt: 0, updatedAt: 0 })
    .execute();
  const users = [
    { albumId: id, userId: owner.id, role: 'owner' as const },
    { albumId: id, userId: guest.id, role },
  ];
  await store.insertInto('albumUser').values(users).execute();
  for (const assetId of assetIds) {
    await store.insertInto('albumAsset').values({ albumId: id, assetId, createdAt: 0 }).execute();
  }
  return id;
}

const canRead = async (id: string) => (await open.ask('GET', `/assets/${id}`, { key: guest.key })).status === 200;

describe('assets of somebody else', () => {
  it('can be read, viewed and downloaded in an album that is shared, and only those', async () => {
    expect([await canRead(shared), await canRead(unshared)]).toEqual([true, false]);
    const original = await open.request('GET', `/assets/${shared}/original`, { key: guest.key });
    expect(original.status).toBe(200);
  });

  it('cannot be changed or deleted, whatever the role in the album', async () => {
    await addAlbum('editor', [shared]);
    const ids = [shared];
    expect((await open.ask('PUT', '/assets', { key: guest.key, body: { ids, isFavorite: true } })).status).toBe(400);
    expect((await open.ask('DELETE', '/assets', { key: guest.key, body: { ids } })).status).toBe(400);
  });

  it('come with the clip of a Live Photo', async () => {
    const clip = await open.addAsset({ name: 'c.mp4', bytes: Buffer.from('c') });
    const picture = await open.addAsset({ seed: 3, fields: { livePhotoVideoId: clip } });
    expect(await canRead(clip)).toBe(false);
    await addAlbum('viewer', [picture]);
    expect(await canRead(clip)).toBe(true);
  });

  it('are out of reach in the trash, once locked, and once deleted', async () => {
    const ids = [await open.addAsset({ seed: 4 }), await open.addAsset({ seed: 5 }), await open.addAsset({ seed: 6 })];
    const [trashed = '', locked = '', deleted = ''] = ids;
    await addAlbum('viewer', ids);
    await open.ask('DELETE', '/assets', { body: { ids: [trashed] } });
    await open.library.store.updateTable('asset').set({ visibility: 'locked' }).where('id', '=', locked).execute();
    await open.ask('DELETE', '/assets', { body: { ids: [deleted], force: true } });
    expect(await Promise.all(ids.map(canRead))).toEqual([false, false, false]);
  });
});

describe('albums', () => {
  it.each([
    ['viewer', 'album.read', true],
    ['viewer', 'album.download', true],
    ['viewer', 'albumAsset.create', false],
    ['viewer', 'album.update', false],
    ['editor', 'albumAsset.create', true],
    ['editor', 'albumAsset.delete', true],
    ['editor', 'album.delete', false],
    ['editor', 'album.share', false],
  ] as const)('as %s: %s is %s', async (role, access, allowed) => {
    const id = await addAlbum(role, []);
    const found = await accessibleAlbums(open.library.store, guest.id, access, [id]);
    expect(found.has(id)).toBe(allowed);
  });

  it('of others are out of reach', async () => {
    const stranger = await open.addUser('stranger');
    expect(await accessibleAlbums(open.library.store, stranger.id, 'album.read', [albumId])).toEqual(new Set());
  });
});

describe('long lists', () => {
  it('are answered for ten thousand ids, repeated or unknown ones included', async () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => (index % 2 === 0 ? shared : crypto.randomUUID()));
    const found = await accessibleAssets(open.library.store, guest.id, 'asset.read', ids);
    expect(found).toEqual(new Set([shared]));
  });
});
