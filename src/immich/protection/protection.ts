/**
 * What no tool may delete, whatever is asked or agreed to. The one place that knows: tools that delete assets ask it item by
 * item, and every change passes it on its way to the library. It reads nothing where nothing is protected.
 */
import type { ChangeItem } from '../../catalog/change.ts';
import { isDeletion } from '../../catalog/deletions.ts';
import type { ProtectedElsewhere, ProtectedSet, Protection } from '../../catalog/protected-sets.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import {
  findProtected,
  protectedBy,
  protectedByName,
  protectionBy,
  threatsTo,
} from '../../changing/protected-things.ts';
import { membersAmong } from '../changes/album-membership.ts';
import { isHiddenClip, type KnownAsset, lookUpAssets } from '../changes/asset-lookup.ts';
import type { ImmichLibrary } from '../connection.ts';
import { type FoundSet, type LookedForSet, lookForSets } from './find-sets.ts';

export interface AssetProtection extends Protection {
  /** False where nothing is protected. */
  readonly isUsed: boolean;
  /** Why some of these assets, which were just looked up, may not be deleted: by id. */
  assetRefusals(assets: readonly KnownAsset[], call: CallContext): Promise<Result<ReadonlyMap<string, string>>>;
}

const { losesItself, losesName } = threatsTo({
  album: { kind: 'album', name: 'albumName' },
  tag: { kind: 'tag', name: 'value' },
  person: { kind: 'person', name: 'name' },
});

/** Makes the protection of one library; `elsewhere` tells whether another connected library has what this one lacks. */
export function protectionOf(
  library: ImmichLibrary,
  sets: readonly ProtectedSet[],
  elsewhere?: ProtectedElsewhere,
): AssetProtection {
  /** Assets that a running call has found free: they are not looked up again when its change passes. */
  const cleared = new WeakMap<CallContext, Set<string>>();

  async function assetRefusals(assets: readonly KnownAsset[], call: CallContext) {
    if (sets.length === 0 || assets.length === 0) return success(new Map<string, string>());
    const found = await findSets(library, sets, elsewhere, call);
    if (!found.ok) return found;
    const reasons = await reasonsToKeep(library, assets, { sets, found: found.value }, call);
    if (!reasons.ok) return reasons;
    const free = cleared.get(call) ?? new Set();
    for (const { id } of assets) if (!reasons.value.has(id)) free.add(id);
    cleared.set(call, free);
    return reasons;
  }

  async function refusals(items: readonly ChangeItem[], call: CallContext) {
    if (sets.length === 0) return success(new Map<ChangeItem, string>());
    const deletions = items.filter(isDeletion);
    const unknown = deletions.map(({ id }) => id).filter((id) => cleared.get(call)?.has(id) !== true);
    const looked = await lookUpAssets(library, [...new Set(unknown)], call);
    const reasons = looked.ok ? await assetRefusals(looked.value.found, call) : looked;
    if (!reasons.ok) return reasons;
    const things = await thingRefusals(library, items, { sets, elsewhere }, call);
    if (!things.ok) return things;
    const assets = deletions.flatMap((item): [ChangeItem, string][] => {
      const why = reasons.value.get(item.id);
      return why === undefined ? [] : [[item, why]];
    });
    return success(new Map([...assets, ...things.value]));
  }

  return {
    isUsed: sets.length > 0,
    assetRefusals,
    ...protectionBy(refusals),
  };
}

/** Everything that `sets` name. Fails where one of them cannot be found or read: then nothing may be deleted. */
async function findSets(
  library: ImmichLibrary,
  sets: readonly ProtectedSet[],
  elsewhere: ProtectedElsewhere | undefined,
  call: CallContext,
): Promise<Result<readonly FoundSet[]>> {
  const search = { look: () => lookForSets(sets, library, call), isThere: hasSome, elsewhere };
  const looked = await findProtected(search, call);
  return looked.ok ? success(looked.value.flatMap(({ found }) => found)) : looked;
}

function hasSome({ found }: LookedForSet): boolean {
  return found.length > 0;
}

interface KnownSets {
  readonly sets: readonly ProtectedSet[];
  readonly found: readonly FoundSet[];
}

/** By the id of each asset that must stay. */
async function reasonsToKeep(
  library: ImmichLibrary,
  assets: readonly KnownAsset[],
  { sets, found }: KnownSets,
  call: CallContext,
): Promise<Result<ReadonlyMap<string, string>>> {
  const reasons = new Map<string, string>();
  const favorites = sets.some(({ kind }) => kind === 'favorites');
  for (const asset of assets) {
    const why = favorites && asset.favorite !== false ? 'is protected: favourite' : reasonOfItself(asset, found);
    if (why !== undefined) reasons.set(asset.id, why);
  }
  for (const set of found) {
    if (set.album === undefined) continue;
    const open = assets.map(({ id }) => id).filter((id) => !reasons.has(id));
    const members = await membersAmong(library, set.album, open, call);
    if (!members.ok) return members;
    for (const id of members.value) reasons.set(id, protectedBy(set.kind, set.name));
  }
  return success(reasons);
}

/** What the asset itself tells; albums know their assets, not the other way round. */
function reasonOfItself(asset: KnownAsset, found: readonly FoundSet[]): string | undefined {
  // Only its photo says that a clip belongs to it, and which photo that is cannot be asked.
  if (isHiddenClip(asset)) return 'is the clip of a Live Photo, which may be protected';
  for (const set of found) {
    const isIn = holds(set, asset);
    if (isIn === undefined)
      return `may be protected: the library does not say which ${set.kind === 'tag' ? 'tags it has' : 'people it shows'}`;
    if (isIn) return protectedBy(set.kind, set.name);
  }
  return undefined;
}

/** Whether an asset itself says that it is in a set; undefined where its answer leaves that out: then nothing may be lost. */
function holds({ kind, id, tagIds = [] }: FoundSet, { tags, people }: KnownAsset): boolean | undefined {
  if (kind === 'tag') return tags?.some((tag) => tagIds.includes(tag.id));
  return kind === 'person' ? people?.includes(id) : false;
}

/** Why albums, tags and people must stay, and keep a name by which they are protected. */
async function thingRefusals(
  library: ImmichLibrary,
  items: readonly ChangeItem[],
  { sets, elsewhere }: { readonly sets: readonly ProtectedSet[]; readonly elsewhere: ProtectedElsewhere | undefined },
  call: CallContext,
): Promise<Result<ReadonlyMap<ChangeItem, string>>> {
  const endangered = items.filter((item) => losesItself(item) || losesName(item));
  const kinds = new Set(endangered.map(({ kind }) => String(kind)));
  const own = sets.filter(({ kind }) => kinds.has(kind));
  if (own.length === 0) return success(new Map());
  const found = await findSets(library, own, elsewhere, call);
  if (!found.ok) return found;
  const refused = endangered.flatMap((item): [ChangeItem, string][] => {
    const { kind, id } = item;
    if (losesItself(item)) {
      const set = found.value.find((one) => one.kind === kind && (one.id === id || one.tagIds?.includes(id) === true));
      return set === undefined ? [] : [[item, protectedBy(set.kind, set.name)]];
    }
    const set = found.value.find((one) => one.kind === kind && one.id === id && one.byName);
    return set === undefined ? [] : [[item, protectedByName(set.kind, set.name)]];
  });
  return success(new Map(refused));
}
