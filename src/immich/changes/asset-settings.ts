/** What can be set on an asset: as an argument, as a request, and as it reads back. */
import { AssetVisibility } from '@immich/sdk';
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { KnownAsset } from './asset-lookup.ts';

/** Arguments that can be set on one asset and on many. */
export const settingArguments = {
  is_favorite: z.boolean().optional().describe('Set or clear'),
  is_archived: z.boolean().optional().describe('true: off the timeline'),
  rating: z.int().min(0).max(5).optional().describe('0 clears'),
};

export interface AssetSettings {
  readonly is_favorite?: boolean | undefined;
  readonly is_archived?: boolean | undefined;
  /** 0 clears. */
  readonly rating?: number | undefined;
  readonly description?: string | undefined;
}

/** A request body that sets just these; fits one asset and many. */
export interface SettingsBody {
  isFavorite?: boolean;
  visibility?: AssetVisibility;
  rating?: number | null;
  description?: string;
}

/** Fails when nothing would be set: Immich takes such a request and calls it a success. */
export function readSettings(settings: AssetSettings): Result<SettingsBody> {
  const body: SettingsBody = {
    ...(settings.is_favorite === undefined ? {} : { isFavorite: settings.is_favorite }),
    // `isArchived` has been ignored since Immich 1.133.
    ...(settings.is_archived === undefined ? {} : { visibility: visibilityFor(settings.is_archived) }),
    // 2.7 takes null as well as 0, 3.x refuses 0.
    ...(settings.rating === undefined ? {} : { rating: settings.rating === 0 ? null : settings.rating }),
    ...(settings.description === undefined ? {} : { description: settings.description }),
  };
  if (Object.keys(body).length > 0) return success(body);
  return failed('invalid_input', 'Nothing to change was given.', 'Give at least one of the optional arguments.');
}

function visibilityFor(archived: boolean): AssetVisibility {
  return archived ? AssetVisibility.Archive : AssetVisibility.Timeline;
}

/** True when the asset already is, or now is, as these settings want it. */
export function isAsSet(asset: KnownAsset, body: SettingsBody): boolean {
  return (
    (body.isFavorite === undefined || asset.favorite === body.isFavorite) &&
    (body.visibility === undefined || asset.visibility === body.visibility) &&
    (body.rating === undefined || asset.rating === body.rating) &&
    (body.description === undefined || asset.description.trim() === body.description.trim())
  );
}

/** What these settings make of an asset, as the journal keeps it. */
export function stateAfter({ isFavorite, visibility, rating, description }: SettingsBody): JsonObject {
  return { favorite: isFavorite, visibility, rating, description };
}

/** The changes in Immich's words, for a preview. */
export function tellChanges({ is_favorite, is_archived, rating, description }: AssetSettings): JsonObject {
  return { isFavorite: is_favorite, isArchived: is_archived, rating, description };
}
