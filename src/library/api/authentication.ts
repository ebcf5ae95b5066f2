/** Who is asking, and whether their key grants what the route needs. */
import type { HonoRequest, MiddlewareHandler } from 'hono';
import type { SharedLinkRow } from '../store/shared-links.ts';
import { hashSecret, sameSecret } from './api-key-secrets.ts';
import type { ApiCaller, ApiContext, ApiEnv, PermissionName, UserRow } from './context.ts';
import { forbidden, unauthorized } from './errors.ts';
import { isLoggedIn } from './shared-link-login.ts';
import { linkOf } from './visitors.ts';

async function userOf(context: ApiContext, userId: string): Promise<UserRow> {
  const user = await context.store.selectFrom('user').selectAll().where('id', '=', userId).executeTakeFirst();
  if (user === undefined) throw unauthorized('Invalid API key');
  return user;
}

/** The caller behind the key of this process: the owner, with a key that is in no table. */
async function ownCaller(context: ApiContext): Promise<ApiCaller> {
  const user = await userOf(context, context.ownerId);
  const { id, createdAt } = user;
  return { user, key: { id, userId: id, name: 'This process', createdAt, updatedAt: createdAt }, permissions: ['all'] };
}

async function callerOf(context: ApiContext, secret: string): Promise<ApiCaller> {
  if (sameSecret(secret, context.ownerKey)) return ownCaller(context);
  const keyHash = hashSecret(secret);
  const key = await context.store.selectFrom('apiKey').selectAll().where('keyHash', '=', keyHash).executeTakeFirst();
  if (key === undefined) throw unauthorized('Invalid API key');
  const permissions: string[] = JSON.parse(key.permissions);
  return { user: await userOf(context, key.userId), key, permissions };
}

/** A visitor stands in for the person who made the link, with no permission at all: each route says what visitors may do. */
async function visitor(context: ApiContext, link: SharedLinkRow): Promise<ApiCaller> {
  const { id, userId, createdAt } = link;
  const key = { id, userId, name: 'Shared link', createdAt, updatedAt: createdAt };
  return { user: await userOf(context, userId), key, permissions: [], link };
}

/** Whether a key with `permissions` may do what needs `permission`. */
export function isGranted(permissions: readonly string[], permission: PermissionName): boolean {
  return permissions.includes('all') || permissions.includes(permission);
}

export interface RouteNeeds {
  /** The route is for administrators only. */
  admin?: boolean;
  /** Whether visitors with a shared link may come: beside people with a key, alone, or alone and before they have logged in. */
  visitors?: 'too' | 'only' | 'before login';
}

export type Requires = (permission: PermissionName | 'any key', needs?: RouteNeeds) => MiddlewareHandler<ApiEnv>;

async function authenticate(context: ApiContext, request: HonoRequest): Promise<ApiCaller> {
  const link = await linkOf(context.store, request);
  if (link !== undefined) return visitor(context, link);
  const secret = request.header('x-api-key') || request.query('apiKey');
  if (secret) return callerOf(context, secret);
  throw unauthorized(request.header('authorization') ? 'Invalid user token' : 'Authentication required');
}

function admitVisitor(link: SharedLinkRow, request: HonoRequest, { visitors }: RouteNeeds): void {
  if (visitors === undefined) throw forbidden('Forbidden');
  if (visitors !== 'before login' && !isLoggedIn(link, request.header('cookie'))) {
    throw unauthorized('Password required');
  }
}

function admitKey({ user, permissions }: ApiCaller, permission: PermissionName | 'any key', needs: RouteNeeds): void {
  const onlyVisitors = needs.visitors !== undefined && needs.visitors !== 'too';
  if (onlyVisitors || (needs.admin === true && user.isAdmin === 0)) throw forbidden('Forbidden');
  if (permission !== 'any key' && !isGranted(permissions, permission)) {
    throw forbidden(`Missing required permission: ${permission}`);
  }
}

/**
 * The guard of a route: puts the caller into the request, or throws 401 (no key, wrong key, a link's password missing) or 403 (not
 * an administrator, permission missing, no route for visitors). Runs before the body is read, as in Immich. `any key` asks for no
 * permission.
 */
export function createRequires(context: ApiContext): Requires {
  return (permission, needs = {}) =>
    async (c, next) => {
      const caller = await authenticate(context, c.req);
      if (caller.link === undefined) admitKey(caller, permission, needs);
      else admitVisitor(caller.link, c.req, needs);
      c.set('caller', caller);
      await next();
    };
}
