import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refreshAssetText } from '../../../src/library/store/asset-text.ts';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';

/** In every text of the assets that nobody may find any more, and nowhere else. */
const mark = 'zzsecret';

let open: OpenLibrary;
/** A locked picture, its clip, and one that was deleted for good. */
let gone: { locked: string; clip: string; held: string };
let shown: string;
let albumId: string;
let stackId: string;
const duplicateId = crypto.randomUUID();
let tagId: string;
let personId: string;
let checksums: string[];

const idOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : '';

/** Whatever a search could find an asset by. */
async function describeAssets(ids: string[]): Promise<void> {
  const { store, owner } = open.library;
  const texts = { description: mark, city: mark, state: mark, country: mark, make: mark, model: mark, lensModel: mark };
  const place = { latitude: 48.85, longitude: 2.35 };
  const file = { originalFileName: `${mark}.jpg`, foldedFileName: `${mark}.jpg`, fileSize: 9_000_000_000 };
  await store
    .updateTable('asset')
    .set({ ...texts, ...place, ...file, isFavorite: 1, rating: 5, stackId, duplicateId })
    .where('id', 'in', ids)
    .execute();
  const times = { createdAt: 0, updatedAt: 0 };
  await store
    .insertInto('tag')
    .values({ id: tagId, userId: owner.id, value: 'tag', parentId: null, color: null, ...times })
    .execute();
  const rest = { birthDate: null, color: null, faceAssetId: null, isHidden: 0, isFavorite: 0 } as const;
  await store
    .insertInto('person')
    .values({ id: personId, ownerId: owner.id, name: 'Alice', ...rest, ...times })
    .execute();
  const box = { imageWidth: 9, imageHeight: 9, x1: 0, y1: 0, x2: 1, y2: 1, sourceType: 'manual' } as const;
  for (const assetId of ids) {
    await store.insertInto('tagAsset').values({ tagId, assetId }).execute();
    await store
      .insertInto('face')
      .values({ id: crypto.randomUUID(), assetId, personId, ...box })
      .execute();
  }
  await refreshAssetText(store, ids);
}

beforeAll(async () => {
  open = await openTestLibrary();
  const { store, owner } = open.library;
  [stackId, tagId, personId] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
  const clip = await open.addAsset({ name: `${mark}.mp4`, bytes: Buffer.from('clip') });
  gone = {
    clip,
    locked: await open.addAsset({ seed: 1, fields: { livePhotoVideoId: clip } }),
    held: await open.addAsset({ seed: 2 }),
  };
  shown = await open.addAsset({ seed: 3 });
  await store.insertInto('stack').values({ id: stackId, ownerId: owner.id, primaryAssetId: shown }).execute();
  await store.updateTable('asset').set({ stackId }).where('id', '=', shown).execute();
  await describeAssets(Object.values(gone));
  const sums = await store.selectFrom('asset').select('checksum').where('id', '!=', shown).execute();
  checksums = sums.map(({ checksum }) => checksum);
  const album = await open.ask('POST', '/albums', {
    body: { albumName: 'All', assetIds: [shown, ...Object.values(gone)] },
  });
  albumId = idOf(album.body);
  await open.ask('PATCH', `/albums/${albumId}`, { body: { albumThumbnailAssetId: gone.held } });
  await open.ask('PUT', '/assets', { body: { ids: [gone.locked], visibility: 'locked' } });
  await open.ask('DELETE', '/assets', { body: { ids: [gone.held], force: true } });
});
afterAll(() => open.close());

function expectNothing(told: string): void {
  for (const secret of [mark, ...Object.values(gone)]) expect(told).not.toContain(secret);
}

const everywhen = { withDeleted: true, withExif: true, size: 1000 };

describe('locked assets, their clips and what was deleted for good are found by nothing', () => {
  it.each([
    ['all', {}],
    ['the hidden ones', { visibility: 'hidden' }],
    ['favourites', { isFavorite: true }],
    ['a rating', { rating: 5 }],
    ['a name', { originalFileName: mark }],
    ['a path', { originalPath: '/' }],
    ['a description', { description: mark }],
    ['a city', { city: mark }],
    ['a lens', { lensModel: mark }],
    ['videos', { type: 'VIDEO' }],
    ['Live Photos', { isMotion: true }],
    ['the trash', { trashedAfter: '1970-01-01T00:00:00Z' }],
  ])('a search for %s, and its count', async (_, filter) => {
    const asked = await open.ask('POST', '/search/metadata', { body: { ...everywhen, ...filter } });
    expectNothing(JSON.stringify(asked.body));
    const random = await open.ask('POST', '/search/random', { body: { ...everywhen, ...filter } });
    expectNothing(JSON.stringify(random.body));
    expect([asked.status, random.status]).toEqual([200, 200]);
  });

  it('a search by its own id, checksum, album, person, tag and words', async () => {
    const filters: object[] = [
      ...Object.values(gone).map((id) => ({ id })),
      ...checksums.map((checksum) => ({ checksum })),
      { albumIds: [albumId] },
      { personIds: [personId] },
      { tagIds: [tagId] },
    ];
    for (const filter of filters) {
      const { status, body } = await open.ask('POST', '/search/metadata', { body: { ...everywhen, ...filter } });
      expect(status).toBe(200);
      expect(body).toMatchObject({ assets: { items: 'albumIds' in filter ? [{ id: shown }] : [] } });
    }
    const words = await open.ask('POST', '/search/smart', { body: { ...everywhen, query: mark } });
    expect(words.body).toMatchObject({ assets: { total: 0, items: [] } });
  });

  it('counts', async () => {
    expect((await open.ask('POST', '/search/statistics', { body: {} })).body).toEqual({ total: 1 });
    expect((await open.ask('GET', '/assets/statistics')).body).toEqual({ images: 1, videos: 0, total: 1 });
    const trash = await open.ask('GET', '/assets/statistics?isTrashed=true');
    expect(trash.body).toMatchObject({ total: 0 });
    expect((await open.ask('GET', `/albums/${albumId}`)).body).toMatchObject({ assetCount: 1 });
    expect((await open.ask('GET', `/assets/${shown}`)).body).toMatchObject({ stack: null });
  });

  it.each([
    '/search/suggestions?type=city',
    '/search/suggestions?type=camera-lens-model',
    '/search/cities',
    '/search/explore',
    '/timeline/buckets',
    '/timeline/bucket?timeBucket=2024-05-01&withStacked=true',
    '/timeline/bucket?timeBucket=2024-05-01&visibility=hidden',
    '/timeline/bucket?timeBucket=2024-05-01&isTrashed=true',
    '/duplicates',
    '/albums',
    '/albums/{album}',
    '/albums/{album}/map-markers',
    '/assets/{shown}',
    '/stacks',
  ])('GET %s', async (path) => {
    const asked = path.replace('{album}', albumId).replace('{shown}', shown);
    const { status, body } = await open.ask('GET', asked);
    expect(status).toBe(200);
    expectNothing(JSON.stringify(body));
  });

  it('the largest assets, and downloads of everything', async () => {
    expectNothing(JSON.stringify((await open.ask('POST', '/search/large-assets')).body));
    for (const body of [{ userId: open.library.owner.id }, { albumId }]) {
      const { body: told } = await open.ask('POST', '/download/info', { body });
      expect(told).toMatchObject({ archives: [{ assetIds: [shown] }] });
    }
  });
});

describe('by their id they are as unknown', () => {
  it.each([
    ['GET', '/assets/{id}', 400],
    ['GET', '/assets/{id}/thumbnail', 400],
    ['GET', '/assets/{id}/thumbnail?size=preview', 400],
    ['GET', '/assets/{id}/original', 404],
    ['GET', '/assets/{id}/video/playback', 404],
    ['PUT', '/assets/{id}', 400],
    ['GET', '/faces?id={id}', 400],
  ])('%s %s: %i', async (method, path, status) => {
    for (const id of [...Object.values(gone), crypto.randomUUID()]) {
      const answer = await open.ask(method, path.replace('{id}', id), method === 'PUT' ? { body: {} } : {});
      expect(answer.status).toBe(status);
    }
  });

  it.each([
    ['PUT', '/assets', 400],
    ['DELETE', '/assets', 400],
    ['POST', '/trash/restore/assets', 400],
  ])('%s %s: %i', async (method, path, status) => {
    for (const id of Object.values(gone))
      expect((await open.ask(method, path, { body: { ids: [id] } })).status).toBe(status);
  });

  it('tags neither take them, nor leave them, nor tell that they have them', async () => {
    for (const id of Object.values(gone)) {
      const path = `/tags/${tagId}/assets`;
      const refused = (error: string) => [{ id, success: false, error }];
      expect((await open.ask('PUT', path, { body: { ids: [id] } })).body).toEqual(refused('no_permission'));
      expect((await open.ask('DELETE', path, { body: { ids: [id] } })).body).toEqual(refused('not_found'));
      const many = { body: { tagIds: [tagId], assetIds: [id] } };
      expect((await open.ask('PUT', '/tags/assets', many)).body).toEqual({ count: 0 });
      expect((await open.ask('POST', '/stacks', { body: { assetIds: [shown, id] } })).status).toBe(400);
    }
  });

  it('faces on them can be neither drawn, nor assigned, nor taken away, nor shown as a person', async () => {
    const { store } = open.library;
    const box = { imageWidth: 9, imageHeight: 9, x: 1, y: 1, width: 4, height: 4 };
    for (const assetId of Object.values(gone)) {
      const { id } = await store
        .selectFrom('face')
        .select('id')
        .where('assetId', '=', assetId)
        .executeTakeFirstOrThrow();
      const data = [{ assetId, personId }];
      const refused = [
        await open.ask('POST', '/faces', { body: { assetId, personId, ...box } }),
        await open.ask('PUT', `/faces/${personId}`, { body: { id } }),
        await open.ask('DELETE', `/faces/${id}`, { body: { force: true } }),
        await open.ask('PUT', `/people/${personId}/reassign`, { body: { data } }),
        await open.ask('PUT', `/people/${personId}`, { body: { featureFaceAssetId: assetId } }),
      ];
      expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
    }
    expect((await open.ask('GET', '/people')).body).toMatchObject({ people: [], total: 0 });
    expect((await open.ask('GET', `/people/${personId}/statistics`)).body).toEqual({ assets: 0 });
    expect((await open.request('GET', `/people/${personId}/thumbnail`)).status).toBe(404);
  });

  it('a group of duplicates that only has them is as unknown', async () => {
    const group = { duplicateId, keepAssetIds: Object.values(gone), trashAssetIds: [] };
    for (const answer of [
      await open.ask('DELETE', `/duplicates/${duplicateId}`),
      await open.ask('DELETE', '/duplicates', { body: { ids: [duplicateId] } }),
      await open.ask('POST', '/duplicates/resolve', { body: { groups: [group] } }),
    ]) {
      expect(answer).toMatchObject({ status: 400, body: { message: 'Not found or no duplicate.delete access' } });
    }
  });

  it('albums neither take them, nor lose them, nor are found by them, nor are covered by them', async () => {
    for (const id of Object.values(gone)) {
      const path = `/albums/${albumId}/assets`;
      const refused = (error: string) => [{ id, success: false, error }];
      expect((await open.ask('PUT', path, { body: { ids: [id] } })).body).toEqual(refused('no_permission'));
      expect((await open.ask('DELETE', path, { body: { ids: [id] } })).body).toEqual(refused('not_found'));
      expect((await open.ask('GET', `/albums?assetId=${id}`)).body).toEqual([]);
      const cover = await open.ask('PATCH', `/albums/${albumId}`, { body: { albumThumbnailAssetId: id } });
      expect(cover.status).toBe(400);
    }
  });

  it('shared links neither take them, nor lose them, nor show them', async () => {
    for (const assetIds of [[shown, gone.locked], [gone.held], [gone.clip]]) {
      const body = { type: 'INDIVIDUAL', assetIds };
      expect((await open.ask('POST', '/shared-links', { body })).status).toBe(400);
    }
    const made = await open.ask('POST', '/shared-links', { body: { type: 'INDIVIDUAL', assetIds: [shown] } });
    const { store } = open.library;
    const { id: linkId, key } = await store
      .selectFrom('sharedLink')
      .selectAll()
      .where('id', '=', idOf(made.body))
      .executeTakeFirstOrThrow();
    for (const id of Object.values(gone)) {
      const path = `/shared-links/${linkId}/assets`;
      const refused = (error: string) => [{ assetId: id, success: false, error }];
      const body = { assetIds: [id] };
      expect((await open.ask('PUT', path, { body })).body).toEqual(refused('no_permission'));
      // As if it had been in it before it went.
      await store.insertInto('sharedLinkAsset').values({ linkId, assetId: id }).execute();
      expect((await open.ask('DELETE', path, { body })).body).toEqual(refused('not_found'));
      expect((await open.ask('GET', `/assets/${id}?key=${key}`, { key: null })).status).toBe(400);
      expect((await open.ask('GET', `/assets/${id}/thumbnail?key=${key}`, { key: null })).status).toBe(400);
    }
    for (const path of ['/shared-links', `/shared-links/${linkId}`, `/shared-links/me?key=${key}`]) {
      const { status, body } = await open.ask('GET', path, path.includes('?') ? { key: null } : {});
      expect(status).toBe(200);
      expectNothing(JSON.stringify(body));
    }
  });
});
