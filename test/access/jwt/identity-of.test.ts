import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusterScopeIn, nameIn, roleIn, scopeIn } from '../../../src/access/jwt/identity-of.ts';
import { scopePermits } from '../../../src/access/scope.ts';
import { roles } from '../../../src/catalog/role-names.ts';

const claims = (more: Record<string, unknown>) => ({
  iss: 'https://auth.example.com',
  sub: 'ann',
  iat: 0,
  exp: 1,
  ...more,
});
const usual = 'config cluster vision metrics mcp';

describe('the name', () => {
  test.each<[Record<string, unknown>, string]>([
    [{ preferred_username: 'ann', name: 'Ann Example', client_id: 'ide', azp: 'ide2' }, 'ann'],
    [{ name: 'Ann Example', client_id: 'ide' }, 'Ann Example'],
    [{ client_id: 'ide', azp: 'ide2' }, 'ide'],
    [{ azp: 'ide2' }, 'ide2'],
    [{}, 'ann'],
    [{ preferred_username: '', name: '  ', azp: 7, client_id: ['x'] }, 'ann'],
    [{ preferred_username: 'ann\n{"level":"error"}' }, 'ann {"level":"error"}'],
    [{ preferred_username: '\u202eann\u200b' }, 'ann'],
    [{ preferred_username: '😀'.repeat(100) }, '😀'.repeat(64)],
  ])('of %j is %s', (more, name) => {
    expect(nameIn(claims(more))).toBe(name);
  });
});

describe('the scope', () => {
  test.each<[Record<string, unknown>, string]>([
    [{ scope: 'openid profile mcp email' }, 'mcp'],
    [{ scope: ['openid', 'mcp', 'metrics'] }, 'mcp metrics'],
    [{ scope: ['openid profile', 'mcp'] }, 'mcp'],
    [{ scp: ['mcp'] }, 'mcp'],
    [{ scp: 'mcp read' }, 'mcp read'],
    [{ scope: 'openid', scp: 'mcp' }, ''],
    [{ scope: 'mcp write' }, 'mcp write'],
    [{ scope: '*' }, 'cluster config mcp metrics vision'],
    [{ scope: 'photos' }, ''],
    [{ scope: '' }, ''],
    [{}, ''],
    [{ scope: ['mcp', 7] }, ''],
    [{ scope: { mcp: true } }, ''],
    [{ scope: null, scp: 'mcp' }, 'mcp'],
  ])('of %j is "%s"', (more, scope) => {
    expect(scopeIn(claims(more), usual)).toBe(scope);
  });
});

describe('whatever scopes say', () => {
  const word = fc.constantFrom(
    'mcp',
    'metrics',
    'photos',
    '*',
    'read',
    'write',
    'mcp:false',
    'MCP',
    'read:false',
    '*:false',
    'mcp:*',
  );
  const scope = fc.array(word, { maxLength: 5 }).map((words) => words.join(' '));
  const resource = fc.constantFrom('mcp', 'metrics', 'photos', 'vision');
  const permissions = fc.subarray(['view', 'search', 'update', 'delete', 'share']);

  test('a token permits what it and the allow-list both permit', () => {
    fc.assert(
      fc.property(scope, scope, resource, permissions, (given, allowed, name, wanted) => {
        const both = scopePermits(given, name, wanted) && scopePermits(allowed, name, wanted);
        const permitted = scopePermits(scopeIn(claims({ scope: given }), allowed), name, wanted);
        expect(permitted && !both).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test("a cluster's token permits that only where it names the resource", () => {
    fc.assert(
      fc.property(scope, scope, resource, permissions, (given, allowed, name, wanted) => {
        const isNamed = given.split(' ').includes(name);
        const all = isNamed && scopePermits(given, name, wanted) && scopePermits(allowed, name, wanted);
        expect(scopePermits(clusterScopeIn(claims({ scope: given }), allowed), name, wanted)).toBe(all);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the role', () => {
  const own = new Map(roles.map((role) => [role, role] as const));
  const rules = { usual: 'client', claim: 'realm_access.roles', names: own, edition: 'ce' } as const;
  const withRoles = (given: unknown) => claims({ realm_access: { roles: given } });

  test.each<[unknown, string]>([
    [['offline_access', 'default-roles-home', 'service'], 'service'],
    [['client', 'admin', 'user'], 'admin'],
    [['user', 'viewer'], 'user'],
    ['service', 'service'],
    [['none'], 'none'],
    // In this edition managers may do nothing here, clients may.
    [['manager', 'client'], 'client'],
    [['offline_access'], 'client'],
    [[], 'client'],
    [undefined, 'client'],
    [null, 'client'],
    [7, 'client'],
    [['ADMIN', ' admin', 'admin,client', ['admin'], { admin: true }, 7], 'client'],
  ])('of %j is %s', (given, role) => {
    expect(roleIn(withRoles(given), rules)).toBe(role);
  });

  test('of a manager, where managers may see', () => {
    expect(roleIn(withRoles(['manager', 'client']), { ...rules, edition: 'pro' })).toBe('manager');
  });

  test('that no list names is nobody’s', () => {
    const names = new Map([['Photo Admins', 'admin'] as const]);
    expect(roleIn(withRoles(['admin', 'service']), { ...rules, names })).toBe('client');
    expect(roleIn(withRoles(['Photo Admins']), { ...rules, names })).toBe('admin');
  });

  test('is not looked for where no claim is configured', () => {
    expect(roleIn(withRoles(['admin']), { ...rules, claim: undefined })).toBe('client');
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['groups', { groups: ['admin'] }, 'admin'],
    ['resource_access.albumen.roles', { resource_access: { albumen: { roles: ['admin'] } } }, 'admin'],
    ['https://example.com/roles', { 'https://example.com/roles': ['admin'] }, 'admin'],
    ['realm_access.roles', { 'realm_access.roles': ['admin'] }, 'admin'],
    ['groups.0', { groups: ['admin'] }, 'admin'],
    ['groups.length', { groups: ['admin'] }, 'client'],
    ['constructor.name', { groups: ['admin'] }, 'client'],
    ['__proto__.role', { role: 'admin' }, 'client'],
    ['sub.constructor', {}, 'client'],
  ])('is found at %s of %j: %s', (claim, more, role) => {
    expect(roleIn(claims(more), { ...rules, claim })).toBe(role);
  });
});
