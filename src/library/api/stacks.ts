/** `/stacks`: assets that are shown as one. Only their owner has anything to do with them. */
import type { StackResponseDto } from '@immich/sdk';
import { type Context, Hono } from 'hono';
import * as z from 'zod';
import type { Store } from '../store/open.ts';
import { createStack, deleteStacks, leaveStack, setStackCover } from '../store/stack-changes.ts';
import { findStacks, ownStacks, placeInStack, type StackChoice } from '../store/stack-queries.ts';
import { requireAssets } from './access.ts';
import { answer, noContent } from './answer.ts';
import type { Routes } from './app.ts';
import { assetDtos } from './asset-dto.ts';
import type { AssetParts } from './asset-parts.ts';
import type { ApiCaller, ApiEnv } from './context.ts';
import { badRequest, noAccess } from './errors.ts';
import { check, readBody, readId, readQuery, uuid } from './validation.ts';
import type { Wire } from './wire.ts';

type StackDto = Wire<StackResponseDto>;

const choice = z.object({ primaryAssetId: uuid.optional() });
const creation = z.object({
  assetIds: z
    .array(uuid)
    .min(2)
    .refine((ids) => ids.length < 2 || new Set(ids).size > 1, { error: 'A stack needs two different assets' }),
});
const change = z.object({ primaryAssetId: uuid.optional() });
const several = z.object({ ids: z.array(uuid).min(1) });
const member = z.object({ id: uuid, assetId: uuid });

/** As in a list and as just made; a stack that is read tells the tags too. */
const plain: AssetParts = { exif: true, databaseDates: true };
const withTags: AssetParts = { ...plain, tags: true };

async function readStacks(store: Store, choice: StackChoice, parts: AssetParts): Promise<StackDto[]> {
  const stacks = await findStacks(store, choice);
  return Promise.all(stacks.map(async (stack) => ({ ...stack, assets: await assetDtos(store, stack.assets, parts) })));
}

async function readStack(store: Store, ownerId: string, id: string, parts = withTags): Promise<StackDto> {
  const [stack] = await readStacks(store, { ownerId, ids: [id] }, parts);
  if (stack === undefined) throw noAccess('stack.read');
  return stack;
}

/** Throws 400 unless all of `ids` are the caller's. */
async function requireStacks(
  store: Store,
  caller: ApiCaller,
  access: 'stack.update' | 'stack.delete',
  ids: readonly string[],
): Promise<void> {
  const own = await ownStacks(store, caller.user.id, ids);
  if (!ids.every((id) => own.has(id))) throw noAccess(access);
}

export const stackRoutes: Routes = ({ store }, requires) => {
  const app = new Hono<ApiEnv>();
  const ownerOf = (c: Context<ApiEnv>) => c.var.caller.user.id;

  app.get('/stacks', requires('stack.read'), async (c) =>
    answer<StackDto[]>(await readStacks(store, { ...readQuery(c, choice), ownerId: ownerOf(c) }, plain)),
  );

  app.post('/stacks', requires('stack.create'), async (c) => {
    const { assetIds } = await readBody(c, creation);
    await requireAssets(store, c.var.caller, 'asset.update', assetIds);
    const id = await createStack(store, ownerOf(c), assetIds);
    return answer<StackDto>(await readStack(store, ownerOf(c), id, plain), 201);
  });

  app.delete('/stacks', requires('stack.delete'), async (c) => {
    const { ids } = await readBody(c, several);
    await requireStacks(store, c.var.caller, 'stack.delete', ids);
    await deleteStacks(store, ids);
    return noContent();
  });

  app.get('/stacks/:id', requires('stack.read'), async (c) =>
    answer<StackDto>(await readStack(store, ownerOf(c), readId(c))),
  );

  app.on(['PUT', 'PATCH'], '/stacks/:id', requires('stack.update'), async (c) => {
    const id = readId(c);
    const { primaryAssetId } = await readBody(c, change);
    await requireStacks(store, c.var.caller, 'stack.update', [id]);
    if (primaryAssetId !== undefined && !(await setStackCover(store, id, primaryAssetId))) {
      throw badRequest('Primary asset must be in the stack');
    }
    return answer<StackDto>(await readStack(store, ownerOf(c), id));
  });

  app.delete('/stacks/:id', requires('stack.delete'), async (c) => {
    const id = readId(c);
    await requireStacks(store, c.var.caller, 'stack.delete', [id]);
    await deleteStacks(store, [id]);
    return noContent();
  });

  app.delete('/stacks/:id/assets/:assetId', requires('stack.update'), async (c) => {
    const { id, assetId } = check(member, c.req.param());
    await requireStacks(store, c.var.caller, 'stack.update', [id]);
    const place = await placeInStack(store, id, assetId);
    if (place === undefined) throw badRequest('Asset not in stack');
    if (place === 'cover') throw badRequest("Cannot remove stack's primary asset");
    await leaveStack(store, assetId);
    return noContent();
  });

  return app;
};
