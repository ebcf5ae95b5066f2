/** How an album looks in an answer. */
import type { AlbumResponseDto } from '@immich/sdk';
import type { JsonObject } from '../../catalog/json.ts';
import { shortText } from '../../catalog/short-text.ts';

/** In a list of many: what helps to choose one. Flags are only there when true, dates are days. */
export function albumInList(album: AlbumResponseDto): JsonObject {
  return compact(album, 20, 20);
}

/** On its own, with everybody who takes part. */
export function albumAlone(album: AlbumResponseDto): JsonObject {
  const users = (album.albumUsers ?? [])
    .slice(0, 20)
    .map(({ user, role }) => ({ name: shortText(user.name, 20), role }));
  return {
    ...compact(album, 100, 300),
    ...(album.order === undefined ? {} : { order: album.order }),
    createdAt: album.createdAt,
    updatedAt: album.updatedAt,
    ...(album.albumThumbnailAssetId === null ? {} : { albumThumbnailAssetId: album.albumThumbnailAssetId }),
    albumUsers: users,
  };
}

function compact(album: AlbumResponseDto, nameRoom: number, descriptionRoom: number): JsonObject {
  const description = shortText(album.description ?? '', descriptionRoom);
  return {
    id: album.id,
    albumName: shortText(album.albumName, nameRoom),
    ...(description === '' ? {} : { description }),
    assetCount: album.assetCount,
    ...(album.startDate === undefined ? {} : { startDate: album.startDate.slice(0, 10) }),
    ...(album.endDate === undefined ? {} : { endDate: album.endDate.slice(0, 10) }),
    ...(album.shared ? { shared: true } : {}),
    ...(album.hasSharedLink ? { hasSharedLink: true } : {}),
  };
}
