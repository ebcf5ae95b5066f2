/** How changes end when the server refuses, fails, lies or goes away in the middle. */

import { mkdtemp, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { bindTools } from '../../../src/catalog/binding.ts';
import { localCaller } from '../../../src/catalog/caller.ts';
import { success } from '../../../src/catalog/result.ts';
import type { CallContext } from '../../../src/catalog/tool.ts';
import type { ImmichLibrary } from '../../../src/immich/connection.ts';
import { immichTools } from '../../../src/immich/tools/all.ts';
import { jpegBytes } from '../../fixtures/images.ts';
import { answerJson, type SeenRequest, type StandIn, startStandIn } from '../../fixtures/immich-stand-in.ts';
import { type CallByName, connectForTest, toolsOf } from '../../fixtures/immich-tools.ts';
import { startWebHost } from '../../fixtures/web-host.ts';

interface Asset {
  isFavorite: boolean;
  isTrashed: boolean;
  visibility: string;
  rating: number | null;
}

/** An Immich of a few assets; `override` answers in its place where it says true. */
interface Server {
  readonly standIn: StandIn;
  readonly library: ImmichLibrary;
  readonly call: CallByName;
  readonly assets: Map<string, Asset>;
  override(request: SeenRequest, response: ServerResponse, path: string): boolean;
  /** Bodies of the requests with this method and path. */
  sent(method: string, path: string): unknown[];
}

const opened: { close(): Promise<unknown> }[] = [];

afterEach(async () => {
  for (const item of opened.splice(0).reverse()) await item.close();
});

function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function idsFrom(first: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => idOf(first + index));
}

function describeAsset(id: string, { rating, ...asset }: Asset): Record<string, unknown> {
  const facts = {
    id,
    type: 'IMAGE',
    originalFileName: `${id.slice(-3)}.jpg`,
    localDateTime: '2024-01-01T00:00:00.000Z',
  };
  return { ...facts, ...asset, livePhotoVideoId: null, exifInfo: { rating, description: '' } };
}

const noAccess = { message: 'Not found or no asset.update access' };

async function startServer(count: number): Promise<Server> {
  const assets = new Map(
    idsFrom(1, count).map((id): [string, Asset] => [
      id,
      { isFavorite: false, isTrashed: false, visibility: 'timeline', rating: null },
    ]),
  );
  const standIn = await startStandIn((request, response) => {
    const path = request.url.replace(/^\/api/, '').replace(/\?.*/, '');
    if (server.override(request, response, path)) return;
    const one = assets.get(path.slice('/assets/'.length));
    const route = `${request.method} ${path}`;
    if (request.method === 'GET' && path.startsWith('/assets/')) {
      if (one === undefined) answerJson(response, { message: 'Not found or no asset.read access' }, 400);
      else answerJson(response, describeAsset(path.slice('/assets/'.length), one));
    } else if (route === 'GET /albums') answerJson(response, []);
    else if (route === 'GET /server/features') answerJson(response, { trash: true });
    else if (route === 'GET /server/config') answerJson(response, { trashDays: 30 });
    else if (route === 'PUT /assets' || route === 'DELETE /assets') changeMany(request, response, assets);
    else answerJson(response, { message: `Cannot ${route}` }, 404);
  });
  const stagingFolder = await mkdtemp(join(tmpdir(), 'albumen-faults-'));
  const uploads = { folders: [], stagingFolder, mayConnect: (address: string) => address === '127.0.0.1' };
  const library = connectForTest({ baseUrl: standIn.url, maxRetries: 3, timeoutSeconds: 3, uploads });
  const server: Server = {
    standIn,
    library,
    call: toolsOf(library),
    assets,
    override: () => false,
    sent: (method, path) =>
      standIn.requests
        .filter((request) => request.method === method && request.url === `/api${path}`)
        .map(({ body }) => JSON.parse(body)),
  };
  opened.push({ close: () => rm(stagingFolder, { recursive: true }) }, standIn, library);
  return server;
}

/** All or nothing, like Immich: one id that may not be changed makes the whole request 400. */
function changeMany(request: SeenRequest, response: ServerResponse, assets: Map<string, Asset>): void {
  const { ids, force: _, ...fields }: { ids: string[]; force?: boolean } = JSON.parse(request.body);
  if (!ids.every((id) => assets.has(id))) {
    answerJson(response, noAccess, 400);
    return;
  }
  for (const id of ids) {
    const asset = assets.get(id);
    if (asset !== undefined) Object.assign(asset, request.method === 'DELETE' ? { isTrashed: true } : fields);
  }
  response.writeHead(204).end();
}

describe('a bulk change', () => {
  test('sends at most 500 ids at once', async () => {
    const server = await startServer(1001);
    const told = await server.call('immich_assets_bulk_update', {
      asset_ids: idsFrom(1, 1001),
      is_favorite: true,
      dry_run: false,
    });
    expect(told.data).toEqual({ updated: 1001 });
    expect(
      server.sent('PUT', '/assets').map((body) => Object.keys(Object(body)).length && Object(body).ids.length),
    ).toEqual([500, 500, 1]);
  });

  test('is not spoiled by an id that can be read but not changed: that one is named', async () => {
    const server = await startServer(40);
    const foreign = idOf(17);
    server.override = (request, response, path) => {
      const refused = request.method === 'PUT' && path === '/assets' && request.body.includes(foreign);
      if (refused) answerJson(response, noAccess, 400);
      return refused;
    };
    const told = await server.call('immich_assets_bulk_update', {
      asset_ids: idsFrom(1, 40),
      rating: 4,
      dry_run: false,
    });
    expect(told.data).toEqual({
      updated: 39,
      failed: [{ id: foreign, error: expect.stringContaining('asset.update') }],
    });
    expect(server.assets.get(foreign)?.rating).toBeNull();
    expect(server.assets.get(idOf(18))?.rating).toBe(4);
  });

  test('with a key that lacks a scope changes nothing and names the scope', async () => {
    const server = await startServer(3);
    server.override = (request, response) => {
      if (request.method !== 'PUT') return false;
      answerJson(response, { message: 'Missing required permission: asset.update' }, 403);
      return true;
    };
    const told = await server.call('immich_assets_bulk_update', {
      asset_ids: idsFrom(1, 3),
      rating: 4,
      dry_run: false,
    });
    expect(told.error).toMatch(/lacks the permission asset\.update\. Nothing was changed/);
    expect(server.sent('PUT', '/assets')).toHaveLength(1);
  });

  test('sends what every version understands: null to clear a rating, visibility to archive', async () => {
    const server = await startServer(1);
    Object.assign(server.assets.get(idOf(1)) ?? {}, { rating: 5 });
    await server.call('immich_assets_bulk_update', {
      asset_ids: [idOf(1)],
      rating: 0,
      is_archived: true,
      dry_run: false,
    });
    expect(server.sent('PUT', '/assets')).toEqual([{ ids: [idOf(1)], rating: null, visibility: 'archive' }]);
  });

  test('that the server takes and ignores is not called a success', async () => {
    const server = await startServer(2);
    server.override = (request, response) => {
      if (request.method !== 'PUT') return false;
      response.writeHead(204).end();
      return true;
    };
    const told = await server.call('immich_assets_bulk_update', {
      asset_ids: idsFrom(1, 2),
      is_archived: true,
      dry_run: false,
    });
    expect(told.data).toMatchObject({ updated: 0, failed: [{ error: 'does not show the change' }, {}] });
  });
});

test('progress of a long change never goes back, from looking up to checking', async () => {
  const server = await startServer(700);
  const seen: { done: number; total: number }[] = [];
  const tool = bindTools(immichTools, server.library).find(({ name }) => name === 'immich_assets_bulk_update');
  const call: CallContext = {
    caller: localCaller,
    signal: new AbortController().signal,
    progress: (done, total) => seen.push({ done, total }),
    finds: () => true,
    preview: async () => success({ data: {} }),
    commit: ({ apply }) => apply(),
  };
  await tool?.call({ asset_ids: [idOf(9999), ...idsFrom(1, 700)], rating: 1, dry_run: false }, call);
  expect(seen.length).toBeGreaterThan(10);
  expect(seen.map(({ done }) => done)).toEqual([...seen.map(({ done }) => done)].sort((a, b) => a - b));
  expect(new Set(seen.map(({ done }) => done)).size).toBe(seen.length);
  expect(seen.every(({ done, total }) => done <= total)).toBe(true);
});

describe('a fault in the middle of a change', () => {
  /** The first `good` requests to change many succeed; then everything fails that `dead` covers. */
  function breakAfter(server: Server, good: number, dead: 'changes' | 'everything', status = 503): void {
    let changes = 0;
    server.override = (request, response, path) => {
      const isChange = path === '/assets' && request.method !== 'GET';
      if (isChange) changes += 1;
      if (changes <= good || (dead === 'changes' && !isChange)) return false;
      answerJson(response, { message: 'starting' }, status);
      return true;
    };
  }

  test.each([503, 502, 504, 500, 429])('%s: the request is not sent again', async (status) => {
    const server = await startServer(2);
    breakAfter(server, 0, 'changes', status);
    const told = await server.call('immich_assets_delete', { asset_ids: idsFrom(1, 2), dry_run: false });
    expect(server.sent('DELETE', '/assets')).toHaveLength(1);
    expect(told.error).toMatch(/Nothing was changed/);
    expect(told.error).toContain(String(status));
  });

  test('what was done before it is counted, what was not tried is said', async () => {
    const server = await startServer(1200);
    breakAfter(server, 1, 'changes');
    const told = await server.call('immich_assets_delete', { asset_ids: idsFrom(1, 1200), dry_run: false });
    expect(told.data).toMatchObject({
      deleted: 500,
      not_tried: 200,
      failed_count: 500,
      stopped: expect.stringContaining('503'),
    });
    expect([...server.assets.values()].filter((asset) => asset.isTrashed)).toHaveLength(500);
  });

  test('that hid a success is seen through by looking', async () => {
    const server = await startServer(3);
    server.override = (request, response) => {
      if (request.method !== 'DELETE') return false;
      for (const asset of server.assets.values()) asset.isTrashed = true;
      response.destroy();
      return true;
    };
    const told = await server.call('immich_assets_delete', { asset_ids: idsFrom(1, 3), dry_run: false });
    expect(told.data).toMatchObject({ deleted: 3, stopped: expect.stringContaining('cut the connection') });
    expect(server.sent('DELETE', '/assets')).toHaveLength(1);
  });

  test('after which the server is gone leaves it unclear, and says how to look', async () => {
    const server = await startServer(3);
    breakAfter(server, 0, 'everything');
    const told = await server.call('immich_assets_delete', { asset_ids: idsFrom(1, 3), dry_run: false });
    expect(told.error).toMatch(/Whether the last 3 were changed is unclear: look with immich_assets_get/);
  });

  test('that only hinders looking again: what the library said is told, and that nobody looked', async () => {
    const server = await startServer(2);
    let changed = false;
    server.override = (request, response) => {
      if (changed) answerJson(response, { message: 'starting' }, 503);
      changed ||= request.method === 'PUT';
      return response.writableEnded;
    };
    const told = await server.call('immich_assets_bulk_update', {
      asset_ids: idsFrom(1, 2),
      rating: 3,
      dry_run: false,
    });
    expect(told.data).toEqual({ updated: 2, unchecked: 'Not confirmed by looking again.' });
  });

  test('a cancelled call stops between two requests and tells what it did', async () => {
    const server = await startServer(1100);
    const stop = new AbortController();
    server.override = (request) => {
      if (request.method === 'PUT') stop.abort();
      return false;
    };
    const tool = bindTools(immichTools, server.library).find(({ name }) => name === 'immich_assets_bulk_update');
    const call: CallContext = {
      caller: localCaller,
      signal: stop.signal,
      progress: () => {},
      finds: () => true,
      preview: async () => success({ data: {} }),
      commit: ({ apply }) => apply(),
    };
    const told = await tool?.call({ asset_ids: idsFrom(1, 1100), is_favorite: true, dry_run: false }, call);
    const done = [...server.assets.values()].filter((asset) => asset.isFavorite).length;
    expect(done).toBe(500);
    expect(server.sent('PUT', '/assets')).toHaveLength(1);
    expect(told).toMatchObject({ ok: true, value: { data: { updated: done, not_tried: 600 } } });
  });
});

describe('a deletion', () => {
  test('that the server takes but does not carry out is not counted', async () => {
    const server = await startServer(2);
    server.override = (request, response) => {
      if (request.method !== 'DELETE') return false;
      Object.assign(server.assets.get(idOf(1)) ?? {}, { isTrashed: true });
      response.writeHead(204).end();
      return true;
    };
    const told = await server.call('immich_assets_delete', { asset_ids: idsFrom(1, 2), dry_run: false });
    expect(told.data).toMatchObject({ deleted: 1, failed: [{ id: idOf(2), error: 'is still there' }] });
  });

  test('is called permanent where the server has no trash', async () => {
    const server = await startServer(1);
    server.override = (_, response, path) => {
      if (path !== '/server/features') return false;
      answerJson(response, { trash: false });
      return true;
    };
    const told = await server.call('immich_assets_delete', { asset_ids: [idOf(1)] });
    expect(told.data).toMatchObject({ permanent: true, note: expect.stringContaining('switched off') });
  });

  test('with force on an Immich server is said to be for good', async () => {
    const server = await startServer(1);
    const told = await server.call('immich_assets_delete', { asset_ids: [idOf(1)], force: true });
    expect(told.data).toMatchObject({ permanent: true, note: 'For good: this cannot be undone.' });
  });

  test('is not previewed as harmless where the server does not say whether it has a trash', async () => {
    const server = await startServer(1);
    server.override = (_, response, path) => {
      if (path !== '/server/features') return false;
      answerJson(response, {}, 500);
      return true;
    };
    for (const dry_run of [true, false]) {
      const told = await server.call('immich_assets_delete', { asset_ids: [idOf(1)], dry_run });
      expect(told.error).toMatch(/500/);
    }
    expect(server.assets.get(idOf(1))?.isTrashed).toBe(false);
  });
});

describe('an update of one asset', () => {
  test('that the server takes and ignores is an error', async () => {
    const server = await startServer(1);
    server.override = (request, response) => {
      if (request.method !== 'PUT') return false;
      const [[id, asset] = [idOf(1), undefined]] = server.assets;
      answerJson(response, asset === undefined ? {} : describeAsset(id, asset));
      return true;
    };
    const told = await server.call('immich_assets_update', { asset_id: idOf(1), is_archived: true });
    expect(told.error).toMatch(/took the change, but the asset does not show it/);
  });

  test('is not repeated after a 503, and the answer says how it stands', async () => {
    const server = await startServer(1);
    server.override = (request, response) => {
      if (request.method === 'PUT') answerJson(response, {}, 503);
      return request.method === 'PUT';
    };
    const told = await server.call('immich_assets_update', { asset_id: idOf(1), rating: 3 });
    expect(told.error).toMatch(/503.*The asset does not show the change/);
    expect(server.sent('PUT', `/assets/${idOf(1)}`)).toHaveLength(1);
  });
});

describe('an update of an album', () => {
  const album = { id: idOf(99), albumName: 'Old', description: '', assetCount: 0, albumUsers: [], shared: false };

  test.each([
    ['did not happen', false, /503.*The album does not show the change/],
    ['happened', true, undefined],
  ])('whose answer was lost is looked up: it %s', async (_, happened, wanted) => {
    const server = await startServer(0);
    let now = album;
    server.override = (request, response, path) => {
      if (path !== `/albums/${idOf(99)}`) return false;
      if (request.method === 'PATCH') {
        if (happened) now = { ...album, albumName: 'New' };
        answerJson(response, {}, 503);
      } else answerJson(response, now);
      return true;
    };
    const told = await server.call('immich_albums_update', { album_id: idOf(99), album_name: 'New' });
    if (wanted === undefined) expect(told.data).toMatchObject({ albumName: 'New' });
    else expect(told.error).toMatch(wanted);
    expect(server.sent('PATCH', `/albums/${idOf(99)}`)).toHaveLength(1);
  });
});

describe('a deleted album', () => {
  const album = {
    id: idOf(99),
    albumName: 'Trip',
    description: '',
    assetCount: 0,
    // As 2.7 has it: the owner is apart, the assets come along.
    owner: { id: idOf(1), name: 'Me' },
    albumUsers: [{ user: { id: idOf(2), name: 'Friend' }, role: 'viewer' }],
    assets: [],
    shared: true,
    hasSharedLink: true,
  };

  async function withAlbum(answers: Record<string, unknown>) {
    const server = await startServer(0);
    server.override = (request, response, path) => {
      const body = answers[`${request.method} ${path}`];
      if (body === undefined) return false;
      answerJson(response, body);
      return true;
    };
    return server;
  }

  test.each([
    [{ comments: 3, likes: 0 }, { comments_lost: 3 }],
    [{ comments: 0, likes: 2 }, { likes_lost: 2 }],
  ])('names whom it was shared with, its links, and of %j what there is', async (activities, lost) => {
    const server = await withAlbum({
      'GET /server/version': { major: 2, minor: 7, patch: 5 },
      [`GET /albums/${idOf(99)}`]: album,
      'POST /search/metadata': { albums: {}, assets: { items: [], nextPage: null, total: 0, count: 0 } },
      'POST /search/statistics': { total: 0 },
      'GET /shared-links': [{}, {}],
      'GET /activities/statistics': activities,
    });
    const told = await server.call('immich_albums_delete', { album_id: idOf(99) });
    expect(told.data).toMatchObject({ shared_with: ['Friend'], shared_links_end: 2, ...lost });
    expect(Object.keys(told.data).filter((name) => name.endsWith('_lost'))).toEqual(Object.keys(lost));
  });

  test('is previewed as far as the key can see', async () => {
    const server = await withAlbum({
      'GET /server/version': { major: 3, minor: 1, patch: 0 },
      [`GET /albums/${idOf(99)}`]: album,
      'POST /search/metadata': { albums: {}, assets: { items: [], nextPage: null, total: 0, count: 0 } },
      'POST /search/statistics': { total: 0 },
    });
    const told = await server.call('immich_albums_delete', { album_id: idOf(99) });
    expect(told.data).toMatchObject({ albumName: 'Trip', shared_links_end: true });
  });

  test.each([
    ['2.7', { ...album, ownerId: idOf(1) }],
    ['3.x', { ...album, albumUsers: [{ user: { id: idOf(1), name: 'Me' }, role: 'owner' }, ...album.albumUsers] }],
  ])('of another user is refused before anything is sent (%s)', async (_version, theirs) => {
    const server = await withAlbum({
      'GET /server/version': { major: 3, minor: 1, patch: 0 },
      [`GET /albums/${idOf(99)}`]: theirs,
      'POST /search/metadata': { albums: {}, assets: { items: [], nextPage: null, total: 0, count: 0 } },
      'POST /search/statistics': { total: 0 },
      'GET /users/me': { id: idOf(5) },
    });
    const told = await server.call('immich_albums_delete', { album_id: idOf(99), dry_run: false });
    expect(told.error).toMatch(/belongs to another user/);
    expect(server.standIn.requests.map(({ method }) => method)).not.toContain('DELETE');
  });

  test('that is still there afterwards is not called deleted', async () => {
    const server = await withAlbum({
      'GET /server/version': { major: 3, minor: 1, patch: 0 },
      [`GET /albums/${idOf(99)}`]: album,
      [`DELETE /albums/${idOf(99)}`]: {},
      'POST /search/metadata': { albums: {}, assets: { items: [], nextPage: null, total: 0, count: 0 } },
      'POST /search/statistics': { total: 0 },
    });
    const told = await server.call('immich_albums_delete', { album_id: idOf(99), dry_run: false });
    expect(told.error).toMatch(/took the deletion, but the album is still there/);
  });
});

describe('an album that grows', () => {
  test('is told asset by asset what became of it, so that nothing is asked again', async () => {
    const server = await startServer(3);
    const results = [
      { id: idOf(1), success: true },
      { id: idOf(2), success: false, error: 'duplicate' },
      { id: idOf(3), success: false, error: 'no_permission' },
    ];
    server.override = (_, response, path) => {
      if (path === `/albums/${idOf(99)}`)
        answerJson(response, { id: idOf(99), albumName: 'Sea', albumUsers: [], assetCount: 1 });
      else if (path === `/albums/${idOf(99)}/assets`) answerJson(response, results);
      return response.writableEnded;
    };
    const told = await server.call('immich_albums_add_assets', { album_id: idOf(99), asset_ids: idsFrom(1, 3) });
    expect(told.data).toEqual({
      album_id: idOf(99),
      albumName: 'Sea',
      added: 1,
      already_in_album: 1,
      failed: [{ id: idOf(3), error: expect.stringContaining('may not share it') }],
    });
    expect(server.standIn.requests.at(-1)).toMatchObject({ method: 'PUT', url: `/api/albums/${idOf(99)}/assets` });
  });
});

describe('a new album', () => {
  test('of which the server silently drops an asset says which', async () => {
    const server = await startServer(2);
    const album = {
      id: idOf(99),
      albumName: 'New',
      assetCount: 1,
      albumUsers: [],
      shared: false,
      hasSharedLink: false,
    };
    server.override = (request, response, path) => {
      if (path !== '/albums') return false;
      const asked = new URL(request.url, 'http://immich').searchParams.get('assetId');
      if (request.method === 'POST') answerJson(response, album, 201);
      else answerJson(response, asked === idOf(1) ? [album] : []);
      return true;
    };
    const told = await server.call('immich_albums_create', { album_name: 'New', asset_ids: idsFrom(1, 2) });
    expect(told.data).toMatchObject({
      id: idOf(99),
      assetCount: 1,
      failed: [{ id: idOf(2), error: 'was not accepted by the library' }],
    });
  });

  test('is not asked for twice, and the answer says to look', async () => {
    const server = await startServer(0);
    server.override = (_, response) => {
      answerJson(response, {}, 502);
      return true;
    };
    const told = await server.call('immich_albums_create', { album_name: 'New' });
    expect(told.error).toMatch(/Whether the album was made is unclear.*immich_albums_list/);
    expect(server.sent('POST', '/albums')).toHaveLength(1);
  });
});

describe('an upload', () => {
  /** A server that takes uploads; `answerUpload` decides how the upload itself ends. */
  async function uploading(answerUpload: (server: Server, request: SeenRequest, response: ServerResponse) => void) {
    const server = await startServer(0);
    const photo = await jpegBytes({ width: 32, height: 32 });
    const host = await startWebHost((_, response) => response.writeHead(200).end(photo));
    opened.push(host);
    let arrived = false;
    server.override = (request, response, path) => {
      if (path === '/assets/bulk-upload-check') {
        const rejected = { id: 'file', action: 'reject', reason: 'duplicate', assetId: idOf(7), isTrashed: false };
        answerJson(response, { results: [arrived ? rejected : { id: 'file', action: 'accept' }] });
      } else if (path === '/assets') {
        arrived = true;
        answerUpload(server, request, response);
      } else return false;
      return true;
    };
    const call = () => server.call('immich_assets_upload', { source: `${host.origin}/a.jpg` });
    const uploads = () =>
      server.standIn.requests.filter(({ method, url }) => method === 'POST' && url === '/api/assets');
    return { call, uploads };
  }

  test('sends what Immich 2.7 requires and later versions ignore', async () => {
    const { call, uploads } = await uploading((_, request, response) => {
      const complete = ['deviceAssetId', 'deviceId', 'fileCreatedAt', 'fileModifiedAt', 'assetData'].every((field) =>
        request.body.includes(`name="${field}"`),
      );
      answerJson(
        response,
        complete ? { id: idOf(7), status: 'created' } : { message: ['required'] },
        complete ? 201 : 400,
      );
    });
    expect((await call()).data).toMatchObject({
      id: idOf(7),
      status: 'created',
      web_url: expect.stringContaining('/photos/'),
    });
    expect(uploads()[0]?.headers['x-immich-checksum']).toMatch(/^[0-9a-f]{40}$/);
  });

  test('whose answer was lost is found by its checksum, not sent again', async () => {
    const { call, uploads } = await uploading((_server, _request, response) => response.destroy());
    expect((await call()).data).toMatchObject({ id: idOf(7), status: 'created' });
    expect(uploads()).toHaveLength(1);
  });

  test('that was refused is not sent again, and the server is quoted', async () => {
    const { call, uploads } = await uploading((_server, _request, response) =>
      answerJson(response, { message: 'Quota has been exceeded!' }, 400),
    );
    expect((await call()).error).toMatch(/Quota has been exceeded/);
    expect(uploads()).toHaveLength(1);
  });
});
