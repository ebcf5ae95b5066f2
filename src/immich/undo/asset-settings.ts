/** Brings back the settings of assets, and what is in the trash. */
import { AssetVisibility, deleteAssets, restoreAssets, updateAsset, updateAssets } from '@immich/sdk';
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { sendInChunks } from '../../changing/chunks.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import { grouped, noteErrors, sendEach } from '../../restoring/facet.ts';
import { assetState, lookUpAsset } from '../changes/asset-lookup.ts';
import type { SettingsBody } from '../changes/asset-settings.ts';
import type { ImmichLibrary } from '../connection.ts';
import type { ImmichFacet } from './facet.ts';

const fields = ['favorite', 'visibility', 'rating', 'description', 'trashed'] as const;

export const assetSettings: ImmichFacet = {
  fits: ({ kind, before, after }) =>
    kind === 'asset' && fields.some((field) => field in (after ?? {}) || field in (before ?? {})),
  objection: ({ after }) => (after === null ? 'was deleted for good' : undefined),
  look: (items, library, call) =>
    inParallel(items, async ({ id }) => {
      const asset = await lookUpAsset(library, id, call);
      if (!asset.ok) return asset;
      return success(asset.value === undefined ? null : assetState(asset.value));
    }),
  send: async (items, library, call) => {
    const errors = new Map<ChangeItem, string>();
    const moves = (trashed: boolean) =>
      items.filter(({ before, after }) => after?.trashed === trashed && before?.trashed !== trashed);
    await sendMany(
      moves(false),
      (ids) => library.request((sdk) => restoreAssets({ bulkIdsDto: { ids } }, sdk), call),
      call,
      errors,
    );
    await sendSettings(items, library, call, errors);
    await sendMany(
      moves(true),
      (ids) => library.request((sdk) => deleteAssets({ assetBulkDeleteDto: { ids, force: false } }, sdk), call),
      call,
      errors,
    );
    return { errors, remade: new Map() };
  },
};

async function sendSettings(
  items: readonly ChangeItem[],
  library: ImmichLibrary,
  call: CallContext,
  errors: Map<ChangeItem, string>,
): Promise<void> {
  const settings = items.map((item) => ({ item, body: bodyOf(item.after ?? {}) }));
  const wanted = settings.filter(({ body }) => Object.keys(body).length > 0);
  // Only one asset at a time takes a description on every version.
  const single = new Map(wanted.filter(({ body }) => 'description' in body).map(({ item, body }) => [item, body]));
  await sendEach(
    [...single.keys()],
    ({ id, ...item }) =>
      library.request((sdk) => updateAsset({ id, updateAssetDto: bodyOf(item.after ?? {}) }, sdk), call),
    errors,
  );
  const alike = grouped(
    wanted.filter(({ item }) => !single.has(item)),
    ({ body }) => JSON.stringify(body),
  );
  for (const group of alike) {
    const [first] = group;
    if (first === undefined) continue;
    await sendMany(
      group.map(({ item }) => item),
      (ids) => library.request((sdk) => updateAssets({ assetBulkUpdateDto: { ...first.body, ids } }, sdk), call),
      call,
      errors,
    );
  }
}

async function sendMany(
  items: readonly ChangeItem[],
  send: (ids: string[]) => Promise<Result<unknown>>,
  call: CallContext,
  errors: Map<ChangeItem, string>,
): Promise<void> {
  const report = await sendInChunks(
    items.map(({ id }) => id),
    async (ids) => {
      const answer = await send(ids);
      return answer.ok ? success(ids.map((id) => ({ id, ok: true }))) : answer;
    },
    call,
  );
  noteErrors(items, report, errors);
}

/** The settings in Immich's words; the trash is not one of them. */
function bodyOf({ favorite, visibility, rating, description }: JsonObject): SettingsBody {
  const known = Object.values(AssetVisibility).find((name) => name === visibility);
  return {
    ...(typeof favorite === 'boolean' ? { isFavorite: favorite } : {}),
    ...(known === undefined ? {} : { visibility: known }),
    ...(typeof rating === 'number' || rating === null ? { rating } : {}),
    ...(typeof description === 'string' ? { description } : {}),
  };
}
