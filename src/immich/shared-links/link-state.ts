/** A shared link as changes note it: all but the password and the key, which nobody could set again. */
import { type SharedLinkResponseDto, SharedLinkType } from '@immich/sdk';
import type { JsonObject } from '../../catalog/json.ts';
import { hasPassword } from './link-view.ts';

/** All that a new link would need to be like this one, apart from the password. */
export function linkState(link: SharedLinkResponseDto): JsonObject {
  const { type, album, assets, description, expiresAt, allowDownload, allowUpload, showMetadata, slug } = link;
  return {
    type,
    albumId: album?.id ?? null,
    assetIds: type === SharedLinkType.Album ? [] : assets.map(({ id }) => id),
    description,
    expiresAt,
    allowDownload,
    allowUpload,
    showMetadata,
    slug: slug ?? null,
    hasPassword: hasPassword(link),
  };
}
