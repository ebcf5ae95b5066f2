/** `/albums`: listing, reading, making, changing and deleting albums. */
import type { AlbumStatisticsResponseDto, MapMarkerResponseDto } from '@immich/sdk';
import { Hono } from 'hono';
import * as z from 'zod';
import { assetsInAlbum, createAlbum, deleteAlbum, updateAlbum } from '../store/album-changes.ts';
import { countAlbums, countContributions, findAlbums, markersOfAlbum } from '../store/album-queries.ts';
import { accessibleAssets, requireAlbums } from './access.ts';
import { addAlbumAssetRoutes } from './album-assets.ts';
import { type AlbumDto, albumDto, readAlbum } from './album-dto.ts';
import { addAlbumUserRoutes, newAlbumUser, requireUsers } from './album-users.ts';
import { answer, noContent } from './answer.ts';
import type { Routes } from './app.ts';
import type { ApiEnv } from './context.ts';
import { badRequest } from './errors.ts';
import { queryBoolean, readBody, readId, readQuery, storedText, uuid } from './validation.ts';
import { albumForVisitor } from './visitor-views.ts';

const choice = z.object({
  id: uuid.optional(),
  name: z.string().optional(),
  assetId: uuid.optional(),
  isOwned: queryBoolean.optional(),
  isShared: queryBoolean.optional(),
});

const creation = z.object({
  albumName: storedText,
  description: storedText.nullable().optional(),
  assetIds: z.array(uuid).optional(),
  albumUsers: z.array(newAlbumUser).optional(),
});

const change = z.object({
  albumName: storedText.optional(),
  description: storedText.nullable().optional(),
  albumThumbnailAssetId: uuid.optional(),
  isActivityEnabled: z.boolean().optional(),
  order: z.enum(['asc', 'desc']).optional(),
});

const flagOf = (value: boolean | undefined) => (value === undefined ? undefined : value ? 1 : 0);

export const albumRoutes: Routes = (context, requires) => {
  const app = new Hono<ApiEnv>();
  const { store } = context;

  app.get('/albums', requires('album.read'), async (c) => {
    const userId = c.var.caller.user.id;
    const albums = await findAlbums(store, { ...readQuery(c, choice), userId });
    return answer<AlbumDto[]>(albums.map((album) => albumDto(album, 'read')));
  });

  app.post('/albums', requires('album.create'), async (c) => {
    const { user } = c.var.caller;
    const { albumName, description, assetIds = [], albumUsers = [] } = await readBody(c, creation);
    await requireUsers(store, user.id, albumUsers);
    const allowed = await accessibleAssets(store, user.id, 'asset.update', assetIds);
    const id = await createAlbum(store, {
      name: albumName,
      description: description ?? '',
      ownerId: user.id,
      users: albumUsers,
      assetIds: assetIds.filter((assetId) => allowed.has(assetId)),
    });
    return answer<AlbumDto>(albumDto(await readAlbum(store, user.id, id), 'changed'), 201);
  });

  app.get('/albums/statistics', requires('album.statistics'), async (c) =>
    answer<AlbumStatisticsResponseDto>(await countAlbums(store, c.var.caller.user.id)),
  );

  // Before `/albums/:id`, which the paths of these also fit.
  addAlbumAssetRoutes(app, context, requires);
  addAlbumUserRoutes(app, context, requires);

  app.get('/albums/:id', requires('album.read', { visitors: 'too' }), async (c) => {
    const id = readId(c);
    const { link } = c.var.caller;
    if (link !== undefined) return answer<AlbumDto>(await albumForVisitor(store, link, id));
    const album = albumDto(await readAlbum(store, c.var.caller.user.id, id), 'read');
    // Whose the assets are is only told where several people are at it.
    return answer<AlbumDto>(
      album.shared ? { ...album, contributorCounts: await countContributions(store, id) } : album,
    );
  });

  app.get('/albums/:id/map-markers', requires('album.read', { visitors: 'too' }), async (c) => {
    const id = readId(c);
    const { link } = c.var.caller;
    await requireAlbums(store, c.var.caller, 'album.read', [id]);
    const markers = link?.showMetadata === 0 ? [] : await markersOfAlbum(store, id, link?.userId);
    return answer<MapMarkerResponseDto[]>(markers);
  });

  app.patch('/albums/:id', requires('album.update'), async (c) => {
    const id = readId(c);
    const asked = await readBody(c, change);
    await requireAlbums(store, c.var.caller, 'album.update', [id]);
    const cover = asked.albumThumbnailAssetId;
    if (cover !== undefined && !(await assetsInAlbum(store, id, [cover])).has(cover)) {
      throw badRequest('Invalid album thumbnail');
    }
    await updateAlbum(store, id, {
      name: asked.albumName,
      description: asked.description === null ? '' : asked.description,
      thumbnailAssetId: cover,
      order: asked.order,
      isActivityEnabled: flagOf(asked.isActivityEnabled),
    });
    return answer<AlbumDto>(albumDto(await readAlbum(store, c.var.caller.user.id, id), 'changed'));
  });

  app.delete('/albums/:id', requires('album.delete'), async (c) => {
    const id = readId(c);
    await requireAlbums(store, c.var.caller, 'album.delete', [id]);
    await deleteAlbum(store, id);
    return noContent();
  });

  return app;
};
