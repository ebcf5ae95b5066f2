/** How duplicate groups and their members are before they are resolved, and what resolving makes of them. */
import type { AssetResponseDto } from '@immich/sdk';
import type { ChangeItem } from '../../../catalog/change.ts';
import type { JsonObject } from '../../../catalog/json.ts';
import type { AlbumMembership } from '../album-members.ts';
import { passesOn, type Resolution } from './resolution.ts';

/** Every group and every member of it, with the state that an undo would bring back. */
export function stateBefore(
  resolutions: readonly Resolution[],
  { albumsOf }: AlbumMembership,
  permanent: boolean,
): ChangeItem[] {
  return resolutions.flatMap((resolution) => {
    const { id, group } = resolution;
    const members = group.assets.map((asset): ChangeItem => {
      const before = { ...settingsOf(asset), ...fileOf(asset), albumIds: albumsOf.get(asset.id) ?? [] };
      return { kind: 'asset', id: asset.id, before, after: stateAfter(asset, resolution, permanent) };
    });
    const assetIds = group.assets.map((asset) => asset.id);
    return [{ kind: 'duplicate_group', id, before: { assetIds }, after: null }, ...members];
  });
}

function settingsOf({ isFavorite, visibility, isTrashed, exifInfo: exif, tags = [] }: AssetResponseDto): JsonObject {
  return {
    favorite: isFavorite,
    visibility,
    trashed: isTrashed,
    rating: exif?.rating ?? null,
    description: exif?.description ?? '',
    latitude: exif?.latitude ?? null,
    longitude: exif?.longitude ?? null,
    tagIds: tags.map((tag) => tag.id),
  };
}

/** What a rule decides by: where it is another, what was previewed is not what would be done. */
function fileOf({
  checksum,
  originalPath,
  livePhotoVideoId,
  fileCreatedAt,
  exifInfo: exif,
}: AssetResponseDto): JsonObject {
  const size = { width: exif?.exifImageWidth, height: exif?.exifImageHeight, bytes: exif?.fileSizeInByte };
  return { checksum, path: originalPath, clipId: livePhotoVideoId ?? null, takenAt: fileCreatedAt, ...size };
}

/** What is sure to be so afterwards: of all that passes to a keeper, only that it becomes a favourite. */
function stateAfter(asset: AssetResponseDto, resolution: Resolution, permanent: boolean): JsonObject | null {
  const { group, trash } = resolution;
  if (trash.includes(asset.id)) return permanent ? null : { trashed: true };
  const gains = passesOn(resolution) && trash.length > 0 && group.assets.some(({ isFavorite }) => isFavorite);
  return gains && !asset.isFavorite ? { favorite: true } : {};
}
