/** Putting assets into albums and taking them out. */
import type { AlbumsAddAssetsResponseDto } from '@immich/sdk';
import type { Hono } from 'hono';
import * as z from 'zod';
import { addToAlbum, albumRole, assetsInAlbum, removeFromAlbum } from '../store/album-changes.ts';
import { accessibleAlbums, accessibleAssets, requireAlbums } from './access.ts';
import { answer } from './answer.ts';
import type { Requires } from './authentication.ts';
import type { ApiContext, ApiEnv } from './context.ts';
import { badRequest } from './errors.ts';
import { type IdResult, resultsFor } from './id-results.ts';
import { idList, readBody, readId, uuid } from './validation.ts';
import type { Wire } from './wire.ts';

type AlbumsResult = Wire<AlbumsAddAssetsResponseDto>;

const albumsAndAssets = z.object({ albumIds: z.array(uuid), assetIds: z.array(uuid) });

/** Adds the routes to `app`. Only own assets can be put into an album. */
export function addAlbumAssetRoutes(app: Hono<ApiEnv>, { store }: ApiContext, requires: Requires): void {
  app.put('/albums/assets', requires('albumAsset.create'), async (c) => {
    const userId = c.var.caller.user.id;
    const { albumIds, assetIds } = await readBody(c, albumsAndAssets);
    const albums = await accessibleAlbums(store, userId, 'albumAsset.create', albumIds);
    const assets = await accessibleAssets(store, userId, 'asset.update', assetIds);
    if (albums.size === 0 || assets.size === 0) {
      return answer<AlbumsResult>({ success: false, error: 'no_permission' });
    }
    let added = 0;
    for (const albumId of albums) added += (await addToAlbum(store, albumId, [...assets])).size;
    return answer<AlbumsResult>(added > 0 ? { success: true } : { success: false, error: 'duplicate' });
  });

  app.put('/albums/:id/assets', requires('albumAsset.create'), async (c) => {
    const albumId = readId(c);
    const { ids } = await readBody(c, idList);
    const caller = c.var.caller;
    if ((await albumRole(store, albumId, caller.user.id)) === undefined) throw badRequest('Album not found');
    await requireAlbums(store, caller, 'albumAsset.create', [albumId]);
    const allowed = await accessibleAssets(store, caller.user.id, 'asset.update', ids);
    const present = await assetsInAlbum(store, albumId, ids);
    const wanted = ids.filter((id) => allowed.has(id) && !present.has(id));
    const added = await addToAlbum(store, albumId, wanted);
    const reason = (id: string) => (present.has(id) || allowed.has(id) ? 'duplicate' : 'no_permission');
    return answer<IdResult[]>(resultsFor(ids, added, reason, 'duplicate'));
  });

  app.delete('/albums/:id/assets', requires('albumAsset.delete'), async (c) => {
    const albumId = readId(c);
    const { ids } = await readBody(c, idList);
    const caller = c.var.caller;
    await requireAlbums(store, caller, 'albumAsset.delete', [albumId]);
    const present = await assetsInAlbum(store, albumId, ids);
    const isOwner = (await albumRole(store, albumId, caller.user.id)) === 'owner';
    // An editor takes out only what is their own; the owner of the album takes out anything.
    const allowed = isOwner ? present : await accessibleAssets(store, caller.user.id, 'asset.update', [...present]);
    const removed = await removeFromAlbum(store, albumId, [...allowed]);
    const reason = (id: string) => (present.has(id) && !allowed.has(id) ? 'no_permission' : 'not_found');
    return answer<IdResult[]>(resultsFor(ids, removed, reason, 'not_found'));
  });
}
