import { createHmac } from 'node:crypto';
import { base64url, EncryptJWT, exportSPKI, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type IdentityProvider, type SigningKey, sign, signingKey } from '../../fixtures/identity-provider.ts';
import { readTokens } from '../../fixtures/jwt-readers.ts';
import { now, startTokenIssuer, without } from '../../fixtures/token-issuer.ts';
import { startWebHost } from '../../fixtures/web-host.ts';

const audience = 'https://photos.example.com';

let provider: IdentityProvider;
let key: SigningKey;
let rsa: SigningKey;

beforeAll(async () => {
  ({ provider, key, rsa } = await startTokenIssuer('first', 'rsa', { path: '/realms/home' }));
});

afterAll(() => provider.close());

function open(more: Record<string, string> = {}) {
  return readTokens({ ALBUMEN_JWT_ISSUER: provider.issuer, ALBUMEN_JWT_AUDIENCE: audience, ...more });
}

function claims(more: JWTPayload = {}): JWTPayload {
  return { iss: provider.issuer, sub: 'ann', aud: audience, iat: now(), exp: now() + 300, scope: 'mcp', ...more };
}

/** A token whose header and claims are given as text, signed as they are. */
async function signText(header: string, payload: string): Promise<string> {
  const text = `${base64url.encode(header)}.${base64url.encode(payload)}`;
  const signature = await crypto.subtle.sign('Ed25519', key.privateKey, new TextEncoder().encode(text));
  return `${text}.${base64url.encode(new Uint8Array(signature))}`;
}

const header = () => JSON.stringify({ alg: 'EdDSA', kid: 'first' });

test('a token of the provider, made for this server, is let in', async () => {
  expect(await open().read(await sign(key, claims()))).toEqual({
    id: `jwt:${provider.issuer} ann`,
    name: 'ann',
    role: 'client',
    scope: 'mcp',
  });
});

test('what has not exactly two dots is none of these tokens', async () => {
  const tokens = open();
  const encrypted = await new EncryptJWT(claims())
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(crypto.getRandomValues(new Uint8Array(32)));
  for (const other of ['', 'a', 'a.b', 'c123456789abcdef.secret', 'a.b.c.d', encrypted]) {
    expect(await tokens.read(other)).toBeUndefined();
  }
});

describe('what is no signed access token', () => {
  test.each<[string, () => string | Promise<string>]>([
    ['nothing between the dots', () => '..'],
    ['no base64url', async () => (await sign(key, claims())).replace(/\.[^.]/, '.+')],
    ['a NUL in it', async () => (await sign(key, claims())).replace('.', '.\0')],
    ['a space after it', async () => `${await sign(key, claims())} `],
    ['more than 8 KiB', () => sign(key, claims({ padding: 'x'.repeat(8192) }))],
    ['alg none, without a signature', () => new UnsecuredJWT(claims()).encode()],
    ['a header that is no JSON', () => signText('alg', JSON.stringify(claims()))],
    ['a header that is no object', () => signText('["EdDSA","first"]', JSON.stringify(claims()))],
    ['claims that are no object', () => signText(header(), '"ann"')],
    [
      'claims that are not UTF-8',
      async () => {
        const [head, , signature] = (await sign(key, claims())).split('.');
        return `${head}.${base64url.encode(new Uint8Array([123, 0xff, 125]))}.${signature}`;
      },
    ],
    ['a header twice', () => signText('{"alg":"none","kid":"first","alg":"EdDSA"}', JSON.stringify(claims()))],
    [
      'a claim twice',
      () => signText(header(), JSON.stringify(claims()).replace('"sub":"ann"', '"sub":"bob","sub":"ann"')),
    ],
    [
      'a claim twice, once in other letters',
      () => signText(header(), JSON.stringify(claims()).replace('"sub":"ann"', '"s\\u0075b":"bob","sub":"ann"')),
    ],
    ['no key id', () => sign(key, claims(), { kid: undefined })],
    ['an empty key id', () => sign(key, claims(), { kid: '' })],
    ['a key id that is no text', () => sign(key, claims(), { kid: ['first'] })],
    [
      'an extension that must be understood',
      () => signText('{"alg":"EdDSA","kid":"first","crit":["x"],"x":1}', JSON.stringify(claims())),
    ],
    [
      'claims that are not encoded',
      () => signText('{"alg":"EdDSA","kid":"first","crit":["b64"],"b64":false}', JSON.stringify(claims())),
    ],
    [
      'an extension that says what is so anyway',
      () => signText('{"alg":"EdDSA","kid":"first","crit":["b64"],"b64":true}', JSON.stringify(claims())),
    ],
    ['the type of a logout token', () => sign(key, claims(), { typ: 'logout+jwt' })],
    ['no issuer', () => sign(key, without('iss', claims()))],
    ['no subject', () => sign(key, without('sub', claims()))],
    ['an empty subject', () => sign(key, claims({ sub: '' }))],
    ['a subject with a NUL', () => sign(key, claims({ sub: 'ann\0' }))],
    ['a subject with a line break', () => sign(key, claims({ sub: 'ann\nbob' }))],
    ['a subject that hides letters', () => sign(key, claims({ sub: 'ann\u202e' }))],
    ['a subject without end', () => sign(key, claims({ sub: 'a'.repeat(256) }))],
    ['no audience', () => sign(key, without('aud', claims()))],
    ['no time of making', () => sign(key, without('iat', claims()))],
    ['no expiry', () => sign(key, without('exp', claims()))],
    ['an expiry that is text', () => signText(header(), JSON.stringify({ ...claims(), exp: '9999999999' }))],
    ['a time of making that is text', () => signText(header(), JSON.stringify({ ...claims(), iat: '0' }))],
  ])('is malformed: %s', async (_, make) => {
    expect(await open().read(await make())).toBe('malformed');
  });
});

describe('who signed it', () => {
  test('another issuer is unknown, and nobody is asked about it', async () => {
    const elsewhere = await startWebHost((_, response) => response.end());
    for (const iss of [
      elsewhere.origin,
      `${provider.issuer}2`,
      `${provider.issuer}/x`,
      provider.issuer.toUpperCase(),
    ]) {
      expect(await open().read(await sign(key, claims({ iss })))).toBe('unknown');
    }
    expect(elsewhere.asked).toEqual([]);
    await elsewhere.close();
  });

  test('another key with the id of the right one', async () => {
    const tokens = open();
    expect(await tokens.read(await sign(await signingKey('EdDSA', 'first'), claims()))).toBe('wrong');
    expect(tokens.told.at(-1)?.facts).toMatchObject({ why: 'signature' });
  });

  test('claims that were changed afterwards', async () => {
    const [head, , signature] = (await sign(key, claims())).split('.');
    const changed = base64url.encode(JSON.stringify(claims({ sub: 'admin' })));
    expect(await open().read(`${head}.${changed}.${signature}`)).toBe('wrong');
  });

  test('alg none, with something in place of the signature', async () => {
    const token = await signText('{"alg":"none","kid":"first"}', JSON.stringify(claims()));
    expect(await open().read(token)).toBe('wrong');
  });

  test.each(['HS256', 'HS512'])('%s with the public key as the secret', async (alg) => {
    const published = await exportSPKI(
      await crypto.subtle.importKey('jwk', { ...rsa.jwk }, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, true, [
        'verify',
      ]),
    );
    for (const secret of [published, JSON.stringify(rsa.jwk), rsa.jwk.n ?? '']) {
      const text = `${base64url.encode(JSON.stringify({ alg, kid: 'rsa' }))}.${base64url.encode(JSON.stringify(claims()))}`;
      const mac = createHmac(alg === 'HS256' ? 'sha256' : 'sha512', secret)
        .update(text)
        .digest('base64url');
      expect(await open().read(`${text}.${mac}`)).toBe('wrong');
    }
  });

  test('an algorithm that is not configured, with a key that is published', async () => {
    const tokens = open({ ALBUMEN_JWT_ALGORITHMS: 'EdDSA' });
    expect(await tokens.read(await sign(rsa, claims()))).toBe('wrong');
    expect(tokens.told.at(-1)?.facts).toMatchObject({ why: 'algorithm', algorithm: 'RS256' });
  });

  test('the key of one algorithm for another', async () => {
    const token = await sign(await signingKey('RS256', 'first'), claims());
    expect(await open().read(token)).toBe('unknown');
  });

  test('keys that the token brings along are not looked at', async () => {
    const own = await signingKey('EdDSA', 'own');
    const host = await startWebHost((_, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [own.jwk] }));
    });
    const tokens = open();
    for (const more of [{ jwk: own.jwk }, { jku: host.origin }, { x5u: host.origin }, { x5c: ['AAAA'] }]) {
      expect(await tokens.read(await sign(own, claims(), more))).toBe('unknown');
      expect(await tokens.read(await sign(own, claims(), { ...more, kid: 'first' }))).toBe('wrong');
    }
    expect(host.asked).toEqual([]);
    await host.close();
  });

  test.each([
    '../../etc/passwd',
    '/etc/passwd',
    'http://127.0.0.1/keys',
    "' OR 1=1 --",
    '__proto__',
    'constructor',
    'first/../first',
    'FIRST',
    ' first',
  ])('the key id %s is only a name, and not one of ours', async (kid) => {
    const before = provider.asked.length;
    expect(await open().read(await sign(key, claims(), { kid }))).toBe('unknown');
    const asked = provider.asked.slice(before);
    expect(new Set(asked)).toEqual(
      new Set(['GET /realms/home/.well-known/openid-configuration', 'GET /realms/home/jwks']),
    );
  });
});

describe('for whom it was made', () => {
  test.each<[string, JWTPayload]>([
    ['another server', { aud: 'https://other.example.com' }],
    ["Keycloak's own account pages", { aud: 'account' }],
    ['several others', { aud: ['account', 'https://other.example.com'] }],
    ['nobody', { aud: [] }],
    ['a longer name that begins the same', { aud: `${audience}.evil.example` }],
    ['a shorter name', { aud: 'https://photos.example' }],
  ])('not for %s', async (_, more) => {
    const tokens = open();
    expect(await tokens.read(await sign(key, claims(more)))).toBe('wrong');
    expect(tokens.told.at(-1)?.facts).toMatchObject({ why: 'made for another audience' });
  });

  test('one of several audiences is enough', async () => {
    expect(await open().read(await sign(key, claims({ aud: ['account', audience] })))).toMatchObject({ name: 'ann' });
  });

  test.each<[string, string]>([
    ['ID', 'no access token'],
    ['Refresh', 'no access token'],
    ['Offline', 'no access token'],
  ])('not a token whose type is %s', async (typ, why) => {
    const tokens = open();
    expect(await tokens.read(await sign(key, claims({ typ })))).toBe('wrong');
    expect(tokens.told.at(-1)?.facts).toMatchObject({ why });
  });

  test('not a token that is bound to a key of its owner', async () => {
    const tokens = open();
    expect(await tokens.read(await sign(key, claims({ cnf: { jkt: 'x' } })))).toBe('wrong');
    expect(tokens.told.at(-1)?.facts).toMatchObject({ why: 'bound to a key' });
  });

  test('with no audience configured: the address of this server, and that of its endpoints', async () => {
    const tokens = readTokens({ ALBUMEN_JWT_ISSUER: provider.issuer, ALBUMEN_SERVER_URL: `${audience}/home` });
    for (const path of ['/home', '/home/', '/home/mcp', '/home/api/v1/mcp']) {
      expect(await tokens.read(await sign(key, claims({ aud: audience + path })))).toMatchObject({ name: 'ann' });
    }
    for (const path of ['', '/', '/home/other', '/homemade']) {
      expect(await tokens.read(await sign(key, claims({ aud: audience + path })))).toBe('wrong');
    }
  });

  test('a configured audience is the only one', async () => {
    const tokens = open({ ALBUMEN_JWT_AUDIENCE: 'albumen', ALBUMEN_SERVER_URL: audience });
    expect(await tokens.read(await sign(key, claims({ aud: 'albumen' })))).toMatchObject({ name: 'ann' });
    expect(await tokens.read(await sign(key, claims({ aud: audience })))).toBe('wrong');
  });
});

describe('when', () => {
  test.each<[string, JWTPayload | (() => JWTPayload), string]>([
    ['expired long ago', () => ({ iat: now() - 7200, exp: now() - 3600 }), 'expired'],
    ['expired beyond the leeway', () => ({ iat: now() - 300, exp: now() - 62 }), 'expired'],
    ['valid later', () => ({ nbf: now() + 3600 }), 'wrong'],
    ['valid later than the leeway', () => ({ nbf: now() + 65 }), 'wrong'],
    ['made later than the leeway', () => ({ iat: now() + 65, exp: now() + 300 }), 'wrong'],
    ['made in years, to live long', () => ({ iat: now() + 1e9, exp: now() + 1e9 + 60 }), 'wrong'],
    ['lives longer than a day', () => ({ exp: now() + 86_402 }), 'wrong'],
    ['lives for ever', { exp: 1e300 }, 'wrong'],
    ['was made before there were clocks', { iat: -1e300 }, 'wrong'],
  ])('%s', async (_, more, reason) => {
    expect(await open().read(await sign(key, claims(typeof more === 'function' ? more() : more)))).toBe(reason);
  });

  test.each<[string, () => JWTPayload]>([
    ['expired within the leeway', () => ({ iat: now() - 300, exp: now() - 30 })],
    ['valid within the leeway', () => ({ nbf: now() + 30, iat: now() + 30 })],
    ['lives for a day', () => ({ exp: now() + 86_000 })],
  ])('%s: let in', async (_, more) => {
    expect(await open().read(await sign(key, claims(more())))).toMatchObject({ name: 'ann' });
  });

  test('leeway and lifetime are settings', async () => {
    const tokens = open({ ALBUMEN_JWT_LEEWAY: '0', ALBUMEN_JWT_MAX_LIFETIME: '120' });
    expect(await tokens.read(await sign(key, claims({ iat: now() - 60, exp: now() - 2 })))).toBe('expired');
    expect(await tokens.read(await sign(key, claims({ exp: now() + 200 })))).toBe('wrong');
    expect(await tokens.read(await sign(key, claims({ exp: now() + 100 })))).toMatchObject({ name: 'ann' });
  });

  test('a token that was let in is refused once it has expired', async () => {
    const tokens = open();
    const token = await sign(key, claims());
    expect(await tokens.read(token)).toMatchObject({ name: 'ann' });
    tokens.passSeconds(400);
    expect(await tokens.read(token)).toBe('expired');
  });
});

describe('the slash at the end of an issuer', () => {
  test('is no matter, and one person stays one', async () => {
    for (const configured of [provider.issuer, `${provider.issuer}/`]) {
      const tokens = open({ ALBUMEN_JWT_ISSUER: configured });
      for (const iss of [provider.issuer, `${provider.issuer}/`]) {
        expect(await tokens.read(await sign(key, claims({ iss })))).toMatchObject({ id: `jwt:${provider.issuer} ann` });
      }
    }
  });
});

test('whoever runs the server is told why, and nothing of the token', async () => {
  const tokens = open();
  await tokens.read(await sign(key, claims({ aud: 'account', preferred_username: 'Ann Example' })));
  expect(tokens.told.at(-1)).toEqual({
    message: 'a token was refused',
    facts: {
      issuer: provider.issuer,
      why: 'made for another audience',
      audience: 'account',
      algorithm: 'EdDSA',
    },
  });
});

test('a token without a subject that anybody signed for is not told apart from others', async () => {
  const stranger = await signingKey('EdDSA', 'stranger');
  const token = await new SignJWT(without('sub', claims()))
    .setProtectedHeader({ alg: 'EdDSA', kid: 'stranger' })
    .sign(stranger.privateKey);
  expect(await open().read(token)).toBe('unknown');
});
