/** Looks up the assets that a change names: which exist, and how they are before. */
import { type AssetResponseDto, AssetVisibility, getAssetInfo } from '@immich/sdk';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { advanceByItem } from '../../changing/advance.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { compactAsset } from '../present/asset.ts';

/** What a change needs to know of an asset. */
export interface KnownAsset {
  readonly id: string;
  readonly ownerId: string;
  readonly favorite: boolean;
  readonly visibility: `${AssetVisibility}`;
  /** Null where it has none. */
  readonly rating: number | null;
  readonly description: string;
  /** Those that it has itself, not their parents; undefined where the library's answer does not say, as in a search. */
  readonly tags: readonly { readonly id: string; readonly value: string }[] | undefined;
  /** Ids of the people whose faces it shows; undefined where the answer does not say. */
  readonly people: readonly string[] | undefined;
  readonly trashed: boolean;
  /** The group of duplicates that it is in. */
  readonly duplicateId: string | null;
  /** The hidden clip that goes with it, by id. */
  readonly clipId: string | undefined;
  /** The compact form, for previews. */
  readonly view: JsonObject;
}

export interface AssetLookup {
  readonly found: readonly KnownAsset[];
  /** Ids that do not exist, or that the user of the key may not see. */
  readonly missing: readonly string[];
}

/** Reads one asset; undefined when there is none that this key may see. */
export async function lookUpAsset(
  library: ImmichLibrary,
  id: string,
  call: RequestCall,
): Promise<Result<KnownAsset | undefined>> {
  const answer = await library.request((options) => getAssetInfo({ id }, options), call);
  if (answer.ok) return success(knownAsset(answer.value));
  // Immich calls an id that no asset can have (no UUID of version 4) invalid.
  const unknown = answer.failure.code === 'not_found' || answer.failure.code === 'invalid_input';
  return unknown ? success(undefined) : answer;
}

/** Reads all of `ids`, a few at a time. Unknown ids are part of the answer; any other trouble is a failure. */
export async function lookUpAssets(
  library: ImmichLibrary,
  ids: readonly string[],
  call: CallContext,
): Promise<Result<AssetLookup>> {
  const step = advanceByItem(call, ids.length, 'looking the assets up');
  const looked = await inParallel(ids, async (id) => {
    const asset = await lookUpAsset(library, id, call);
    step();
    return asset;
  });
  if (!looked.ok) return looked;
  return success({
    found: looked.value.filter((asset) => asset !== undefined),
    missing: ids.filter((_, position) => looked.value[position] === undefined),
  });
}

/** Like `lookUpAssets`, but a call in which no id exists is a failure. */
export async function lookUpSomeAssets(
  library: ImmichLibrary,
  ids: readonly string[],
  call: CallContext,
): Promise<Result<AssetLookup>> {
  const looked = await lookUpAssets(library, ids, call);
  return looked.ok && looked.value.found.length === 0 ? noneExists(ids.length) : looked;
}

/** The asset that was looked up; that there is none is a failure. */
export function withAsset(looked: Result<KnownAsset | undefined>): Result<KnownAsset> {
  if (!looked.ok) return looked;
  return looked.value === undefined ? noneExists(1) : success(looked.value);
}

function noneExists(count: number): Result<never> {
  const what = count === 1 ? 'This asset does not exist' : `None of these ${count} assets exists`;
  return failed('not_found', `${what}, or the user of the API key may not see it.`, 'Take ids from a search or list.');
}

/** Reads from the library's own object what changes need. */
export function knownAsset(asset: AssetResponseDto): KnownAsset {
  return {
    id: asset.id,
    ownerId: asset.ownerId,
    favorite: asset.isFavorite,
    visibility: asset.visibility,
    rating: asset.exifInfo?.rating ?? null,
    description: asset.exifInfo?.description ?? '',
    tags: asset.tags?.map(({ id, value }) => ({ id, value })),
    people: asset.people?.map(({ id }) => id),
    trashed: asset.isTrashed,
    duplicateId: asset.duplicateId ?? null,
    clipId: asset.livePhotoVideoId ?? undefined,
    view: compactAsset(asset),
  };
}

/** The tags of an asset that was looked up; that the library does not say which is a failure. */
export function tagsOf({ id, tags }: KnownAsset): Result<NonNullable<KnownAsset['tags']>> {
  return tags === undefined
    ? failed('unavailable', `The library does not say which tags asset ${id} has.`)
    : success(tags);
}

/** The settings of an asset as the journal keeps them, in the same words before and after a change. */
export function assetState({ favorite, visibility, rating, description, trashed }: KnownAsset): JsonObject {
  return { favorite, visibility, rating, description, trashed };
}

/** True for the hidden clip of a Live Photo, which goes with its photo and is not organised by itself. */
export function isHiddenClip(asset: KnownAsset): boolean {
  return asset.visibility === AssetVisibility.Hidden;
}
