import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createApp } from '../../../src/library/api/app.ts';
import type { PermissionName } from '../../../src/library/api/context.ts';
import { permissionNames } from '../../../src/library/api/permissions.ts';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';

/** Reads everything, changes nothing. */
const readOnly = permissionNames.filter((name) => /\.(read|statistics|view|download|about|storage)$/.test(name));

let open: OpenLibrary;
/** One key each; the read-only key is the owner's. */
let keys: Record<'owner' | 'editor' | 'viewer' | 'stranger' | 'readOnly', string>;
let users: Record<'owner' | 'editor' | 'viewer' | 'member', string>;
let ids: Partial<
  Record<
    | 'link'
    | 'asset'
    | 'clip'
    | 'trashed'
    | 'album'
    | 'tag'
    | 'group'
    | 'key'
    | 'stack'
    | 'activity'
    | 'person'
    | 'double'
    | 'face',
    string
  >
> = {};

beforeAll(async () => {
  open = await openTestLibrary();
  const named = {
    editor: await open.addUser('editor'),
    viewer: await open.addUser('viewer'),
    stranger: await open.addUser('stranger'),
    member: await open.addUser('member'),
  };
  keys = {
    owner: open.library.ownerKey,
    editor: named.editor.key,
    viewer: named.viewer.key,
    stranger: named.stranger.key,
    readOnly: await open.addKey(readOnly),
  };
  users = {
    owner: open.library.owner.id,
    editor: named.editor.id,
    viewer: named.viewer.id,
    member: named.member.id,
  };
});
afterAll(() => open.close());

const idOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : '';

/** The uploads of the owner; a new one where the last test deleted it for good. */
async function uploads(): Promise<Record<'asset' | 'clip' | 'trashed', string>> {
  const { store } = open.library;
  const fresh = { visibility: 'timeline', deletedAt: null, isFavorite: 0, rating: null } as const;
  await store.updateTable('asset').set(fresh).where('heldPath', 'is', null).execute();
  const held = await store.selectFrom('asset').select('id').where('heldPath', 'is not', null).execute();
  const gone = (id: string | undefined): id is undefined => id === undefined || held.some((row) => row.id === id);
  const { asset, clip, trashed } = ids;
  return {
    asset: gone(asset) ? await open.addAsset({ seed: 1 }) : asset,
    clip: gone(clip) ? await open.addAsset({ name: 'c.mp4', bytes: Buffer.from('a clip') }) : clip,
    trashed: gone(trashed) ? await open.addAsset({ seed: 2 }) : trashed,
  };
}

/** What one test changes, the next does not meet. */
beforeEach(async () => {
  const { store, owner } = open.library;
  const assets = await uploads();
  const albumUsers = (['editor', 'viewer', 'member'] as const).map((name) => ({
    userId: users[name],
    role: name === 'editor' ? 'editor' : 'viewer',
  }));
  const album = await open.ask('POST', '/albums', {
    body: { albumName: 'Shared', assetIds: Object.values(assets), albumUsers },
  });
  await open.ask('DELETE', '/assets', { body: { ids: [assets.trashed] } });
  const tag = crypto.randomUUID();
  await store
    .insertInto('tag')
    .values({ id: tag, userId: owner.id, value: tag, parentId: null, color: null, createdAt: 0, updatedAt: 0 })
    .execute();
  const activity = await open.ask('POST', '/activities', {
    body: { albumId: idOf(album.body), assetId: assets.asset, type: 'comment', comment: 'Oh' },
  });
  const person = idOf((await open.ask('POST', '/people', { body: { name: 'Alice' } })).body);
  const double = idOf((await open.ask('POST', '/people', { body: { name: 'Alcie' } })).body);
  const box = { imageWidth: 9, imageHeight: 9, x: 0, y: 0, width: 4, height: 4 };
  await open.ask('POST', '/faces', { body: { assetId: assets.asset, personId: person, ...box } });
  const face = store.selectFrom('face').select('id').where('personId', '=', person);
  const stack = await open.ask('POST', '/stacks', { body: { assetIds: [assets.clip, assets.asset] } });
  const link = await open.ask('POST', '/shared-links', { body: { type: 'INDIVIDUAL', assetIds: [assets.clip] } });
  const group = crypto.randomUUID();
  await store.updateTable('asset').set({ duplicateId: group }).where('id', '=', assets.asset).execute();
  const key = await open.ask('POST', '/api-keys', { body: { name: 'phone', permissions: ['asset.read'] } });
  ids = {
    ...assets,
    album: idOf(album.body),
    tag,
    group,
    link: idOf(link.body),
    activity: idOf(activity.body),
    stack: idOf(stack.body),
    person,
    double,
    face: (await face.executeTakeFirst())?.id ?? '',
    key: idOf(z.object({ apiKey: z.unknown() }).parse(key.body).apiKey),
  };
});

/** Statuses for the owner, an editor and a viewer of the album, somebody without any access, and a key that only reads. */
type Statuses = [owner: number, editor: number, viewer: number, stranger: number, readOnly: number];

/** The owner comes last: only what they do changes what the others would meet. */
const callers = ['stranger', 'readOnly', 'viewer', 'editor', 'owner'] as const;

/** Paths and bodies name things in braces. */
function filled(text: string): string {
  const names: Record<string, string> = { ...ids, ownerId: users.owner, memberId: users.member };
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? '');
}

const table: [route: string, path: string, body: object | undefined, statuses: Statuses][] = [
  ['GET /assets/:id', '/assets/{asset}', undefined, [200, 200, 200, 400, 200]],
  ['GET /assets/:id', '/assets/{trashed}', undefined, [200, 400, 400, 400, 200]],
  ['PUT /assets/:id', '/assets/{asset}', { isFavorite: true }, [200, 400, 400, 400, 403]],
  ['PATCH /assets/:id', '/assets/{asset}', { isFavorite: true }, [200, 400, 400, 400, 403]],
  ['PUT /assets', '/assets', { ids: ['{asset}'], rating: 5 }, [204, 400, 400, 400, 403]],
  ['PATCH /assets', '/assets', { ids: ['{asset}'], visibility: 'locked' }, [204, 400, 400, 400, 403]],
  ['DELETE /assets', '/assets', { ids: ['{asset}'] }, [204, 400, 400, 400, 403]],
  ['DELETE /assets', '/assets', { ids: ['{asset}'], force: true }, [204, 400, 400, 400, 403]],
  ['GET /assets/:id/thumbnail', '/assets/{asset}/thumbnail', undefined, [200, 200, 200, 400, 200]],
  ['GET /assets/:id/thumbnail', '/assets/{asset}/thumbnail?size=preview', undefined, [200, 200, 200, 400, 200]],
  ['GET /assets/:id/original', '/assets/{asset}/original', undefined, [200, 200, 200, 404, 200]],
  ['GET /assets/:id/original', '/assets/{trashed}/original', undefined, [200, 404, 404, 404, 200]],
  ['GET /assets/:id/video/playback', '/assets/{clip}/video/playback', undefined, [200, 200, 200, 404, 200]],
  ['POST /trash/restore/assets', '/trash/restore/assets', { ids: ['{trashed}'] }, [200, 400, 400, 400, 403]],
  ['POST /download/info', '/download/info', { assetIds: ['{asset}'] }, [201, 201, 201, 400, 201]],
  ['POST /download/info', '/download/info', { assetIds: ['{trashed}'] }, [201, 400, 400, 400, 201]],
  ['POST /download/info', '/download/info', { albumId: '{album}' }, [201, 201, 201, 400, 201]],
  ['POST /download/info', '/download/info', { userId: '{ownerId}' }, [201, 400, 400, 400, 201]],
  ['POST /search/metadata', '/search/metadata', { albumIds: ['{album}'] }, [200, 200, 200, 400, 200]],
  ['POST /search/smart', '/search/smart', { query: 'photo', albumIds: ['{album}'] }, [200, 200, 200, 400, 200]],
  ['POST /search/statistics', '/search/statistics', { albumIds: ['{album}'] }, [200, 200, 200, 400, 200]],
  ['POST /search/random', '/search/random', { albumIds: ['{album}'] }, [200, 200, 200, 400, 200]],
  ['GET /timeline/buckets', '/timeline/buckets?albumId={album}', undefined, [200, 200, 200, 400, 200]],
  ['GET /timeline/buckets', '/timeline/buckets?userId={ownerId}', undefined, [200, 400, 400, 400, 200]],
  ['GET /timeline/buckets', '/timeline/buckets?tagId={tag}', undefined, [200, 400, 400, 400, 200]],
  [
    'GET /timeline/bucket',
    '/timeline/bucket?timeBucket=2024-05-01&albumId={album}',
    undefined,
    [200, 200, 200, 400, 200],
  ],
  ['GET /albums/:id', '/albums/{album}', undefined, [200, 200, 200, 400, 200]],
  ['GET /albums/:id/map-markers', '/albums/{album}/map-markers', undefined, [200, 200, 200, 400, 200]],
  ['PATCH /albums/:id', '/albums/{album}', { albumName: 'Mine' }, [200, 200, 400, 400, 403]],
  ['DELETE /albums/:id', '/albums/{album}', undefined, [204, 400, 400, 400, 403]],
  ['PUT /albums/:id/assets', '/albums/{album}/assets', { ids: ['{asset}'] }, [200, 200, 400, 400, 403]],
  ['DELETE /albums/:id/assets', '/albums/{album}/assets', { ids: ['{asset}'] }, [200, 200, 400, 400, 403]],
  [
    'PUT /albums/:id/users',
    '/albums/{album}/users',
    { albumUsers: [{ userId: '{memberId}' }] },
    [200, 400, 400, 400, 403],
  ],
  ['PUT /albums/:id/user/:userId', '/albums/{album}/user/{memberId}', { role: 'editor' }, [204, 400, 400, 400, 403]],
  ['DELETE /albums/:id/user/:userId', '/albums/{album}/user/{memberId}', undefined, [204, 400, 400, 400, 403]],
  ['DELETE /albums/:id/user/:userId', '/albums/{album}/user/me', undefined, [400, 204, 204, 400, 403]],
  ['GET /activities', '/activities?albumId={album}', undefined, [200, 200, 200, 400, 200]],
  ['GET /activities/statistics', '/activities/statistics?albumId={album}', undefined, [200, 200, 200, 400, 200]],
  ['POST /activities', '/activities', { albumId: '{album}', type: 'like' }, [201, 201, 201, 400, 403]],
  [
    'POST /activities',
    '/activities',
    { albumId: '{album}', assetId: '{asset}', type: 'comment', comment: 'Ah' },
    [201, 201, 201, 400, 403],
  ],
  [
    'POST /activities',
    '/activities',
    { albumId: '{album}', assetId: '{trashed}', type: 'comment', comment: 'Ah' },
    [400, 400, 400, 400, 403],
  ],
  ['DELETE /activities/:id', '/activities/{activity}', undefined, [204, 400, 400, 400, 403]],
  ['GET /tags/:id', '/tags/{tag}', undefined, [200, 400, 400, 400, 200]],
  ['PUT /tags/:id', '/tags/{tag}', { name: 'mine' }, [200, 400, 400, 400, 403]],
  ['PATCH /tags/:id', '/tags/{tag}', { color: null }, [200, 400, 400, 400, 403]],
  ['POST /tags', '/tags', { name: '{tag} below', parentId: '{tag}' }, [201, 400, 400, 400, 403]],
  ['PUT /tags/:id/assets', '/tags/{tag}/assets', { ids: ['{asset}'] }, [200, 400, 400, 400, 403]],
  ['DELETE /tags/:id/assets', '/tags/{tag}/assets', { ids: ['{asset}'] }, [200, 400, 400, 400, 403]],
  ['DELETE /tags/:id', '/tags/{tag}', undefined, [204, 400, 400, 400, 403]],
  ['GET /stacks/:id', '/stacks/{stack}', undefined, [200, 400, 400, 400, 200]],
  ['PUT /stacks/:id', '/stacks/{stack}', { primaryAssetId: '{asset}' }, [200, 400, 400, 400, 403]],
  ['PATCH /stacks/:id', '/stacks/{stack}', {}, [200, 400, 400, 400, 403]],
  ['DELETE /stacks/:id', '/stacks/{stack}', undefined, [204, 400, 400, 400, 403]],
  ['DELETE /stacks/:id/assets/:assetId', '/stacks/{stack}/assets/{asset}', undefined, [204, 400, 400, 400, 403]],
  ['DELETE /stacks', '/stacks', { ids: ['{stack}'] }, [204, 400, 400, 400, 403]],
  ['POST /stacks', '/stacks', { assetIds: ['{asset}', '{clip}'] }, [201, 400, 400, 400, 403]],
  ['GET /people/:id', '/people/{person}', undefined, [200, 400, 400, 400, 200]],
  ['PUT /people/:id', '/people/{person}', { name: 'Mine' }, [200, 400, 400, 400, 403]],
  ['PATCH /people/:id', '/people/{person}', { isHidden: true }, [200, 400, 400, 400, 403]],
  ['DELETE /people/:id', '/people/{person}', undefined, [204, 400, 400, 400, 403]],
  ['DELETE /people', '/people', { ids: ['{person}'] }, [204, 400, 400, 400, 403]],
  ['GET /people/:id/statistics', '/people/{person}/statistics', undefined, [200, 400, 400, 400, 200]],
  ['GET /people/:id/thumbnail', '/people/{person}/thumbnail', undefined, [200, 404, 404, 404, 200]],
  ['POST /people/:id/merge', '/people/{person}/merge', { ids: ['{double}'] }, [200, 400, 400, 400, 403]],
  [
    'PUT /people/:id/reassign',
    '/people/{double}/reassign',
    { data: [{ assetId: '{asset}', personId: '{person}' }] },
    [200, 400, 400, 400, 403],
  ],
  ['GET /faces', '/faces?id={asset}', undefined, [200, 200, 200, 400, 200]],
  [
    'POST /faces',
    '/faces',
    { assetId: '{asset}', personId: '{person}', imageWidth: 9, imageHeight: 9, x: 1, y: 1, width: 4, height: 4 },
    [201, 400, 400, 400, 403],
  ],
  ['PUT /faces/:id', '/faces/{double}', { id: '{face}' }, [200, 400, 400, 400, 403]],
  ['PATCH /faces/:id', '/faces/{double}', { id: '{face}' }, [200, 400, 400, 400, 403]],
  ['DELETE /faces/:id', '/faces/{face}', { force: true }, [204, 400, 400, 400, 403]],
  ['GET /api-keys/:id', '/api-keys/{key}', undefined, [200, 400, 400, 400, 200]],
  ['PUT /api-keys/:id', '/api-keys/{key}', { name: 'mine' }, [200, 400, 400, 400, 403]],
  ['DELETE /api-keys/:id', '/api-keys/{key}', undefined, [204, 400, 400, 400, 403]],
  ['GET /shared-links/:id', '/shared-links/{link}', undefined, [200, 400, 400, 400, 200]],
  ['POST /shared-links', '/shared-links', { type: 'ALBUM', albumId: '{album}' }, [201, 400, 400, 400, 403]],
  ['POST /shared-links', '/shared-links', { type: 'INDIVIDUAL', assetIds: ['{asset}'] }, [201, 400, 400, 400, 403]],
  ['PATCH /shared-links/:id', '/shared-links/{link}', { description: 'Mine' }, [200, 400, 400, 400, 403]],
  ['DELETE /shared-links/:id', '/shared-links/{link}', undefined, [204, 400, 400, 400, 403]],
  ['PUT /shared-links/:id/assets', '/shared-links/{link}/assets', { assetIds: ['{asset}'] }, [200, 400, 400, 400, 403]],
  [
    'DELETE /shared-links/:id/assets',
    '/shared-links/{link}/assets',
    { assetIds: ['{clip}'] },
    [200, 400, 400, 400, 403],
  ],
  ['GET /server/statistics', '/server/statistics', undefined, [200, 403, 403, 403, 200]],
  ['DELETE /duplicates/:id', '/duplicates/{group}', undefined, [204, 400, 400, 400, 403]],
  ['DELETE /duplicates', '/duplicates', { ids: ['{group}'] }, [204, 400, 400, 400, 403]],
  [
    'POST /duplicates/resolve',
    '/duplicates/resolve',
    { groups: [{ duplicateId: '{group}', keepAssetIds: ['{asset}'], trashAssetIds: [] }] },
    [200, 400, 400, 400, 403],
  ],
];

/** Routes that only ever work on what is the caller's own, or are the same for everybody. */
const ownOnly: [route: string, needs: PermissionName | 'any key' | 'nothing'][] = [
  ['GET /shared-links', 'sharedLink.read'],
  ['GET /shared-links/me', 'any key'],
  ['POST /shared-links/login', 'any key'],
  ['GET /server/ping', 'nothing'],
  ['GET /server/version', 'nothing'],
  ['GET /server/version-history', 'nothing'],
  ['GET /server/features', 'nothing'],
  ['GET /server/config', 'nothing'],
  ['GET /server/media-types', 'nothing'],
  ['GET /server/about', 'server.about'],
  ['GET /server/storage', 'server.storage'],
  ['GET /users', 'user.read'],
  ['GET /users/me', 'user.read'],
  ['PUT /users/me', 'user.update'],
  ['GET /users/me/preferences', 'userPreference.read'],
  ['GET /users/:id', 'user.read'],
  ['GET /api-keys', 'apiKey.read'],
  ['GET /api-keys/me', 'any key'],
  ['POST /api-keys', 'apiKey.create'],
  ['POST /assets', 'asset.upload'],
  ['POST /assets/bulk-upload-check', 'asset.upload'],
  ['GET /assets/statistics', 'asset.statistics'],
  ['POST /trash/empty', 'asset.delete'],
  ['POST /trash/restore', 'asset.delete'],
  ['GET /albums', 'album.read'],
  ['POST /albums', 'album.create'],
  ['GET /albums/statistics', 'album.statistics'],
  ['PUT /albums/assets', 'albumAsset.create'],
  ['GET /stacks', 'stack.read'],
  ['GET /tags', 'tag.read'],
  ['PUT /tags', 'tag.create'],
  ['PUT /tags/assets', 'tag.asset'],
  ['GET /search/suggestions', 'asset.read'],
  ['GET /search/cities', 'asset.read'],
  ['GET /search/explore', 'asset.read'],
  ['GET /search/places', 'asset.read'],
  ['GET /search/person', 'person.read'],
  ['GET /people', 'person.read'],
  ['POST /people', 'person.create'],
  ['PUT /people', 'person.update'],
  ['PATCH /people', 'person.update'],
  ['POST /search/large-assets', 'asset.read'],
  ['GET /duplicates', 'duplicate.read'],
];

/** All that a caller could have changed. */
async function everything(): Promise<unknown> {
  const { store } = open.library;
  const tables = [
    'sharedLink',
    'sharedLinkAsset',
    'user',
    'apiKey',
    'asset',
    'album',
    'albumUser',
    'albumAsset',
    'tag',
    'tagAsset',
    'person',
    'face',
    'stack',
    'activity',
  ] as const;
  return Promise.all(tables.map((name) => store.selectFrom(name).selectAll().execute()));
}

describe('who may do what with a shared album and what is in it', () => {
  it.each(table)('%s (%s, %j): %j', async (route, path, body, [owner, editor, viewer, stranger, readOnlyKey]) => {
    const [method = ''] = route.split(' ');
    const statuses = { owner, editor, viewer, stranger, readOnly: readOnlyKey };
    const headers = { 'content-type': 'application/json' };
    const asking = body === undefined ? { headers } : { headers, body: filled(JSON.stringify(body)) };
    const answered: Partial<typeof statuses> = {};
    for (const caller of callers) {
      const before = await everything();
      const response = await open.request(method, filled(path), { ...asking, key: keys[caller] });
      await response.arrayBuffer();
      answered[caller] = response.status;
      if (response.status >= 400 || method === 'GET') expect(await everything()).toEqual(before);
    }
    expect(answered).toEqual(statuses);
    expect(open.faults).toEqual([]);
  });
});

describe('every other route', () => {
  it.each(ownOnly.filter(([, needs]) => needs !== 'nothing'))('%s asks for a key (%s)', async (route, needs) => {
    const [method = '', path = ''] = route.split(' ');
    const asked = filled(path.replace(':id', '{asset}'));
    expect((await open.request(method, asked, { key: null })).status).toBe(401);
    if (needs === 'any key') return;
    const others = permissionNames.filter((name) => name !== needs && name !== 'all');
    const answer = await open.ask(method, asked, { key: await open.addKey(others) });
    expect(answer).toMatchObject({ status: 403, body: { message: `Missing required permission: ${needs}` } });
  });

  it('is in one of these tables', () => {
    const app = createApp({
      store: open.library.store,
      dataDir: open.library.dataDir,
      ownerId: users.owner,
      ownerKey: keys.owner,
      maxUploadBytes: 0,
      onFault: () => {},
    });
    const served = app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ method, path }) => `${method} ${path.slice('/api'.length)}`);
    const listed = [...table, ...ownOnly].map(([route]) => route);
    expect(new Set(served)).toEqual(new Set(listed));
  });
});

describe('a member of a shared album', () => {
  it.each([
    ['POST', '/search/metadata', { albumIds: ['{album}'], withDeleted: true }],
    ['POST', '/search/metadata', { albumIds: ['{album}'], trashedAfter: '1970-01-01T00:00:00Z' }],
    ['POST', '/search/metadata', { albumIds: ['{album}'], isOffline: false }],
    ['POST', '/search/random', { albumIds: ['{album}'], withDeleted: true }],
    ['POST', '/search/smart', { query: 'photo', albumIds: ['{album}'], withDeleted: true }],
    ['GET', '/timeline/bucket?timeBucket=2024-05-01&isTrashed=true&albumId={album}', undefined],
    ['POST', '/download/info', { albumId: '{album}' }],
  ])('does not see the trash of its owner: %s %s %j', async (method, path, body) => {
    const asking = body === undefined ? {} : { body: JSON.parse(filled(JSON.stringify(body))) };
    const { status, body: told } = await open.ask(method, filled(path), { ...asking, key: keys.viewer });
    expect(status).toBeLessThan(300);
    expect(ids.trashed).toBeDefined();
    expect(JSON.stringify(told)).not.toContain(ids.trashed);
  });

  it('is not told who is in the pictures of others', async () => {
    const { store, owner } = open.library;
    const person = { id: crypto.randomUUID(), ownerId: owner.id, name: 'Alice', createdAt: 0, updatedAt: 0 };
    const rest = { birthDate: null, color: null, faceAssetId: null, isHidden: 0, isFavorite: 0 } as const;
    await store
      .insertInto('person')
      .values({ ...person, ...rest })
      .execute();
    const box = { imageWidth: 9, imageHeight: 9, x1: 0, y1: 0, x2: 1, y2: 1, sourceType: 'manual' } as const;
    const face = { id: crypto.randomUUID(), assetId: ids.asset ?? '', personId: person.id, ...box };
    await store.insertInto('face').values(face).execute();
    const body = { albumIds: [ids.album], withPeople: true };
    for (const [key, told] of [
      [keys.owner, true],
      [keys.viewer, false],
    ] as const) {
      const found = await open.ask('POST', '/search/metadata', { key, body });
      const read = await open.ask('GET', `/assets/${ids.asset}`, { key });
      for (const answer of [found, read]) expect(JSON.stringify(answer.body).includes('Alice')).toBe(told);
    }
  });
});
