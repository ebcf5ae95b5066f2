/** How an asset looks in an answer: few words that help to choose, or everything the library knows. */
import type { AssetResponseDto } from '@immich/sdk';
import { aloneBounds, boundedObject, listBounds } from '../../catalog/bounded.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { shortFileName, shortText } from '../../catalog/short-text.ts';
import type { WebLinks } from '../connection.ts';

/** `compact` is for choosing, `full` is the library's own object. */
export type Detail = 'compact' | 'full';

/** Tokens, roughly, that a file name may take on a page of up to 50, and a place on any. */
const roomyName = 36;
const placeRoom = 14;

/**
 * The compact form. Defaults are left out: `type` is absent for an image, a flag is only there when true. `taken` is the
 * clock time at the place, to the minute. `nameRoom` bounds the file name, in tokens, roughly.
 */
export function compactAsset(asset: AssetResponseDto, nameRoom = roomyName): JsonObject {
  const { exifInfo } = asset;
  return boundedObject(
    {
      id: asset.id,
      file: shortFileName(asset.originalFileName, nameRoom),
      taken: clockTime(asset.localDateTime),
      type: asset.type === 'IMAGE' ? undefined : asset.type,
      seconds: asset.type === 'IMAGE' ? undefined : durationSeconds(asset.duration),
      favorite: asset.isFavorite || undefined,
      rating: exifInfo?.rating,
      city: exifInfo?.city ? shortText(exifInfo.city, placeRoom) : undefined,
      country: exifInfo?.country ? shortText(exifInfo.country, placeRoom) : undefined,
      live: asset.livePhotoVideoId ? true : undefined,
      archived: asset.visibility === 'archive' || undefined,
      hidden: asset.visibility === 'hidden' || undefined,
      trashed: asset.isTrashed || undefined,
      offline: asset.isOffline || undefined,
    },
    listBounds,
  );
}

/** The library's own object with its address in the web app; only what would flood the answer is cut. */
export function fullAsset(asset: AssetResponseDto, links: WebLinks, bounds = aloneBounds): JsonObject {
  const web_url = links.asset(asset.id);
  return { ...boundedObject(asset, bounds), ...(web_url === undefined ? {} : { web_url }) };
}

/** A page of assets in the form that was asked for; longer pages leave less room for each name. */
export function presentAssets(assets: readonly AssetResponseDto[], detail: Detail, links: WebLinks): JsonObject[] {
  if (detail === 'full') return assets.map((asset) => fullAsset(asset, links, listBounds));
  const nameRoom = Math.min(roomyName, Math.floor((50 * roomyName) / Math.max(assets.length, 50)));
  return assets.map((asset) => compactAsset(asset, nameRoom));
}

/** Immich writes the clock time at the place with a `Z` that means nothing. */
function clockTime(localDateTime: string): string | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.exec(localDateTime)?.[0];
}

/** 3.x sends milliseconds, 2.x a text such as `0:00:12.480000`. */
function durationSeconds(duration: unknown): number | undefined {
  if (typeof duration === 'number') return Math.round(duration / 1000);
  const parts = typeof duration === 'string' ? /^(\d+):(\d\d):(\d\d)/.exec(duration) : null;
  return parts === null ? undefined : Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3]);
}
