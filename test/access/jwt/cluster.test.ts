import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopePermits } from '../../../src/access/scope.ts';
import {
  type IdentityProvider,
  type SigningKey,
  sign,
  signingKey,
  startIdentityProvider,
} from '../../fixtures/identity-provider.ts';
import { readTokens } from '../../fixtures/jwt-readers.ts';
import { now, startTokenIssuer, without } from '../../fixtures/token-issuer.ts';

/** The rules of PhotoPrism's `internal/auth/jwt`, verifier, and `internal/api/api_auth_jwt.go`, row by row. */
const cluster = '9f0a1b2c-3d4e-4f50-8a6b-7c8d9e0f1a2b';
const node = '0a1b2c3d-4e5f-4a6b-9c7d-8e9f0a1b2c3d';

let portal: IdentityProvider;
let key: SigningKey;
let rsa: SigningKey;

beforeAll(async () => {
  const paths = { keys: '/.well-known/jwks.json' };
  ({ provider: portal, key, rsa } = await startTokenIssuer('portal-key', 'rsa-key', paths));
});

afterAll(() => portal.close());

function open(more: Record<string, string> = {}) {
  return readTokens({
    ALBUMEN_CLUSTER_UUID: cluster,
    ALBUMEN_CLUSTER_PORTAL_URL: `${portal.origin}/`,
    ALBUMEN_CLUSTER_NODE_UUID: node,
    ALBUMEN_SERVER_URL: 'https://photos.example.com/',
    ...more,
  });
}

function claims(more: JWTPayload = {}): JWTPayload {
  return {
    iss: `portal:${cluster}`,
    sub: 'portal:client:cs5cpu17n6gj2qo5',
    aud: `node:${node}`,
    iat: now(),
    nbf: now(),
    exp: now() + 300,
    jti: 'jwt0123456789',
    scope: 'mcp',
    ...more,
  };
}

test('a token as a portal makes it is let in, as a client whose name is its subject', async () => {
  expect(await open().read(await sign(key, claims({ preferred_username: 'someone else' })))).toEqual({
    id: `jwt:portal:${cluster} portal:client:cs5cpu17n6gj2qo5`,
    name: 'portal:client:cs5cpu17n6gj2qo5',
    role: 'client',
    scope: 'mcp',
  });
});

describe('the rules', () => {
  const letIn = expect.objectContaining({ role: 'client' });
  const left = (name: string) => () => without(name, claims());

  test.each<[string, () => JWTPayload, unknown]>([
    ['iss: the id of the cluster', () => claims(), letIn],
    ["iss: the portal's address", () => claims({ iss: portal.origin }), letIn],
    ["iss: this site's address", () => claims({ iss: 'https://photos.example.com' }), letIn],
    ["iss: the portal's address with a slash", () => claims({ iss: `${portal.origin}/` }), 'unknown'],
    ['iss: another cluster', () => claims({ iss: 'portal:00000000-0000-4000-8000-000000000000' }), 'unknown'],
    ['iss: the bare id', () => claims({ iss: cluster }), 'unknown'],
    ['iss: none', left('iss'), 'malformed'],
    ['aud: this node', () => claims({ aud: [`node:${node}`] }), letIn],
    ['aud: this node and others', () => claims({ aud: ['node:other', `node:${node}`] }), letIn],
    ['aud: another node', () => claims({ aud: 'node:00000000-0000-4000-8000-000000000000' }), 'wrong'],
    ['aud: the bare id', () => claims({ aud: node }), 'wrong'],
    ['aud: none', left('aud'), 'malformed'],
    ['iat: none', left('iat'), 'malformed'],
    ['exp: none', left('exp'), 'malformed'],
    ['nbf: none', left('nbf'), letIn],
    ['lifetime: 900 seconds', () => claims({ exp: now() + 899, iat: now() - 1 }), letIn],
    ['lifetime: 901 seconds', () => claims({ exp: now() + 901 }), 'wrong'],
    ['leeway: expired 30 seconds ago', () => claims({ iat: now() - 300, exp: now() - 30 }), letIn],
    ['leeway: expired 62 seconds ago', () => claims({ iat: now() - 300, exp: now() - 62 }), 'expired'],
    ['leeway: valid in 30 seconds', () => claims({ nbf: now() + 30 }), letIn],
    ['leeway: valid in 65 seconds', () => claims({ nbf: now() + 65 }), 'wrong'],
  ])('%s', async (_, make, wanted) => {
    expect(await open().read(await sign(key, make()))).toEqual(wanted);
  });

  test('EdDSA alone, whatever identity providers may use', async () => {
    expect(await open({ ALBUMEN_JWT_ALGORITHMS: 'RS256' }).read(await sign(rsa, claims()))).toBe('wrong');
    expect(await open({ ALBUMEN_JWT_ALGORITHMS: 'RS256' }).read(await sign(key, claims()))).toEqual(letIn);
  });

  test('the longest lifetime of other tokens is not theirs', async () => {
    const tokens = open({ ALBUMEN_JWT_MAX_LIFETIME: '86400' });
    expect(await tokens.read(await sign(key, claims({ exp: now() + 901 })))).toBe('wrong');
  });

  test('kid is needed, and an unknown one is looked for once', async () => {
    const tokens = open();
    expect(await tokens.read(await sign(key, claims(), { kid: undefined }))).toBe('malformed');
    await tokens.read(await sign(key, claims()));
    const before = portal.fetches();
    const unknown = await sign(key, claims(), { kid: 'another' });
    expect(await tokens.read(unknown)).toBe('unknown');
    expect(await tokens.read(unknown)).toBe('unknown');
    expect(portal.fetches()).toBe(before + 1);
  });

  test('an address of keys that is set is the one', async () => {
    const other = await startIdentityProvider([key.jwk]);
    const before = portal.fetches();
    const tokens = open({ ALBUMEN_CLUSTER_JWKS_URL: `${other.origin}/jwks` });
    expect(await tokens.read(await sign(key, claims()))).toEqual(letIn);
    expect([other.fetches(), portal.fetches()]).toEqual([1, before]);
    await other.close();
  });
});

describe('from where', () => {
  test.each<[string, string, boolean]>([
    ['', '203.0.113.7', true],
    ['10.0.0.0/8', '10.1.2.3', true],
    ['10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.0.0.0/8', '', false],
    ['10.0.0.0/8', 'localhost', false],
    ['10.0.0.0/8,192.168.178.0/24', '192.168.178.20', true],
    ['10.0.0.0/8,192.168.178.0/24', '192.168.179.20', false],
    ['fd00:1234::/32', 'fd00:1234::1', true],
    ['fd00:1234::/32', 'fd00:1235::1', false],
    ['fd00:1234::/32', '10.1.2.3', false],
  ])('in the networks "%s": %s, %s', async (networks, address, isTaken) => {
    const read = await open({ ALBUMEN_CLUSTER_CIDR: networks }).read(await sign(key, claims()), address);
    expect(read).toEqual(isTaken ? expect.objectContaining({ role: 'client' }) : 'unknown');
  });

  test('nobody outside can make the portal be asked', async () => {
    const before = portal.fetches();
    await open({ ALBUMEN_CLUSTER_CIDR: '10.0.0.0/8' }).read(await sign(key, claims()), '203.0.113.7');
    expect(portal.fetches()).toBe(before);
  });
});

describe('the scope', () => {
  test.each<[scope: unknown, allowed: string, resource: string, view: boolean, update: boolean]>([
    ['mcp', '', 'mcp', true, true],
    ['mcp', '', 'metrics', false, false],
    ['mcp metrics', '', 'metrics', true, true],
    ['read mcp', '', 'mcp', true, false],
    ['write mcp', '', 'mcp', false, true],
    ['cluster vision', '', 'mcp', false, false],
    // The name of the resource must be in it, in just these letters.
    ['*', '', 'mcp', false, false],
    ['* read', '', 'mcp', false, false],
    ['read', '', 'mcp', false, false],
    ['MCP', '', 'mcp', false, false],
    ['mcp:true', '', 'mcp', false, false],
    ['* mcp', '', 'mcp', true, true],
    ['* mcp', '', 'metrics', false, false],
    ['mcp mcp:false', '', 'mcp', false, false],
    ['photos mcp', '', 'photos', false, false],
    ['', '', 'mcp', false, false],
    [undefined, '', 'mcp', false, false],
    [['mcp'], '', 'mcp', false, false],
    // The allow-list of this node.
    ['mcp', 'cluster', 'mcp', false, false],
    ['mcp', 'mcp', 'mcp', true, true],
    ['mcp', 'read mcp', 'mcp', true, false],
    ['mcp', 'read', 'mcp', true, false],
    ['mcp photos', '*', 'photos', true, true],
    ['mcp', '* mcp:false', 'mcp', false, false],
    ['mcp', '()', 'mcp', true, true],
  ])('%j, of which "%s" is allowed: %s, view %s, update %s', async (scope, allowed, resource, view, update) => {
    const identity = await open({ ALBUMEN_JWT_SCOPES: allowed }).read(await sign(key, claims({ scope })));
    if (typeof identity !== 'object') throw new Error(`was not let in: ${identity}`);
    expect(scopePermits(identity.scope, resource, ['view'])).toBe(view);
    expect(scopePermits(identity.scope, resource, ['update'])).toBe(update);
  });
});

test('beside an identity provider, each signs for itself', async () => {
  const home = await signingKey('EdDSA', 'portal-key');
  const provider = await startIdentityProvider([home.jwk]);
  const tokens = open({ ALBUMEN_JWT_ISSUER: provider.issuer, ALBUMEN_JWT_AUDIENCE: `node:${node}` });
  const theirs = claims({ iss: provider.issuer });
  expect(await tokens.read(await sign(home, theirs))).toMatchObject({ id: `jwt:${provider.issuer} ${theirs.sub}` });
  expect(await tokens.read(await sign(home, claims()))).toBe('wrong');
  expect(await tokens.read(await sign(key, theirs))).toBe('wrong');
  await provider.close();
});
