/** `/api-keys`: the caller's own key, and all keys of the caller's user. */
import type { ApiKeyCreateResponseDto, ApiKeyResponseDto } from '@immich/sdk';
import { Hono } from 'hono';
import * as z from 'zod';
import { answer, noContent } from './answer.ts';
import { type ApiKeyRow, createApiKey } from './api-key-store.ts';
import type { Routes } from './app.ts';
import { isGranted } from './authentication.ts';
import type { ApiCaller, ApiContext, ApiEnv, PermissionName } from './context.ts';
import { isoDate } from './dates.ts';
import { badRequest } from './errors.ts';
import { permissionNames } from './permissions.ts';
import { readBody, readId, storedText } from './validation.ts';
import type { Wire } from './wire.ts';

type ApiKeyDto = Wire<ApiKeyResponseDto>;
/** The release that is spoken nests the key; later ones also repeat its fields beside it. */
type CreatedDto = Pick<Wire<ApiKeyCreateResponseDto>, 'secret' | 'apiKey'>;

const permissions = z.array(z.enum(permissionNames)).min(1);
const creation = z.object({ name: storedText.optional(), permissions });
const update = z.object({ name: storedText.optional(), permissions: permissions.optional() });

function keyDto(row: ApiKeyRow): ApiKeyDto {
  return {
    id: row.id,
    name: row.name,
    createdAt: isoDate(row.createdAt),
    updatedAt: isoDate(row.updatedAt),
    permissions: JSON.parse(row.permissions),
  };
}

function requireOwnPermissions(caller: ApiCaller, wanted: readonly PermissionName[]): void {
  if (!wanted.every((permission) => isGranted(caller.permissions, permission))) {
    throw badRequest('Cannot grant permissions you do not have');
  }
}

async function findKey({ store }: ApiContext, caller: ApiCaller, id: string): Promise<ApiKeyRow> {
  const own = store.selectFrom('apiKey').selectAll().where('id', '=', id).where('userId', '=', caller.user.id);
  const row = await own.executeTakeFirst();
  if (row === undefined) throw badRequest('API Key not found');
  return row;
}

export const apiKeyRoutes: Routes = (context, requires) => {
  const app = new Hono<ApiEnv>();
  const { store } = context;

  app.get('/api-keys/me', requires('any key'), (c) => {
    const { key, permissions: granted } = c.var.caller;
    return answer<ApiKeyDto>(keyDto({ ...key, keyHash: '', permissions: JSON.stringify(granted) }));
  });

  app.get('/api-keys', requires('apiKey.read'), async (c) => {
    const own = store.selectFrom('apiKey').selectAll().where('userId', '=', c.var.caller.user.id);
    const rows = await own.orderBy('createdAt', 'desc').orderBy('id').execute();
    return answer<ApiKeyDto[]>(rows.map(keyDto));
  });

  app.post('/api-keys', requires('apiKey.create'), async (c) => {
    const body = await readBody(c, creation);
    requireOwnPermissions(c.var.caller, body.permissions);
    const { secret, row } = await createApiKey(store, c.var.caller.user.id, body.name ?? 'API Key', body.permissions);
    return answer<CreatedDto>({ secret, apiKey: keyDto(row) }, 201);
  });

  app.get('/api-keys/:id', requires('apiKey.read'), async (c) =>
    answer<ApiKeyDto>(keyDto(await findKey(context, c.var.caller, readId(c)))),
  );

  app.put('/api-keys/:id', requires('apiKey.update'), async (c) => {
    const id = readId(c);
    const body = await readBody(c, update);
    requireOwnPermissions(c.var.caller, body.permissions ?? []);
    const row = await findKey(context, c.var.caller, id);
    const changed: ApiKeyRow = {
      ...row,
      name: body.name ?? row.name,
      permissions: body.permissions === undefined ? row.permissions : JSON.stringify(body.permissions),
      updatedAt: Date.now(),
    };
    await store.updateTable('apiKey').set(changed).where('id', '=', row.id).execute();
    return answer<ApiKeyDto>(keyDto(changed));
  });

  app.delete('/api-keys/:id', requires('apiKey.delete'), async (c) => {
    const { id } = await findKey(context, c.var.caller, readId(c));
    await store.deleteFrom('apiKey').where('id', '=', id).execute();
    return noContent();
  });

  return app;
};
