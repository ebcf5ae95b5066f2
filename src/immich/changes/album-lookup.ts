/** What a change needs to know of an album. */
import { type AlbumResponseDto, AlbumUserRole } from '@immich/sdk';
import type { JsonObject } from '../../catalog/json.ts';
import type { ImmichLibrary } from '../connection.ts';
import { albumInList } from '../present/album.ts';

/** The album as answers show it. */
export function tellAlbum(album: AlbumResponseDto, library: ImmichLibrary): JsonObject {
  return { ...albumInList(album), web_url: library.links.album(album.id) };
}

/** The album as the journal keeps it, in the same words before and after a change. */
export function albumState(album: AlbumResponseDto, assetIds?: readonly string[]): JsonObject {
  const { albumName, description, albumThumbnailAssetId, order } = album;
  const albumUsers = membersOf(album).map(({ user, role }) => ({ userId: user.id, role }));
  return { albumName, description, albumThumbnailAssetId, order, albumUsers, assetIds };
}

/** Everybody with whom the album is shared. Since 3.0 its owner is in the list too. */
export function membersOf(album: AlbumResponseDto): AlbumResponseDto['albumUsers'] {
  return album.albumUsers.filter(({ role }) => role !== AlbumUserRole.Owner);
}

/** The id of the user whose album this is; undefined where the library does not say. */
export function ownerOf(album: AlbumResponseDto): string | undefined {
  // Immich 2.x says it in a field of its own.
  if ('ownerId' in album && typeof album.ownerId === 'string') return album.ownerId;
  return album.albumUsers.find(({ role }) => role === AlbumUserRole.Owner)?.user.id;
}
