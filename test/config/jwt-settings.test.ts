import { describe, expect, test } from 'vitest';
import { openJwtReaders } from '../../src/access/jwt/readers.ts';
import { type Config, readConfig } from '../../src/config.ts';

function read(env: Record<string, string>): Config | string {
  const config = readConfig(env);
  return config.ok ? config.value : config.failure.message;
}

const provider = {
  ALBUMEN_JWT_ISSUER: 'https://auth.example.com/realms/home',
  ALBUMEN_SERVER_URL: 'https://photos.example.com',
};
const cluster = {
  ALBUMEN_CLUSTER_NODE_UUID: '0a1b2c3d-4e5f-4a6b-9c7d-8e9f0a1b2c3d',
  ALBUMEN_CLUSTER_PORTAL_URL: 'https://portal.example.com',
};

test('without an issuer and a cluster nobody’s signed tokens are read', () => {
  const config = readConfig({});
  if (!config.ok) throw new Error(config.failure.message);
  expect(openJwtReaders(config.value, { report: () => {} })).toEqual([]);
});

test('what holds unless it is set', () => {
  expect(read(provider)).toMatchObject({
    jwtIssuer: ['https://auth.example.com/realms/home'],
    jwtAudience: [],
    jwtAlgorithms: ['EdDSA', 'ES256', 'RS256'],
    jwtRole: 'client',
    jwtRoleClaim: undefined,
    jwtAdmins: [],
    jwtLeeway: 60,
    jwtMaxLifetime: 86_400,
    jwtJwksCache: 300,
  });
});

test('no role of a token makes an admin unless that is listed', () => {
  const rolesOf = (env: Record<string, string>) => {
    const config = read({ ...provider, ...env });
    return typeof config === 'string' ? config : [...config.jwtRoles];
  };
  expect(rolesOf({})).not.toContainEqual(['admin', 'admin']);
  expect(rolesOf({})).toContainEqual(['client', 'client']);
  expect(rolesOf({ ALBUMEN_JWT_ROLES: 'admin, Photo Admins = admin, a=b=client' })).toEqual([
    ['admin', 'admin'],
    ['Photo Admins', 'admin'],
    ['a=b', 'client'],
  ]);
});

test('names keep their letters', () => {
  expect(read({ ...provider, ALBUMEN_JWT_AUDIENCE: 'Albumen, eXJ5', ALBUMEN_JWT_ADMINS: 'Ann' })).toMatchObject({
    jwtAudience: ['Albumen', 'eXJ5'],
    jwtAdmins: ['Ann'],
  });
});

describe('what is wrong is said', () => {
  test.each<[Record<string, string>, string]>([
    [
      { ...provider, ALBUMEN_JWT_ISSUER: 'auth.example.com' },
      'ALBUMEN_JWT_ISSUER must be http:// or https:// addresses',
    ],
    [{ ...provider, ALBUMEN_JWT_ISSUER: 'https://a:b@auth.example.com' }, 'ALBUMEN_JWT_ISSUER must be'],
    [{ ...provider, ALBUMEN_JWT_ISSUER: 'https://auth.example.com?x=1' }, 'ALBUMEN_JWT_ISSUER must be'],
    [{ ...provider, ALBUMEN_JWT_ISSUER: 'ftp://auth.example.com' }, 'ALBUMEN_JWT_ISSUER must be'],
    [{ ...provider, ALBUMEN_JWT_JWKS_URL: 'file:///keys' }, 'ALBUMEN_JWT_JWKS_URL must be'],
    [{ ...provider, ALBUMEN_JWT_ALGORITHMS: 'none' }, 'ALBUMEN_JWT_ALGORITHMS must be of EdDSA, Ed25519, ES256'],
    [{ ...provider, ALBUMEN_JWT_ALGORITHMS: 'RS256,HS256' }, 'ALBUMEN_JWT_ALGORITHMS must be of'],
    [{ ...provider, ALBUMEN_JWT_ALGORITHMS: 'RSA-OAEP' }, 'ALBUMEN_JWT_ALGORITHMS must be of'],
    [{ ...provider, ALBUMEN_JWT_ROLE: 'admin' }, 'ALBUMEN_JWT_ROLE must be one of: manager'],
    [{ ...provider, ALBUMEN_JWT_ROLES: 'boss' }, 'ALBUMEN_JWT_ROLES must name roles'],
    [{ ...provider, ALBUMEN_JWT_ROLES: 'admins=boss' }, 'ALBUMEN_JWT_ROLES must name roles'],
    [{ ...provider, ALBUMEN_JWT_LEEWAY: '301' }, 'ALBUMEN_JWT_LEEWAY must be a number from 0 to 300'],
    [{ ...provider, ALBUMEN_JWT_JWKS_CACHE: '3601' }, 'ALBUMEN_JWT_JWKS_CACHE must be a number from 10 to 3600'],
    [{ ALBUMEN_JWT_ISSUER: 'https://auth.example.com' }, 'a token must be made for this server'],
    [
      { ...provider, ALBUMEN_JWT_JWKS_URL: 'https://a.example.com,https://b.example.com' },
      'one address for each of ALBUMEN_JWT_ISSUER',
    ],
    [{ ALBUMEN_JWT_JWKS_URL: 'https://a.example.com' }, 'one address for each of ALBUMEN_JWT_ISSUER'],
    [
      { ...provider, ALBUMEN_JWT_ISSUER: 'https://a.example.com,https://b.example.com', ALBUMEN_JWT_ADMINS: 'ann' },
      'must name the issuer of each subject',
    ],
    [{ ALBUMEN_CLUSTER_UUID: cluster.ALBUMEN_CLUSTER_NODE_UUID }, 'ALBUMEN_CLUSTER_NODE_UUID must be set'],
    [{ ALBUMEN_CLUSTER_NODE_UUID: 'node' }, 'ALBUMEN_CLUSTER_NODE_UUID must be a UUID'],
    [{ ...cluster, ALBUMEN_CLUSTER_PORTAL_URL: '' }, 'needs ALBUMEN_CLUSTER_PORTAL_URL or ALBUMEN_CLUSTER_JWKS_URL'],
    [
      { ...cluster, ALBUMEN_CLUSTER_PORTAL_URL: '', ALBUMEN_CLUSTER_JWKS_URL: 'https://portal.example.com/keys' },
      'needs ALBUMEN_CLUSTER_UUID or',
    ],
    [{ ...cluster, ALBUMEN_CLUSTER_CIDR: '10.0.0.0/40' }, 'ALBUMEN_CLUSTER_CIDR must be'],
  ])('%j: %s', (env, problem) => {
    expect(read(env)).toContain(problem);
  });
});

test('a cluster needs its node, and one of the ways to know the portal', () => {
  expect(read(cluster)).toMatchObject({ clusterPortalUrl: 'https://portal.example.com', clusterCidr: [] });
});
