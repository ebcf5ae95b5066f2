/** What passed from trashed copies to those that were kept, so that taking a resolution back can take it from them again. */
import type { ItemOutcome } from '../../../catalog/change.ts';
import type { JsonObject } from '../../../catalog/json.ts';
import { type Result, success } from '../../../catalog/result.ts';
import { inParallel } from '../../../changing/in-parallel.ts';
import { lookAgain } from '../../../changing/unclear.ts';
import { assetState, type KnownAsset, knownAsset, lookUpAsset } from '../../changes/asset-lookup.ts';
import { type Covers, coversGone, readCovers } from '../../changes/covers.ts';
import type { ImmichLibrary, RequestCall } from '../../connection.ts';
import { albumsOfAsset } from '../../listing/albums.ts';
import { passesOn, type Resolution, trashedMembers } from './resolution.ts';

/** The covers of all albums that a copy leaves: the one that is kept may take its place there, or the library another. */
export function readCoversOf(
  resolutions: readonly Resolution[],
  library: ImmichLibrary,
  call: RequestCall,
): Promise<Covers> {
  const ids = resolutions.flatMap((one) => trashedMembers(one).flatMap(({ albums }) => albums));
  return readCovers(ids, library, call);
}

/** Seen by looking at each keeper of what was resolved; of one that cannot be looked at, nothing. */
export async function whatPassedOn(
  resolved: readonly Resolution[],
  covers: Covers,
  library: ImmichLibrary,
): Promise<readonly ItemOutcome[]> {
  const passing = resolved.filter((one) => passesOn(one) && one.trash.length > 0);
  const gained = await inParallel(passing, async (resolution) => {
    const items = await gainsOf(resolution, library, lookAgain());
    return success(items.ok ? items.value : []);
  });
  return [...(gained.ok ? gained.value.flat() : []), ...(await coversGone(covers, library, lookAgain()))];
}

async function gainsOf(
  { keep, group, members }: Resolution,
  library: ImmichLibrary,
  call: RequestCall,
): Promise<Result<readonly ItemOutcome[]>> {
  const [id = ''] = keep;
  const asset = group.assets.find((one) => one.id === id);
  if (asset === undefined) return success([]);
  const [now, albums] = await Promise.all([lookUpAsset(library, id, call), albumsOfAsset(library, id, call)]);
  if (!now.ok) return now;
  if (now.value === undefined) return success([]);
  const before = knownAsset(asset);
  const inside = new Set(members.find((member) => member.id === id)?.albums);
  const joined = albums.ok ? albums.value.filter((album) => !inside.has(album.id)) : [];
  const had = new Set(before.tags?.map((tag) => tag.id));
  const tagged = before.tags === undefined ? [] : (now.value.tags ?? []).filter((tag) => !had.has(tag.id));
  return success([
    { id, ok: true, after: changedSettings(before, now.value) },
    ...joined.map((album) => made(id, { albumId: album.id, inAlbum: false }, { albumId: album.id, inAlbum: true })),
    ...tagged.map((tag) => made(id, { tagId: tag.id, tagged: false }, { tagId: tag.id, tagged: true })),
  ]);
}

function changedSettings(before: KnownAsset, now: KnownAsset): JsonObject {
  const was = assetState(before);
  return Object.fromEntries(Object.entries(assetState(now)).filter(([field, value]) => value !== was[field]));
}

function made(id: string, before: JsonObject, after: JsonObject): ItemOutcome {
  return { id, ok: true, made: { kind: 'asset', before, after } };
}
