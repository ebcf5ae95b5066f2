import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOf, newAccessToken, newClientId, newClientSecret } from '../../../src/access/secrets.ts';
import { type AccessRoom, accessRoom, signInOf } from '../../fixtures/access-room.ts';
import { basic, type TokenEndpoint, tokenEndpointOf, toldBy } from '../../fixtures/token-endpoint.ts';
import { noteSaid, watchSecret } from '../../fixtures/watched-secrets.ts';

let room: AccessRoom;
let endpoint: TokenEndpoint;
beforeEach(async () => {
  room = await accessRoom();
  endpoint = tokenEndpointOf(room);
});
afterEach(async () => {
  noteSaid('audit', JSON.stringify(endpoint.audited));
  await room.remove();
});

type Registered = Awaited<ReturnType<AccessRoom['add']>>;

const form = ({ client, secret }: Registered, more: Record<string, string> = {}) =>
  endpoint.ask('/token', { grant_type: 'client_credentials', client_id: client.id, client_secret: secret, ...more });

const json = (body: unknown, headers: Record<string, string> = {}) =>
  endpoint.ask('/token', undefined, {
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('a token', () => {
  it('is what a client gets for its id and secret, in the words of PhotoPrism and OAuth', async () => {
    const one = await room.add({ expires: 600 });
    const { status, headers, body } = await form(one);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    const token = String(body.access_token);
    expect(body).toEqual({
      status: 'success',
      session_id: hashOf(token),
      access_token: token,
      token_type: 'Bearer',
      expires_in: 600,
      client_name: 'IDE',
      client_role: 'client',
      scope: 'mcp',
    });
    const door = signInOf(room);
    expect(await door.identify(new Headers({ authorization: `Bearer ${token}` }), 'here')).toMatchObject({
      identity: { id: `client:${one.client.id}` },
    });
    expect(endpoint.audited).toEqual([{ outcome: 'issued', address: '192.0.2.1', clientId: one.client.id }]);
  });

  it.each<[string, (one: Registered) => Promise<{ status: number }>]>([
    [
      'a form without grant_type',
      ({ client, secret }) => endpoint.ask('/token', { client_id: client.id, client_secret: secret }),
    ],
    [
      'JSON',
      ({ client, secret }) => json({ grant_type: 'client_credentials', client_id: client.id, client_secret: secret }),
    ],
    [
      'HTTP Basic and a form',
      ({ client, secret }) =>
        endpoint.ask('/token', { grant_type: 'client_credentials' }, { headers: basic(client.id, secret) }),
    ],
    [
      'HTTP Basic and the id again',
      ({ client, secret }) => endpoint.ask('/token', { client_id: client.id }, { headers: basic(client.id, secret) }),
    ],
    ['HTTP Basic and JSON', ({ client, secret }) => json({}, basic(client.id, secret))],
    [
      'HTTP Basic and no body',
      ({ client, secret }) => endpoint.ask('/token', undefined, { body: null, headers: basic(client.id, secret) }),
    ],
  ])('is given for %s', async (_, ask) => {
    expect((await ask(await room.add())).status).toBe(200);
  });

  it('says nothing of an end where it has none', async () => {
    expect((await form(await room.add({ expires: -1 }))).body).not.toHaveProperty('expires_in');
  });

  it('is for less where less is asked for, and never for more', async () => {
    const one = await room.add({ scope: 'mcp metrics' });
    expect((await form(one, { scope: 'read mcp' })).body.scope).toBe('mcp read');
    expect((await form(one, { scope: '*' })).body.scope).toBe('mcp metrics');
    expect((await form(one, { scope: 'mcp photos' })).body.scope).toBe('mcp');
    expect((await form(one, { scope: ' ' })).body.scope).toBe('mcp metrics');
    const nothing = await form(one, { scope: 'photos' });
    expect([nothing.status, nothing.body.error]).toEqual([400, 'invalid_scope']);
  });

  it('ends the oldest where the client would have too many', async () => {
    const one = await room.add({ tokens: 2 });
    const tokens: string[] = [];
    for (let count = 0; count < 3; count++) tokens.push(String((await form(one)).body.access_token));
    const found = await Promise.all(tokens.map((token) => room.tokens.find(hashOf(token))));
    expect(found.map((token) => token !== undefined)).toEqual([false, true, true]);
  });

  it('is given over a real port, too, at both addresses', async () => {
    const { client, secret } = await room.add();
    const app = new Hono().route('/oauth', endpoint.app).route('/api/v1/oauth', endpoint.app);
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    await new Promise((resolve) => server.once('listening', resolve));
    const bound = server.address();
    const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
    for (const path of ['/oauth/token', '/api/v1/oauth/token']) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
        method: 'POST',
        headers: basic(client.id, secret),
      });
      expect((await toldBy(answer)).status).toBe(200);
    }
    const large = await fetch(`http://127.0.0.1:${port}/oauth/token`, { method: 'POST', body: 'a'.repeat(20_000) });
    expect((await toldBy(large)).status).toBe(413);
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('no token', () => {
  const refusal = (status: number, error: string) => ({ status, body: { error, code: status } });

  it.each<[string, (one: Registered, other: Registered) => Promise<unknown>]>([
    ['a wrong secret', ({ client }) => form({ client, secret: newClientSecret(), bearer: '' })],
    ["another client's secret", ({ client }, other) => form({ ...other, client })],
    ['an unknown id', (one) => form({ ...one, client: { ...one.client, id: newClientId() } })],
    ['an id that is none', (one) => form({ ...one, client: { ...one.client, id: "c' or 1=1 --" } })],
    ['a secret that is none', ({ client }) => form({ client, secret: '', bearer: '' })],
    ['no credentials', () => endpoint.ask('/token', { grant_type: 'client_credentials' })],
    ['an id alone', ({ client }) => endpoint.ask('/token', { client_id: client.id })],
    ['nothing', () => endpoint.ask('/token', undefined, { body: null })],
    ['Basic without a colon', () => endpoint.ask('/token', {}, { headers: { authorization: 'Basic YWJj' } })],
    ['Basic without an id', ({ secret }) => endpoint.ask('/token', {}, { headers: basic('', secret) })],
    ['Basic that is not base64', () => endpoint.ask('/token', {}, { headers: { authorization: 'Basic %%%' } })],
    ['Basic alone', () => endpoint.ask('/token', {}, { headers: { authorization: 'Basic' } })],
    ['a token in place of a secret', ({ client }) => form({ client, secret: newAccessToken(), bearer: '' })],
  ])('is given for %s', async (_, ask) => {
    expect(await ask(await room.add(), await room.add())).toMatchObject(refusal(401, 'invalid_client'));
  });

  it('is given to a client that is disabled, or gone', async () => {
    const [disabled, gone] = [await room.add(), await room.add()];
    await room.clients.change(disabled.client.id, { enabled: false });
    await room.clients.remove(gone.client.id);
    expect(await form(disabled)).toMatchObject(refusal(401, 'invalid_client'));
    expect(await form(gone)).toMatchObject(refusal(401, 'invalid_client'));
    expect(endpoint.audited).toEqual([
      { outcome: 'disabled', address: '192.0.2.1' },
      { outcome: 'unknown', address: '192.0.2.1' },
    ]);
  });

  it('is given for what stands in the address', async () => {
    const { client, secret } = await room.add();
    const query = `/token?client_id=${client.id}&client_secret=${secret}&grant_type=client_credentials`;
    expect(await endpoint.ask(query)).toMatchObject(refusal(401, 'invalid_client'));
    expect((await endpoint.app.request(query)).status).toBe(404);
  });

  it.each(['password', 'session', 'authorization_code', 'refresh_token', 'CLIENT_CREDENTIALS'])(
    'is given for the grant %s',
    async (grant) => {
      expect(await form(await room.add(), { grant_type: grant })).toMatchObject(refusal(400, 'unsupported_grant_type'));
    },
  );

  it('is given where id and secret are shown in two ways at once', async () => {
    const { client, secret } = await room.add();
    const headers = basic(client.id, secret);
    const twice = endpoint.ask('/token', { client_id: client.id, client_secret: secret }, { headers });
    expect(await twice).toMatchObject(refusal(400, 'invalid_request'));
    const another = endpoint.ask('/token', { client_id: newClientId() }, { headers });
    expect(await another).toMatchObject(refusal(400, 'invalid_request'));
  });

  it.each<[string, RequestInit]>([
    ['broken JSON', { body: '{', headers: { 'content-type': 'application/json' } }],
    ['a JSON list', { body: '[]', headers: { 'content-type': 'application/json' } }],
    ['JSON null', { body: 'null', headers: { 'content-type': 'application/json' } }],
    ['JSON with a number', { body: '{"client_id":1}', headers: { 'content-type': 'application/json' } }],
    ['text', { body: 'client_id=a', headers: { 'content-type': 'text/plain' } }],
    [
      'a field twice',
      { body: 'client_id=a&client_id=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
  ])('is given for %s', async (_, init) => {
    expect(await endpoint.ask('/token', undefined, init)).toMatchObject(refusal(400, 'invalid_request'));
  });

  it('is given for a body above 16 KiB, stated or not', async () => {
    const stated = endpoint.ask('/token', { scope: 'a'.repeat(16 * 1024) }, undefined);
    expect(await stated).toMatchObject(refusal(413, 'invalid_request'));
    const chunks = new Blob(['a'.repeat(64 * 1024)]).stream();
    const unstated = { body: chunks, duplex: 'half', headers: { 'content-type': 'application/json' } } as const;
    expect(await endpoint.ask('/token', undefined, unstated)).toMatchObject(refusal(413, 'invalid_request'));
  });

  it('is asked for in a Basic dialogue only where that was begun', async () => {
    const { client } = await room.add();
    const headers = basic(client.id, newClientSecret());
    expect((await endpoint.ask('/token', {}, { headers })).headers.get('www-authenticate')).toBe(
      'Basic realm="Albumen"',
    );
    expect((await endpoint.ask('/token')).headers.get('www-authenticate')).toBeNull();
  });

  it('is given after 60 failures from one address, not even for what is right', async () => {
    const one = await room.add();
    for (let tries = 0; tries < 60; tries++) await form({ ...one, secret: newClientSecret() });
    const { status, headers, body } = await form(one);
    expect([status, body]).toEqual([429, { error: 'rate limit exceeded', code: 429 }]);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(endpoint.audited.at(-1)).toEqual({ outcome: 'too_many', address: '192.0.2.1' });
  });

  it('is given while the database is away, which is nobody’s failure', async () => {
    const one = await room.add();
    await room.close();
    const { status, headers, body } = await form(one);
    expect([status, body.error, headers.get('cache-control')]).toEqual([503, 'temporarily_unavailable', 'no-store']);
    expect(room.reported).toHaveLength(1);
    room = await accessRoom();
  });

  it('is given while the secret is being renewed', async () => {
    const one = await room.add();
    room.clock.now += 1;
    const [asked, renewed] = await Promise.all([form(one), room.clients.renewSecret(one.client.id)]);
    watchSecret(renewed ?? '');
    const token = asked.body.access_token;
    expect(token === undefined ? undefined : await room.tokens.find(hashOf(String(token)))).toBeUndefined();
  });
});
