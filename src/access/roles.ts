/** PhotoPrism's rules of who may do what, as far as Albumen has such things. Everything else is for admins alone. */
import type { Edition, Role } from '../catalog/role-names.ts';

/** What a client can be registered as; users' roles are not for programs. */
export const clientRoles = ['admin', 'instance', 'service', 'portal', 'client', 'none'] as const;
export type ClientRole = (typeof clientRoles)[number];

/** Permissions by name; `full_access` stands for each of them. */
type Grant = ReadonlySet<string>;

/** What each role may do with one resource; `default` is for roles that are not named. */
export type ResourceRules = Partial<Readonly<Record<Role | 'default', Grant>>>;

const fullAccess: Grant = new Set(['full_access']);
const searchAll: Grant = new Set(['access_all', 'view', 'search']);
const viewAll: Grant = new Set(['access_all', 'access_own', 'view']);

const machines = { instance: searchAll, service: searchAll, portal: searchAll, client: searchAll };

function rulesOf(edition: Edition, resource: string): ResourceRules {
  if (resource === 'metrics') return { admin: fullAccess, service: viewAll, portal: viewAll, client: viewAll };
  if (resource !== 'mcp') return { admin: fullAccess };
  const hasManagers = edition === 'pro' || edition === 'portal';
  return { admin: fullAccess, ...machines, ...(hasManagers ? { manager: searchAll } : {}) };
}

/** True where this role may do this with the resource in this edition. A resource that has no rules of its own is for admins. */
export function grants(edition: Edition, role: Role, resource: string, permission: string): boolean {
  return ruleGrants(rulesOf(edition, resource), role, permission);
}

/** Looks a permission up: the role's own grant decides; without one the grant of `default`; without that it is denied. */
export function ruleGrants(rules: ResourceRules, role: Role, permission: string): boolean {
  const grant = rules[role] ?? rules.default;
  return grant !== undefined && (grant.has(permission) || grant.has('full_access'));
}
