/** Who a token's owner is here: name, role, scope. */
import type { Edition, Role } from '../../catalog/role-names.ts';
import { visibleText } from '../../catalog/visible-text.ts';
import type { Identity } from '../identity.ts';
import { grants } from '../roles.ts';
import { narrowedScope, normalizedScope } from '../scope.ts';
import type { Claims } from './verify.ts';

/** PhotoPrism's `DefaultJWTAllowedScopes`. */
const usualScopes = 'config cluster vision metrics mcp';

const longestName = 64;

/** The scope that no token goes beyond; PhotoPrism's own where none is configured that means anything. */
export function allowedScopes(configured: string): string {
  return normalizedScope(configured) === '' ? usualScopes : configured;
}

/** `issuer` as it is configured, so that one person stays one whatever slash a token ends with. */
export function identityId(issuer: string, { sub }: Claims): Identity['id'] {
  return `jwt:${issuer} ${sub}`;
}

/** What people call the owner; never empty. */
export function nameIn(claims: Claims): string {
  const { preferred_username, name, client_id, azp, sub } = claims;
  const names = [preferred_username, name, client_id, azp, sub];
  const readable = names.map((one) => (typeof one === 'string' ? visibleText(one).trim() : ''));
  return [...(readable.find((one) => one !== '') ?? 'unnamed')].slice(0, longestName).join('');
}

/**
 * The token's scope as far as `allowed` goes: from `scope` (RFC 9068, 2.2.3), otherwise `scp`, which some providers write; a
 * text or a list of texts. Empty where it names nothing that is allowed.
 */
export function scopeIn({ scope, scp }: Claims, allowed: string): string {
  const given = scope ?? scp;
  const words = Array.isArray(given) ? given : [given];
  if (!words.every((word) => typeof word === 'string')) return '';
  return narrowedScope(words.join(' '), allowed);
}

/**
 * The scope of a cluster token. PhotoPrism asks of each resource that the token names it, in just its letters, before its
 * grammar is asked: `*` and a bare `read` alone reach nothing (`internal/auth/jwt`, `VerifyToken`).
 */
export function clusterScopeIn({ scope }: Claims, allowed: string): string {
  if (typeof scope !== 'string') return '';
  const named = scope.split(/\s+/).filter((word) => /^[a-z0-9.@\-+_#]+$/.test(word) && !/^(?:read|write)$/.test(word));
  return narrowedScope(narrowedScope(scope, allowed), named.join(' '));
}

export interface RoleRules {
  /** The role of whoever's token names none. */
  readonly usual: Role;
  readonly claim: string | undefined;
  /** Names that may stand in that claim, and what they mean. */
  readonly names: ReadonlyMap<string, Role>;
  readonly edition: Edition;
}

/** The strongest role that the token names and `names` knows. */
export function roleIn(claims: Claims, { usual, claim, names, edition }: RoleRules): Role {
  if (claim === undefined) return usual;
  const given = [valueAt(claims, claim)].flat();
  const known = given.map((name) => (typeof name === 'string' ? names.get(name) : undefined));
  const roles = known.filter((role) => role !== undefined);
  const strength = (role: Role) =>
    (grants(edition, role, 'mcp', 'view') ? 0 : byStrength.length) + byStrength.indexOf(role);
  return roles.sort((a, b) => strength(a) - strength(b))[0] ?? usual;
}

const byStrength: readonly Role[] = [
  'admin',
  'manager',
  'portal',
  'service',
  'instance',
  'client',
  'user',
  'viewer',
  'contributor',
  'guest',
  'visitor',
  'none',
];

/** Follows `realm_access.roles`; a claim whose own name holds dots (an address) is found, too. */
function valueAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  let value: unknown = claims;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    // Own members alone: a path must not lead into what every object has.
    value = Object.entries(value).find(([name]) => name === step)?.[1];
  }
  return value;
}
