import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { narrowedScope, normalizedScope, scopePermits } from '../../src/access/scope.ts';

const readPermissions = ['access_all', 'access_own', 'search', 'view', 'download', 'subscribe'];
const writePermissions = ['upload', 'create', 'update', 'share', 'delete', 'rate', 'react', 'manage', 'manage_own'];

describe('what a scope permits', () => {
  it.each<[scope: string, resource: string, permissions: string[], permitted: boolean]>([
    // The scope of MCP.
    ['mcp', 'mcp', ['view'], true],
    ['mcp', 'mcp', ['search'], true],
    ['mcp', 'mcp', ['update'], true],
    ['MCP', 'mcp', ['view'], true],
    ['mcp metrics', 'mcp', ['view'], true],
    ['read mcp', 'mcp', ['view'], true],
    ['read mcp', 'mcp', ['update'], false],
    ['metrics', 'mcp', ['view'], false],
    ['mcp:false', 'mcp', ['view'], false],
    ['mcp:*', 'mcp', ['view'], true],
    ['mcp:*', 'mcp', ['delete'], true],
    ['mcp:view', 'mcp', ['view'], false],
    // Everything, and nothing.
    ['*', '', [], true],
    ['*', 'mcp', ['manage'], true],
    ['', 'metrics', [], false],
    ['()', 'metrics', [], false],
    ['123', 'metrics', [], false],
    // `read` alone reads everything.
    ['read', 'metrics', [], true],
    ['read', 'sessions', [], true],
    ['read', 'metrics', ['view', 'access_all'], true],
    ['read', 'metrics', ['access_all'], true],
    ['read', 'metrics', ['update'], false],
    ['read', 'settings', ['create'], false],
    ['read', 'sessions', ['delete'], false],
    ['read', 'metrics', ['view', 'update'], false],
    // So does `read *`.
    ['read *', 'metrics', [], true],
    ['read *', 'mcp', ['view', 'access_all'], true],
    ['read *', 'mcp', ['update'], false],
    ['* read metrics', 'metrics', ['update'], false],
    ['read metrics *', 'metrics', ['delete'], false],
    ['*:false read', 'metrics', ['update'], false],
    ['*:false read', 'metrics', ['view'], true],
    // `read` of one resource.
    ['read settings', 'settings', ['view'], true],
    ['read settings', 'metrics', [], false],
    ['read settings', 'metrics', ['view', 'access_all'], false],
    ['read settings', 'settings', ['update'], false],
    ['read metrics', 'metrics', ['manage'], false],
    ['read metrics', 'metrics', [], true],
    ['read metrics:*', 'metrics', ['view'], true],
    ['read metrics:*', 'metrics', ['update'], false],
    // `write` limits to writing, and grants nothing by itself.
    ['write settings', 'settings', ['update'], true],
    ['write settings', 'settings', ['view'], false],
    ['write metrics', 'metrics', ['manage'], true],
    ['write', 'settings', ['update'], false],
    ['write', 'settings', [], false],
    ['read write settings', 'settings', ['update'], false],
    ['read write settings', 'settings', ['view'], false],
    ['read write settings', 'settings', ['access_own'], true],
    // Values.
    ['metrics:true', 'metrics', [], true],
    ['metrics:yes', 'metrics', [], true],
    ['metrics:on', 'metrics', [], true],
    ['metrics:enable', 'metrics', [], true],
    ['metrics:', 'metrics', [], true],
    ['metrics:false', 'metrics', [], false],
    ['metrics:no', 'metrics', [], false],
    ['metrics:off', 'metrics', [], false],
    ['metrics:disable', 'metrics', [], false],
    ['metrics metrics:false', 'metrics', [], false],
    ['* metrics:false', 'metrics', ['view'], false],
    ['* metrics', 'metrics', ['delete'], true],
    ['read:false mcp', 'mcp', ['update'], true],
    // Spelling.
    ['READ SETTINGS', 'Settings', ['view'], true],
    ['read metrics', 'METRICS', ['view'], true],
    ['\tread\tsettings\n', 'settings', ['view'], true],
    ['  read   metrics metrics   ', 'metrics', [], true],
    ['m(c)p', 'mcp', ['view'], true],
    // A resource without a name.
    ['read default', '', ['view'], true],
    ['read default', '', ['update'], false],
    // Words that name no resource of ours.
    ['cluster vision', 'cluster', [], true],
    ['cluster vision', 'portal', [], false],
    ['mcp:toString', 'mcp', ['view'], false],
    ['constructor', 'mcp', ['view'], false],
  ])('%j on %j for %j: %j', (scope, resource, permissions, permitted) => {
    expect(scopePermits(scope, resource, permissions)).toBe(permitted);
  });

  it.each([
    ['read:* mcp', 'update'],
    ['read:whatever mcp', 'update'],
    ['read read:false mcp', 'update'],
    ['write:* mcp', 'view'],
  ])('takes the stricter meaning of %j', (scope, permission) => {
    expect(scopePermits(scope, 'mcp', [permission])).toBe(false);
  });

  it('permits nothing where the scope is too long to be kept whole: what limits might be what is cut', () => {
    const fitting = 'a'.repeat(767 - 'mcp'.length);
    expect(scopePermits(`${fitting} mcp`, 'mcp', ['view'])).toBe(true);
    expect(scopePermits(`${fitting}a mcp`, 'mcp', ['view'])).toBe(false);
    expect(scopePermits(`read ${'z'.repeat(767)}`, 'mcp', ['view'])).toBe(false);
    expect(normalizedScope(`${'a'.repeat(761)} mcp read`)).toBe('');
  });
});

describe('the one form of a scope', () => {
  it.each([
    ['metrics READ', 'metrics read'],
    ['* mcp', 'mcp *'],
    ['*:false read', 'read *'],
    ['mcp mcp MCP', 'mcp'],
    ['mcp:yes metrics:off', 'mcp metrics:false'],
    ['photos.create:false files.read:true', 'files.read photos.create:false'],
    ['admin.usergroups:read me:yes 6VU #$#%$ cm,Nu', '6vu admin.usergroups:read cmnu me'],
    ['berghain:berlin:germany', 'berghain:berlin:germany'],
    ['() 12 . :x', ''],
    ['', ''],
  ])('%j is %j', (text, normal) => {
    expect(normalizedScope(text)).toBe(normal);
  });
});

describe('a narrower scope', () => {
  it.each([
    ['mcp', 'mcp', 'mcp'],
    ['*', 'mcp', 'mcp'],
    ['mcp', '*', 'mcp'],
    ['mcp', 'read', 'mcp read'],
    ['read', 'mcp', 'mcp read'],
    ['read', 'read', 'read *'],
    ['mcp metrics', 'metrics', 'metrics'],
    ['read mcp', 'mcp', 'mcp read'],
    ['read mcp', 'write mcp', 'mcp read write'],
    ['* metrics:false', '*', 'metrics:false *'],
    ['* metrics:false', 'metrics mcp', 'mcp'],
    ['mcp', 'metrics', ''],
    ['read metrics', 'read mcp', ''],
    ['mcp', '', ''],
    ['mcp', '()', ''],
  ])('%j and %j: %j', (scope, wanted, narrowed) => {
    expect(narrowedScope(scope, wanted)).toBe(narrowed);
  });
});

const words = ['mcp', 'metrics', 'read', 'write', '*', 'default'];
const values = ['', ':', ':true', ':yes', ':false', ':off', ':*', ':other', ':FALSE'];
const anyWord = fc.oneof(
  fc.tuple(fc.constantFrom(...words), fc.constantFrom(...values)).map(([word, value]) => word + value),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const anyScope = fc.array(anyWord, { maxLength: 6 }).map((parts) => parts.join(' '));
const anyResource = fc.constantFrom('mcp', 'metrics', 'photos', 'default', 'read', 'write', '');
const anyPermissions = fc.subarray([...readPermissions, ...writePermissions], { maxLength: 3 });

describe('whatever the scope', () => {
  it('its one form stays as it is and permits the same', () => {
    fc.assert(
      fc.property(anyScope, anyResource, anyPermissions, (scope, resource, permissions) => {
        const normal = normalizedScope(scope);
        expect(normalizedScope(normal)).toBe(normal);
        expect(scopePermits(normal, resource, permissions)).toBe(scopePermits(scope, resource, permissions));
      }),
      { numRuns: 2000 },
    );
  });

  it('a narrowed one permits what both permit, and nothing else', () => {
    fc.assert(
      fc.property(anyScope, anyScope, anyResource, anyPermissions, (scope, wanted, resource, permissions) => {
        const both = scopePermits(scope, resource, permissions) && scopePermits(wanted, resource, permissions);
        expect(scopePermits(narrowedScope(scope, wanted), resource, permissions)).toBe(both);
      }),
      { numRuns: 2000 },
    );
  });

  it('with `read` in it nothing is written', () => {
    fc.assert(
      fc.property(
        anyScope,
        fc.constantFrom('read', 'READ', 'read:yes', 'read:*'),
        anyResource,
        fc.constantFrom(...writePermissions),
        (scope, read, resource, permission) => {
          expect(scopePermits(`${scope} ${read}`, resource, [permission])).toBe(false);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('more permissions are never easier to get than fewer', () => {
    fc.assert(
      fc.property(anyScope, anyResource, anyPermissions, (scope, resource, permissions) => {
        const all = scopePermits(scope, resource, permissions);
        const each = permissions.every((permission) => scopePermits(scope, resource, [permission]));
        expect(all).toBe(each && scopePermits(scope, resource, []));
      }),
      { numRuns: 2000 },
    );
  });
});
