import { afterEach, describe, expect, test } from 'vitest';
import { type IdentityProvider, sign, signingKey, startIdentityProvider } from '../../fixtures/identity-provider.ts';
import { readTokens } from '../../fixtures/jwt-readers.ts';

/** Documents and tokens in the shape that the providers' own documentation and code give them. */
const server = 'https://photos.example.com';
const now = () => Math.floor(Date.now() / 1000);

let provider: IdentityProvider;

afterEach(() => provider.close());

/** What is published of a key along with its certificate. */
const certified = { x5c: ['MIICmzCCAYMCBgGT'], x5t: 'Zm9v', 'x5t#S256': 'YmFy' };

describe('Keycloak', () => {
  const path = '/realms/home';

  const made = signingKey('RS256', 'nniBrxL0qhG79pkF3ccQj', certified);

  async function start() {
    const key = await made;
    const encryption = { ...key.jwk, kid: 'Jkm0r8C7dJvXw', alg: 'RSA-OAEP', use: 'enc' };
    provider = await startIdentityProvider([encryption, key.jwk], {
      path,
      keys: `${path}/protocol/openid-connect/certs`,
    });
    const endpoint = `${provider.issuer}/protocol/openid-connect`;
    provider.metadata = {
      authorization_endpoint: `${endpoint}/auth`,
      token_endpoint: `${endpoint}/token`,
      introspection_endpoint: `${endpoint}/token/introspect`,
      end_session_endpoint: `${endpoint}/logout`,
      registration_endpoint: `${provider.issuer}/clients-registrations/openid-connect`,
      grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
      response_types_supported: ['code', 'none', 'id_token'],
      subject_types_supported: ['public', 'pairwise'],
      id_token_signing_alg_values_supported: ['PS256', 'RS256', 'ES256', 'EdDSA', 'HS256'],
      scopes_supported: ['openid', 'profile', 'email', 'mcp', 'offline_access', 'roles', 'basic'],
      claims_supported: ['aud', 'sub', 'iss', 'auth_time', 'name', 'preferred_username'],
      code_challenge_methods_supported: ['plain', 'S256'],
    };
    const claims = {
      exp: now() + 300,
      iat: now(),
      auth_time: now() - 60,
      jti: 'onrtac:0f3c2c3e-6f8e-4a5b-9f63-1d2b7c2f3a10',
      iss: provider.issuer,
      aud: [server, 'account'],
      sub: '36fa0f91-f94d-4a0c-afed-6b7d952e47da',
      typ: 'Bearer',
      azp: 'claude',
      sid: '2a88c258-f73a-4103-b862-e1fbd8f4e04e',
      acr: '1',
      'allowed-origins': ['https://chat.example.com'],
      realm_access: { roles: ['offline_access', 'default-roles-home', 'uma_authorization', 'photo-admins'] },
      resource_access: { account: { roles: ['manage-account', 'view-profile'] } },
      scope: 'openid mcp profile email',
      email_verified: true,
      name: 'Ann Example',
      preferred_username: 'ann',
      given_name: 'Ann',
      family_name: 'Example',
      email: 'ann@example.com',
    };
    return { key, claims };
  }

  const open = (more: Record<string, string> = {}) =>
    readTokens({ ALBUMEN_JWT_ISSUER: provider.issuer, ALBUMEN_SERVER_URL: server, ...more });

  test('a person is let in with the address of this server as the audience', async () => {
    const { key, claims } = await start();
    expect(await open().read(await sign(key, claims))).toEqual({
      id: `jwt:${provider.issuer} 36fa0f91-f94d-4a0c-afed-6b7d952e47da`,
      name: 'ann',
      role: 'client',
      scope: 'mcp',
    });
  });

  test('a role of the realm can make an admin where that is configured, and only there', async () => {
    const { key, claims } = await start();
    const token = await sign(key, claims);
    const claim = { ALBUMEN_JWT_ROLE_CLAIM: 'realm_access.roles' };
    expect(await open(claim).read(token)).toMatchObject({ role: 'client' });
    const named = { ...claim, ALBUMEN_JWT_ROLES: 'photo-admins=admin, client' };
    expect(await open(named).read(token)).toMatchObject({ role: 'admin' });
  });

  test("the realm's own role `admin` makes nobody an admin of photos", async () => {
    const { key, claims } = await start();
    const token = await sign(key, { ...claims, realm_access: { roles: ['admin'] } });
    const claim = { ALBUMEN_JWT_ROLE_CLAIM: 'realm_access.roles' };
    expect(await open(claim).read(token)).toMatchObject({ role: 'client' });
    expect(await open({ ...claim, ALBUMEN_JWT_ROLES: 'admin' }).read(token)).toMatchObject({ role: 'admin' });
  });

  test('a subject that is configured is an admin', async () => {
    const { key, claims } = await start();
    const tokens = open({ ALBUMEN_JWT_ADMINS: claims.sub });
    expect(await tokens.read(await sign(key, claims))).toMatchObject({ role: 'admin' });
    expect(await tokens.read(await sign(key, { ...claims, sub: 'another' }))).toMatchObject({ role: 'client' });
  });

  test('a program that signs in for itself', async () => {
    const { key, claims } = await start();
    const program = { ...claims, preferred_username: 'service-account-backup', client_id: 'backup', scope: 'mcp' };
    expect(await open().read(await sign(key, program))).toMatchObject({ name: 'service-account-backup' });
  });

  test('a realm as it comes, without a mapper for the audience, is told what is missing', async () => {
    const { key, claims } = await start();
    const tokens = open();
    expect(await tokens.read(await sign(key, { ...claims, aud: 'account' }))).toBe('wrong');
    expect(tokens.told.at(-1)?.facts).toMatchObject({ why: 'made for another audience', audience: 'account' });
    const { aud: _, ...bare } = claims;
    expect(await tokens.read(await sign(key, bare))).toBe('malformed');
    expect(tokens.told.at(-1)?.facts).toMatchObject({ why: 'no aud' });
  });

  test('without the scope, a person is known and may do nothing', async () => {
    const { key, claims } = await start();
    expect(await open().read(await sign(key, { ...claims, scope: 'openid profile' }))).toMatchObject({ scope: '' });
  });

  test('an ID token is no access token', async () => {
    const { key, claims } = await start();
    expect(await open().read(await sign(key, { ...claims, typ: 'ID' }))).toBe('wrong');
  });
});

describe('Authentik', () => {
  const path = '/application/o/albumen';
  const clientId = 'eXJ5b3VyY2xpZW50aWQ0NQ';

  const made = {
    RS256: signingKey('RS256', '83d6d98dbb1cdb0b6d8e7f9e1d0b7e8a', certified),
    ES256: signingKey('ES256', '1cdb0b6d8e7f9e1d0b7e8a83d6d98dbb', certified),
  };

  async function start(algorithm: keyof typeof made = 'RS256') {
    const key = await made[algorithm];
    provider = await startIdentityProvider([key.jwk], { path, keys: `${path}/jwks/`, slash: true });
    provider.metadata = {
      authorization_endpoint: `${provider.origin}/application/o/authorize/`,
      token_endpoint: `${provider.origin}/application/o/token/`,
      userinfo_endpoint: `${provider.origin}/application/o/userinfo/`,
      end_session_endpoint: `${provider.issuer}/end-session/`,
      response_types_supported: ['code', 'id_token'],
      id_token_signing_alg_values_supported: [algorithm],
      subject_types_supported: ['public'],
      token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
      acr_values_supported: ['goauthentik.io/providers/oauth2/default'],
      scopes_supported: ['openid', 'profile', 'email', 'mcp'],
      claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'auth_time', 'acr'],
      claims_parameter_supported: false,
    };
    const claims = {
      iss: `${provider.issuer}/`,
      sub: '8a1f9c2f62f1d2bb0a4c9a3a5f0f2c2f6a1c7f7f5e2d4b9c8e7d6c5b4a392817',
      aud: clientId,
      exp: now() + 600,
      iat: now(),
      auth_time: now() - 60,
      acr: 'goauthentik.io/providers/oauth2/default',
      amr: ['pwd', 'mfa'],
      sid: 'c0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f',
      email: 'ann@example.com',
      email_verified: true,
      name: 'Ann Example',
      given_name: 'Ann Example',
      preferred_username: 'ann',
      nickname: 'ann',
      groups: ['authentik Admins', 'Family'],
      azp: clientId,
      uid: 'ZkX2gS0mJ9uY4nq',
      scope: 'mcp openid profile email',
    };
    return { key, claims };
  }

  const open = (more: Record<string, string> = {}) =>
    readTokens({ ALBUMEN_JWT_ISSUER: `${provider.issuer}/`, ALBUMEN_JWT_AUDIENCE: clientId, ...more });

  test.each(['RS256', 'ES256'] as const)(
    'a person is let in with the client id as the audience (%s)',
    async (algorithm) => {
      const { key, claims } = await start(algorithm);
      expect(await open().read(await sign(key, claims))).toEqual({
        id: `jwt:${provider.issuer} ${claims.sub}`,
        name: 'ann',
        role: 'client',
        scope: 'mcp',
      });
    },
  );

  test('groups can give roles', async () => {
    const { key, claims } = await start();
    const tokens = open({
      ALBUMEN_JWT_ROLE_CLAIM: 'groups',
      ALBUMEN_JWT_ROLES: 'authentik Admins=admin,Family=client',
      ALBUMEN_JWT_ROLE: 'none',
    });
    expect(await tokens.read(await sign(key, claims))).toMatchObject({ role: 'admin' });
    expect(await tokens.read(await sign(key, { ...claims, groups: ['Family'] }))).toMatchObject({ role: 'client' });
    expect(await tokens.read(await sign(key, { ...claims, groups: ['Guests'] }))).toMatchObject({ role: 'none' });
  });

  test('a scope mapping may make the token for this server', async () => {
    const { key, claims } = await start();
    const tokens = readTokens({ ALBUMEN_JWT_ISSUER: provider.issuer, ALBUMEN_SERVER_URL: server });
    expect(await tokens.read(await sign(key, { ...claims, aud: `${server}/mcp` }))).toMatchObject({ name: 'ann' });
  });

  test('before 2025.10 tokens hold no scope, and permit nothing', async () => {
    const { key, claims } = await start();
    const { scope: _, ...old } = claims;
    expect(await open().read(await sign(key, old))).toMatchObject({ scope: '' });
  });

  test('without a signing key there are no keys, and whoever runs the server is told', async () => {
    const { key, claims } = await start();
    provider.answerKeys = (_, response) => response.setHeader('content-type', 'application/json').end('{}');
    const tokens = open();
    expect(await tokens.read(await sign(key, claims))).toBe('unavailable');
    expect(tokens.told.at(-1)?.facts).toMatchObject({ why: `${provider.issuer}/jwks/ holds no key set (RFC 7517).` });
  });
});

describe('two providers', () => {
  test('each vouches for its own people, and the same subject is not the same person', async () => {
    const [here, there] = await Promise.all([signingKey('EdDSA', 'here'), signingKey('EdDSA', 'there')]);
    provider = await startIdentityProvider([here.jwk]);
    const other = await startIdentityProvider([there.jwk]);
    const tokens = readTokens({
      ALBUMEN_JWT_ISSUER: `${provider.issuer}, ${other.issuer}/`,
      ALBUMEN_JWT_AUDIENCE: server,
      ALBUMEN_JWT_ADMINS: `${other.issuer}/ ann`,
    });
    const claims = (iss: string) => ({ iss, sub: 'ann', aud: server, iat: now(), exp: now() + 300, scope: 'mcp' });
    expect(await tokens.read(await sign(here, claims(provider.issuer)))).toMatchObject({
      id: `jwt:${provider.issuer} ann`,
      role: 'client',
    });
    expect(await tokens.read(await sign(there, claims(other.issuer)))).toMatchObject({
      id: `jwt:${other.issuer} ann`,
      role: 'admin',
    });
    expect(await tokens.read(await sign(there, claims(provider.issuer)))).toBe('unknown');
    // A subject that reads like the other provider's admin is still only a subject of this one.
    const posing = { ...claims(provider.issuer), sub: `${other.issuer}/ ann` };
    expect(await tokens.read(await sign(here, posing))).toMatchObject({ role: 'client' });
    await other.close();
  });

  test('configured addresses of keys belong to the issuers in their order', async () => {
    const [here, there] = await Promise.all([signingKey('EdDSA', 'one'), signingKey('EdDSA', 'one')]);
    provider = await startIdentityProvider([here.jwk]);
    const other = await startIdentityProvider([there.jwk]);
    const issuers = ['https://auth.example.com', 'https://id.example.com'];
    const tokens = readTokens({
      ALBUMEN_JWT_ISSUER: issuers.join(','),
      ALBUMEN_JWT_JWKS_URL: `${provider.origin}/jwks,${other.origin}/jwks`,
      ALBUMEN_JWT_AUDIENCE: server,
    });
    const claims = (iss = '') => ({ iss, sub: 'ann', aud: server, iat: now(), exp: now() + 300, scope: 'mcp' });
    expect(await tokens.read(await sign(here, claims(issuers[0])))).toMatchObject({ name: 'ann' });
    expect(await tokens.read(await sign(there, claims(issuers[1])))).toMatchObject({ name: 'ann' });
    expect(await tokens.read(await sign(here, claims(issuers[1])))).toBe('wrong');
    expect(await tokens.read(await sign(there, claims(issuers[0])))).toBe('wrong');
    await other.close();
  });
});

test('keys that come without encryption are warned of', async () => {
  provider = await startIdentityProvider([]);
  const told = (more: Record<string, string>) =>
    readTokens({ ALBUMEN_JWT_ISSUER: 'https://auth.example.com', ALBUMEN_JWT_AUDIENCE: 'albumen', ...more }).told;
  const warning = { message: expect.stringContaining('plain http'), facts: { issuer: 'https://auth.example.com' } };
  expect(told({})).toEqual([]);
  expect(told({ ALBUMEN_JWT_JWKS_URL: provider.origin })).toEqual([warning]);
  expect(told({ ALBUMEN_JWT_ISSUER: provider.issuer })).toEqual([{ ...warning, facts: { issuer: provider.issuer } }]);
});
