/** Who is asking, and whether their key grants what the route needs. */
import type { HonoRequest, MiddlewareHandler } from 'hono';
import { hashSecret, sameSecret } from './api-key-secrets.ts';
import type { ApiCaller, ApiContext, ApiEnv, PermissionName, UserRow } from './context.ts';
import { forbidden, unauthorized } from './errors.ts';

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

/** Whether a key with `permissions` may do what needs `permission`. */
export function isGranted(permissions: readonly string[], permission: PermissionName): boolean {
  return permissions.includes('all') || permissions.includes(permission);
}

export interface RouteNeeds {
  /** The route is for administrators only. */
  admin?: boolean;
}

export type Requires = (permission: PermissionName | 'any key', needs?: RouteNeeds) => MiddlewareHandler<ApiEnv>;

async function authenticate(context: ApiContext, request: HonoRequest): Promise<ApiCaller> {
  const secret = request.header('x-api-key') || request.query('apiKey');
  if (secret) return callerOf(context, secret);
  throw unauthorized(request.header('authorization') ? 'Invalid user token' : 'Authentication required');
}

/**
 * The guard of a route: puts the caller into the request, or throws 401 (no key, wrong key) or 403 (not an administrator,
 * permission missing). Runs before the body is read, as in Immich. `any key` asks for no permission.
 */
export function createRequires(context: ApiContext): Requires {
  return (permission, needs = {}) =>
    async (c, next) => {
      const caller = await authenticate(context, c.req);
      if (needs.admin === true && caller.user.isAdmin === 0) throw forbidden('Forbidden');
      if (permission !== 'any key' && !isGranted(caller.permissions, permission)) {
        throw forbidden(`Missing required permission: ${permission}`);
      }
      c.set('caller', caller);
      await next();
    };
}
