/** Giving tags to assets and taking them away. Only one's own assets can be tagged. */
import type { TagBulkAssetsResponseDto } from '@immich/sdk';
import type { Hono } from 'hono';
import * as z from 'zod';
import { tagAssets, untagAssets } from '../store/tag-changes.ts';
import { ownTags } from '../store/tag-queries.ts';
import { accessibleAssets } from './access.ts';
import { answer } from './answer.ts';
import type { Requires } from './authentication.ts';
import type { ApiContext, ApiEnv } from './context.ts';
import { type IdResult, resultsFor } from './id-results.ts';
import { requireTag } from './tag-access.ts';
import { idList, readBody, readId, uuid } from './validation.ts';

const tagsAndAssets = z.object({ tagIds: z.array(uuid), assetIds: z.array(uuid) });

/** Adds the routes to `app`; before `/tags/:id`, which the path of the first also fits. */
export function addTagAssetRoutes(app: Hono<ApiEnv>, { store }: ApiContext, requires: Requires): void {
  app.put('/tags/assets', requires('tag.asset'), async (c) => {
    const userId = c.var.caller.user.id;
    const { tagIds, assetIds } = await readBody(c, tagsAndAssets);
    const tags = await ownTags(store, userId, tagIds);
    const assets = await accessibleAssets(store, userId, 'asset.update', assetIds);
    const ids = tags.map(({ id }) => id);
    const added = await tagAssets(store, ids, [...assets]);
    const count = [...added.values()].reduce((sum, tagsAdded) => sum + tagsAdded, 0);
    return answer<TagBulkAssetsResponseDto>({ count });
  });

  app.put('/tags/:id/assets', requires('tag.asset'), async (c) => {
    const id = readId(c);
    const { ids } = await readBody(c, idList);
    await requireTag(store, c.var.caller, 'tag.asset', id);
    const allowed = await accessibleAssets(store, c.var.caller.user.id, 'asset.update', ids);
    const added = new Set((await tagAssets(store, [id], [...allowed])).keys());
    const reason = (assetId: string) => (allowed.has(assetId) ? 'duplicate' : 'no_permission');
    return answer<IdResult[]>(resultsFor(ids, added, reason, 'duplicate'));
  });

  app.delete('/tags/:id/assets', requires('tag.asset'), async (c) => {
    const id = readId(c);
    const { ids } = await readBody(c, idList);
    await requireTag(store, c.var.caller, 'tag.asset', id);
    const allowed = await accessibleAssets(store, c.var.caller.user.id, 'asset.update', ids);
    const removed = await untagAssets(store, id, [...allowed]);
    return answer<IdResult[]>(resultsFor(ids, removed, () => 'not_found', 'not_found'));
  });
}
