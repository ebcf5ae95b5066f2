/** How the tools bridge what differs between Immich versions: a stand-in answers as each of them does. */
import { afterEach, describe, expect, test } from 'vitest';
import {
  answerJson,
  answerRoutes,
  type SeenRequest,
  type StandIn,
  startStandIn,
} from '../../fixtures/immich-stand-in.ts';
import { assetsIn, type CallByName, connectForTest, toolsOf } from '../../fixtures/immich-tools.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const item of opened.splice(0)) await item.close();
});

type Routes = Parameters<typeof answerRoutes>[0];
type Version = readonly [major: number, minor: number, patch: number];

async function immich([major, minor, patch]: Version, routes: Routes): Promise<{ call: CallByName; server: StandIn }> {
  const version = { major, minor, patch };
  const server = await startStandIn(answerRoutes({ 'GET /server/version': () => version, ...routes }));
  const connection = connectForTest({ baseUrl: server.url });
  opened.push(connection, server);
  return { call: toolsOf(connection), server };
}

function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function asset(number: number, more: Record<string, unknown> = {}) {
  return {
    id: uuid(number),
    originalFileName: `IMG_${number}.JPG`,
    localDateTime: '2023-06-14T10:12:33.000Z',
    type: 'IMAGE',
    visibility: 'timeline',
    isFavorite: false,
    isTrashed: false,
    duration: null,
    ...more,
  };
}

function found(items: unknown[], nextPage: string | null = null) {
  // As real servers do: the total is the length of the page.
  return {
    albums: { total: 0, count: 0, items: [] },
    assets: { total: items.length, count: items.length, items, nextPage },
  };
}

const bodyOf = (request: SeenRequest | undefined) => JSON.parse(request?.body ?? '');
const album = {
  id: uuid(900),
  albumName: 'Sea',
  assetCount: 3,
  createdAt: '2023-06-15T00:00:00.000Z',
  updatedAt: '',
  shared: false,
};
const owner = { user: { id: uuid(1), name: 'Ann', email: 'ann@example.org' }, role: 'owner' };

describe('a search', () => {
  test.each<Version>([
    [2, 7, 5],
    [3, 0, 0],
    [3, 2, 2],
  ])('on %i.%i.%i sends every filter in the form that the server does not drop', async (...version) => {
    const { call, server } = await immich(version, {
      'POST /search/metadata': () => found([asset(1)], '2'),
      'POST /search/statistics': () => ({ total: 4711 }),
    });
    const told = await call('immich_search_metadata', {
      person_id: uuid(5),
      is_archived: true,
      taken_after: '2023-01-01',
      taken_before: '2023-12-31',
    });
    const filter = {
      personIds: [uuid(5)],
      visibility: 'archive',
      takenAfter: '2023-01-01T00:00:00.000Z',
      takenBefore: '2023-12-31T23:59:59.999Z',
    };
    const bodies = new Map(server.requests.map((request) => [request.url, bodyOf(request)]));
    expect(bodies.get('/api/search/metadata')).toEqual({ ...filter, page: 1, size: 50, withExif: true });
    expect(bodies.get('/api/search/statistics')).toEqual(filter);
    expect(told.data).toMatchObject({ assets: { total: 4711, count: 1, nextPage: 2 } });
  });

  test('of the trash asks for deleted assets and for when they were trashed', async () => {
    const { call, server } = await immich([2, 7, 5], {
      'POST /search/metadata': () => found([asset(1, { isTrashed: true })]),
    });
    const told = await call('immich_assets_list', { is_trashed: true, is_archived: false });
    expect(told.data).toMatchObject({ total: 1, assets: [{ trashed: true }] });
    expect(bodyOf(server.requests.at(-1))).toMatchObject({
      withDeleted: true,
      trashedAfter: '1970-01-01T00:00:00.000Z',
      visibility: 'timeline',
    });
  });

  test('takes its total from the count and not from the length of the page', async () => {
    const { call } = await immich([3, 1, 0], {
      'POST /search/metadata': () => found([asset(1), asset(2)], '2'),
      'POST /search/statistics': () => ({ total: 99_000 }),
    });
    expect((await call('list_assets', { is_archived: false, is_trashed: false, size: 2 })).data).toMatchObject({
      total: 99_000,
      next_page: 2,
    });
  });

  test('that ends on this page is counted by what was seen, without another request', async () => {
    const { call, server } = await immich([3, 1, 0], { 'POST /search/metadata': () => found([asset(1), asset(2)]) });
    const told = await call('immich_search_metadata', { page: 3, page_size: 10 });
    expect(told.data).toMatchObject({ assets: { total: 22, count: 2 } });
    expect(server.requests).toHaveLength(1);
  });

  test('counts by asking further when the key may not count', async () => {
    const server = await startStandIn((request, response) => {
      if (request.url.endsWith('/statistics')) {
        return answerJson(response, { message: 'Missing required permission: asset.statistics' }, 403);
      }
      const { page, size } = bodyOf(request);
      const items = Array.from({ length: 230 }, (_, index) => asset(index)).slice((page - 1) * size, page * size);
      answerJson(response, found(items, page * size < 230 ? String(page + 1) : null));
    });
    const connection = connectForTest({ baseUrl: server.url });
    opened.push(connection, server);
    expect((await toolsOf(connection)('immich_search_metadata')).data).toMatchObject({ assets: { total: 230 } });
    expect((await toolsOf(connection)('list_assets', { is_archived: false })).data).toMatchObject({ total: 460 });
  });

  test('says what to use where smart search is off', async () => {
    const server = await startStandIn((_request, response) =>
      answerJson(response, { message: 'Smart search is not enabled' }, 400),
    );
    const connection = connectForTest({ baseUrl: server.url });
    opened.push(connection, server);
    const { error } = await toolsOf(connection)('immich_search_smart', { query: 'dog' });
    expect(error).toMatch(/machine learning.*immich_search_metadata/);
  });

  test('that gets something else than Immich’s answer is a clear failure', async () => {
    for (const answer of [null, [], { assets: [] }, { assets: { items: {} } }]) {
      const { call } = await immich([3, 1, 0], {
        'POST /search/metadata': () => answer,
        'POST /search/statistics': () => ({ total: 0 }),
        'POST /search/smart': () => answer,
      });
      expect((await call('immich_search_metadata')).error).toContain('does not answer a search like Immich');
      expect((await call('immich_search_smart', { query: 'x' })).error).toContain(
        'does not answer a search like Immich',
      );
    }
  });
});

describe('a video', () => {
  test.each([
    ['2.x', '0:01:05.480000', 65],
    ['3.x', 65_480, 65],
    ['2.x without one', '0:00:00.00000', 0],
    ['nonsense', 'long', undefined],
  ])('tells its length in seconds, as %s sends it', async (_version, duration, seconds) => {
    const { call } = await immich([3, 1, 0], {
      'POST /search/metadata': () => found([asset(1, { type: 'VIDEO', duration })]),
      'POST /search/statistics': () => ({ total: 1 }),
    });
    const [video] = assetsIn(await call('immich_search_metadata'));
    expect(video).toEqual({
      id: uuid(1),
      file: 'IMG_1.JPG',
      taken: '2023-06-14T10:12',
      type: 'VIDEO',
      ...(seconds === undefined ? {} : { seconds }),
    });
  });
});

test('a picture has no length, whatever Immich 2.x says', async () => {
  const { call } = await immich([2, 7, 5], {
    'POST /search/metadata': () => found([asset(1, { duration: '0:00:00.00000' })]),
  });
  expect(assetsIn(await call('immich_search_metadata'))).toEqual([
    { id: uuid(1), file: 'IMG_1.JPG', taken: '2023-06-14T10:12' },
  ]);
});

describe('the album list', () => {
  const answerOf2 = (request: SeenRequest) =>
    request.url.includes('shared=true') ? [{ ...album, id: uuid(2), shared: true }] : [{ ...album, id: uuid(1) }];

  test('of 2.7 has one’s own and those shared by others, asked for in the old way', async () => {
    const { call, server } = await immich([2, 7, 5], { 'GET /albums': answerOf2 });
    expect((await call('immich_albums_list')).data).toMatchObject({ total: 2 });
    expect((await call('immich_albums_list', { shared: true })).data).toMatchObject({
      total: 1,
      albums: [{ id: uuid(2) }],
    });
    const asked = server.requests.slice(1).map((request) => request.url);
    expect(asked.toSorted()).toEqual([
      '/api/albums?shared=false',
      '/api/albums?shared=true',
      '/api/albums?shared=true',
    ]);
  });

  test('of 3.x is filtered by its own name', async () => {
    const { call, server } = await immich([3, 0, 0], { 'GET /albums': () => [album] });
    await call('immich_albums_list');
    await call('immich_albums_list', { shared: false });
    expect(server.requests.slice(1).map((request) => request.url)).toEqual([
      '/api/albums',
      '/api/albums?isShared=false',
    ]);
  });
});

describe('an album', () => {
  test('of 2.7 comes with its assets, which are paged here', async () => {
    const clip = asset(4, { visibility: 'hidden' });
    const assets = [clip, asset(3), asset(2, { visibility: 'archive' }), asset(1)];
    const { call, server } = await immich([2, 7, 5], {
      [`GET /albums/${album.id}`]: () => ({
        ...album,
        assetCount: 4,
        order: 'desc',
        albumUsers: [],
        owner: owner.user,
        assets,
      }),
    });
    const told = await call('immich_albums_get', { album_id: album.id, page: 2, page_size: 2 });
    expect(told.data).toMatchObject({ albumName: 'Sea', total: 3, page: 2, assets: [{ id: uuid(1) }] });
    expect(told.data).not.toHaveProperty('next_page');
    expect(server.requests).toHaveLength(1);
  });

  test('of 3.x is searched for its assets, archived ones too, in the album’s order', async () => {
    const { call, server } = await immich([3, 1, 0], {
      [`GET /albums/${album.id}`]: () => ({ ...album, order: 'asc', albumUsers: [owner] }),
      'POST /search/metadata': () =>
        found([asset(1), asset(2, { visibility: 'archive' }), asset(3, { visibility: 'hidden' })]),
    });
    const told = await call('immich_albums_get', { album_id: album.id });
    expect(bodyOf(server.requests.at(-1))).toEqual({
      albumIds: [album.id],
      page: 1,
      size: 50,
      withExif: true,
      order: 'asc',
    });
    expect(assetsIn(told).map((item) => item.id)).toEqual([uuid(1), uuid(2)]);
    expect(told.data).toMatchObject({ total: 3, albumUsers: [{ name: 'Ann', role: 'owner' }] });
    expect(told.text).not.toContain('ann@example.org');
  });
});

test('whose key it is, is asked once and not for every change', async () => {
  const { call, server } = await immich([3, 1, 0], {
    'GET /users/me': () => ({ id: uuid(77) }),
    [`GET /assets/${uuid(1)}`]: () => asset(1, { ownerId: uuid(78) }),
  });
  for (let times = 0; times < 3; times++) {
    const told = await call('immich_assets_bulk_update', { asset_ids: [uuid(1)], rating: 1 });
    expect(told.data).toMatchObject({ affected_count: 0, refused: [{ error: 'belongs to another user' }] });
  }
  expect(server.requests.filter(({ url }) => url === '/api/users/me')).toHaveLength(1);
});

describe('people', () => {
  const person = (number: number, more: object = {}) => ({
    id: uuid(number),
    name: `Person ${number}`,
    birthDate: null,
    thumbnailPath: '',
    isHidden: false,
    ...more,
  });

  test.each<Version>([
    [2, 7, 5],
    [3, 1, 0],
    [3, 2, 2],
  ])('are merged on %i.%i.%i by the path that every version has', async (...version) => {
    let isMerged = false;
    const server = await startStandIn((request, response) => {
      const routes = {
        'GET /server/version': () => ({ major: version[0], minor: version[1], patch: version[2] }),
        [`GET /people/${uuid(5)}`]: () => person(5),
        'POST /search/metadata': () => found(bodyOf(request).visibility === 'archive' ? [asset(1)] : []),
        // As 2.7 and 3.x answer it alike.
        'GET /faces': () => [
          { id: uuid(90), person: person(6) },
          { id: uuid(91), person: person(5) },
          { id: uuid(92) },
        ],
        [`POST /people/${uuid(5)}/merge`]: () => {
          isMerged = true;
          return [{ id: uuid(6), success: true }];
        },
        [`GET /people/${uuid(6)}`]: () => person(6),
      };
      if (isMerged && request.url.endsWith(uuid(6)))
        answerJson(response, { message: 'Not found or no person.read access' }, 400);
      else answerRoutes(routes)(request, response);
    });
    const connection = connectForTest({ baseUrl: server.url });
    opened.push(connection, server);
    const args = { target_person_id: uuid(5), source_person_id: uuid(6), dry_run: false };
    const told = await toolsOf(connection)('immich_people_merge', args);
    expect(told.data).toMatchObject({ merged: 1, assets_moved: 1, faces_moved: 1 });
    expect(told.data.target).toMatchObject({ web_url: `${server.url}/people/${uuid(5)}` });
    const sent = server.requests.filter(({ method, url }) => method === 'POST' && url.includes('/people'));
    expect(sent.map(({ url, body }) => [url, JSON.parse(body)])).toEqual([
      [`/api/people/${uuid(5)}/merge`, { ids: [uuid(6)] }],
    ]);
  });

  test('are counted one by one: the server counts those whom it never lists', async () => {
    const { call, server } = await immich([3, 2, 2], {
      'GET /people': ({ url }) => {
        const page = Number(new URL(url, 'http://immich').searchParams.get('page'));
        const people = Array.from({ length: page === 1 ? 1000 : 3 }, (_, index) => person(page * 1000 + index));
        return { people, total: 5000, hidden: 7, hasNextPage: page === 1 };
      },
    });
    const told = await call('immich_people_list', { page: 21 });
    expect(told.data).toMatchObject({ total: 1003, hidden: 7, people: expect.any(Array) });
    expect(told.data).not.toHaveProperty('next_page');
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/api/people?page=1&size=1000&withHidden=false',
      '/api/people?page=2&size=1000&withHidden=false',
    ]);
  });
});

describe('health', () => {
  test('capabilities tell visual search from one that is off', async () => {
    for (const [smartSearch, expected] of [
      [true, /^By content/],
      [false, /^Off.*immich_search_metadata/],
    ] as const) {
      const { call } = await immich([3, 2, 0], {
        'GET /server/features': () => ({ smartSearch, trash: true }),
        'GET /server/about': () => ({ version: 'v3.2.0', build: '123' }),
      });
      expect((await call('immich_capabilities')).data.smart_search).toMatch(expected);
    }
  });

  test('the profile never shows the licence key', async () => {
    const { call } = await immich([3, 1, 0], {
      'GET /users/me': () => ({
        id: uuid(1),
        name: 'Ann',
        email: 'ann@example.org',
        isAdmin: false,
        status: 'active',
        storageLabel: null,
        createdAt: '2023-01-01T00:00:00.000Z',
        quotaSizeInBytes: null,
        quotaUsageInBytes: 5,
        oauthId: 'oauth-secret',
        license: { licenseKey: 'licence-secret', activationKey: 'activation-secret' },
      }),
    });
    const told = await call('immich_user_me');
    expect(told.data).toMatchObject({ name: 'Ann', quotaUsageInBytes: 5 });
    expect(told.text).not.toContain('secret');
  });
});
