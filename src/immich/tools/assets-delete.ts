/** The tool that deletes assets: into the trash, or for good. */
import { deleteAssets, getServerConfig, getServerFeatures } from '@immich/sdk';
import * as z from 'zod';
import type { ItemOutcome } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { type Result, success } from '../../catalog/result.ts';
import { isAlbumenLibrary } from '../albumen-library.ts';
import { albumsOfEach } from '../changes/album-membership.ts';
import { assetState, isHiddenClip, type KnownAsset, lookUpAsset, lookUpSomeAssets } from '../changes/asset-lookup.ts';
import { changeMany } from '../changes/change-many.ts';
import { ownershipObjection, sortOut } from '../changes/objections.ts';
import { namedItems, someOf, tellAffected, tellLeftOut, tellOutcome } from '../changes/tell.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { shortText } from '../present/short-text.ts';
import { assetIds } from './arguments.ts';
import { defineChange } from './define.ts';

interface DeleteWork {
  readonly ids: readonly string[];
  readonly force: boolean;
  readonly meaning: Meaning;
  readonly alreadyInTrash: number;
  readonly refused: readonly ItemOutcome[];
  readonly missing: readonly string[];
}

export const assetsDelete = defineChange({
  name: 'immich_assets_delete',
  title: 'Delete assets',
  description:
    'Moves up to 10,000 assets to the trash, where they can be restored for a while. Previews by default: show the person its favourites and album members before acting.',
  toolset: 'assets',
  effect: 'remove',
  permission: 'delete',
  scopes: ['asset.read', 'asset.delete', 'album.read'],
  deadlineSeconds: 600,
  input: z.strictObject({
    asset_ids: assetIds,
    force: z.boolean().default(false).describe('true: for good, past the trash'),
  }),
  output: z.looseObject({ permanent: z.boolean(), affected_count: z.int().optional(), deleted: z.int().optional() }),
  async plan({ asset_ids, force }, library, call) {
    const [looked, user] = await Promise.all([lookUpSomeAssets(library, asset_ids, call), library.userId(call)]);
    if (!looked.ok) return looked;
    const { found, missing } = looked.value;
    const { fit, refused } = sortOut(found, ownershipObjection(user));
    const affected = fit.filter((asset) => force || !asset.trashed);
    const ids = affected.map(({ id }) => id);
    const albums = await albumsOfEach(library, ids, call);
    if (!albums.ok) return albums;
    const names = albums.value.map((list) => list.map((album) => shortText(album.albumName, 40)));
    const views = affected.slice(0, namedItems).map((asset, at) => viewWithAlbums(asset, names[at] ?? []));
    const means = await whatDeletingMeans(library, force, call);
    if (!means.ok) return means;
    const meaning = means.value;
    const work: DeleteWork = { ids, force, meaning, alreadyInTrash: fit.length - affected.length, refused, missing };
    return success({
      preview: {
        ...meaning,
        ...tellAffected(affected, views),
        ...tellLosses(affected, names),
        already_in_trash: someOf(work.alreadyInTrash),
        ...tellLeftOut(work),
      },
      items: affected.map((asset, at) => ({
        kind: 'asset',
        id: asset.id,
        before: { ...assetState(asset), albumIds: albums.value[at]?.map(({ id }) => id) ?? [] },
        after: meaning.permanent ? null : { trashed: true },
      })),
      work,
    });
  },
  async apply({ ids, force, meaning, alreadyInTrash, refused, missing }: DeleteWork, library, call) {
    const report = await changeMany(
      ids,
      {
        send: (chunk) =>
          library.request((sdk) => deleteAssets({ assetBulkDeleteDto: { ids: chunk, force } }, sdk), call),
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
    return tellOutcome(report, (deleted) => ({ deleted, ...meaning, already_in_trash: someOf(alreadyInTrash) }), left);
  },
});

/** Whether an asset can come back, and how, in words for the person. */
interface Meaning extends JsonObject {
  readonly permanent: boolean;
  readonly note: string;
}

/** A server without a trash deletes for good even without `force`. */
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
  const days = config.ok && config.value.trashDays > 0 ? ` for ${config.value.trashDays} days` : '';
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
  return {
    favorites: someOf(assets.filter((asset) => asset.favorite).length),
    in_albums: someOf(albums.filter((names) => names.length > 0).length),
    albums: topNames(albums.flat()),
    live_clips_go_along: someOf(assets.filter((asset) => asset.live).length),
    live_photos_losing_their_clip: someOf(assets.filter(isHiddenClip).length),
  };
}

/** How many of the assets are in each album, the fullest first. */
function topNames(names: readonly string[]): JsonObject | undefined {
  if (names.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]).slice(0, 20));
}
