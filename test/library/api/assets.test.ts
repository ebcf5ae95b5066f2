import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';

const unknownId = '00000000-0000-4000-8000-000000000000';
let open: OpenLibrary;

beforeEach(async () => {
  open = await openTestLibrary();
});
afterEach(async () => {
  expect(open.faults).toEqual([]);
  await open.close();
});

async function get(id: string): Promise<unknown> {
  return (await open.ask('GET', `/assets/${id}`)).body;
}

async function change(id: string, body: unknown): Promise<unknown> {
  return (await open.ask('PUT', `/assets/${id}`, { body })).body;
}

async function addTag(assetId: string, value: string): Promise<void> {
  const id = crypto.randomUUID();
  const times = { createdAt: 0, updatedAt: 0 };
  const userId = open.library.owner.id;
  await open.library.store
    .insertInto('tag')
    .values({ id, userId, value, parentId: null, color: null, ...times })
    .execute();
  await open.library.store.insertInto('tagAsset').values({ tagId: id, assetId }).execute();
}

describe('an asset', () => {
  it('comes with owner, EXIF, tags, people and stack when it is asked for by id', async () => {
    const id = await open.addAsset({ name: 'Été.jpg' });
    await addTag(id, 'Travel/Japan');
    expect(await get(id)).toMatchObject({
      id,
      originalFileName: 'Été.jpg',
      owner: { id: open.library.owner.id },
      exifInfo: { exifImageWidth: 320, exifImageHeight: 240, description: '', rating: null },
      tags: [{ name: 'Japan', value: 'Travel/Japan' }],
      people: [],
      stack: null,
    });
  });

  it('comes without tags, stack and owner as the answer to a change', async () => {
    const id = await open.addAsset();
    const answer = await change(id, { isFavorite: true });
    expect(answer).toMatchObject({ id, isFavorite: true, exifInfo: { rating: null }, people: [] });
    expect(answer).not.toHaveProperty('tags');
    expect(answer).not.toHaveProperty('stack');
    expect(answer).not.toHaveProperty('owner');
  });

  it('tells the size of the upright picture beside the size in the file', async () => {
    const id = await open.addAsset();
    await open.library.store.updateTable('asset').set({ orientation: '6' }).where('id', '=', id).execute();
    const exifInfo = { exifImageWidth: 320, exifImageHeight: 240 };
    expect(await get(id)).toMatchObject({ width: 240, height: 320, exifInfo });
  });
});

describe('changing an asset', () => {
  it('sets what is named and leaves the rest', async () => {
    const id = await open.addAsset();
    await change(id, { rating: 4, description: 'Günther ✓' });
    await change(id, { isFavorite: true });
    expect(await get(id)).toMatchObject({ isFavorite: true, exifInfo: { rating: 4, description: 'Günther ✓' } });
    await change(id, { rating: null });
    expect(await get(id)).toMatchObject({ exifInfo: { rating: null, description: 'Günther ✓' } });
  });

  it('works with PATCH, too', async () => {
    const id = await open.addAsset();
    const answer = await open.ask('PATCH', `/assets/${id}`, { body: { visibility: 'archive' } });
    expect(answer.body).toMatchObject({ visibility: 'archive', isArchived: true });
  });

  it.each([
    [{ rating: 0 }, ['rating'], /^Rating must be -1/],
    [{ rating: 6 }, ['rating'], /<=5/],
    [{ rating: 2.5 }, ['rating'], /expected int/],
    [{ latitude: 1 }, [], 'Latitude and longitude must be provided together'],
    [{ latitude: 91, longitude: 0 }, ['latitude'], /<=90/],
    [{ dateTimeOriginal: 'yesterday' }, ['dateTimeOriginal'], /ISO date/],
    [{ visibility: 'gone' }, ['visibility'], /^Invalid option/],
    [{ isFavorite: 'true' }, ['isFavorite'], /received string/],
    [{ description: 'cut\0off' }, ['description'], 'Text must not contain NUL'],
  ])('refuses %j and changes nothing', async (body, path, message) => {
    const id = await open.addAsset();
    const before = await get(id);
    const answer = await open.ask('PUT', `/assets/${id}`, { body: { description: 'x', ...body } });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ path, message: expect.stringMatching(message) }] },
    });
    expect(await get(id)).toEqual(before);
  });

  it('moves it in time with the offset that was written', async () => {
    const id = await open.addAsset();
    expect(await change(id, { dateTimeOriginal: '2020-02-03T04:05:06+02:00' })).toMatchObject({
      fileCreatedAt: '2020-02-03T02:05:06.000Z',
      localDateTime: '2020-02-03T04:05:06.000Z',
      exifInfo: { dateTimeOriginal: '2020-02-03T02:05:06+00:00', timeZone: 'UTC+2' },
    });
  });

  it('names the place of a new position, and takes its zone where none was stated', async () => {
    const id = await open.addAsset();
    expect(await change(id, { latitude: 35.6586, longitude: 139.7454 })).toMatchObject({
      localDateTime: '2024-05-06T07:08:09.000Z',
      fileCreatedAt: '2024-05-05T22:08:09.000Z',
      exifInfo: { country: 'Japan', timeZone: 'Asia/Tokyo', latitude: 35.6586 },
    });
  });

  it('is found by its new words at once', async () => {
    const id = await open.addAsset();
    await change(id, { description: 'zeppelin' });
    const found = await open.ask('POST', '/search/smart', { body: { query: 'zeppelin' } });
    expect(found.body).toMatchObject({ assets: { items: [{ id }] } });
  });

  it('locks it: out of every album, out of reach of any key', async () => {
    const id = await open.addAsset();
    const albumId = crypto.randomUUID();
    const times = { createdAt: 0, updatedAt: 0 };
    const defaults = { description: '', order: 'desc', isActivityEnabled: 1 } as const;
    const album = { id: albumId, name: 'A', thumbnailAssetId: id, ...defaults, ...times };
    await open.library.store.insertInto('album').values(album).execute();
    await open.library.store.insertInto('albumAsset').values({ albumId, assetId: id, createdAt: 0 }).execute();
    expect((await open.ask('PUT', '/assets', { body: { ids: [id], visibility: 'locked' } })).status).toBe(204);
    expect((await open.ask('GET', `/assets/${id}`)).status).toBe(400);
    expect((await open.ask('PUT', `/assets/${id}`, { body: { visibility: 'timeline' } })).status).toBe(400);
    expect((await open.ask('GET', `/assets/${id}/original`)).status).toBe(404);
    expect(await open.library.store.selectFrom('albumAsset').selectAll().execute()).toEqual([]);
  });

  it('joins a picture and a clip to a Live Photo, and parts them', async () => {
    const picture = await open.addAsset();
    const clip = await open.addAsset({ name: 'clip.mp4', bytes: Buffer.from('not really a video') });
    expect(await change(picture, { livePhotoVideoId: clip })).toMatchObject({ livePhotoVideoId: clip });
    expect(await get(clip)).toMatchObject({ visibility: 'hidden' });
    expect(await change(picture, { livePhotoVideoId: null })).toMatchObject({ livePhotoVideoId: null });
    expect(await get(clip)).toMatchObject({ visibility: 'timeline' });
    expect(await change(picture, { livePhotoVideoId: picture })).toEqual({
      message: 'Live photo video must be a video',
    });
  });
});

describe('changing many', () => {
  it('changes all of them, or none when one is unknown', async () => {
    const ids = [await open.addAsset({ seed: 1 }), await open.addAsset({ seed: 2 })];
    const unknown = await open.ask('PUT', '/assets', { body: { ids: [...ids, unknownId], isFavorite: true } });
    expect(unknown).toMatchObject({ status: 400, body: { message: 'Not found or no asset.update access' } });
    expect(await get(ids[0] ?? '')).toMatchObject({ isFavorite: false });
    expect((await open.ask('PUT', '/assets', { body: { ids, isFavorite: true, rating: 2 } })).status).toBe(204);
    for (const id of ids) expect(await get(id)).toMatchObject({ isFavorite: true, exifInfo: { rating: 2 } });
  });

  it('moves each by the same minutes, into the zone that is named', async () => {
    const id = await open.addAsset();
    const body = { ids: [id], dateTimeRelative: 60, timeZone: 'Europe/Paris' };
    expect((await open.ask('PUT', '/assets', { body })).status).toBe(204);
    expect(await get(id)).toMatchObject({
      fileCreatedAt: '2024-05-06T08:08:09.000Z',
      localDateTime: '2024-05-06T10:08:09.000Z',
      exifInfo: { timeZone: 'Europe/Paris' },
    });
  });

  it.each([
    [{ dateTimeOriginal: '2020-01-01', dateTimeRelative: 5 }],
    [{ timeZone: 'Mars/Base' }],
    [{ rating: 0 }],
    [{ longitude: 3 }],
    [{ dateTimeRelative: 9000 * 525_600 }],
    [{ dateTimeRelative: -1e15, isFavorite: true }],
  ])('refuses %j and changes nothing', async (body) => {
    const id = await open.addAsset();
    const before = await get(id);
    expect((await open.ask('PUT', '/assets', { body: { ids: [id], ...body } })).status).toBe(400);
    expect(await get(id)).toEqual(before);
    expect(open.faults).toEqual([]);
  });

  it('sets and clears a duplicate group', async () => {
    const id = await open.addAsset();
    const duplicateId = crypto.randomUUID();
    await open.ask('PUT', '/assets', { body: { ids: [id], duplicateId } });
    expect(await get(id)).toMatchObject({ duplicateId });
    await open.ask('PUT', '/assets', { body: { ids: [id], duplicateId: null } });
    expect(await get(id)).toMatchObject({ duplicateId: null });
  });

  it.each([
    ['no ids', { ids: [], isFavorite: true }],
    ['nothing to change', { ids: [] }],
  ])('takes %s for nothing to do', async (_, body) => {
    expect((await open.ask('PUT', '/assets', { body })).status).toBe(204);
  });
});

describe('statistics', () => {
  it('count what is visible, and what is asked for', async () => {
    const [kept, archived, trashed] = [
      await open.addAsset({ seed: 1 }),
      await open.addAsset({ seed: 2 }),
      await open.addAsset({ seed: 3 }),
    ];
    await open.addAsset({ name: 'v.mp4', bytes: Buffer.from('v') });
    await change(kept, { isFavorite: true });
    await change(archived, { visibility: 'archive' });
    await open.ask('DELETE', '/assets', { body: { ids: [trashed] } });
    const count = async (query: string) => (await open.ask('GET', `/assets/statistics${query}`)).body;
    expect(await count('')).toEqual({ images: 2, videos: 1, total: 3 });
    expect(await count('?isFavorite=true')).toEqual({ images: 1, videos: 0, total: 1 });
    expect(await count('?visibility=archive')).toEqual({ images: 1, videos: 0, total: 1 });
    expect(await count('?isTrashed=true')).toEqual({ images: 1, videos: 0, total: 1 });
  });
});
