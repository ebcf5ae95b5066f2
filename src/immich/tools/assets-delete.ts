/** The tool that deletes assets: into the trash, or for good. */
import { deleteAssets, getServerConfig, getServerFeatures } from '@immich/sdk';
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { success } from '../../catalog/result.ts';
import { albumsOfEach } from '../changes/album-membership.ts';
import { assetBefore, isHiddenClip, type KnownAsset, lookUpAsset, lookUpSomeAssets } from '../changes/asset-lookup.ts';
import { checkAfter } from '../changes/check-after.ts';
import { sendInChunks } from '../changes/chunks.ts';
import { idList } from '../changes/id-list.ts';
import { someOf, tellAffected, tellMissing, tellOutcome } from '../changes/tell.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { shortText } from '../present/short-text.ts';
import { defineChange } from './define.ts';

interface DeleteWork {
  readonly ids: readonly string[];
  readonly force: boolean;
  readonly permanent: boolean;
  readonly note: string;
  readonly alreadyInTrash: number;
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
    asset_ids: idList,
    force: z.boolean().default(false).describe('true: for good, cannot be undone'),
  }),
  output: z.looseObject({ permanent: z.boolean(), affected_count: z.int().optional(), deleted: z.int().optional() }),
  async plan({ asset_ids, force }, library, call) {
    const looked = await lookUpSomeAssets(library, asset_ids, call);
    if (!looked.ok) return looked;
    const affected = looked.value.found.filter((asset) => force || !asset.trashed);
    const alreadyInTrash = looked.value.found.length - affected.length;
    const albums = await albumsOfEach(
      library,
      affected.map(({ id }) => id),
      call,
    );
    if (!albums.ok) return albums;
    const names = albums.value.map((list) => list.map((album) => shortText(album.albumName, 40)));
    const { permanent, note } = await whatDeletingMeans(library, force, call);
    return success({
      preview: {
        permanent,
        note,
        ...tellAffected(
          affected,
          affected.slice(0, 20).map((asset, at) => viewWithAlbums(asset, names[at] ?? [])),
        ),
        ...tellLosses(affected, names),
        already_in_trash: someOf(alreadyInTrash),
        ...tellMissing(looked.value),
      },
      items: affected.map((asset, at) => withAlbums(asset, albums.value[at]?.map(({ id }) => id) ?? [])),
      work: {
        ids: affected.map(({ id }) => id),
        force,
        permanent,
        note,
        alreadyInTrash,
        missing: looked.value.missing,
      },
    });
  },
  async apply({ ids, force, permanent, note, alreadyInTrash, missing }: DeleteWork, library, call) {
    const sent = await sendInChunks(
      ids,
      async (chunk) => {
        const assetBulkDeleteDto = { ids: chunk, force };
        const answer = await library.request((sdk) => deleteAssets({ assetBulkDeleteDto }, sdk), call);
        return answer.ok ? success(chunk.map((id) => ({ id, ok: true }))) : answer;
      },
      call,
    );
    const report = await checkAfter(
      sent,
      {
        otherwise: 'is still there',
        // A permanent deletion leaves the asset in the trash until its job has run.
        isSo: async (id, looking) => {
          const now = await lookUpAsset(library, id, looking);
          return now.ok ? success(now.value === undefined || now.value.trashed) : now;
        },
      },
      call,
    );
    return tellOutcome(report, (deleted) => ({ deleted, permanent, note, already_in_trash: someOf(alreadyInTrash) }), {
      missing,
      look: 'immich_assets_get',
    });
  },
});

/** Whether it can come back, in words; a server without a trash deletes for good even without `force`. */
async function whatDeletingMeans(
  library: ImmichLibrary,
  force: boolean,
  call: RequestCall,
): Promise<{ permanent: boolean; note: string }> {
  if (force) return { permanent: true, note: 'For good: this cannot be undone.' };
  const [features, config] = await Promise.all([
    library.request((sdk) => getServerFeatures(sdk), call),
    library.request((sdk) => getServerConfig(sdk), call),
  ]);
  if (features.ok && features.value.trash === false) {
    return { permanent: true, note: 'The trash is switched off on this server: this deletes for good.' };
  }
  const days = config.ok && config.value.trashDays > 0 ? ` for ${config.value.trashDays} days` : '';
  return { permanent: false, note: `Goes to the trash and can be restored from there${days}.` };
}

function viewWithAlbums(asset: KnownAsset, albums: readonly string[]): JsonObject {
  return albums.length === 0 ? asset.view : { ...asset.view, albums: albums.slice(0, 5) };
}

function withAlbums(asset: KnownAsset, albumIds: readonly string[]) {
  const item = assetBefore(asset);
  return { ...item, before: { ...item.before, albumIds } };
}

/** What a person would want to know before saying yes. */
function tellLosses(assets: readonly KnownAsset[], albums: readonly string[][]): JsonObject {
  return {
    favorites: someOf(assets.filter((asset) => asset.favorite).length),
    in_albums: someOf(albums.filter((names) => names.length > 0).length),
    albums: topNames(albums.flat()),
    live_clips_go_along: someOf(assets.filter((asset) => asset.live).length),
    live_clips_named: someOf(assets.filter(isHiddenClip).length),
  };
}

/** How many of the assets are in each album, the fullest first. */
function topNames(names: readonly string[]): JsonObject | undefined {
  if (names.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]).slice(0, 20));
}
