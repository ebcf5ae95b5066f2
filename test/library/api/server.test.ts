import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';

let open: OpenLibrary;

beforeAll(async () => {
  open = await openTestLibrary();
});
afterAll(() => open.close());

const get = async (path: string) => (await open.ask('GET', path)).body;

describe('what the server says of itself', () => {
  it('names the Immich release whose API it answers', async () => {
    expect(await get('/server/version')).toEqual({ major: 3, minor: 1, patch: 0, prerelease: null });
    expect(await get('/server/about')).toMatchObject({ version: 'v3.1.0', build: 'albumen', licensed: false });
  });

  it('claims only what it can do', async () => {
    expect(await get('/server/features')).toMatchObject({
      search: true,
      smartSearch: true,
      trash: true,
      facialRecognition: false,
      passwordLogin: false,
    });
  });

  it('lists the file names that uploads accept', async () => {
    expect(await get('/server/media-types')).toMatchObject({
      image: expect.arrayContaining(['.jpg', '.heic', '.cr3', '.avif']),
      video: expect.arrayContaining(['.mp4', '.mov', '.mxf']),
      sidecar: ['.xmp'],
    });
  });

  it('measures the disk that the data is on', async () => {
    expect(await get('/server/storage')).toMatchObject({
      diskSize: expect.stringMatching(/^\d+\.\d ([KMGTP]i)?B$/),
      diskSizeRaw: expect.any(Number),
      diskUsagePercentage: expect.any(Number),
    });
  });

  it('can be found by clients that only know the host', async () => {
    const response = await open.library.fetch(new Request('http://library/.well-known/immich'));
    expect(await response.json()).toEqual({ api: { endpoint: '/api' } });
  });
});

describe('what it holds', () => {
  it('is counted per user, without trash and hidden clips', async () => {
    const guest = await open.addUser('guest');
    const clip = await open.addAsset({ name: 'c.mp4', bytes: Buffer.from('c') });
    await open.addAsset({ seed: 1, fields: { livePhotoVideoId: clip } });
    const trashed = await open.addAsset({ seed: 2 });
    await open.ask('DELETE', '/assets', { body: { ids: [trashed] } });
    await open.addAsset({ seed: 3, key: guest.key });
    expect(await get('/server/statistics')).toMatchObject({
      photos: 2,
      videos: 0,
      usageByUser: expect.arrayContaining([
        expect.objectContaining({ userId: guest.id, photos: 1 }),
        expect.objectContaining({ userId: open.library.owner.id, photos: 1, quotaSizeInBytes: null }),
      ]),
    });
  });
});

describe('people of the library', () => {
  it('are listed without what is private, and told one by one', async () => {
    const listed = await get('/users');
    expect(listed).toContainEqual(expect.objectContaining({ id: open.library.owner.id, name: 'Owner' }));
    expect(JSON.stringify(listed)).not.toContain('isAdmin');
    expect(await get(`/users/${open.library.owner.id}`)).toMatchObject({ name: 'Owner' });
    const unknown = await open.ask('GET', '/users/00000000-0000-4000-8000-000000000000');
    expect(unknown).toMatchObject({ status: 400, body: { message: 'User not found' } });
  });

  it('can change their own name and address, but not to somebody else’s', async () => {
    const guest = await open.addUser('other');
    const named = await open.ask('PUT', '/users/me', { key: guest.key, body: { name: 'Grandma' } });
    expect(named.body).toMatchObject({ name: 'Grandma', isAdmin: false });
    const body = { email: open.library.owner.email };
    expect((await open.ask('PUT', '/users/me', { key: guest.key, body })).status).toBe(400);
  });

  it('are told how much they uploaded; what is indexed in its own folder takes no room here', async () => {
    const guest = await open.addUser('uploader');
    await open.addAsset({ seed: 1, key: guest.key });
    const indexed = await open.addAsset({ seed: 2, key: guest.key });
    const folder = { id: crypto.randomUUID(), ownerId: guest.id, path: '/photos', createdAt: 0, indexedAt: null };
    await open.library.store.insertInto('folder').values(folder).execute();
    await open.library.store.updateTable('asset').set({ fileSize: 1000 }).where('ownerId', '=', guest.id).execute();
    await open.library.store.updateTable('asset').set({ folderId: folder.id }).where('id', '=', indexed).execute();
    expect((await open.ask('GET', '/users/me', { key: guest.key })).body).toMatchObject({ quotaUsageInBytes: 1000 });
  });

  it('have no password to change', async () => {
    const answer = await open.ask('PUT', '/users/me', { body: { password: 'secret' } });
    expect(answer).toMatchObject({ status: 400, body: { message: 'The local library has no passwords' } });
  });

  it('have preferences that every client understands', async () => {
    expect(await get('/users/me/preferences')).toMatchObject({ download: { archiveSize: 4_294_967_296 } });
  });
});
