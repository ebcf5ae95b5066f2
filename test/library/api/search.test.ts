import type {
  AssetResponseDto,
  PersonResponseDto,
  PlacesResponseDto,
  SearchExploreResponseDto,
  SearchResponseDto,
} from '@immich/sdk';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { refreshAssetText } from '../../../src/library/store/asset-text.ts';
import { type OpenedLibrary, openFilledLibrary } from '../../fixtures/filled-library.ts';

let opened: OpenedLibrary;
beforeAll(async () => {
  opened = await openFilledLibrary({ assets: 1200, seed: 13 });
});
afterAll(() => opened.close());
afterEach(() => expect(opened.faults).toEqual([]));

const search = (body: object, key?: string) => opened.ask<SearchResponseDto>('POST', '/search/metadata', body, key);
const smart = (query: string, more: object = {}) =>
  opened.ask<SearchResponseDto>('POST', '/search/smart', { query, ...more });
const count = async (body: object) =>
  (await opened.ask<{ total: number }>('POST', '/search/statistics', body)).body.total;

async function items(body: object): Promise<AssetResponseDto[]> {
  return (await search({ size: 1000, ...body })).body.assets.items;
}

async function one(): Promise<AssetResponseDto> {
  const [first] = await items({ size: 1, visibility: 'timeline' });
  if (first === undefined) throw new Error('the library is empty');
  return first;
}

describe('POST /search/metadata', () => {
  test('answers a page, its own length as total, and the next page as text', async () => {
    const { status, body } = await search({ size: 10 });
    expect(status).toBe(200);
    expect(body.albums).toEqual({ total: 0, count: 0, items: [], facets: [] });
    expect(body.assets).toMatchObject({ total: 10, count: 10, facets: [], nextPage: '2' });
    expect(body.assets.items).toHaveLength(10);
  });

  test('answers 250 assets unless told', async () => {
    expect((await search({})).body.assets).toMatchObject({ count: 250, nextPage: '2' });
  });

  test('has no next page after the last one, and nothing past it', async () => {
    const total = await count({});
    const exact = await search({ size: 100, page: Math.ceil(total / 100) });
    expect(exact.body.assets.nextPage).toBeNull();
    const past = await search({ size: 100, page: 1_000_000_000_000 });
    expect(past.body.assets).toMatchObject({ total: 0, count: 0, items: [], nextPage: null });
  });

  test('gives every asset once over its pages, and as many as the statistics say', async () => {
    const filter = fc.record(
      {
        visibility: fc.constantFrom('timeline', 'archive', 'hidden'),
        isFavorite: fc.boolean(),
        type: fc.constantFrom('IMAGE', 'VIDEO'),
        city: fc.constantFrom('Paris', null),
        tagIds: fc.constantFrom(null, opened.tagIds.slice(0, 1)),
        trashedAfter: fc.constant('1970-01-01T00:00:00.000Z'),
        takenBefore: fc.constant('2015-06-01T00:00:00+02:00'),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        filter,
        fc.integer({ min: 20, max: 1000 }),
        fc.constantFrom('asc', 'desc'),
        async (body, size, order) => {
          const ids: string[] = [];
          for (let page: string | null = '1'; page !== null; ) {
            const { assets }: SearchResponseDto = (await search({ ...body, size, order, page: Number(page) })).body;
            ids.push(...assets.items.map((asset) => asset.id));
            page = assets.nextPage;
          }
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids).toHaveLength(await count(body));
        },
      ),
      { numRuns: 25 },
    );
  });

  test('without visibility finds archived assets and hidden clips, but never locked ones', async () => {
    const seen = new Set((await items({ size: 1000 })).map((asset) => asset.visibility));
    expect(seen).toEqual(new Set(['timeline', 'archive', 'hidden']));
    expect(await items({ visibility: 'hidden' })).not.toEqual([]);
  });

  test('locked assets need more than a key: 401', async () => {
    expect(await search({ visibility: 'locked' })).toEqual({
      status: 401,
      body: { message: 'Elevated permission is required' },
    });
  });

  test('leaves the trash out unless asked, and trashedAfter finds nothing else', async () => {
    const trashed = await items({ trashedAfter: '1970-01-01T00:00:00.000Z' });
    expect(trashed).not.toEqual([]);
    expect(trashed.every((asset) => asset.isTrashed)).toBe(true);
    expect((await items({})).some((asset) => asset.isTrashed)).toBe(false);
    const both = await search({ withDeleted: true, size: 1000, originalFileName: trashed[0]?.originalFileName });
    expect(both.body.assets.items.map((asset) => asset.id)).toContain(trashed[0]?.id);
  });

  test('carries EXIF and people only when asked, and neither tags nor stack', async () => {
    const [person = ''] = opened.personIds;
    const [bare] = await items({ personIds: [person], size: 1 });
    expect(bare).toMatchObject({ people: [] });
    expect(bare).not.toHaveProperty('exifInfo');
    const [full] = await items({ personIds: [person], size: 1, withExif: true, withPeople: true });
    expect(full?.exifInfo).toHaveProperty('city');
    expect(full?.people?.map(({ id }) => id)).toContain(person);
    for (const name of ['tags', 'stack', 'owner']) expect(full).not.toHaveProperty(name);
  });

  test('finds a name in part, without case and accents, and takes % and _ as wildcards', async () => {
    const names = async (originalFileName: string) =>
      (await items({ originalFileName })).map((asset) => asset.originalFileName);
    expect((await names('ETE A LA')).every((name) => name.startsWith('Été à la mer'))).toBe(true);
    expect(await names('ETE A LA')).not.toEqual([]);
    expect(await names('%')).toHaveLength((await items({})).length);
    expect(await names('IMG_0%5.')).not.toEqual([]);
  });

  test.each([
    ['city', 'Paris', 'paris'],
    ['country', 'France', 'FRANCE'],
    ['make', 'Canon', 'canon'],
  ])('%s must be exact', async (field, exact, other) => {
    expect(await items({ [field]: exact })).not.toEqual([]);
    expect(await items({ [field]: other })).toEqual([]);
  });

  test('null finds what has no value', async () => {
    const unrated = await items({ rating: null, withExif: true });
    expect(unrated.every((asset) => asset.exifInfo?.rating === null)).toBe(true);
    const lensless = await items({ lensModel: null, withExif: true });
    expect(lensless).not.toEqual([]);
    expect(lensless.every((asset) => asset.exifInfo?.lensModel === null)).toBe(true);
  });

  test('finds by id and by checksum in both forms', async () => {
    const { id, checksum } = await one();
    const hex = Buffer.from(checksum, 'base64').toString('hex');
    for (const body of [{ id }, { checksum }, { checksum: hex }]) {
      expect((await items(body)).map((asset) => asset.id)).toEqual([id]);
    }
  });

  test.each([
    { ocr: 'text' },
    { isEncoded: true },
    { previewPath: '/x' },
    { thumbnailPath: '/x' },
    { encodedVideoPath: '/x' },
  ])('finds nothing by what the library has not: %j', async (body) => {
    expect(await items(body)).toEqual([]);
  });

  test("shows other people's assets only in an album that the caller can open", async () => {
    const [shared = '', viewed = ''] = opened.sharedAlbumIds;
    const foreign = (
      await opened.ask<SearchResponseDto>('POST', '/search/metadata', { albumIds: [viewed] }, opened.otherKey)
    ).body.assets;
    expect(foreign.items.some((asset) => asset.ownerId === opened.ownerId)).toBe(true);
    const own = (await opened.ask<SearchResponseDto>('POST', '/search/metadata', { size: 1000 }, opened.otherKey)).body
      .assets;
    expect(own.items.every((asset) => asset.ownerId === opened.otherId)).toBe(true);
    const closed = opened.albumIds.find((id) => id !== shared && id !== viewed) ?? '';
    expect(await search({ albumIds: [closed] }, opened.otherKey)).toEqual({
      status: 400,
      body: { message: 'Not found or no album.read access' },
    });
  });

  test('drops unknown fields and refuses wrong types', async () => {
    expect((await search({ nonsense: 1, size: 1 })).status).toBe(200);
    for (const body of [
      { size: '5' },
      { size: 0 },
      { size: 1001 },
      { page: 0 },
      { isFavorite: 'true' },
      { rating: 0 },
    ]) {
      const { status, body: error } = await search(body);
      expect([status, error.message]).toEqual([400, 'Validation failed']);
      expect(error.errors?.[0]?.path).toEqual(Object.keys(body));
    }
  });

  test.each(['2023-06-15', '2023-06-15T00:00:00', 'yesterday'])('refuses %j as a moment', async (takenAfter) => {
    expect((await search({ takenAfter })).status).toBe(400);
  });

  test.each(['personIds', 'tagIds'])('takes thousands of %s', async (field) => {
    const ids = Array.from({ length: 3000 }, () => crypto.randomUUID());
    expect((await search({ [field]: ids })).body.assets.items).toEqual([]);
  });

  test('takes all albums at once', async () => {
    const albumIds = opened.albumIds.slice(0, -1);
    expect((await search({ albumIds, personIds: opened.personIds, tagIds: opened.tagIds })).status).toBe(200);
  });

  test('answers any values with 200, 400 or 401, and never fails', async () => {
    const fields = [
      'originalFileName',
      'originalPath',
      'description',
      'checksum',
      'city',
      'make',
      'rating',
      'page',
      'size',
    ];
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('%', '\\', '\0', '\ud800', "'"));
    const value = fc.oneof(text, text, fc.integer(), fc.double(), fc.constant(null), fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 2 }), async (body) => {
        const { status } = await search(body);
        expect(opened.faults).toEqual([]);
        expect([200, 400, 401]).toContain(status);
      }),
      { numRuns: 300 },
    );
  });

  test('needs a key that may read assets', async () => {
    const key = await opened.addKey(['album.read']);
    expect(await search({}, key)).toEqual({
      status: 403,
      body: { message: 'Missing required permission: asset.read' },
    });
  });
});

describe('POST /search/smart', () => {
  const names = async (query: string, more: object = {}) =>
    (await smart(query, more)).body.assets.items.map((asset) => asset.originalFileName);

  test('finds words in names, and dates by year and month', async () => {
    const march: AssetResponseDto[] = (await smart('screenshots march')).body.assets.items;
    expect(march).not.toEqual([]);
    expect(march.every((asset) => /^(Screenshot_|スクリーン)/.test(asset.originalFileName))).toBe(true);
    expect(march.every((asset) => asset.localDateTime.slice(5, 7) === '03')).toBe(true);
    const beach: AssetResponseDto[] = (await smart('beaches 2023')).body.assets.items;
    expect(beach).not.toEqual([]);
    expect(beach.every((asset) => asset.localDateTime.startsWith('2023'))).toBe(true);
  });

  test('finds words in descriptions, places and tags, in any order and without accents', async () => {
    const { body } = await smart('fete', { withExif: true });
    expect(body.assets.items[0]?.exifInfo?.description).toBe('Fête chez Mamie');
    const besancon = await smart('besancon france', { withExif: true });
    expect(besancon.body.assets.items[0]?.exifInfo?.city).toBe('Besançon');
    expect((await smart('france besancon', { withExif: true })).body).toEqual(besancon.body);
  });

  test('ranks what matches more above what matches less, and answers the same twice', async () => {
    const { body } = await smart('aurora fjord unicorn', { withExif: true, size: 5 });
    expect(body.assets.items[0]?.exifInfo?.description).toBe('Aurora over the fjord');
    expect((await smart('aurora fjord unicorn', { withExif: true, size: 5 })).body).toEqual(body);
  });

  test('gives what matches equally well newest first', async () => {
    const { store } = opened.library;
    const twins = await store
      .selectFrom('asset')
      .select(['id', 'fileCreatedAt', 'row'])
      .where('ownerId', '=', opened.ownerId)
      .where('visibility', '=', 'timeline')
      .where('deletedAt', 'is', null)
      .where('heldPath', 'is', null)
      .limit(40)
      .execute();
    const ids = twins.map(({ id }) => id);
    for (const { row } of twins) {
      await store
        .updateTable('assetText')
        .set({ name: 'same', description: 'chimera', tags: '', place: '', camera: '', dates: '', kind: '' })
        .where('rowid', '=', row)
        .execute();
    }
    const found: AssetResponseDto[] = (await smart('chimera')).body.assets.items;
    const newestFirst = twins.toSorted((a, b) => b.fileCreatedAt - a.fileCreatedAt || (a.id < b.id ? 1 : -1));
    expect(found.map(({ id }) => id)).toEqual(newestFirst.map(({ id }) => id));
    await refreshAssetText(store, ids);
  });

  test('gives every match once over its pages', async () => {
    const whole = await names('paris', { size: 1000 });
    const paged: string[] = [];
    for (let page = 1; page <= Math.ceil(whole.length / 7); page++)
      paged.push(...(await names('paris', { size: 7, page })));
    expect(paged).toEqual(whole);
    expect(await names('paris unicorn', { size: 7, page: 9999 })).toEqual([]);
  });

  test('honours the same filters as a metadata search', async () => {
    const { body } = await smart('paris', { type: 'VIDEO', size: 1000 });
    expect(body.assets.items.every((asset) => asset.type === 'VIDEO')).toBe(true);
    expect((await smart('img', { visibility: 'locked' })).status).toBe(401);
  });

  test.each(['"', 'name:', 'NEAR(', 'a AND', '* OR *', "'; drop table asset; --", '\u0000', '🦄'])(
    'answers 200 to %j',
    async (query) => {
      expect((await smart(query)).status).toBe(200);
    },
  );

  test('says what it needs', async () => {
    expect(await opened.ask<SearchResponseDto>('POST', '/search/smart', {})).toEqual({
      status: 400,
      body: { message: 'Either `query` or `queryAssetId` must be set' },
    });
    const byAsset = await opened.ask<SearchResponseDto>('POST', '/search/smart', { queryAssetId: (await one()).id });
    expect([byAsset.status, byAsset.body.message]).toEqual([400, expect.stringContaining('send `query`')]);
  });
});

describe('POST /search/statistics', () => {
  test('counts truly, whatever the page size', async () => {
    expect(await count({})).toBe((await items({ page: 1 })).length + (await items({ page: 2 })).length);
    expect(await count({ isFavorite: true })).toBe((await items({ isFavorite: true })).length);
  });

  test("counts only the caller's own assets in an album, and never the trash unless asked for it", async () => {
    const albumIds = opened.sharedAlbumIds.slice(0, 1);
    const own = (await items({ albumIds })).filter((asset) => asset.ownerId === opened.ownerId);
    expect(await count({ albumIds })).toBe(own.length);
    expect(await count({ withDeleted: true })).toBe(await count({}));
  });
});

describe('the other searches', () => {
  test('random answers as many as asked, no two the same, all within the filter', async () => {
    const { body } = await opened.ask<AssetResponseDto[]>('POST', '/search/random', {
      size: 20,
      country: 'France',
      withExif: true,
    });
    expect(new Set(body.map((asset) => asset.id)).size).toBe(20);
    expect(body.every((asset) => asset.exifInfo?.country === 'France')).toBe(true);
  });

  test('large assets come largest first, above a size, with EXIF', async () => {
    const { body } = await opened.ask<AssetResponseDto[]>('POST', '/search/large-assets?minFileSize=5000000&size=30');
    const sizes = body.map((asset) => asset.exifInfo?.fileSizeInByte);
    expect(sizes).toHaveLength(30);
    expect(sizes).toEqual(sizes.toSorted((a, b) => (b ?? 0) - (a ?? 0)));
    expect(sizes.at(-1)).toBeGreaterThanOrEqual(5_000_000);
    expect((await opened.ask('POST', '/search/large-assets?isFavorite=true')).status).toBe(400);
    expect((await opened.ask('POST', '/search/large-assets?size=2.5')).status).toBe(400);
  });

  test('suggestions are the values that occur, sorted, with null last when wanted', async () => {
    const suggest = async (query: string) =>
      (await opened.ask<(string | null)[]>('GET', `/search/suggestions?${query}`)).body;
    const cities = await suggest('type=city');
    expect(cities).toEqual(cities.toSorted());
    expect(cities).toContain('Besançon');
    expect(await suggest('type=city&country=Italy')).toEqual(['Rome']);
    expect(await suggest('type=camera-model&make=SONY')).toEqual(['ILCE-7M4']);
    expect((await suggest('type=city&includeNull=true')).at(-1)).toBeNull();
    expect((await opened.ask('GET', '/search/suggestions?type=nope')).status).toBe(400);
  });

  test('cities show one photo each, explore the large cities and the newest arrivals', async () => {
    const cities = (await opened.ask<AssetResponseDto[]>('GET', '/search/cities')).body.map(
      (asset) => asset.exifInfo?.city,
    );
    expect(cities).toEqual([...new Set(cities)].toSorted());
    const [byCity, byArrival] = (await opened.ask<SearchExploreResponseDto[]>('GET', '/search/explore')).body;
    expect([byCity?.fieldName, byArrival?.fieldName]).toEqual(['exifInfo.city', 'createdAt']);
    expect(byCity?.items.every((item) => cities.includes(item.value))).toBe(true);
    expect(byArrival?.items).toHaveLength(12);
    expect(byArrival?.items[0]?.data).toHaveProperty('tags');
  });

  test.each([
    [4, false],
    [5, true],
  ])('a city of %i photos is worth an entry of the explore page: %s', async (photos, explored) => {
    const { store } = opened.library;
    const some = await store
      .selectFrom('asset')
      .select(['id', 'city'])
      .where('ownerId', '=', opened.ownerId)
      .where('type', '=', 'IMAGE')
      .where('visibility', '=', 'timeline')
      .where('deletedAt', 'is', null)
      .where('heldPath', 'is', null)
      .limit(photos)
      .execute();
    const setCity = (id: string, city: string | null) =>
      store.updateTable('asset').set({ city }).where('id', '=', id).execute();
    for (const { id } of some) await setCity(id, 'Hapax');
    const [byCity] = (await opened.ask<SearchExploreResponseDto[]>('GET', '/search/explore')).body;
    const cities = (await opened.ask<AssetResponseDto[]>('GET', '/search/cities')).body;
    for (const { id, city } of some) await setCity(id, city);
    expect(cities.map((asset) => asset.exifInfo?.city)).toContain('Hapax');
    expect(byCity?.items.some(({ value }) => value === 'Hapax')).toBe(explored);
  });

  test('what is in the trash or the archive is not offered to choose from', async () => {
    const { store } = opened.library;
    const elsewhere = await store
      .selectFrom('asset')
      .selectAll()
      .where('ownerId', '=', opened.ownerId)
      .where('type', '=', 'IMAGE')
      .where('heldPath', 'is', null)
      .where((eb) => eb.or([eb('deletedAt', 'is not', null), eb('visibility', '=', 'archive')]))
      .execute();
    expect(new Set(elsewhere.map(({ deletedAt }) => deletedAt === null)).size).toBe(2);
    const cityOf = (city: (index: number) => string | null) =>
      Promise.all(
        elsewhere.map(({ id }, index) =>
          store
            .updateTable('asset')
            .set({ city: city(index) })
            .where('id', '=', id)
            .execute(),
        ),
      );
    await cityOf(() => 'Nowhere');
    for (const path of ['/search/suggestions?type=city', '/search/cities', '/search/explore']) {
      expect(JSON.stringify((await opened.ask('GET', path)).body)).not.toContain('Nowhere');
    }
    await cityOf((index) => elsewhere[index]?.city ?? null);
  });

  test('places are found by the beginning of their name, the largest first', async () => {
    const { body } = await opened.ask<PlacesResponseDto[]>('GET', '/search/places?name=paris');
    expect(body[0]).toMatchObject({ name: 'Paris', latitude: 48.85341, longitude: 2.3488 });
    expect(body.length).toBeLessThanOrEqual(20);
    expect((await opened.ask<PlacesResponseDto[]>('GET', '/search/places?name=zzzzzzzz')).body).toEqual([]);
    expect((await opened.ask('GET', '/search/places')).status).toBe(400);
  });

  test('people are found by the beginning of a name, hidden ones only when wanted', async () => {
    const find = async (query: string) =>
      (await opened.ask<PersonResponseDto[]>('GET', `/search/person?${query}`)).body.map((person) => person.name);
    expect(await find('name=ali')).toEqual(['Alice Example']);
    expect(await find('name=muller')).toEqual(['Zoë Müller']);
    expect(await find('name=dave')).toEqual([]);
    expect(await find('name=dave&withHidden=true')).toEqual(['Dave Hidden']);
  });
});
