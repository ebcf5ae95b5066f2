import { describe, expect, it } from 'vitest';
import { grants, ruleGrants } from '../../src/access/roles.ts';
import { permissions } from '../../src/catalog/caller.ts';
import { type Edition, editions, roles } from '../../src/catalog/role-names.ts';

const full = 'view search create update delete share upload react manage';
const searchAll = 'view search';
const deny = '';

/** What each role may do with MCP, in the order of the editions: ce, plus, pro, portal. */
const matrix: Record<(typeof roles)[number], readonly [string, string, string, string]> = {
  admin: [full, full, full, full],
  manager: [deny, deny, searchAll, searchAll],
  instance: [searchAll, searchAll, searchAll, searchAll],
  service: [searchAll, searchAll, searchAll, searchAll],
  portal: [searchAll, searchAll, searchAll, searchAll],
  client: [searchAll, searchAll, searchAll, searchAll],
  user: [deny, deny, deny, deny],
  viewer: [deny, deny, deny, deny],
  contributor: [deny, deny, deny, deny],
  guest: [deny, deny, deny, deny],
  visitor: [deny, deny, deny, deny],
  none: [deny, deny, deny, deny],
};

describe('MCP', () => {
  const cells = roles.flatMap((role) =>
    editions.flatMap((edition, index) =>
      permissions.map((permission) => [edition, role, permission, matrix[role][index] ?? deny] as const),
    ),
  );

  it.each(cells)('in %s, as %s: %s', (edition, role, permission, granted) => {
    expect(grants(edition, role, 'mcp', permission)).toBe(granted.split(' ').includes(permission));
  });

  it('lets those who search reach everything, and nobody else reach anything', () => {
    expect(grants('ce', 'client', 'mcp', 'access_all')).toBe(true);
    expect(grants('ce', 'client', 'mcp', 'access_own')).toBe(false);
    expect(grants('ce', 'user', 'mcp', 'access_all')).toBe(false);
  });
});

describe('metrics', () => {
  it.each(['service', 'portal', 'client'] as const)('are seen by %s, and not changed', (role) => {
    expect(grants('ce', role, 'metrics', 'view')).toBe(true);
    expect(grants('ce', role, 'metrics', 'search')).toBe(false);
    expect(grants('ce', role, 'metrics', 'update')).toBe(false);
  });

  it.each(['instance', 'manager', 'user', 'guest', 'none'] as const)('are hidden from %s', (role) => {
    for (const edition of editions) expect(grants(edition, role, 'metrics', 'view')).toBe(false);
  });
});

describe('anything else', () => {
  it.each<[Edition, string]>([
    ['ce', 'photos'],
    ['portal', ''],
    ['pro', 'toString'],
  ])('is for admins alone (%s, %j)', (edition, resource) => {
    expect(roles.filter((role) => grants(edition, role, resource, 'view'))).toEqual(['admin']);
  });
});

describe('the rule for a role', () => {
  const own = new Set(['view']);
  const everybody = new Set(['view', 'search']);

  it('is its own grant, even where the default would permit more', () => {
    expect(ruleGrants({ guest: own, default: everybody }, 'guest', 'search')).toBe(false);
  });

  it('is the default where the role is not named', () => {
    expect(ruleGrants({ guest: own, default: everybody }, 'user', 'search')).toBe(true);
  });

  it('is no where neither is there', () => {
    expect(ruleGrants({ guest: own }, 'user', 'view')).toBe(false);
  });

  it('is everything with full access', () => {
    expect(ruleGrants({ guest: new Set(['full_access']) }, 'guest', 'whatever')).toBe(true);
  });
});
