/** Deleting assets, into the trash or for good: what would be lost, the requests, and what became of each asset. */
import { type AlbumResponseDto, deleteAssets, getServerConfig, getServerFeatures } from '@immich/sdk';
import type { ChangeItem, ItemOutcome } from '../../catalog/change.ts';
import { counted } from '../../catalog/counted.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import type { CallContext, ChangeOutcome } from '../../catalog/tool.ts';
import { changeMany } from '../../changing/change-many.ts';
import { namedItems, someOf, tellAffected, tellLeftOut, tellOutcome } from '../../changing/tell.ts';
import { lookAgain } from '../../changing/unclear.ts';
import { isAlbumenLibrary } from '../albumen-library.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { albumsOfEach } from './album-membership.ts';
import { assetState, isHiddenClip, type KnownAsset, lookUpAsset, lookUpSomeAssets } from './asset-lookup.ts';
import { type Covers, coversAmong, coversGone } from './covers.ts';
import { ownershipObjection, sortOut } from './objections.ts';

/** What is to be deleted, and what may stand against it. */
export interface DeletionWish {
  readonly ids: readonly string[];
  /** For good, past the trash. */
  readonly force: boolean;
  /**
   * Why some of these, which exist and belong to the user, must stay all the same: by id. `inAlbums` holds the ids of
   * those that are in an album.
   */
  object?(assets: readonly KnownAsset[], inAlbums: ReadonlySet<string>): Promise<Result<ReadonlyMap<string, string>>>;
}

export interface DeletionWork {
  readonly ids: readonly string[];
  readonly force: boolean;
  readonly meaning: Meaning;
  readonly alreadyInTrash: number;
  readonly refused: readonly ItemOutcome[];
  readonly missing: readonly string[];
  /** What gives way on an album when it goes to the trash. */
  readonly covers: Covers;
}

export interface Deletion {
  /** All that a person would want to know before saying yes. */
  readonly preview: JsonObject;
  /** Each asset that would go, with the state that an undo would bring back. */
  readonly items: readonly ChangeItem[];
  readonly work: DeletionWork;
}

/** Reads what a deletion would do. Fails where none of the assets exists. */
export async function planDeletion(
  library: ImmichLibrary,
  { ids, force, object }: DeletionWish,
  call: CallContext,
): Promise<Result<Deletion>> {
  const [looked, user] = await Promise.all([lookUpSomeAssets(library, ids, call), library.userId(call)]);
  if (!looked.ok) return looked;
  const { found, missing } = looked.value;
  const { fit, refused } = sortOut(found, ownershipObjection(user));
  const candidates = fit.filter((asset) => force || !asset.trashed);
  const albums = await albumsById(library, candidates, call);
  if (!albums.ok) return albums;
  const objections = await object?.(candidates, new Set(albums.value.keys()));
  if (objections?.ok === false) return objections;
  const guarded = await library.protection.assetRefusals(candidates, call);
  if (!guarded.ok) return guarded;
  const reasons = new Map([...(objections?.value ?? []), ...guarded.value]);
  const { fit: affected, refused: kept } = sortOut(candidates, ({ id }) => reasons.get(id));
  const meaning = await whatDeletingMeans(library, force, call);
  if (!meaning.ok) return meaning;
  const names = affected.map(({ id }) => (albums.value.get(id) ?? []).map(({ albumName }) => shortText(albumName, 40)));
  const views = affected.slice(0, namedItems).map((asset, at) => viewWithAlbums(asset, names[at] ?? []));
  const leaving = new Set(affected.map(({ id }) => id));
  const work: DeletionWork = {
    ids: [...leaving],
    force,
    meaning: meaning.value,
    alreadyInTrash: fit.length - candidates.length,
    refused: [...refused, ...kept],
    missing,
    covers: meaning.value.permanent ? new Map() : coversAmong([...albums.value.values()].flat(), leaving, user),
  };
  return success({
    preview: {
      ...work.meaning,
      ...tellAffected(affected, views),
      ...tellLosses(affected, names),
      already_in_trash: someOf(work.alreadyInTrash),
      ...tellLeftOut(work),
    },
    items: affected.map((asset) => ({
      kind: 'asset',
      id: asset.id,
      before: { ...assetState(asset), albumIds: (albums.value.get(asset.id) ?? []).map(({ id }) => id) },
      after: work.meaning.permanent ? null : { trashed: true },
    })),
    ...cautionOf(affected, albums.value, work.meaning),
    work,
  });
}

/** Deletes and looks at every asset; `tell` says how many are gone in the tool's own words. */
export async function applyDeletion(
  library: ImmichLibrary,
  { ids, force, meaning, alreadyInTrash, refused, missing, covers }: DeletionWork,
  tell: (deleted: number) => JsonObject,
  call: CallContext,
): Promise<Result<ChangeOutcome>> {
  const report = await changeMany(
    ids,
    {
      send: (chunk) => library.request((sdk) => deleteAssets({ assetBulkDeleteDto: { ids: chunk, force } }, sdk), call),
      otherwise: 'is still there',
      // A permanent deletion leaves the asset in the trash until its job has run.
      isSo: async (id, looking) => {
        const now = await lookUpAsset(library, id, looking);
        return now.ok ? success(now.value === undefined || now.value.trashed) : now;
      },
    },
    call,
  );
  const left = { refused, missing, look: 'immich_assets_get' };
  const told = tellOutcome(
    report,
    (deleted) => ({ ...tell(deleted), ...meaning, already_in_trash: someOf(alreadyInTrash) }),
    left,
  );
  if (!told.ok) return told;
  const gone = await coversGone(covers, library, lookAgain());
  return success({ ...told.value, items: [...told.value.items, ...gone] });
}

/** The albums of each asset that is in one. */
async function albumsById(
  library: ImmichLibrary,
  assets: readonly KnownAsset[],
  call: CallContext,
): Promise<Result<ReadonlyMap<string, AlbumResponseDto[]>>> {
  const albums = await albumsOfEach(
    library,
    assets.map(({ id }) => id),
    call,
  );
  if (!albums.ok) return albums;
  const pairs = assets.map(({ id }, at): [string, AlbumResponseDto[]] => [id, albums.value[at] ?? []]);
  return success(new Map(pairs.filter(([, list]) => list.length > 0)));
}

/** Why the person should see a preview first, if they should. */
function cautionOf(
  assets: readonly KnownAsset[],
  albums: ReadonlyMap<string, unknown>,
  { permanent }: Meaning,
): { readonly caution?: string } {
  if (permanent) return { caution: 'it deletes for good' };
  const dear = assets.filter(({ id, favorite }) => favorite || albums.has(id)).length;
  if (dear === 0) return {};
  const [one, many] = ['of the assets is a favourite or in an album', 'of the assets are favourites or in albums'];
  return { caution: counted(dear, one, many) };
}

/** Whether an asset can come back, and how, in words for the person. */
export interface Meaning extends JsonObject {
  readonly permanent: boolean;
  readonly note: string;
}

/** What deleting does on this server: one without a trash deletes for good even without `force`. */
async function whatDeletingMeans(library: ImmichLibrary, force: boolean, call: RequestCall): Promise<Result<Meaning>> {
  if (force) return success({ permanent: true, note: await whatForGoodMeans(library, call) });
  const [features, config] = await Promise.all([
    library.request((sdk) => getServerFeatures(sdk), call),
    library.request((sdk) => getServerConfig(sdk), call),
  ]);
  if (!features.ok) return features;
  if (features.value.trash === false) {
    return success({ permanent: true, note: 'The trash is switched off on this server: this deletes for good.' });
  }
  const days = config.ok && config.value.trashDays > 0 ? ` for ${counted(config.value.trashDays, 'day')}` : '';
  return success({ permanent: false, note: `Goes to the trash and can be restored from there${days}.` });
}

async function whatForGoodMeans(library: ImmichLibrary, call: RequestCall): Promise<string> {
  return (await isAlbumenLibrary(library, call))
    ? 'Past the trash, out of the library. The original leaves its folder and is kept by Albumen: on its machine, "albumen library put-back <id>" brings it back.'
    : 'For good: this cannot be undone.';
}

function viewWithAlbums(asset: KnownAsset, albums: readonly string[]): JsonObject {
  return albums.length === 0 ? asset.view : { ...asset.view, albums: albums.slice(0, 5) };
}

/** What a person would want to know before saying yes. */
function tellLosses(assets: readonly KnownAsset[], albums: readonly string[][]): JsonObject {
  const named = new Set(assets.map(({ id }) => id));
  const clips = new Set(assets.flatMap(({ clipId }) => clipId ?? []));
  return {
    favorites: someOf(assets.filter((asset) => asset.favorite).length),
    in_albums: someOf(albums.filter((names) => names.length > 0).length),
    albums: topNames(albums.flat()),
    live_clips_go_along: someOf([...clips].filter((id) => !named.has(id)).length),
    live_photos_losing_their_clip: someOf(assets.filter((asset) => isHiddenClip(asset) && !clips.has(asset.id)).length),
  };
}

/** How many of the assets are in each album, the fullest first. */
function topNames(names: readonly string[]): JsonObject | undefined {
  if (names.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]).slice(0, 20));
}
