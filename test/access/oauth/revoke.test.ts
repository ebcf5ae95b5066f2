import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOf, newAccessToken, newClientSecret } from '../../../src/access/secrets.ts';
import { type AccessRoom, accessRoom } from '../../fixtures/access-room.ts';
import { basic, type TokenEndpoint, tokenEndpointOf } from '../../fixtures/token-endpoint.ts';

let room: AccessRoom;
let endpoint: TokenEndpoint;
beforeEach(async () => {
  room = await accessRoom();
  endpoint = tokenEndpointOf(room);
});
afterEach(() => room.remove());

const isThere = async (token: string) => (await room.tokens.find(hashOf(token))) !== undefined;
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe('a token ends', () => {
  it('at once, when its client says so', async () => {
    const { client, secret } = await room.add();
    const [token, other] = [await room.token(client), await room.token(client)];
    const told = await endpoint.ask(
      '/revoke',
      { token, token_type_hint: 'access_token' },
      { headers: basic(client.id, secret) },
    );
    expect([told.status, told.body]).toEqual([200, { status: 'success' }]);
    expect(told.headers.get('cache-control')).toBe('no-store');
    expect([await isThere(token), await isThere(other)]).toEqual([false, true]);
    expect(endpoint.audited).toEqual([{ outcome: 'revoked', address: '192.0.2.1', clientId: client.id }]);
  });

  it('when the client shows its id and secret in the form', async () => {
    const { client, secret } = await room.add();
    const token = await room.token(client);
    await endpoint.ask('/revoke', { token, client_id: client.id, client_secret: secret });
    expect(await isThere(token)).toBe(false);
  });

  it('when whoever has it shows it, in the header or in the form', async () => {
    const { client } = await room.add();
    const [one, other] = [await room.token(client), await room.token(client)];
    expect((await endpoint.ask('/revoke', {}, bearer(one))).status).toBe(200);
    expect((await endpoint.ask('/revoke', { token: other })).status).toBe(200);
    expect([await isThere(one), await isThere(other)]).toEqual([false, false]);
  });

  it('when another token of the same client speaks for it', async () => {
    const { client } = await room.add();
    const [one, other] = [await room.token(client), await room.token(client)];
    expect((await endpoint.ask('/revoke', { token: one }, bearer(other))).status).toBe(200);
    expect([await isThere(one), await isThere(other)]).toEqual([false, true]);
  });

  it('only once, and a second time is a success, too', async () => {
    const { client, secret } = await room.add();
    const token = await room.token(client);
    for (let times = 0; times < 70; times++) {
      expect((await endpoint.ask('/revoke', { token }, { headers: basic(client.id, secret) })).status).toBe(200);
    }
  });
});

describe('a token stays', () => {
  it('when another client wants to end it, by secret or by token', async () => {
    const [mine, yours] = [await room.add(), await room.add()];
    const [token, other] = [await room.token(mine.client), await room.token(yours.client)];
    const headers = basic(yours.client.id, yours.secret);
    expect(await endpoint.ask('/revoke', { token }, { headers })).toMatchObject({ status: 403 });
    expect(await endpoint.ask('/revoke', { token }, bearer(other))).toMatchObject({ status: 403 });
    expect(await endpoint.ask('/revoke', { token }, bearer(newAccessToken()))).toMatchObject({ status: 403 });
    expect(await isThere(token)).toBe(true);
  });

  it('when the secret is wrong', async () => {
    const { client } = await room.add();
    const token = await room.token(client);
    const told = await endpoint.ask('/revoke', { token }, { headers: basic(client.id, newClientSecret()) });
    expect([told.status, told.body.error]).toEqual([401, 'invalid_client']);
    expect(await isThere(token)).toBe(true);
  });

  it('when it stands in the address', async () => {
    const { client } = await room.add();
    const token = await room.token(client);
    expect(await endpoint.ask(`/revoke?token=${token}`)).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    });
    expect(await isThere(token)).toBe(true);
  });

  it('when something else is to end', async () => {
    const { bearer: credential } = await room.add();
    expect(await endpoint.ask('/revoke', { token: credential })).toMatchObject({
      status: 400,
      body: { error: 'unsupported_token_type' },
    });
  });
});

describe('guessing tokens', () => {
  it('tells nothing, and is counted', async () => {
    for (let tries = 0; tries < 60; tries++) {
      expect((await endpoint.ask('/revoke', { token: newAccessToken() })).body).toEqual({ status: 'success' });
    }
    expect((await endpoint.ask('/revoke', { token: newAccessToken() })).status).toBe(429);
  });
});
