import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  type IdentityProvider,
  type SigningKey,
  sign,
  signingKey,
  startIdentityProvider,
} from '../../fixtures/identity-provider.ts';
import { type ReadTokens, readTokens } from '../../fixtures/jwt-readers.ts';

const audience = 'https://photos.example.com';

let first: SigningKey;
let second: SigningKey;
let provider: IdentityProvider;

beforeAll(async () => {
  [first, second] = await Promise.all([signingKey('EdDSA', 'first'), signingKey('ES256', 'second')]);
});

afterEach(() => provider.close());

async function start(keys: SigningKey[] = [first]): Promise<ReadTokens> {
  provider = await startIdentityProvider(keys.map(({ jwk }) => jwk));
  return readTokens({ ALBUMEN_JWT_ISSUER: provider.issuer, ALBUMEN_JWT_AUDIENCE: audience });
}

/** A token that is valid for a day, so that only keys decide. */
function token(key: SigningKey, header: Record<string, unknown> = {}): Promise<string> {
  const iat = Math.floor(Date.now() / 1000);
  return sign(key, { iss: provider.issuer, sub: 'ann', aud: audience, iat, exp: iat + 86_000, scope: 'mcp' }, header);
}

const letIn = { name: 'ann' };

/** What ends a connection before an answer. */
function break_(): void {
  provider.answerKeys = (request) => request.socket.destroy();
}

describe('keys are asked for when they are needed', () => {
  test('not before the first token, and once for many tokens', async () => {
    const tokens = await start();
    expect(provider.asked).toEqual([]);
    const shown = await token(first);
    const read = await Promise.all(Array.from({ length: 20 }, () => tokens.read(shown)));
    expect(read).toEqual(Array.from({ length: 20 }, () => expect.objectContaining(letIn)));
    expect(provider.asked).toEqual(['GET /.well-known/openid-configuration', 'GET /jwks']);
  });

  test('anew after five minutes, and an unchanged set is not sent again', async () => {
    const tokens = await start();
    const shown = await token(first);
    await tokens.read(shown);
    tokens.passSeconds(299);
    await tokens.read(shown);
    expect(provider.fetches()).toBe(1);
    let status = 0;
    provider.answerKeys = (request, response) => {
      status = request.headers['if-none-match'] === undefined ? 200 : 304;
      response.writeHead(status, { 'content-type': 'application/json' }).end();
    };
    tokens.passSeconds(2);
    expect(await tokens.read(shown)).toMatchObject(letIn);
    expect(status).toBe(304);
    // Unchanged means current again.
    tokens.passSeconds(200);
    expect(await tokens.read(shown)).toMatchObject(letIn);
    expect(provider.fetches()).toBe(2);
  });

  test('a key that the issuer has taken back opens nothing five minutes later', async () => {
    const tokens = await start([first, second]);
    const shown = await token(first);
    expect(await tokens.read(shown)).toMatchObject(letIn);
    provider.keys = [second.jwk];
    tokens.passSeconds(301);
    expect(await tokens.read(shown)).toBe('unknown');
    expect(await tokens.read(await token(second))).toMatchObject(letIn);
  });
});

describe('an unknown key id', () => {
  test('is looked for at once: the issuer may have a new key', async () => {
    const tokens = await start();
    expect(await tokens.read(await token(first))).toMatchObject(letIn);
    provider.keys = [first.jwk, second.jwk];
    expect(await tokens.read(await token(second))).toMatchObject(letIn);
    expect(await tokens.read(await token(first))).toMatchObject(letIn);
    expect(provider.fetches()).toBe(2);
  });

  test('is looked for once where the issuer does not have it', async () => {
    const tokens = await start();
    await tokens.read(await token(first));
    const unknown = await token(second);
    for (let times = 0; times < 5; times += 1) expect(await tokens.read(unknown)).toBe('unknown');
    expect(provider.fetches()).toBe(2);
  });

  test('does not make the issuer be asked more often, however many are made up', async () => {
    const tokens = await start();
    const made = await Promise.all(
      Array.from({ length: 50 }, (_, number) => token(first, { kid: `made up ${number}` })),
    );
    const read = await Promise.all(made.map((one) => tokens.read(one)));
    expect(new Set(read)).toEqual(new Set(['unknown']));
    for (const one of made) await tokens.read(one);
    expect(provider.fetches()).toBeLessThanOrEqual(2);
    tokens.passSeconds(11);
    for (const one of made) await tokens.read(one);
    expect(provider.fetches()).toBeLessThanOrEqual(3);
  });

  test('of a set that has just been fetched for it is not looked for again', async () => {
    const tokens = await start();
    expect(await tokens.read(await token(second))).toBe('unknown');
    expect(provider.fetches()).toBe(1);
  });
});

describe('an issuer that does not answer', () => {
  test('without keys: unavailable, which is not the fault of the token', async () => {
    const tokens = await start();
    break_();
    expect(await tokens.read(await token(first))).toBe('unavailable');
    expect(tokens.told).toContainEqual({
      message: 'keys cannot be fetched',
      facts: { issuer: provider.issuer, why: expect.stringContaining(new URL(provider.issuer).host) },
    });
  });

  test('is tried three times, then left alone for a while, and then asked again', async () => {
    const tokens = await start();
    break_();
    const shown = await token(first);
    await tokens.read(shown);
    expect(provider.fetches()).toBe(3);
    for (let times = 0; times < 5; times += 1) expect(await tokens.read(shown)).toBe('unavailable');
    expect(provider.fetches()).toBe(3);
    provider.answerKeys = undefined;
    tokens.passSeconds(11);
    expect(await tokens.read(shown)).toMatchObject(letIn);
  });

  test('leaves the keys that are there in use, for a day', async () => {
    const tokens = await start();
    const shown = await token(first);
    await tokens.read(shown);
    break_();
    tokens.passSeconds(301);
    expect(await tokens.read(shown)).toMatchObject(letIn);
    const asked = provider.fetches();
    expect(await tokens.read(shown)).toMatchObject(letIn);
    expect(provider.fetches()).toBe(asked);
    tokens.passSeconds(85_000);
    expect(await tokens.read(shown)).toMatchObject(letIn);
    tokens.passSeconds(1200);
    expect(await tokens.read(shown)).toBe('unavailable');
  });

  test('leaves it open whether a new key is right', async () => {
    const tokens = await start();
    await tokens.read(await token(first));
    break_();
    expect(await tokens.read(await token(second))).toBe('unavailable');
    expect(await tokens.read(await token(first))).toMatchObject(letIn);
  });
});

describe('a set of keys', () => {
  test('may hold keys for other things, and some that nobody knows', async () => {
    const encryption = { ...second.jwk, kid: 'encryption', use: 'enc', alg: 'RSA-OAEP-256' };
    const strange = { kty: 'AKP', kid: 'strange', alg: 'ML-DSA-44', pub: 'AAAA' };
    const tokens = await start();
    provider.keys = [encryption, strange, { kty: 'OKP' }, first.jwk];
    expect(await tokens.read(await token(first))).toMatchObject(letIn);
    expect(await tokens.read(await token(second, { kid: 'encryption' }))).toBe('unknown');
  });

  test.each<[string, () => object]>([
    ['one id twice', () => [second.jwk, { ...second.jwk, x: first.jwk.x ?? '' }]],
    ['a damaged key', () => [{ ...second.jwk, x: '!' }]],
    ['a point that is on no curve', () => [{ ...second.jwk, x: second.jwk.y ?? '', y: second.jwk.x ?? '' }]],
    ['a key that may not check signatures', () => [{ ...second.jwk, key_ops: ['encrypt'] }]],
    ['a private key', () => [{ ...second.jwk, d: 'AAAA' }]],
    ['a shared secret', () => [{ kty: 'oct', kid: 'second', k: 'AAAA' }]],
  ])('opens nothing with %s', async (_, keys) => {
    const tokens = await start();
    provider.answerKeys = (__, response) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [first.jwk, keys()].flat() }));
    expect(await tokens.read(await token(first))).toMatchObject(letIn);
    expect(await tokens.read(await token(second))).toBe('unknown');
  });

  test('opens nothing with an RSA key that is too short', async () => {
    const short = await crypto.subtle.generateKey(
      { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
      true,
      ['sign', 'verify'],
    );
    const jwk = { ...(await crypto.subtle.exportKey('jwk', short.publicKey)), kid: 'short', alg: 'RS256', use: 'sig' };
    const { n = '', e = '' } = jwk;
    const tokens = await start();
    provider.keys = [{ kty: 'RSA', kid: 'short', n, e }];
    const text = (await token(first, { kid: 'short' })).split('.')[1] ?? '';
    const head = Buffer.from(JSON.stringify({ alg: 'RS256', kid: 'short' })).toString('base64url');
    const signature = await crypto.subtle.sign(
      'RSASSA-PKCS1-v1_5',
      short.privateKey,
      new TextEncoder().encode(`${head}.${text}`),
    );
    const forged = `${head}.${text}.${Buffer.from(signature).toString('base64url')}`;
    expect(await tokens.read(forged)).toBe('unknown');
  });
});
