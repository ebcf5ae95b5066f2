/** The tool that makes an album. */
import { createAlbum } from '@immich/sdk';
import * as z from 'zod';
import type { ItemOutcome } from '../../catalog/change.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { type CheckedReport, checkAfter } from '../../changing/check-after.ts';
import { tellAffected, tellLeftOut, tellOutcome } from '../../changing/tell.ts';
import { isUnclear } from '../../changing/unclear.ts';
import { albumAssets } from '../changes/album-assets.ts';
import { tellAlbum } from '../changes/album-lookup.ts';
import { isInAlbum } from '../changes/album-membership.ts';
import { lookUpAssets } from '../changes/asset-lookup.ts';
import { albumObjection, sortOut } from '../changes/objections.ts';
import type { ImmichLibrary } from '../connection.ts';
import { albumDescription, albumName } from './album-texts.ts';
import { assetIds } from './arguments.ts';
import { defineChange } from './define.ts';

/** Assets that go along with the request that makes an album; more are added afterwards, in pieces. */
const assetsAtOnce = 500;

interface CreateWork {
  readonly album_name: string;
  readonly description: string | undefined;
  readonly wanted: readonly string[];
  readonly refused: readonly ItemOutcome[];
  readonly missing: readonly string[];
}

export const albumsCreate = defineChange({
  name: 'immich_albums_create',
  title: 'Create album',
  description: 'Makes an album, also when there is one of this name already.',
  toolset: 'albums',
  effect: 'add',
  permission: 'create',
  scopes: ['album.create', 'albumAsset.create', 'asset.read'],
  deadlineSeconds: 300,
  input: z.strictObject({
    album_name: albumName,
    description: albumDescription.describe('Text below the name'),
    asset_ids: assetIds.optional(),
  }),
  output: z.looseObject({ id: z.string(), albumName: z.string(), assetCount: z.int() }),
  async plan({ album_name, description, asset_ids = [] }, library, call) {
    const looked = await lookUpAssets(library, asset_ids, call);
    if (!looked.ok) return looked;
    const { found, missing } = looked.value;
    const { fit, refused } = sortOut(found, albumObjection);
    if (asset_ids.length > 0 && fit.length === 0) return nothingToHold(refused);
    const work: CreateWork = { album_name, description, wanted: fit.map(({ id }) => id), refused, missing };
    return success({
      preview: { albumName: album_name, ...tellAffected(fit), ...tellLeftOut(work) },
      items: [],
      work,
    });
  },
  async apply({ album_name, description, wanted, refused, missing }: CreateWork, library, call) {
    const assetIds = wanted.length <= assetsAtOnce ? [...wanted] : [];
    const createAlbumDto = {
      albumName: album_name,
      ...(description === undefined ? {} : { description }),
      ...(assetIds.length === 0 ? {} : { assetIds }),
    };
    const made = await library.request((sdk) => createAlbum({ createAlbumDto }, sdk), call);
    if (!made.ok) return isUnclear(made.failure) ? mayBeMade(made) : made;
    const { id, assetCount } = made.value;
    const report = await fill(library, id, wanted, assetCount, call);
    const told = tellOutcome(report, () => ({}), { refused, missing, look: 'immich_albums_get' });
    const trouble = told.ok ? told.value.data : { stopped: told.failure.message };
    const assetsInside = report.outcomes.filter(({ ok }) => ok).map((outcome) => outcome.id);
    const after = { albumName: album_name, description: description ?? '', assetIds: assetsInside };
    return success({
      items: [{ id, ok: true, made: { kind: 'album', after } }],
      data: { ...tellAlbum({ ...made.value, assetCount: assetsInside.length }, library), ...trouble },
    });
  },
});

/** A person who names assets wants an album that holds some of them. */
function nothingToHold([first]: readonly ItemOutcome[]): Result<never> {
  return first?.error === undefined
    ? failed('not_found', 'None of these assets exists: the album was not made.', 'Take ids from a search or list.')
    : failed(
        'conflict',
        `None of these assets can be put into an album (${first.id} ${first.error}): it was not made.`,
      );
}

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
  if (wanted.length > assetsAtOnce) return albumAssets.put(library, album, wanted, call);
  const said: CheckedReport = { outcomes: wanted.map((id) => ({ id, ok: true })), unclear: [], untried: [] };
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
