import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PermissionName } from '../../../src/library/api/context.ts';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';

let open: OpenLibrary;

beforeAll(async () => {
  open = await openTestLibrary();
});
afterAll(() => open.close());

describe('who may ask', () => {
  it('accepts the key of the process that opened the library, in the header and in the query', async () => {
    expect((await open.ask('GET', '/users/me')).status).toBe(200);
    const inQuery = await open.ask('GET', `/users/me?apiKey=${open.library.ownerKey}`, { key: null });
    expect(inQuery.body).toMatchObject({ id: open.library.owner.id, isAdmin: true });
  });

  it.each([
    ['no key', { key: null }, 'Authentication required'],
    ['an empty key', { key: '' }, 'Authentication required'],
    ['an unknown key', { key: 'nope' }, 'Invalid API key'],
    ['a session token', { key: null, headers: { authorization: 'Bearer nope' } }, 'Invalid user token'],
  ])('refuses %s with 401', async (_, asking, message) => {
    const answer = await open.ask('GET', '/users/me', asking);
    expect(answer).toMatchObject({ status: 401, body: { message } });
  });

  it.each([
    ['GET', '/server/ping'],
    ['GET', '/server/version'],
    ['GET', '/server/features'],
    ['GET', '/server/config'],
    ['GET', '/server/media-types'],
    ['GET', '/server/version-history'],
  ])('answers %s %s to anybody', async (method, path) => {
    expect((await open.ask(method, path, { key: null })).status).toBe(200);
  });
});

describe('what a key may do', () => {
  it('refuses what its permissions do not name, before the body is looked at', async () => {
    const key = await open.addKey(['asset.read']);
    const answer = await open.ask('PUT', '/assets', { key, body: { nonsense: true } });
    expect(answer).toMatchObject({ status: 403, body: { message: 'Missing required permission: asset.update' } });
  });

  it.each<[PermissionName, string, string, unknown?]>([
    ['asset.read', 'GET', '/assets/00000000-0000-4000-8000-000000000000'],
    ['asset.statistics', 'GET', '/assets/statistics'],
    ['asset.update', 'PUT', '/assets', { ids: [] }],
    ['asset.delete', 'DELETE', '/assets', { ids: [] }],
    ['asset.delete', 'POST', '/trash/restore'],
    ['asset.view', 'GET', '/assets/00000000-0000-4000-8000-000000000000/thumbnail'],
    ['asset.download', 'GET', '/assets/00000000-0000-4000-8000-000000000000/original'],
    ['asset.download', 'POST', '/download/info', { assetIds: [] }],
    ['asset.upload', 'POST', '/assets/bulk-upload-check', { assets: [] }],
    ['user.read', 'GET', '/users'],
    ['apiKey.read', 'GET', '/api-keys'],
    ['server.about', 'GET', '/server/about'],
    ['server.storage', 'GET', '/server/storage'],
    ['server.statistics', 'GET', '/server/statistics'],
  ])('needs %s for %s %s, and nothing else', async (permission, method, path, body) => {
    const asking = body === undefined ? {} : { body };
    const all: PermissionName[] = ['album.read', 'tag.read'];
    expect((await open.ask(method, path, { ...asking, key: await open.addKey(all) })).status).toBe(403);
    expect((await open.ask(method, path, { ...asking, key: await open.addKey([permission]) })).status).not.toBe(403);
  });

  it('tells any key its own permissions', async () => {
    const key = await open.addKey(['album.read', 'asset.read']);
    const answer = await open.ask('GET', '/api-keys/me', { key });
    expect(answer).toMatchObject({ status: 200, body: { name: 'test', permissions: ['album.read', 'asset.read'] } });
  });

  it('keeps what is for administrators from others, whatever their key', async () => {
    const { key } = await open.addUser('guest');
    const answer = await open.ask('GET', '/server/statistics', { key });
    expect(answer).toMatchObject({ status: 403, body: { message: 'Forbidden' } });
  });
});
