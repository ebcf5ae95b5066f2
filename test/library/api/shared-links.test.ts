import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { createApp } from '../../../src/library/api/app.ts';
import { type Asking, type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';
import { watchSecret } from '../../fixtures/watched-secrets.ts';

const link = z.looseObject({
  id: z.string(),
  key: z.string(),
  password: z.string().nullable(),
  slug: z.string().nullable(),
  description: z.string().nullable(),
  expiresAt: z.string().nullable(),
  allowDownload: z.boolean(),
  assets: z.array(z.looseObject({ id: z.string() })),
});
type Link = z.infer<typeof link>;

const password = watchSecret('correct horse battery staple');

let open: OpenLibrary;
let guest: { id: string; key: string };
/** In the album, in this order of time. */
let shown: string[];
let elsewhere: string;
let albumId: string;

beforeAll(async () => {
  open = await openTestLibrary();
  guest = await open.addUser('guest');
  const taken = (day: number) => `2024-05-0${day}T12:00:00.000Z`;
  const fields = (day: number) => ({ fileCreatedAt: taken(day), fileModifiedAt: taken(day) });
  shown = [
    await open.addAsset({ seed: 1, name: 'first.jpg', fields: fields(1) }),
    await open.addAsset({ seed: 2, name: 'second.jpg', fields: fields(2) }),
  ];
  elsewhere = await open.addAsset({ seed: 3 });
  albumId = idOf((await open.ask('POST', '/albums', { body: { albumName: 'Sea', assetIds: shown } })).body);
});
afterAll(async () => {
  await open.close();
  expect(open.faults).toEqual([]);
});
afterEach(() => {
  vi.useRealTimers();
});

const idOf = (body: unknown): string => z.object({ id: z.string() }).parse(body).id;

async function addLink(body: object = {}): Promise<Link> {
  const answer = await open.ask('POST', '/shared-links', { body: { type: 'ALBUM', albumId, ...body } });
  expect(answer).toMatchObject({ status: 201 });
  return link.parse(answer.body);
}

const chosen = (assetIds: string[], more: object = {}) =>
  addLink({ type: 'INDIVIDUAL', albumId: undefined, assetIds, ...more });

/** Asks as a visitor: with the key of a link and nothing else. */
function visit(key: string, method: string, path: string, asking: Asking = {}) {
  return open.ask(method, `${path}${path.includes('?') ? '&' : '?'}key=${key}`, { key: null, ...asking });
}

async function statusOf(key: string, path: string, headers: Record<string, string> = {}): Promise<number> {
  const asked = `${path}${path.includes('?') ? '&' : '?'}key=${key}`;
  const response = await open.request('GET', asked, { key: null, headers });
  await response.arrayBuffer();
  return response.status;
}

async function logIn(key: string, given = password, cookie = ''): Promise<{ status: number; cookie: string }> {
  const headers: Record<string, string> = cookie === '' ? {} : { cookie };
  const answer = await visit(key, 'POST', '/shared-links/login', { body: { password: given }, headers });
  return { status: answer.status, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}

/** All that a visitor may ask about the asset `id`. */
const pathsOf = (id: string) => [
  `/assets/${id}`,
  `/assets/${id}/thumbnail`,
  `/assets/${id}/thumbnail?size=preview`,
  `/assets/${id}/original`,
];

describe('a visitor', () => {
  it('sees the album of the link and what is in it, by key, by slug, and by the headers for them', async () => {
    const { key } = await addLink({ slug: 'sea-2024' });
    for (const headers of [{ 'x-immich-share-key': key }, { 'x-immich-share-slug': 'sea-2024' }]) {
      const album = await open.ask('GET', `/albums/${albumId}`, { key: null, headers });
      expect(album).toMatchObject({ status: 200, body: { albumName: 'Sea', assetCount: 2 } });
    }
    expect((await open.ask('GET', `/albums/${albumId}?slug=sea-2024`, { key: null })).status).toBe(200);
    for (const path of pathsOf(shown[0] ?? '')) expect(await statusOf(key, path)).toBe(200);
    const found = await visit(key, 'POST', '/search/metadata', { body: { albumIds: [albumId], order: 'asc' } });
    expect(found.body).toMatchObject({ assets: { items: shown.map((id) => ({ id })) } });
    const months = await visit(key, 'GET', `/timeline/bucket?albumId=${albumId}&timeBucket=2024-05-01`);
    expect(months.body).toMatchObject({ id: shown.toReversed() });
  });

  it('sees chosen assets, and follows what is added and taken out', async () => {
    const { id, key } = await chosen([shown[0] ?? '']);
    expect((await visit(key, 'GET', '/shared-links/me')).body).toMatchObject({ assets: [{ id: shown[0] }] });
    await open.ask('PUT', `/shared-links/${id}/assets`, { body: { assetIds: [elsewhere] } });
    await open.ask('DELETE', `/shared-links/${id}/assets`, { body: { assetIds: [shown[0]] } });
    expect(await statusOf(key, `/assets/${elsewhere}`)).toBe(200);
    expect(await statusOf(key, `/assets/${shown[0]}`)).toBe(400);
  });

  it('reaches no other asset and no other album', async () => {
    const { key } = await addLink();
    const other = idOf(
      (await open.ask('POST', '/albums', { body: { albumName: 'Other', assetIds: [elsewhere] } })).body,
    );
    for (const path of pathsOf(elsewhere)) expect(await statusOf(key, path)).toBeGreaterThanOrEqual(400);
    expect(await statusOf(key, `/albums/${other}`)).toBe(400);
    expect(await statusOf(key, `/albums/${other}/map-markers`)).toBe(400);
    const asked: [string, object][] = [
      ['/search/metadata', { albumIds: [other] }],
      ['/search/metadata', { albumIds: [albumId, other] }],
      ['/download/info', { albumId: other }],
      ['/download/info', { assetIds: [shown[0], elsewhere] }],
      ['/download/info', { userId: open.library.owner.id }],
    ];
    for (const [path, body] of asked) expect((await visit(key, 'POST', path, { body })).status).toBe(400);
  });

  it('may use no other route, even beside a key that may', async () => {
    const { key } = await addLink();
    const app = createApp({ ...open.library, ownerId: '', maxUploadBytes: 0, onFault: () => {} });
    const openToVisitors = new Set([
      'GET /albums/:id',
      'GET /albums/:id/map-markers',
      'GET /assets/:id',
      'GET /assets/:id/thumbnail',
      'GET /assets/:id/original',
      'GET /assets/:id/video/playback',
      'POST /assets',
      'POST /download/info',
      'POST /search/metadata',
      'GET /timeline/buckets',
      'GET /timeline/bucket',
      'GET /shared-links/me',
      'POST /shared-links/login',
      ...['ping', 'version', 'version-history', 'features', 'config', 'media-types'].map(
        (name) => `GET /server/${name}`,
      ),
    ]);
    const routes = app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ method, path }) => [method, path.slice('/api'.length)] as const);
    expect(routes.length).toBeGreaterThan(openToVisitors.size);
    for (const [method, path] of routes) {
      if (openToVisitors.has(`${method} ${path}`)) continue;
      const asked = path.replaceAll(/:\w+/g, shown[0] ?? '');
      const answer = await visit(key, method, asked, { key: open.library.ownerKey });
      expect(answer, `${method} ${path}`).toMatchObject({ status: 403, body: { message: 'Forbidden' } });
    }
  });

  it.each([
    ['the trash', { withDeleted: true }],
    ['somebody in the pictures', { personIds: [crypto.randomUUID()] }],
    ['a place', { city: 'Paris' }],
    ['hidden ones', { visibility: 'hidden' }],
  ])('searches for nothing else: %s', async (_, filter) => {
    const { key } = await addLink();
    const body = { albumIds: [albumId], ...filter };
    expect((await visit(key, 'POST', '/search/metadata', { body })).status).toBe(400);
  });

  it.each(['isTrashed=true', 'isFavorite=true', 'bbox=0,0,1,1', 'withPartners=true'])(
    'asks the timeline for nothing else: %s',
    async (filter) => {
      const { key } = await addLink();
      expect(await statusOf(key, `/timeline/buckets?albumId=${albumId}&${filter}`)).toBe(400);
    },
  );

  it('is told no address, no folder, and nobody but the owner', async () => {
    const { key } = await addLink();
    await open.ask('PUT', `/albums/${albumId}/users`, { body: { albumUsers: [{ userId: guest.id }] } });
    const answers = [
      await visit(key, 'GET', `/albums/${albumId}`),
      await visit(key, 'GET', `/assets/${shown[0]}`),
      await visit(key, 'GET', '/shared-links/me'),
      await visit(key, 'POST', '/search/metadata', { body: { albumIds: [albumId], withExif: true } }),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      const told = JSON.stringify(body);
      for (const secret of ['@albumen.local', open.library.dataDir, guest.id]) expect(told).not.toContain(secret);
    }
  });

  it('sends the key on where an address leads elsewhere', async () => {
    const { key } = await addLink();
    const path = `/assets/${shown[0]}/thumbnail?size=original&key=${key}`;
    const { headers } = await open.request('GET', path, { key: null });
    expect(headers.get('location')).toBe(`original?key=${key}`);
  });
});

describe('what no link shows', () => {
  it('the trash, what is locked, what was deleted for good, and what others put into the album', async () => {
    const [trashed, locked, held] = [
      await open.addAsset({ seed: 11 }),
      await open.addAsset({ seed: 12 }),
      await open.addAsset({ seed: 13 }),
    ];
    const theirs = idOf((await open.upload({ seed: 14, key: guest.key })).body);
    const place = { latitude: 48.8, longitude: 2.3 };
    await open.library.store.updateTable('asset').set(place).where('id', '=', theirs).execute();
    const assetIds = [shown[0] ?? '', trashed, locked, held];
    const album = idOf((await open.ask('POST', '/albums', { body: { albumName: 'All', assetIds } })).body);
    const clip = await open.addAsset({ name: 'hidden.mp4', bytes: Buffer.from('a hidden clip') });
    await open.addAsset({ seed: 19, fields: { livePhotoVideoId: clip } });
    for (const assetId of [theirs, clip]) {
      await open.library.store.insertInto('albumAsset').values({ albumId: album, assetId, createdAt: 0 }).execute();
    }
    const links = [await addLink({ albumId: album }), await chosen(assetIds)];
    await open.ask('DELETE', '/assets', { body: { ids: [trashed] } });
    await open.ask('PUT', '/assets', { body: { ids: [locked], visibility: 'locked' } });
    await open.ask('DELETE', '/assets', { body: { ids: [held], force: true } });
    // As if locking did not already end its membership.
    await open.library.store
      .insertInto('albumAsset')
      .values({ albumId: album, assetId: locked, createdAt: 0 })
      .execute();
    const out = [trashed, locked, held, theirs, clip];
    for (const { key } of links) {
      for (const path of out.flatMap(pathsOf)) expect(await statusOf(key, path), path).toBeGreaterThanOrEqual(400);
      expect(await statusOf(key, `/assets/${shown[0]}`)).toBe(200);
      const me = await visit(key, 'GET', '/shared-links/me');
      const page = await open.library.fetch(new Request(`http://library/share/${key}`));
      const told = `${JSON.stringify(me.body)} ${await page.text()}`;
      expect(told).toContain(shown[0]);
      for (const id of out) expect(told).not.toContain(id);
    }
    const [ofAlbum] = links;
    const body = { albumIds: [album] };
    const found = await visit(ofAlbum?.key ?? '', 'POST', '/search/metadata', { body });
    expect(found.body).toMatchObject({ assets: { items: [{ id: shown[0] }] } });
    expect((await visit(ofAlbum?.key ?? '', 'GET', `/albums/${album}`)).body).toMatchObject({ assetCount: 1 });
    expect((await visit(ofAlbum?.key ?? '', 'GET', `/albums/${album}/map-markers`)).body).toEqual([]);
    const download = await visit(ofAlbum?.key ?? '', 'POST', '/download/info', { body: { albumId: album } });
    expect(download.body).toMatchObject({ archives: [{ assetIds: [shown[0]] }] });
  });

  it('a locked asset, after it was unlocked again', async () => {
    const id = await open.addAsset({ seed: 15 });
    const { key } = await chosen([id]);
    await open.ask('PUT', '/assets', { body: { ids: [id], visibility: 'locked' } });
    await open.library.store.updateTable('asset').set({ visibility: 'timeline' }).where('id', '=', id).execute();
    expect(await statusOf(key, `/assets/${id}`)).toBe(400);
  });

  it('a hidden clip, except with its picture', async () => {
    const clip = await open.addAsset({ name: 'c.mp4', bytes: Buffer.from('a clip') });
    const picture = await open.addAsset({ seed: 16, fields: { livePhotoVideoId: clip } });
    const alone = await chosen([clip]);
    expect(await statusOf(alone.key, `/assets/${clip}`)).toBe(400);
    const { key } = await chosen([picture]);
    expect(await statusOf(key, `/assets/${clip}/video/playback`)).toBe(200);
    const gone = [{ visibility: 'locked' as const }, { deletedAt: 1 }, { heldPath: '/held' }, { ownerId: guest.id }];
    const { store, owner } = open.library;
    const there = { visibility: 'hidden' as const, deletedAt: null, heldPath: null, ownerId: owner.id };
    for (const state of gone) {
      await store
        .updateTable('asset')
        .set({ ...there, ...state })
        .where('id', '=', clip)
        .execute();
      expect(await statusOf(key, `/assets/${clip}/video/playback`), JSON.stringify(state)).toBe(404);
    }
  });

  it('can be made for neither: what is locked, held, in nobody’s possession or somebody else’s', async () => {
    const locked = await open.addAsset({ seed: 17 });
    await open.ask('PUT', '/assets', { body: { ids: [locked], visibility: 'locked' } });
    const theirs = idOf((await open.upload({ seed: 18, key: guest.key })).body);
    for (const id of [locked, theirs, crypto.randomUUID()]) {
      const body = { type: 'INDIVIDUAL', assetIds: [shown[0], id] };
      const answer = await open.ask('POST', '/shared-links', { body });
      expect(answer).toMatchObject({ status: 400, body: { message: 'Not found or no asset.share access' } });
    }
  });
});

describe('a link that hides metadata', () => {
  it('tells no name, place or camera, and gives no original, however it is asked', async () => {
    const id = await open.addAsset({ seed: 21, name: 'zzhidden.jpg' });
    const facts = { city: 'zzhidden', make: 'zzhidden', description: 'zzhidden', latitude: -7.654321, longitude: 2.3 };
    await open.library.store.updateTable('asset').set(facts).where('id', '=', id).execute();
    const album = idOf((await open.ask('POST', '/albums', { body: { albumName: 'B', assetIds: [id] } })).body);
    const { id: linkId, key } = await addLink({ albumId: album, showMetadata: false });
    await open.ask('PATCH', `/shared-links/${linkId}`, { body: { allowDownload: true } });
    const alone = await chosen([id], { showMetadata: false });
    const month = `/timeline/bucket?albumId=${album}&timeBucket=2024-05-01&withCoordinates=true`;
    const answers = [
      await visit(key, 'GET', `/assets/${id}`),
      await visit(key, 'GET', '/shared-links/me'),
      await visit(alone.key, 'GET', '/shared-links/me'),
      await visit(key, 'POST', '/search/metadata', { body: { albumIds: [album], withExif: true } }),
      await visit(key, 'GET', month),
      await visit(key, 'GET', `/albums/${album}/map-markers`),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toMatch(/zzhidden|7\.654321/);
    }
    expect((await visit(key, 'GET', month)).body).not.toHaveProperty('latitude');
    const { headers } = await open.request('GET', `/assets/${id}/thumbnail?key=${key}`, { key: null });
    expect(headers.get('content-disposition')).toBeNull();
    expect(await statusOf(key, `/assets/${id}/original`)).toBe(404);
    expect((await visit(key, 'POST', '/download/info', { body: { assetIds: [id] } })).status).toBe(400);
  });

  it('plays no video, which would be the original', async () => {
    const clip = await open.addAsset({ name: 'd.mp4', bytes: Buffer.from('another clip') });
    expect(await statusOf((await chosen([clip])).key, `/assets/${clip}/video/playback`)).toBe(200);
    const hiding = await chosen([clip], { showMetadata: false });
    expect(await statusOf(hiding.key, `/assets/${clip}/video/playback`)).toBe(404);
  });

  it('allows no download from the start', async () => {
    expect(await addLink({ showMetadata: false, allowDownload: true })).toMatchObject({ allowDownload: false });
  });
});

it('a link without downloads shows pictures and gives no original', async () => {
  const { key } = await addLink({ allowDownload: false });
  const [id] = shown;
  expect(await statusOf(key, `/assets/${id}/thumbnail?size=preview`)).toBe(200);
  expect(await statusOf(key, `/assets/${id}/original`)).toBe(404);
  for (const body of [{ assetIds: [id] }, { albumId }]) {
    expect((await visit(key, 'POST', '/download/info', { body })).status).toBe(400);
  }
});

describe('the end of a link', () => {
  it('comes with its time, for every route', async () => {
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const { key } = await addLink({ expiresAt, slug: 'soon-over' });
    expect(await statusOf(key, '/shared-links/me')).toBe(200);
    vi.useFakeTimers({ now: Date.parse(expiresAt), toFake: ['Date'] });
    for (const path of [...pathsOf(shown[0] ?? ''), '/shared-links/me', `/albums/${albumId}`]) {
      expect(await statusOf(key, path)).toBe(401);
    }
    const bySlug = await open.ask('GET', '/shared-links/me?slug=soon-over', { key: null });
    expect(bySlug).toMatchObject({ status: 401, body: { message: 'Invalid share slug' } });
  });

  it('comes with its album, and with it alone', async () => {
    const album = idOf((await open.ask('POST', '/albums', { body: { albumName: 'Gone', assetIds: shown } })).body);
    const ends = await addLink({ albumId: album });
    const stays = await addLink();
    await open.ask('DELETE', `/albums/${album}`);
    expect(await statusOf(ends.key, `/assets/${shown[0]}`)).toBe(401);
    expect((await open.ask('GET', `/shared-links/${ends.id}`)).status).toBe(400);
    expect(await statusOf(stays.key, `/assets/${shown[0]}`)).toBe(200);
  });
});

it('albums say that they have a link, also in the list of shared ones, until it is gone', async () => {
  const album = idOf((await open.ask('POST', '/albums', { body: { albumName: 'Told' } })).body);
  const { id } = await addLink({ albumId: album });
  const told = { id: album, shared: true, hasSharedLink: true };
  expect((await open.ask('GET', `/albums/${album}`)).body).toMatchObject(told);
  expect((await open.ask('GET', '/albums?isShared=true')).body).toContainEqual(expect.objectContaining(told));
  const { body: counted } = await open.ask('GET', '/albums/statistics');
  await open.ask('DELETE', `/shared-links/${id}`);
  expect((await open.ask('GET', `/albums/${album}`)).body).toMatchObject({ shared: false, hasSharedLink: false });
  const { body: after } = await open.ask('GET', '/albums/statistics');
  expect(z.object({ shared: z.number() }).parse(after).shared).toBe(
    z.object({ shared: z.number() }).parse(counted).shared - 1,
  );
});

describe('a password', () => {
  it('is asked for before anything is shown', async () => {
    const { key } = await addLink({ password });
    for (const path of [...pathsOf(shown[0] ?? ''), '/shared-links/me', `/albums/${albumId}`]) {
      expect(await statusOf(key, path)).toBe(401);
    }
    const posts: [string, object][] = [
      ['/search/metadata', { albumIds: [albumId] }],
      ['/download/info', { albumId }],
      ['/assets', {}],
    ];
    for (const [path, body] of posts) {
      expect(await visit(key, 'POST', path, { body })).toMatchObject({
        status: 401,
        body: { message: 'Password required' },
      });
    }
  });

  it('opens the link, for a day, to whoever typed it', async () => {
    const { key } = await addLink({ password });
    expect(await logIn(key, `${password} `)).toMatchObject({ status: 401, cookie: '' });
    const { status, cookie } = await logIn(key);
    expect(status).toBe(201);
    for (const path of pathsOf(shown[0] ?? '')) expect(await statusOf(key, path, { cookie })).toBe(200);
    vi.useFakeTimers({ now: Date.now() + 86_401_000, toFake: ['Date'] });
    expect(await statusOf(key, '/shared-links/me', { cookie })).toBe(401);
  });

  it('is the same however its accents were typed', async () => {
    const { key } = await addLink({ password: 'caf\u00e9 noir' });
    expect((await logIn(key, 'cafe\u0301 noir')).status).toBe(201);
  });

  it('opens only its own link, and a second login keeps the first', async () => {
    const [first, second] = [await addLink({ password }), await addLink({ password })];
    const one = await logIn(first.key);
    expect(await statusOf(second.key, '/shared-links/me', { cookie: one.cookie })).toBe(401);
    const both = await logIn(second.key, password, one.cookie);
    for (const { key } of [first, second]) {
      expect(await statusOf(key, '/shared-links/me', { cookie: both.cookie })).toBe(200);
    }
  });

  it('is not replaced by a made-up token', async () => {
    const { key } = await addLink({ password });
    for (const token of ['', 'x', '1-', 'zzzzzzz-AAAA', '~'.repeat(5000)]) {
      expect(await statusOf(key, '/shared-links/me', { cookie: `immich_shared_link_token=${token}` })).toBe(401);
    }
  });

  it('that is changed ends every login; one that is taken away is not asked for', async () => {
    const { id, key } = await addLink({ password });
    const { cookie } = await logIn(key);
    await open.ask('PATCH', `/shared-links/${id}`, { body: { password: watchSecret('another one entirely') } });
    expect(await statusOf(key, '/shared-links/me', { cookie })).toBe(401);
    await open.ask('PATCH', `/shared-links/${id}`, { body: { password: null } });
    expect(await statusOf(key, '/shared-links/me')).toBe(200);
  });

  it('is nowhere in the database, nor in any answer, which only say that there is one', async () => {
    const { id, key } = await addLink({ password });
    const { cookie } = await logIn(key);
    const answers = [
      await open.ask('GET', '/shared-links'),
      await open.ask('GET', `/shared-links/${id}`),
      await open.ask('PATCH', `/shared-links/${id}`, { body: { description: 'x' } }),
      await visit(key, 'GET', '/shared-links/me', { headers: { cookie } }),
    ];
    for (const { body } of answers) expect(JSON.stringify(body)).toContain('"password":"•');
    const rows = await open.library.store.selectFrom('sharedLink').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(password);
    expect(new Set(rows.map((row) => row.passwordHash)).size).toBeGreaterThan(2);
  });

  it('stays when what stands for it is sent back, and cannot be that', async () => {
    const { id, key, password: told } = await addLink({ password });
    await open.ask('PATCH', `/shared-links/${id}`, { body: { password: told } });
    expect((await logIn(key)).status).toBe(201);
    expect((await logIn(key, told ?? '')).status).toBe(401);
    const body = { type: 'ALBUM', albumId, password: told };
    expect((await open.ask('POST', '/shared-links', { body })).status).toBe(400);
  });

  it('is guessed ten times in a quarter of an hour, not more, even all at once', async () => {
    const { key } = await addLink({ password });
    const guesses = Array.from({ length: 15 }, (_, number) => logIn(key, `guess ${number}`));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    expect((await logIn(key)).status).toBe(429);
    const other = await addLink({ password });
    expect((await logIn(other.key)).status).toBe(201);
    vi.useFakeTimers({ now: Date.now() + 15 * 60_000, toFake: ['Date'] });
    expect((await logIn(key)).status).toBe(201);
  });

  it('does not count the right one as a try', async () => {
    const { key } = await addLink({ password });
    for (let times = 0; times < 12; times++) expect((await logIn(key)).status).toBe(201);
  });
});

describe('changing a link', () => {
  it('changes what is named, and takes the slug away where none is named, as Immich does', async () => {
    const { id } = await addLink({ slug: 'kept', description: 'Before', password });
    const first = await open.ask('PATCH', `/shared-links/${id}`, { body: { description: 'After', slug: 'kept' } });
    expect(first.body).toMatchObject({ description: 'After', slug: 'kept', allowDownload: true });
    const second = await open.ask('PATCH', `/shared-links/${id}`, { body: { allowDownload: false } });
    expect(second.body).toMatchObject({ description: 'After', slug: null, allowDownload: false });
    expect(link.parse(second.body).password).not.toBeNull();
  });

  it('refuses a slug that is taken and changes nothing; its own is free', async () => {
    const { id } = await addLink({ slug: 'mine' });
    const other = await addLink({ slug: 'theirs' });
    const body = { slug: 'mine', description: 'x' };
    const refused = await open.ask('PATCH', `/shared-links/${other.id}`, { body });
    expect(refused).toMatchObject({ status: 400, body: { message: 'Failed to save shared link' } });
    const now = await open.ask('GET', `/shared-links/${other.id}`);
    expect(now.body).toMatchObject({ slug: 'theirs', description: null });
    expect((await open.ask('PATCH', `/shared-links/${id}`, { body: { slug: 'mine' } })).status).toBe(200);
  });

  it.each([
    ['a description that would be cut off', { description: 'a\0b' }],
    ['a slug that would be cut off', { slug: 'a\0b' }],
    ['a password that takes long to hash', { password: 'x'.repeat(1001) }],
  ])('refuses %s', async (_, body) => {
    const { id } = await addLink();
    expect((await open.ask('PATCH', `/shared-links/${id}`, { body })).status).toBe(400);
  });

  it('tells of an asset that is named twice once that it was done', async () => {
    const { id } = await chosen([shown[0] ?? '']);
    const asked = { body: { assetIds: [elsewhere, elsewhere] } };
    const done = (error: string) => [
      { assetId: elsewhere, success: true },
      { assetId: elsewhere, success: false, error },
    ];
    expect((await open.ask('PUT', `/shared-links/${id}/assets`, asked)).body).toEqual(done('duplicate'));
    expect((await open.ask('DELETE', `/shared-links/${id}/assets`, asked)).body).toEqual(done('not_found'));
  });
});

describe('uploads by visitors', () => {
  async function uploadBy(key: string, seed: number, fields: Record<string, string> = {}, headers = {}) {
    const { jpegBytes } = await import('../../fixtures/images.ts');
    const form = new FormData();
    const dates = { fileCreatedAt: '2024-05-06T07:08:09.000Z', fileModifiedAt: '2024-05-06T07:08:09.000Z' };
    for (const [name, value] of Object.entries({ ...dates, ...fields })) form.append(name, value);
    form.append('assetData', new Blob([new Uint8Array(await jpegBytes({ seed }))]), 'theirs.jpg');
    return visit(key, 'POST', '/assets', { body: form, headers });
  }

  it('are refused where the link does not allow them', async () => {
    const { key } = await addLink({ allowUpload: false });
    expect((await uploadBy(key, 31)).status).toBe(401);
  });

  it('become assets of the owner that the link shows; where they belong is not the visitor’s to say', async () => {
    const links = [await addLink(), await chosen([shown[0] ?? ''])];
    for (const [index, { key }] of links.entries()) {
      const wishes = { visibility: 'archive', isFavorite: 'true', livePhotoVideoId: elsewhere };
      const { status, body } = await uploadBy(key, 32 + index, wishes);
      expect(status).toBe(201);
      const facts = { visibility: 'timeline', isFavorite: false, livePhotoVideoId: null };
      const read = await visit(key, 'GET', `/assets/${idOf(body)}`);
      expect(read.body).toMatchObject({ ...facts, ownerId: open.library.owner.id });
    }
  });

  it('of what the library has open nothing, and a checksum alone learns nothing', async () => {
    const id = await open.addAsset({ seed: 35 });
    const { key } = await addLink();
    const twin = await uploadBy(key, 35);
    expect(twin.body).toMatchObject({ status: 'duplicate' });
    expect(await statusOf(key, `/assets/${id}`)).toBe(400);
    const { checksum } = z.object({ checksum: z.string() }).parse((await open.ask('GET', `/assets/${id}`)).body);
    const asked = await uploadBy(key, 36, {}, { 'x-immich-checksum': checksum });
    expect(asked.status).toBe(201);
  });
});
