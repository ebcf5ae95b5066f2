/** The tools that put assets into albums and take them out. */
import { getAlbumInfo } from '@immich/sdk';
import * as z from 'zod';
import type { ChangeItem, ItemOutcome } from '../../catalog/change.ts';
import { type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import type { ChangeOutcome } from '../../catalog/tool.ts';
import { listedIds, someOf, tellAffected, tellLeftOut, tellOutcome } from '../../changing/tell.ts';
import { lookAgain } from '../../changing/unclear.ts';
import { albumAssets } from '../changes/album-assets.ts';
import { membersAmong, readAlbumContents } from '../changes/album-membership.ts';
import { knownAsset, lookUpSomeAssets } from '../changes/asset-lookup.ts';
import { type Covers, coversAmong, coversGone, coversOf } from '../changes/covers.ts';
import { cautionOfEnding, endingActivities } from '../changes/ending-activities.ts';
import { albumObjection, sortOut } from '../changes/objections.ts';
import type { ImmichLibrary } from '../connection.ts';
import { albumId, assetIds } from './arguments.ts';
import { defineChange } from './define.ts';

/** The outcome with the cover that the library chose anew, if it did. */
async function withCovers(
  told: Result<ChangeOutcome>,
  covers: Covers,
  library: ImmichLibrary,
): Promise<Result<ChangeOutcome>> {
  if (!told.ok) return told;
  const gone = await coversGone(covers, library, lookAgain());
  return success({ ...told.value, items: [...told.value.items, ...gone] });
}

interface AddWork {
  readonly album_id: string;
  readonly albumName: string;
  readonly ids: readonly string[];
  /** Assets that were in the album before. */
  readonly already: number;
  readonly refused: readonly ItemOutcome[];
  readonly missing: readonly string[];
  readonly covers: Covers;
}

function membershipChange(id: string, albumId: string, inAlbum: boolean): ChangeItem {
  return { kind: 'asset', id, before: { albumId, inAlbum: !inAlbum }, after: { albumId, inAlbum } };
}

export const albumsAddAssets = defineChange({
  name: 'immich_albums_add_assets',
  title: 'Add assets to album',
  description: 'Adds up to 10,000 assets to an album, at once.',
  toolset: 'albums',
  effect: 'change',
  permission: 'update',
  scopes: ['album.read', 'asset.read', 'albumAsset.create'],
  deadlineSeconds: 600,
  input: z.strictObject({ album_id: albumId, asset_ids: assetIds }),
  output: z.looseObject({ album_id: z.string(), added: z.int() }),
  async plan({ album_id, asset_ids }, library, call) {
    const album = await library.request((sdk) => getAlbumInfo({ id: album_id }, sdk), call);
    if (!album.ok) return album;
    const looked = await lookUpSomeAssets(library, asset_ids, call);
    if (!looked.ok) return looked;
    const { found, missing } = looked.value;
    const { fit, refused } = sortOut(found, albumObjection);
    const fitIds = fit.map((asset) => asset.id);
    const members = await membersAmong(library, album.value, fitIds, call);
    if (!members.ok) return members;
    const added = fit.filter((asset) => !members.value.has(asset.id));
    const ids = added.map((asset) => asset.id);
    const albumName = shortText(album.value.albumName, 100);
    const already = members.value.size;
    const covers = coversOf([album.value], await library.userId(call));
    const work: AddWork = { album_id, albumName, ids, already, refused, missing, covers };
    return success({
      preview: {
        album_id,
        albumName,
        ...tellAffected(added),
        already_in_album: someOf(already),
        ...tellLeftOut(work),
      },
      items: ids.map((assetId) => membershipChange(assetId, album_id, true)),
      work,
    });
  },
  async apply({ album_id, albumName, ids, already, refused, missing, covers }: AddWork, library, call) {
    const report = await albumAssets.put(library, album_id, ids, call);
    const told = tellOutcome(
      report,
      (added) => ({ album_id, albumName, added, already_in_album: someOf(already + report.already) }),
      {
        refused,
        missing,
        look: 'immich_albums_get',
      },
    );
    return withCovers(told, covers, library);
  },
});

export const albumsRemoveAssets = defineChange({
  name: 'immich_albums_remove_assets',
  title: 'Remove assets from album',
  description: 'Takes up to 10,000 assets out of an album; they stay in the library. Previews by default.',
  toolset: 'albums',
  effect: 'remove',
  permission: 'update',
  scopes: ['album.read', 'asset.read', 'albumAsset.delete'],
  deadlineSeconds: 600,
  input: z.strictObject({ album_id: albumId, asset_ids: assetIds }),
  output: z.looseObject({ album_id: z.string(), removed: z.int().optional() }),
  async plan({ album_id, asset_ids }, library, call) {
    const contents = await readAlbumContents(library, album_id, call);
    if (!contents.ok) return contents;
    const wanted = new Set(asset_ids);
    const inside = contents.value.assets.filter((asset) => wanted.has(asset.id)).map(knownAsset);
    const found = new Set(inside.map((asset) => asset.id));
    const absent = asset_ids.filter((assetId) => !found.has(assetId));
    const albumName = shortText(contents.value.album.albumName, 100);
    const [ending, user] = await Promise.all([endingActivities(library, album_id, found, call), library.userId(call)]);
    const covers = coversAmong([contents.value.album], found, user);
    return success({
      preview: {
        album_id,
        albumName,
        ...tellAffected(inside),
        not_in_album: someOf(absent.length),
        not_in_album_ids: absent.length === 0 ? undefined : absent.slice(0, listedIds),
        note: 'The assets stay in the library.',
      },
      items: [...inside.map((asset) => membershipChange(asset.id, album_id, false)), ...ending],
      ...cautionOfEnding(ending, user),
      work: { album_id, albumName, ids: [...found], absent: absent.length, covers },
    });
  },
  async apply({ album_id, albumName, ids, absent, covers }, library, call) {
    const report = await albumAssets.take(library, album_id, ids, call);
    const told = tellOutcome(
      report,
      (removed) => ({ album_id, albumName, removed, not_in_album: someOf(absent + report.already) }),
      { look: 'immich_albums_get' },
    );
    return withCovers(told, covers, library);
  },
});
