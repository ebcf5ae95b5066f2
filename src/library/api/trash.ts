/** `/trash`: taking out, and emptying. */
import type { TrashResponseDto } from '@immich/sdk';
import { Hono } from 'hono';
import { restoreAssets, trashedIds } from '../store/asset-changes.ts';
import { requireAssets } from './access.ts';
import { answer } from './answer.ts';
import type { Routes } from './app.ts';
import type { ApiEnv } from './context.ts';
import { holdAssets } from './held-originals.ts';
import { idList, readBody } from './validation.ts';

export const trashRoutes: Routes = ({ store, dataDir }, requires) => {
  const app = new Hono<ApiEnv>();

  app.post('/trash/empty', requires('asset.delete'), async (c) => {
    const ids = await trashedIds(store, c.var.caller.user.id);
    await holdAssets(store, dataDir, ids);
    return answer<TrashResponseDto>({ count: ids.length });
  });

  app.post('/trash/restore', requires('asset.delete'), async (c) => {
    const ids = await trashedIds(store, c.var.caller.user.id);
    await restoreAssets(store, ids);
    return answer<TrashResponseDto>({ count: ids.length });
  });

  app.post('/trash/restore/assets', requires('asset.delete'), async (c) => {
    const { ids } = await readBody(c, idList);
    await requireAssets(store, c.var.caller, 'asset.delete', ids);
    await restoreAssets(store, ids);
    // Immich counts every id that was named, also those that were not in the trash.
    return answer<TrashResponseDto>({ count: ids.length });
  });

  return app;
};
