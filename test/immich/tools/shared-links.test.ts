/** The tools for shared links: on the local library, and on stand-ins for what other servers do. */
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openChangeLibrary } from '../../fixtures/change-library.ts';
import { albumDto, assetDto } from '../../fixtures/immich-dtos.ts';
import {
  answerJson,
  answerRoutes,
  type SeenRequest,
  type StandIn,
  startStandIn,
} from '../../fixtures/immich-stand-in.ts';
import {
  type CallByName,
  connectForTest,
  type LocalTools,
  openLocalTools,
  type Told,
  toolsOf,
} from '../../fixtures/immich-tools.ts';
import { watchSecret } from '../../fixtures/watched-secrets.ts';

const password = watchSecret('a password for the family');
const unknownId = '00000000-0000-4000-8000-000000000000';

let local: LocalTools;
let call: CallByName;
let albumId: string;
let assetIds: string[];

beforeAll(async () => {
  local = await openLocalTools({ publicUrl: 'https://photos.example.com/family' });
  ({ call } = local);
  assetIds = [await local.addAsset({ seed: 1, name: 'one.jpg' }), await local.addAsset({ seed: 2, name: 'two.jpg' })];
  const body = { albumName: 'Summer', assetIds };
  albumId = idOf((await local.ask('POST', '/albums', { body })).body);
});
afterAll(() => local.close());

const idOf = (body: unknown) => z.object({ id: z.string() }).parse(body).id;

async function create(args: Record<string, unknown> = {}): Promise<Told> {
  const told = await call('immich_shared_links_create', { type: 'ALBUM', album_id: albumId, ...args });
  expect(told.error).toBeUndefined();
  return told;
}

/** What the API says of the link that was made. */
async function linkOf(told: Told): Promise<Record<string, unknown>> {
  return Object((await local.ask('GET', `/shared-links/${idOf(told.data)}`)).body);
}

async function update(told: Told, args: Record<string, unknown>): Promise<Told> {
  return call('immich_shared_links_update', { shared_link_id: told.data.id, ...args });
}

describe('a new link', () => {
  test('of an album tells its address; nobody may upload, everybody may look and download', async () => {
    const told = await create();
    const { key, ...link } = await linkOf(told);
    const switches = { allowDownload: true, allowUpload: false, showMetadata: true };
    expect(link).toMatchObject({ type: 'ALBUM', expiresAt: null, password: null, slug: null, ...switches });
    const url = `https://photos.example.com/family/share/${key}`;
    expect(told.data).toMatchObject({ albumName: 'Summer', assetCount: 2, url, ...switches });
    expect(told.data).not.toHaveProperty('expired');
  });

  test('leads to the page that shows the album', async () => {
    const { url } = (await create({ slug: 'leads-there' })).data;
    expect(url).toBe('https://photos.example.com/family/s/leads-there');
    const page = await local.library.fetch(new Request('http://library/s/leads-there'));
    expect(await page.text()).toContain('Summer');
  });

  test('says what was asked, each thing', async () => {
    const asked = {
      expires_at: '2099-05-06',
      allow_download: false,
      allow_upload: true,
      description: 'For all',
      slug: 'All_1',
    };
    const told = await create({ ...asked, show_metadata: false, password });
    const set = { expiresAt: '2099-05-06T23:59:59.999Z', allowDownload: false, allowUpload: true, showMetadata: false };
    expect(await linkOf(told)).toMatchObject({ ...set, description: 'For all', slug: 'All_1' });
    expect(told.data).toMatchObject({ ...set, description: 'For all', has_password: true });
    expect(told.text).not.toContain(password);
  });

  test('of assets shows those that can be shown, by name too, and says of the rest why not', async () => {
    const [one, two] = assetIds;
    const trashed = await local.addAsset({ seed: 3 });
    await local.ask('DELETE', '/assets', { body: { ids: [trashed] } });
    const args = { type: 'INDIVIDUAL', asset_ids: [one, 'two.jpg', trashed, unknownId] };
    const told = await call('immich_shared_links_create', args);
    expect(told.data).toMatchObject({ assetCount: 2, refused: [{ id: trashed, error: 'is in the trash' }] });
    expect(told.data).toMatchObject({ missing: [unknownId] });
    const { assets } = z.object({ assets: z.array(z.object({ id: z.string() })) }).parse(await linkOf(told));
    expect(new Set(assets.map(({ id }) => id))).toEqual(new Set([one, two]));
    const none = await call('immich_shared_links_create', { type: 'INDIVIDUAL', asset_ids: [trashed] });
    expect(none.error).toMatch(/None of these assets can be shared .*in the trash.*no link was made/);
  });

  test('says when hidden metadata stop downloads', async () => {
    const told = await create({ show_metadata: false });
    expect(told.data).toMatchObject({ allowDownload: false, downloads: expect.stringContaining('originals carry') });
    expect((await create()).data).not.toHaveProperty('downloads');
  });

  test('is refused for a slug that is taken, and none is made', async () => {
    await create({ slug: 'mine' });
    const before = await local.ask('GET', '/shared-links');
    const told = await call('immich_shared_links_create', { type: 'ALBUM', album_id: albumId, slug: 'mine', password });
    expect(told.error).toMatch(/The slug "mine" is taken.*another slug/);
    expect((await local.ask('GET', '/shared-links')).body).toEqual(before.body);
  });

  test('is not made for the album of somebody else', async () => {
    const guest = await local.addUser('guest');
    const { body } = await local.ask('POST', '/albums', { key: guest.key, body: { albumName: 'Theirs' } });
    const { id } = local.library.owner;
    const users = { albumUsers: [{ userId: id, role: 'editor' }] };
    await local.ask('PUT', `/albums/${idOf(body)}/users`, { key: guest.key, body: users });
    const told = await call('immich_shared_links_create', { type: 'ALBUM', album_id: 'Theirs' });
    expect(told.error).toMatch(/belongs to another user/);
  });
});

describe('a change', () => {
  test.each([
    ['allow_download', { allow_download: false }, { allowDownload: false }],
    ['allow_upload', { allow_upload: true }, { allowUpload: true }],
    ['show_metadata', { show_metadata: false }, { showMetadata: false }],
    ['description', { description: 'New' }, { description: 'New' }],
    ['no description', { description: null }, { description: null }],
    ['expires_at', { expires_at: '2098-01-01T10:00:00+02:00' }, { expiresAt: '2098-01-01T08:00:00.000Z' }],
    ['no expiry', { expires_at: null }, { expiresAt: null }],
    ['slug', { slug: 'changed' }, { slug: 'changed' }],
    ['no slug', { slug: null }, { slug: null }],
    ['no password', { password: null }, { password: null }],
  ])('of %s leaves the rest, the slug and the password too', async (_, args, changed) => {
    const slug = crypto.randomUUID();
    const told = await create({ slug, password, description: 'Old', expires_at: '2099-01-01' });
    const before = await linkOf(told);
    const after = await update(told, args);
    expect(after.error).toBeUndefined();
    expect(await linkOf(told)).toEqual({ ...before, ...changed });
    expect(after.data).toMatchObject({ id: told.data.id, albumName: 'Summer' });
    expect(after.text).not.toContain(password);
  });

  test('of the password lets in whoever has the new one', async () => {
    const told = await create({ password, slug: 'new-password' });
    const other = watchSecret('something else than before');
    expect((await update(told, { password: other })).data).toMatchObject({ has_password: true });
    const login = (given: string) =>
      local.ask('POST', '/shared-links/login?slug=new-password', { key: null, body: { password: given } });
    expect([(await login(password)).status, (await login(other)).status]).toEqual([401, 201]);
  });

  test('to a slug that is taken is refused', async () => {
    await create({ slug: 'first-come' });
    const told = await create();
    expect((await update(told, { slug: 'first-come' })).error).toMatch(/The slug "first-come" is taken/);
  });
});

describe('looking', () => {
  test('lists every link, page by page, and tells expired ones and passwords, but not which', async () => {
    const body = { type: 'INDIVIDUAL', assetIds: [assetIds[0]], password, expiresAt: '2020-01-01T00:00:00Z' };
    const { body: old } = await local.ask('POST', '/shared-links', { body });
    const all = await call('immich_shared_links_list', { page_size: 1000 });
    const links = z.array(z.looseObject({ id: z.string() })).parse(all.data.shared_links);
    expect(all.data).toMatchObject({ total: links.length, page: 1 });
    expect(links).toContainEqual(
      expect.objectContaining({ id: idOf(old), expired: true, has_password: true, first_file: 'one.jpg' }),
    );
    const paged: unknown[] = [];
    for (let page: unknown = 1; page !== undefined; ) {
      const { data } = await call('immich_shared_links_list', { page, page_size: 7 });
      paged.push(...z.array(z.unknown()).parse(data.shared_links));
      page = data.next_page;
    }
    expect(paged).toEqual(links);
    const one = await call('immich_shared_links_get', { shared_link_id: idOf(old) });
    expect(one.data).toMatchObject({ expired: true, has_password: true, assetCount: 1, assets: [{ file: 'one.jpg' }] });
  });

  test('counts the assets of an album, and leaves them to the album', async () => {
    const told = await create();
    const one = await call('immich_shared_links_get', { shared_link_id: told.data.id });
    expect(one.data).toMatchObject({ albumId, albumName: 'Summer', assetCount: 2 });
    expect(one.data).not.toHaveProperty('assets');
  });

  test('for a link that does not exist says so', async () => {
    const told = await call('immich_shared_links_get', { shared_link_id: unknownId });
    expect(told.error).toMatch(/no such shared link.*immich_shared_links_list/);
  });
});

describe('removing', () => {
  test.each([
    ['a random address', {}, true],
    ['an address of its own', { slug: 'own-one' }, false],
  ])('says whether %s can be had again', async (_, args, isLost) => {
    const { data } = await create(args);
    const preview = await call('immich_shared_links_remove', { shared_link_id: data.id });
    expect(String(preview.data.note).includes('cannot be had again')).toBe(isLost);
    expect(preview.data.note).not.toContain('password');
  });

  test('says that a link with a password cannot come back', async () => {
    const { data } = await create({ slug: 'guarded', password: 'so long a word' });
    const preview = await call('immich_shared_links_remove', { shared_link_id: data.id });
    expect(preview.data.note).toContain('Its password is kept nowhere, so this cannot be taken back.');
  });

  test('previews which link goes and that its address ends, then ends it and nothing else', async () => {
    const told = await create({ slug: 'to-end', description: 'Going' });
    const id = told.data.id;
    const preview = await call('immich_shared_links_remove', { shared_link_id: id });
    const facts = { albumName: 'Summer', assetCount: 2, description: 'Going', url: told.data.url };
    expect(preview.data).toMatchObject({ dry_run: true, id, ...facts, note: expect.stringContaining('stops working') });
    expect((await local.ask('GET', '/shared-links/me?slug=to-end', { key: null })).status).toBe(200);
    const removed = await call('immich_shared_links_remove', { shared_link_id: id, dry_run: false });
    expect(removed.data).toMatchObject({ removed: id, ...facts });
    expect((await local.ask('GET', '/shared-links/me?slug=to-end', { key: null })).status).toBe(401);
    expect((await local.ask('GET', `/albums/${albumId}`)).body).toMatchObject({ assetCount: 2 });
    const again = await call('immich_shared_links_remove', { shared_link_id: id, dry_run: false });
    expect(again.error).toMatch(/no such shared link/);
  });
});

test('a library that is served nowhere tells the path, and how to serve it', async () => {
  const unserved = await openChangeLibrary();
  try {
    const [id] = await unserved.addPhotos(1);
    const told = await unserved.call('immich_shared_links_create', { type: 'INDIVIDUAL', asset_ids: [id] });
    expect(told.data).toMatchObject({ path: expect.stringMatching(/^\/share\/[\w-]{60,}$/) });
    expect(told.data).toMatchObject({ note: expect.stringContaining('albumen library serve') });
    expect(told.data).not.toHaveProperty('url');
  } finally {
    await unserved.close();
  }
});

const opened: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const item of opened.splice(0).reverse()) await item.close();
});

const key = 'w2AG'.repeat(17);

function linkDto(more: Record<string, unknown> = {}) {
  return {
    id: unknownId,
    type: 'ALBUM',
    album: albumDto(1),
    assets: [],
    key,
    slug: 'kept',
    password: null,
    description: 'Kept',
    expiresAt: '2099-01-01T00:00:00.000Z',
    createdAt: '2024-01-01T00:00:00.000Z',
    allowDownload: true,
    allowUpload: false,
    showMetadata: true,
    ...more,
  };
}

interface Server {
  call: CallByName;
  server: StandIn;
}

type Routes = Parameters<typeof answerRoutes>[0];

async function immich(routes: Routes, version = [3, 1, 0], externalUrl?: string): Promise<Server> {
  const [major, minor, patch] = version;
  const answers = answerRoutes({
    'GET /server/version': () => ({ major, minor, patch }),
    'GET /server/config': () => ({ externalDomain: '' }),
    'GET /users/me': () => albumDto(1).albumUsers[0]?.user,
    ...routes,
  });
  const server = await startStandIn((request, response) => {
    try {
      answers(request, response);
    } catch (error) {
      answerJson(
        response,
        { message: error instanceof Error ? error.message : '' },
        Number(Object(error).status ?? 500),
      );
    }
  });
  const connection = connectForTest({ baseUrl: server.url, externalUrl });
  opened.push(connection, server);
  return { call: toolsOf(connection), server };
}

/** Makes the stand-in answer with this status. */
function refuse(status: number, message: string): never {
  throw Object.assign(new Error(message), { status });
}

const sentBody = (server: StandIn, method: string): unknown =>
  JSON.parse(server.requests.findLast((request: SeenRequest) => request.method === method)?.body ?? 'null');

describe('the address', () => {
  test.each([
    ['the external domain of the server', 'https://immich.example.org/', undefined, 'https://immich.example.org'],
    [
      'that, before our own setting',
      'https://immich.example.org',
      'https://mine.example.org',
      'https://immich.example.org',
    ],
    ['our own setting', '', 'https://mine.example.org', 'https://mine.example.org'],
    [
      'our own setting, if the domain is none',
      'javascript:alert(1)',
      'https://mine.example.org',
      'https://mine.example.org',
    ],
    [
      'our own setting, if the domain has a password',
      'https://a:b@c.example',
      'https://mine.example.org',
      'https://mine.example.org',
    ],
  ])('begins with %s', async (_, externalDomain, externalUrl, base) => {
    const routes = {
      'GET /server/config': () => ({ externalDomain }),
      'GET /shared-links': () => [linkDto(), linkDto({ slug: null }), linkDto({ slug: 'é/?#' })],
    };
    const server = await immich(routes, [3, 1, 0], externalUrl);
    const { data } = await server.call('immich_shared_links_list');
    const links = z.array(z.object({ url: z.string() })).parse(data.shared_links);
    expect(links.map(({ url }) => url)).toEqual([
      `${base}/s/kept`,
      `${base}/share/${key}`,
      `${base}/s/%C3%A9%2F%3F%23`,
    ]);
  });

  test('is that of the server itself without any, also where it does not say', async () => {
    const routes = { 'GET /server/config': () => refuse(500, ''), 'GET /shared-links': () => [linkDto()] };
    const { call: ask, server } = await immich(routes);
    expect((await ask('immich_shared_links_list')).data).toMatchObject({
      shared_links: [{ url: `${server.url}/s/kept` }],
    });
  });
});

describe('a change on a server', () => {
  /** Keeps the link and answers as Immich does: without the album, with the password in clear. */
  function keeping(link: Record<string, unknown>): Routes {
    let now = link;
    return {
      [`GET /shared-links/${unknownId}`]: () => now,
      [`PATCH /shared-links/${unknownId}`]: ({ body }) => {
        const { changeExpiryTime: _, ...change } = JSON.parse(body);
        now = { ...now, slug: null, ...change };
        return { ...now, album: undefined };
      },
    };
  }

  test('sends the slug that it read, and what was given; nothing else', async () => {
    const { call: ask, server } = await immich(keeping(linkDto({ password })));
    const told = await ask('immich_shared_links_update', { shared_link_id: unknownId, allow_upload: true });
    expect(sentBody(server, 'PATCH')).toEqual({ slug: 'kept', allowUpload: true });
    expect(told.data).toMatchObject({ slug: 'kept', allowUpload: true, has_password: true, albumName: 'Trip 1' });
    expect(told.text).not.toContain(password);
  });

  test.each([
    [[2, 7, 5], { slug: 'kept', expiresAt: null, changeExpiryTime: true }],
    [[3, 0, 0], { slug: 'kept', expiresAt: null }],
    [[3, 2, 2], { slug: 'kept', expiresAt: null }],
  ])('takes the expiry away on %j in the way that it understands', async (version, body) => {
    const { call: ask, server } = await immich(keeping(linkDto()), version);
    const told = await ask('immich_shared_links_update', { shared_link_id: unknownId, expires_at: null });
    expect(sentBody(server, 'PATCH')).toEqual(body);
    expect(told.data).not.toHaveProperty('expiresAt');
  });

  test('that the server takes and does not show is no success', async () => {
    const routes = {
      [`GET /shared-links/${unknownId}`]: () => linkDto(),
      [`PATCH /shared-links/${unknownId}`]: () => linkDto(),
    };
    const { call: ask } = await immich(routes);
    for (const wanted of [{ password }, { slug: null }, { expires_at: '2098-01-01' }, { allow_upload: true }]) {
      const told = await ask('immich_shared_links_update', { shared_link_id: unknownId, ...wanted });
      expect(told.error, JSON.stringify(wanted)).toMatch(/took the change, but the shared link does not show it/);
    }
  });

  test('whose answer is lost is looked for', async () => {
    const routes = keeping(linkDto());
    const patch = routes[`PATCH /shared-links/${unknownId}`];
    const { call: ask } = await immich({
      ...routes,
      [`PATCH /shared-links/${unknownId}`]: (request) => {
        patch?.(request);
        return refuse(502, 'gone');
      },
    });
    const told = await ask('immich_shared_links_update', { shared_link_id: unknownId, description: 'Done' });
    expect(told.data).toMatchObject({ description: 'Done', slug: 'kept' });
  });
});

describe('a password', () => {
  test('that a server repeats in its refusal is not repeated', async () => {
    const answer = () => refuse(400, `the password ${password} is too simple`);
    const routes = {
      [`GET /shared-links/${unknownId}`]: () => linkDto(),
      [`PATCH /shared-links/${unknownId}`]: answer,
      [`GET /albums/${unknownId}`]: () => albumDto(1),
      'POST /shared-links': answer,
    };
    const { call: ask } = await immich(routes);
    const made = await ask('immich_shared_links_create', { type: 'ALBUM', album_id: unknownId, password });
    const changed = await ask('immich_shared_links_update', { shared_link_id: unknownId, password });
    for (const { error } of [made, changed]) expect(error).toMatch(/<password> is too simple/);
  });

  test('of a link that a server lists in clear is not told', async () => {
    const routes = {
      'GET /shared-links': () => [linkDto({ password })],
      [`GET /shared-links/${unknownId}`]: () => linkDto({ password }),
    };
    const { call: ask } = await immich(routes);
    const asked = { shared_link_id: unknownId };
    const answers = [
      await ask('immich_shared_links_list'),
      await ask('immich_shared_links_get', asked),
      await ask('immich_shared_links_remove', asked),
    ];
    for (const { text } of answers) {
      expect(text).toContain('"has_password":true');
      expect(text).not.toContain(password);
    }
  });
});

describe('on faults', () => {
  test('a link that may have been made is not made again', async () => {
    const routes = {
      [`GET /albums/${unknownId}`]: () => albumDto(1),
      'POST /shared-links': () => refuse(502, 'bad gateway'),
    };
    const { call: ask, server } = await immich(routes);
    const told = await ask('immich_shared_links_create', { type: 'ALBUM', album_id: unknownId });
    expect(told.error).toMatch(/Whether the link was made is unclear.*immich_shared_links_list/s);
    expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test('a removal whose answer is lost is told as it turned out', async () => {
    let there = true;
    const routes = {
      [`GET /shared-links/${unknownId}`]: () => (there ? linkDto() : refuse(400, 'Shared link not found')),
      [`DELETE /shared-links/${unknownId}`]: () => {
        there = false;
        return refuse(503, 'gone');
      },
    };
    const gone = await immich(routes);
    const args = { shared_link_id: unknownId, dry_run: false };
    expect((await gone.call('immich_shared_links_remove', args)).data).toMatchObject({ removed: unknownId });
    const stays = await immich({ ...routes, [`GET /shared-links/${unknownId}`]: () => linkDto() });
    expect((await stays.call('immich_shared_links_remove', args)).error).toMatch(/The link is still there/);
  });

  test('a server that does not list links is told apart from one that has none', async () => {
    const { call: ask } = await immich({ 'GET /shared-links': () => ({}) });
    expect((await ask('immich_shared_links_list')).error).toMatch(/does not list shared links like Immich/);
  });
});

test('the fullest pages take at most 10,000 tokens, whatever strangers wrote', async () => {
  const long = 'スクリーンショット'.repeat(400);
  const random = () => Buffer.from(crypto.getRandomValues(new Uint8Array(50))).toString('base64url');
  const album = albumDto(1, { albumName: long });
  const slugs = [null, 'ス'.repeat(12), 'ス'.repeat(1000)];
  const links = Array.from({ length: 60 }, (_, number) =>
    linkDto({ id: crypto.randomUUID(), album, key: random(), slug: slugs[number % 3], description: long }),
  );
  const assets = Array.from({ length: 60 }, (_, number) => assetDto(number, { originalFileName: long, city: long }));
  const routes = {
    'GET /server/config': () => ({ externalDomain: 'https://photos.a-rather-long-name.example.org' }),
    'GET /shared-links': () => links.map((link) => ({ ...link, assets: assets.slice(0, 1) })),
    [`GET /shared-links/${unknownId}`]: () =>
      linkDto({ type: 'INDIVIDUAL', album: undefined, assets, description: long }),
  };
  const { call: ask } = await immich(routes);
  const list = await ask('immich_shared_links_list', { page_size: 1000 });
  expect(countTokens(list.text)).toBeLessThanOrEqual(10_000);
  expect(list.data).toMatchObject({ total: 60, next_page: 2, page_size: 40 });
  const one = await ask('immich_shared_links_get', { shared_link_id: unknownId });
  expect(countTokens(one.text)).toBeLessThanOrEqual(10_000);
  expect(one.data).toMatchObject({ assetCount: 60, more_assets: 10 });
});
