/** The tools that make and alter albums. */
import { type AlbumResponseDto, createAlbum, getAlbumInfo, type UpdateAlbumDto, updateAlbumInfo } from '@immich/sdk';
import * as z from 'zod';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { addToAlbum } from '../changes/album-assets.ts';
import { albumBefore, sortForAlbum, tellAlbum } from '../changes/album-lookup.ts';
import { isInAlbum } from '../changes/album-membership.ts';
import { lookUpAssets } from '../changes/asset-lookup.ts';
import { type CheckedReport, checkAfter } from '../changes/check-after.ts';
import { isUnclear } from '../changes/chunks.ts';
import { idList } from '../changes/id-list.ts';
import { tellAffected, tellMissing, tellOutcome } from '../changes/tell.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { albumsAddAssets, albumsRemoveAssets } from './album-assets-changes.ts';
import { albumsDelete } from './albums-delete.ts';
import { albumId, assetId } from './arguments.ts';
import { defineChange } from './define.ts';

const albumName = z
  .string()
  .trim()
  .refine((text) => text.length >= 1 && text.length <= 500, 'must have 1 to 500 characters')
  .describe('Name');
const albumDescription = z
  .string()
  .refine((text) => text.length <= 10_000, 'must have at most 10,000 characters')
  .optional()
  .describe('Text below the name');

/** Assets that go along with the request that makes an album; more are added afterwards, in pieces. */
const assetsAtOnce = 500;

const albumsCreate = defineChange({
  name: 'immich_albums_create',
  title: 'Create album',
  description: 'Makes an album, also when there is one of this name already (see immich_albums_list).',
  toolset: 'albums',
  effect: 'add',
  permission: 'create',
  scopes: ['album.create', 'albumAsset.create', 'asset.read'],
  deadlineSeconds: 300,
  input: z.strictObject({
    album_name: albumName,
    description: albumDescription,
    asset_ids: idList.optional(),
  }),
  output: z.looseObject({ id: z.string(), albumName: z.string(), assetCount: z.int() }),
  async plan({ album_name, description, asset_ids = [] }, library, call) {
    const looked = await lookUpAssets(library, asset_ids, call);
    if (!looked.ok) return looked;
    if (asset_ids.length > 0 && looked.value.found.length === 0) {
      return failed('not_found', 'None of these assets exists: the album was not made.', 'Check the ids.');
    }
    const { fit, refused } = sortForAlbum(looked.value.found);
    const wanted = fit.map((asset) => asset.id);
    return success({
      preview: { albumName: album_name, ...tellAffected(fit), ...tellMissing(looked.value) },
      items: [],
      work: { album_name, description, wanted, refused, missing: looked.value.missing },
    });
  },
  async apply({ album_name, description, wanted, refused, missing }, library, call) {
    const assetIds = wanted.length <= assetsAtOnce ? wanted : [];
    const createAlbumDto = {
      albumName: album_name,
      ...(description === undefined ? {} : { description }),
      ...(assetIds.length === 0 ? {} : { assetIds }),
    };
    const made = await library.request((sdk) => createAlbum({ createAlbumDto }, sdk), call);
    if (!made.ok) return isUnclear(made.failure) ? mayBeMade(made) : made;
    const { id, assetCount } = made.value;
    const report = await fill(library, id, wanted, assetCount, call);
    const inside = report.outcomes.filter((outcome) => outcome.ok).length;
    const complete = { ...report, outcomes: [...report.outcomes, ...refused] };
    const told = tellOutcome(complete, () => ({}), { missing, look: 'immich_albums_get' });
    const trouble = told.ok ? told.value.data : { stopped: told.failure.message };
    return success({
      items: [{ id, ok: true }],
      data: { ...tellAlbum({ ...made.value, assetCount: inside }, library), assetCount: inside, ...trouble },
    });
  },
});

function mayBeMade(answer: Result<never> & { ok: false }): Result<never> {
  return failed(
    answer.failure.code,
    `${answer.failure.message} Whether the album was made is unclear.`,
    'Look with immich_albums_list before trying again.',
  );
}

/** Sees to it that the new album holds what was wanted: Immich leaves out, without a word, what it does not accept. */
async function fill(
  library: ImmichLibrary,
  album: string,
  wanted: readonly string[],
  already: number,
  call: CallContext,
): Promise<CheckedReport> {
  if (wanted.length > assetsAtOnce) return addToAlbum(library, album, wanted, call);
  const outcomes = wanted.map((id) => ({ id, ok: true }));
  const said: CheckedReport = { outcomes, unclear: [], untried: [] };
  if (already === wanted.length) return said;
  return checkAfter(
    said,
    {
      otherwise: 'was not accepted by the library',
      isSo: (id, looking) => isInAlbum(library, id, album, looking),
    },
    call,
  );
}

const albumsUpdate = defineChange({
  name: 'immich_albums_update',
  title: 'Update album',
  description: 'Sets the name, description or cover of an album, at once.',
  toolset: 'albums',
  effect: 'change',
  permission: 'update',
  scopes: ['album.read', 'album.update'],
  input: z.strictObject({
    album_id: albumId,
    album_name: albumName.optional().describe('New name'),
    description: albumDescription.describe('"" clears'),
    album_thumbnail_asset_id: assetId.optional().describe('Cover; must be in the album'),
  }),
  output: z.looseObject({ id: z.string(), albumName: z.string() }),
  async plan({ album_id, album_name, description, album_thumbnail_asset_id: cover }, library, call) {
    const updateAlbumDto = {
      ...(album_name === undefined ? {} : { albumName: album_name }),
      ...(description === undefined ? {} : { description }),
      ...(cover === undefined ? {} : { albumThumbnailAssetId: cover }),
    };
    if (Object.keys(updateAlbumDto).length === 0) {
      return failed('invalid_input', 'Nothing to change was given.', 'Give album_name, description or a cover.');
    }
    const album = await library.request((sdk) => getAlbumInfo({ id: album_id }, sdk), call);
    if (!album.ok) return album;
    const fits = cover === undefined ? success(true) : await isInAlbum(library, cover, album_id, call);
    if (!fits.ok && fits.failure.code !== 'not_found') return fits;
    if (!fits.ok || !fits.value) {
      return failed(
        'conflict',
        'album_thumbnail_asset_id is not in this album.',
        'Add it with immich_albums_add_assets first.',
      );
    }
    return success({
      preview: { id: album_id, albumName: album.value.albumName, changes: updateAlbumDto },
      items: [albumBefore(album.value)],
      work: { album_id, updateAlbumDto },
    });
  },
  async apply({ album_id, updateAlbumDto }, library, call) {
    const album = await updateOne(library, album_id, updateAlbumDto, call);
    if (!album.ok) return album;
    const cover = album.value.albumThumbnailAssetId ?? undefined;
    return success({
      items: [{ id: album_id, ok: true }],
      data: { ...tellAlbum(album.value, library), albumThumbnailAssetId: cover },
    });
  },
});

/** Updates the album; success means that it now reads as wanted, whatever became of the answer. */
async function updateOne(
  library: ImmichLibrary,
  id: string,
  updateAlbumDto: UpdateAlbumDto,
  call: RequestCall,
): Promise<Result<AlbumResponseDto>> {
  const answer = await library.request((sdk) => updateAlbumInfo({ id, updateAlbumDto }, sdk), call);
  if (answer.ok && shows(answer.value, updateAlbumDto)) return answer;
  if (!answer.ok && !isUnclear(answer.failure)) return answer;
  const now = await library.request((sdk) => getAlbumInfo({ id }, sdk), { signal: AbortSignal.timeout(10_000) });
  if (now.ok && shows(now.value, updateAlbumDto)) return now;
  if (answer.ok) return failed('conflict', `${library.name} took the change, but the album does not show it.`);
  const state = now.ok ? 'The album does not show the change.' : 'Whether the album was changed is unclear.';
  return failed(answer.failure.code, `${answer.failure.message} ${state}`, 'Look with immich_albums_get first.');
}

function shows(album: AlbumResponseDto, wanted: UpdateAlbumDto): boolean {
  return Object.entries(wanted).every(([field, value]) => (Reflect.get(album, field) ?? '') === value);
}

/** Everything that changes albums. */
export const albumChangeTools = [albumsCreate, albumsUpdate, albumsDelete, albumsAddAssets, albumsRemoveAssets];
