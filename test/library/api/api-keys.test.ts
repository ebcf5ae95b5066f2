import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { permissionNames } from '../../../src/library/api/permissions.ts';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';

const created = z.object({ secret: z.string(), apiKey: z.object({ id: z.string(), name: z.string() }) });
let open: OpenLibrary;

beforeAll(async () => {
  open = await openTestLibrary();
});
afterAll(() => open.close());

async function createKey(body: unknown) {
  return created.parse((await open.ask('POST', '/api-keys', { body })).body);
}

describe('API keys', () => {
  it('are told once, work at once, and are stored as a hash only', async () => {
    const { secret, apiKey } = await createKey({ name: 'phone', permissions: ['user.read', 'apiKey.read'] });
    expect((await open.ask('GET', '/users/me', { key: secret })).status).toBe(200);
    const listed = await open.ask('GET', '/api-keys', { key: secret });
    expect(listed.body).toContainEqual(expect.objectContaining({ id: apiKey.id, name: 'phone' }));
    const stored = await open.library.store.selectFrom('apiKey').selectAll().execute();
    expect(JSON.stringify([stored, listed.body])).not.toContain(secret);
  });

  it('have a name even when none is given', async () => {
    expect((await createKey({ permissions: ['asset.read'] })).apiKey.name).toBe('API Key');
  });

  it('can be renamed and lose permissions', async () => {
    const { secret, apiKey } = await createKey({ permissions: ['user.read', 'asset.read'] });
    const body = { name: 'tablet', permissions: ['asset.read'] };
    expect((await open.ask('PUT', `/api-keys/${apiKey.id}`, { body })).body).toMatchObject(body);
    expect((await open.ask('GET', '/users/me', { key: secret })).status).toBe(403);
  });

  it('do not work any more once deleted', async () => {
    const { secret, apiKey } = await createKey({ permissions: ['all'] });
    expect((await open.ask('DELETE', `/api-keys/${apiKey.id}`)).status).toBe(204);
    expect((await open.ask('GET', '/users/me', { key: secret })).status).toBe(401);
    const again = await open.ask('DELETE', `/api-keys/${apiKey.id}`);
    expect(again).toMatchObject({ status: 400, body: { message: 'API Key not found' } });
  });

  it('belong to one user', async () => {
    const { apiKey } = await createKey({ permissions: ['all'] });
    const { key } = await open.addUser('guest');
    expect((await open.ask('GET', `/api-keys/${apiKey.id}`, { key })).status).toBe(400);
    expect((await open.ask('DELETE', `/api-keys/${apiKey.id}`, { key })).status).toBe(400);
  });

  it('cannot grant more than the key that makes them has', async () => {
    const key = await open.addKey(['apiKey.create', 'asset.read']);
    const more = await open.ask('POST', '/api-keys', { key, body: { permissions: ['asset.read', 'asset.delete'] } });
    expect(more).toMatchObject({ status: 400, body: { message: 'Cannot grant permissions you do not have' } });
    const same = await open.ask('POST', '/api-keys', { key, body: { permissions: ['asset.read'] } });
    expect(same.status).toBe(201);
  });

  it('cannot be given more than the key that changes them has', async () => {
    const { apiKey } = await createKey({ permissions: ['asset.read'] });
    const key = await open.addKey(['apiKey.update', 'asset.read']);
    const more = await open.ask('PUT', `/api-keys/${apiKey.id}`, { key, body: { permissions: ['all'] } });
    expect(more).toMatchObject({ status: 400, body: { message: 'Cannot grant permissions you do not have' } });
    expect((await open.ask('GET', `/api-keys/${apiKey.id}`)).body).toMatchObject({ permissions: ['asset.read'] });
  });

  it.each([
    [[], 'Too small: expected array to have >=1 items'],
    [['nope'], expect.stringContaining('Invalid option')],
  ])('refuse the permissions %j', async (permissions, message) => {
    const { body } = await open.ask('POST', '/api-keys', { body: { permissions } });
    expect(body).toMatchObject({ errors: [{ message }] });
  });
});

describe('the permissions that can be granted', () => {
  it('are named once each, and all of them are known to the SDK', async () => {
    const { Permission } = await import('@immich/sdk');
    const known: string[] = Object.values(Permission);
    expect(new Set(permissionNames).size).toBe(permissionNames.length);
    expect(permissionNames.filter((name) => !known.includes(name))).toEqual([]);
  });
});
