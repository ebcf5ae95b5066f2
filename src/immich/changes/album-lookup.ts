/** What a change needs to know of an album, and of assets that are to go into one. */
import type { AlbumResponseDto } from '@immich/sdk';
import type { ChangeItem, ItemOutcome } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import type { ImmichLibrary } from '../connection.ts';
import { albumInList } from '../present/album.ts';
import { isHiddenClip, type KnownAsset } from './asset-lookup.ts';

/** The album as answers show it. */
export function tellAlbum(album: AlbumResponseDto, library: ImmichLibrary): JsonObject {
  return { ...albumInList(album), web_url: library.links.album(album.id) };
}

/** The album with the state that an undo would bring back. */
export function albumBefore(album: AlbumResponseDto, assetIds?: readonly string[]): ChangeItem {
  const { id, albumName, description, albumThumbnailAssetId, order } = album;
  const users = membersOf(album).map(({ user, role }) => ({ userId: user.id, role }));
  return {
    kind: 'album',
    id,
    before: { albumName, description, albumThumbnailAssetId, order, albumUsers: users, assetIds },
  };
}

/** Everybody with whom the album is shared. Since 3.0 its owner is in the list too. */
export function membersOf(album: AlbumResponseDto): AlbumResponseDto['albumUsers'] {
  return album.albumUsers.filter(({ role }) => `${role}` !== 'owner');
}

/** Which assets may go into an album, and why the others may not. */
export function sortForAlbum(assets: readonly KnownAsset[]): { fit: KnownAsset[]; refused: ItemOutcome[] } {
  const refused = assets.flatMap((asset): ItemOutcome[] => {
    const error = albumObjection(asset);
    return error === undefined ? [] : [{ id: asset.id, ok: false, error }];
  });
  return { fit: assets.filter((asset) => albumObjection(asset) === undefined), refused };
}

function albumObjection(asset: KnownAsset): string | undefined {
  if (isHiddenClip(asset)) return 'is the hidden clip of a Live Photo; add its photo instead';
  return asset.trashed ? 'is in the trash' : undefined;
}
