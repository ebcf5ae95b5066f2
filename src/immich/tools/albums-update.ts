/** The tool that alters an album itself. */
import { type AlbumResponseDto, getAlbumInfo, type UpdateAlbumDto, updateAlbumInfo } from '@immich/sdk';
import * as z from 'zod';
import { failed, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { albumState, tellAlbum } from '../changes/album-lookup.ts';
import { isInAlbum } from '../changes/album-membership.ts';
import { lookUpAsset } from '../changes/asset-lookup.ts';
import { updateOne } from '../changes/update-one.ts';
import { albumDescription, albumName } from './album-texts.ts';
import { albumId, assetId } from './arguments.ts';
import { defineChange } from './define.ts';

export const albumsUpdate = defineChange({
  name: 'immich_albums_update',
  title: 'Update album',
  description: 'Sets the name, description or cover of an album, at once.',
  toolset: 'albums',
  effect: 'change',
  permission: 'update',
  scopes: ['album.read', 'album.update'],
  input: z.strictObject({
    album_id: albumId,
    album_name: albumName.optional().describe('New name'),
    description: albumDescription.describe('"" clears'),
    album_thumbnail_asset_id: assetId.optional().describe('Cover; must be in the album'),
  }),
  output: z.looseObject({ id: z.string(), albumName: z.string() }),
  async plan({ album_id, album_name, description, album_thumbnail_asset_id: cover }, library, call) {
    const updateAlbumDto = {
      ...(album_name === undefined ? {} : { albumName: album_name }),
      ...(description === undefined ? {} : { description }),
      ...(cover === undefined ? {} : { albumThumbnailAssetId: cover }),
    };
    if (Object.keys(updateAlbumDto).length === 0) {
      return failed('invalid_input', 'Nothing to change was given.', 'Give album_name, description or a cover.');
    }
    const album = await library.request((sdk) => getAlbumInfo({ id: album_id }, sdk), call);
    if (!album.ok) return album;
    const fits = cover === undefined ? success(true) : await isInAlbum(library, cover, album_id, call);
    if (!fits.ok && fits.failure.code !== 'not_found') return fits;
    if (!fits.ok || !fits.value) {
      return failed(
        'conflict',
        'album_thumbnail_asset_id is not in this album.',
        'Add it with immich_albums_add_assets first.',
      );
    }
    const asset = cover === undefined ? success(undefined) : await lookUpAsset(library, cover, call);
    if (!asset.ok) return asset;
    if (asset.value?.trashed) {
      return failed('conflict', 'album_thumbnail_asset_id is in the trash: no album shows it.');
    }
    return success({
      preview: { id: album_id, albumName: shortText(album.value.albumName, 100), changes: updateAlbumDto },
      items: [{ kind: 'album', id: album_id, before: albumState(album.value), after: updateAlbumDto }],
      work: { album_id, updateAlbumDto },
    });
  },
  async apply({ album_id: id, updateAlbumDto }, library, call) {
    const album = await updateOne(library, {
      what: 'album',
      send: () => library.request((sdk) => updateAlbumInfo({ id, updateAlbumDto }, sdk), call),
      look: (looking) => library.request((sdk) => getAlbumInfo({ id }, sdk), looking),
      isSo: (now) => shows(now, updateAlbumDto),
    });
    if (!album.ok) return album;
    const cover = album.value.albumThumbnailAssetId ?? undefined;
    return success({
      items: [{ id, ok: true }],
      data: { ...tellAlbum(album.value, library), albumThumbnailAssetId: cover },
    });
  },
});

function shows(album: AlbumResponseDto, wanted: UpdateAlbumDto): boolean {
  return Object.entries(wanted).every(([field, value]) => (Reflect.get(album, field) ?? '') === value);
}
