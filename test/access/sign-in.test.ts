import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientCheck } from '../../src/access/client-check.ts';
import { clientReader } from '../../src/access/client-reader.ts';
import type { Admission, CredentialReader } from '../../src/access/identity.ts';
import { hashOf, newAccessToken, newClientId, newClientSecret, sameHash } from '../../src/access/secrets.ts';
import { openSignIn } from '../../src/access/sign-in.ts';
import { tokenReader } from '../../src/access/token-reader.ts';
import { editions } from '../../src/catalog/role-names.ts';
import { type AccessRoom, accessRoom, signInOf } from '../fixtures/access-room.ts';
import { noteSaid, watchSecret } from '../fixtures/watched-secrets.ts';

let room: AccessRoom;
let door: ReturnType<typeof signInOf>;
beforeEach(async () => {
  room = await accessRoom();
  door = signInOf(room);
});
afterEach(() => room.remove());

async function come(credential: string, address = '192.0.2.1'): Promise<Admission> {
  const admission = await door.identify(new Headers({ authorization: `Bearer ${credential}` }), address);
  noteSaid('sign-in', JSON.stringify(admission));
  return admission;
}

/** In short: who came in, or why not. */
function outcome(admission: Admission): string {
  const { admitted } = admission;
  return admitted ? admission.identity.id : `${admission.refusal.status} ${admission.refusal.reason}`;
}

const said = async (credential: string, address?: string) => outcome(await come(credential, address));

describe('who comes in', () => {
  it('is a client with its id and secret', async () => {
    const { client, bearer } = await room.add({ scope: 'read mcp', role: 'admin' });
    expect(await come(bearer)).toEqual({
      admitted: true,
      identity: { id: `client:${client.id}`, name: 'IDE', role: 'admin', scope: 'read mcp' },
    });
  });

  it('is a client with a token: the same one, with what the token is for', async () => {
    const { client } = await room.add({ scope: 'mcp metrics' });
    expect(await come(await room.token(client, 'read mcp'))).toEqual({
      admitted: true,
      identity: { id: `client:${client.id}`, name: 'IDE', role: 'client', scope: 'mcp read' },
    });
  });

  it('acts with a library key of its own where it has one', async () => {
    const { client, bearer } = await room.add();
    await room.clients.keepLibraryKey(client.id, 'sealed');
    for (const credential of [bearer, await room.token(client)]) {
      expect(await come(credential)).toMatchObject({ identity: { keyOwner: client.id } });
    }
  });

  it('is told by any of the headers, and never by the address', async () => {
    const { client, bearer } = await room.add();
    for (const header of ['x-auth-token', 'x-session-id']) {
      expect(outcome(await door.identify(new Headers([[header, bearer]]), 'here'))).toBe(`client:${client.id}`);
    }
    const inAddress = new Request(`http://albumen.test/mcp?access_token=${bearer}&token=${bearer}`);
    expect(outcome(await door.identify(inAddress.headers, 'here'))).toBe('401 missing');
  });
});

describe('who stays out', () => {
  it('shows nothing, which is no failed try', async () => {
    for (let tries = 0; tries < 100; tries++) {
      expect(outcome(await door.identify(new Headers(), '192.0.2.1'))).toBe('401 missing');
    }
    const { client, bearer } = await room.add();
    expect(await said(bearer)).toBe(`client:${client.id}`);
  });

  it.each([
    ['an unknown token', () => newAccessToken(), '401 unknown'],
    ['an unknown client', () => `${newClientId()}.${newClientSecret()}`, '401 unknown'],
    ['something else', () => 'hunter2', '401 unknown'],
    ['an id alone', () => newClientId(), '401 unknown'],
    ['a third part', () => `${newClientId()}.${newClientSecret()}.x`, '401 unknown'],
    ['the hash of nothing', () => '.', '401 unknown'],
    ['two things', () => 'one two', '401 malformed'],
  ])('shows %s', async (_, credential, refused) => {
    expect(await said(credential())).toBe(refused);
  });

  it('shows what is right, and more', async () => {
    const { client, bearer } = await room.add();
    const token = await room.token(client);
    for (const credential of [
      `${bearer}.`,
      `${bearer}.x`,
      `${bearer}x`,
      `.${bearer}`,
      `${token}0`,
      token.toUpperCase(),
    ]) {
      expect(await said(credential)).toBe('401 unknown');
    }
  });

  it("shows a wrong secret, or another client's", async () => {
    const [mine, yours] = [await room.add(), await room.add()];
    expect(await said(`${mine.client.id}.${newClientSecret()}`)).toBe('401 wrong');
    expect(await said(`${mine.client.id}.${yours.secret}`)).toBe('401 wrong');
  });

  it('shows a token that has expired', async () => {
    const { client } = await room.add({ expires: 60 });
    const token = await room.token(client);
    room.clock.now += 60_000;
    expect(await said(token)).toBe('401 expired');
  });

  it('shows an id and secret later than --expires allows them to be a token, until the secret is renewed', async () => {
    const { client, bearer } = await room.add({ expires: 60 });
    room.clock.now += 59_999;
    expect(await said(bearer)).toBe(`client:${client.id}`);
    room.clock.now += 1;
    expect(await said(bearer)).toBe('401 expired');
    const renewed = watchSecret((await room.clients.renewSecret(client.id)) ?? '');
    expect(await said(`${client.id}.${renewed}`)).toBe(`client:${client.id}`);
    expect(await said(bearer)).toBe('401 wrong');
  });

  it('never has to leave with -1', async () => {
    const { client, bearer } = await room.add({ expires: -1 });
    room.clock.now += 100 * 365 * 86_400_000;
    expect(await said(bearer)).toBe(`client:${client.id}`);
  });

  it('shows what was revoked, disabled or removed a moment ago', async () => {
    const { client, bearer } = await room.add();
    const token = await room.token(client);
    expect([await said(bearer), await said(token)]).toEqual([`client:${client.id}`, `client:${client.id}`]);
    await room.clients.change(client.id, { enabled: false });
    expect([await said(bearer), await said(token)]).toEqual(['401 disabled', '401 unknown']);
    await room.clients.change(client.id, { enabled: true });
    expect(await said(bearer)).toBe(`client:${client.id}`);
    await room.clients.remove(client.id);
    expect(await said(bearer)).toBe('401 unknown');
  });

  it('shows a token that was made while its client was being disabled', async () => {
    const { client } = await room.add();
    const token = await room.token(client);
    const found = await room.tokens.find(hashOf(token));
    const tokens = {
      ...room.tokens,
      find: async () => found && { ...found, client: { ...found.client, enabled: false } },
    };
    expect(await tokenReader(tokens, room.usage).read(token, '')).toBe('disabled');
  });

  it('reads the same words whatever was wrong with the credential', async () => {
    const { client, bearer } = await room.add({ expires: 60 });
    const token = await room.token(client);
    room.clock.now += 60_000;
    const wrong = `${client.id}.${newClientSecret()}`;
    const messages = new Set<string>();
    for (const credential of [newAccessToken(), wrong, bearer, token, 'x y']) {
      const admission = await come(credential);
      if (!admission.admitted) messages.add(admission.refusal.message);
    }
    expect([...messages]).toEqual(['This credential is not valid.']);
  });
});

describe('what the scope and the role decide', () => {
  it.each([
    ['mcp', 'client', true],
    ['read mcp', 'client', true],
    ['*', 'client', true],
    ['read', 'client', true],
    ['mcp', 'admin', true],
    ['mcp', 'instance', true],
    ['mcp', 'service', true],
    ['mcp', 'portal', true],
    ['mcp', 'none', false],
    ['*', 'none', false],
    ['metrics', 'admin', false],
    ['write mcp', 'admin', false],
    ['mcp:false *', 'admin', false],
  ] as const)('%j as %s: %j', async (scope, role, admitted) => {
    const { bearer } = await room.add({ scope, role });
    const came = await come(bearer);
    expect(came.admitted).toBe(admitted);
    if (!came.admitted) expect(outcome(came)).toBe('403 not_permitted');
  });

  it('lets managers in where the edition has them', async () => {
    const manager = { id: 'jwt:house anna', name: 'Anna', role: 'manager', scope: 'mcp' } as const;
    const came = await Promise.all(
      editions.map((edition) => {
        const signIn = openSignIn({ readers: [{ read: async () => manager }], edition, attempts: door.attempts });
        return signIn.identify(new Headers({ 'x-auth-token': 'a' }), 'here');
      }),
    );
    expect(came.map(({ admitted }) => admitted)).toEqual([false, false, true, true]);
  });

  it('is another thing for metrics', async () => {
    const metrics = signInOf(room, 'metrics');
    const [one, other] = [await room.add({ scope: 'metrics' }), await room.add({ scope: 'mcp' })];
    const ask = (bearer: string) => metrics.identify(new Headers({ 'x-auth-token': bearer }), 'here');
    expect(outcome(await ask(one.bearer))).toBe(`client:${one.client.id}`);
    expect(outcome(await ask(other.bearer))).toBe('403 not_permitted');
  });

  it('is no failed try', async () => {
    const { bearer } = await room.add({ scope: 'metrics' });
    for (let tries = 0; tries < 70; tries++) expect(await said(bearer)).toBe('403 not_permitted');
  });
});

describe('guessing', () => {
  async function useUp(address?: string): Promise<void> {
    for (let tries = 0; tries < 60; tries++) await come(newAccessToken(), address);
  }

  it('is answered 429 after 60 failures, with the time to wait', async () => {
    await useUp();
    const admission = await come(newAccessToken());
    expect(outcome(admission)).toBe('429 too_many');
    expect(admission).toMatchObject({ refusal: { retryAfterSeconds: expect.any(Number) } });
  });

  it('does not go on past the limit, even with what is right: nobody would have to stop guessing otherwise', async () => {
    const { bearer } = await room.add();
    await useUp();
    expect(await said(bearer)).toBe('429 too_many');
  });

  it('does not lock out who has come in from there before', async () => {
    const { client, bearer } = await room.add();
    await come(bearer);
    await useUp();
    expect(await said(bearer)).toBe(`client:${client.id}`);
    expect(await said(bearer, '192.0.2.2')).toBe(`client:${client.id}`);
    await useUp('192.0.2.3');
    expect(await said(bearer, '192.0.2.3')).toBe('429 too_many');
  });

  it('is what a credential does that was taken away: it is looked up once more, and then not', async () => {
    const { client, bearer } = await room.add();
    await come(bearer);
    await useUp();
    await room.clients.remove(client.id);
    expect([await said(bearer), await said(bearer)]).toEqual(['401 unknown', '429 too_many']);
  });

  it('from one address bothers no other', async () => {
    await useUp();
    expect(await said(newAccessToken(), '198.51.100.7')).toBe('401 unknown');
  });

  it('counts what is malformed, too', async () => {
    for (let tries = 0; tries < 60; tries++) await come('a b');
    expect(await said('a b')).toBe('429 too_many');
  });
});

describe('hashes', () => {
  it('are compared by the same function whether a client is known or not', async () => {
    const { client } = await room.add();
    const compared: [string, string][] = [];
    const compare = (a: string, b: string) => {
      compared.push([a, b]);
      return sameHash(a, b);
    };
    const reader = clientReader(clientCheck(room.clients, compare), room.usage);
    await reader.read(`${client.id}.${newClientSecret()}`, '');
    await reader.read(`${newClientId()}.${newClientSecret()}`, '');
    expect(compared.map(([a, b]) => [a.length, b.length])).toEqual([
      [64, 64],
      [64, 64],
    ]);
  });

  it('are what decides, for clients and for tokens', async () => {
    const { client, bearer } = await room.add();
    const token = await room.token(client);
    const never = () => false;
    expect(await clientReader(clientCheck(room.clients, never), room.usage).read(bearer, '')).toBe('wrong');
    expect(await tokenReader(room.tokens, room.usage, never).read(token, '')).toBe('unknown');
  });

  it('are compared for tokens that nobody knows, too', async () => {
    let compared = 0;
    const compare = () => {
      compared += 1;
      return false;
    };
    await tokenReader(room.tokens, room.usage, compare).read(newAccessToken(), '');
    expect(compared).toBe(1);
  });
});

describe('when something fails', () => {
  const unavailable = { admitted: false, refusal: { status: 503, reason: 'unavailable', retryAfterSeconds: 5 } };

  it('nobody comes in, and the reason is told to the log alone', async () => {
    const { bearer } = await room.add();
    await room.close();
    expect(await come(bearer)).toMatchObject(unavailable);
    expect(room.reported).toHaveLength(1);
    room = await accessRoom();
  });

  it('a reader that cannot reach what it needs is not the fault of who came', async () => {
    const reader: CredentialReader = { read: async () => 'unavailable' };
    const signIn = openSignIn({ readers: [reader], edition: 'ce', attempts: door.attempts });
    for (let tries = 0; tries < 70; tries++) {
      expect(await signIn.identify(new Headers({ 'x-auth-token': 'a' }), 'here')).toMatchObject(unavailable);
    }
  });

  it('nobody comes in while failures cannot be counted', async () => {
    const { bearer } = await room.add();
    const attempts = { wait: () => Promise.reject(new Error('no limits')), noteFailure: async () => {} };
    const signIn = openSignIn({ readers: door.readers, edition: 'ce', attempts });
    expect(await signIn.identify(new Headers({ 'x-auth-token': bearer }), 'here')).toMatchObject(unavailable);
  });
});
