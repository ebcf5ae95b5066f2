/** The tools that set something on assets. */
import { updateAsset, updateAssets } from '@immich/sdk';
import * as z from 'zod';
import type { ItemOutcome } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import {
  assetBefore,
  type KnownAsset,
  knownAsset,
  lookUpAsset,
  lookUpSomeAssets,
  withAsset,
} from '../changes/asset-lookup.ts';
import {
  isAsSet,
  objection,
  readSettings,
  type SettingsBody,
  settingArguments,
  tellChanges,
} from '../changes/asset-settings.ts';
import { checkAfter } from '../changes/check-after.ts';
import { isUnclear, sendInChunks } from '../changes/chunks.ts';
import { idList } from '../changes/id-list.ts';
import { someOf, tellAffected, tellMissing, tellOutcome } from '../changes/tell.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { assetId } from './arguments.ts';
import { assetsDelete } from './assets-delete.ts';
import { assetsUpload } from './assets-upload.ts';
import { defineChange } from './define.ts';

/** Immich itself has no bound. */
const description = z
  .string()
  .refine((text) => text.length <= 10_000, 'must have at most 10,000 characters')
  .optional()
  .describe('"" clears');

const assetsUpdate = defineChange({
  name: 'immich_assets_update',
  title: 'Update asset',
  description: 'Sets favourite, archived, description or rating of one asset, at once.',
  toolset: 'assets',
  effect: 'change',
  permission: 'update',
  scopes: ['asset.read', 'asset.update'],
  input: z.strictObject({
    asset_id: assetId,
    is_favorite: settingArguments.is_favorite,
    is_archived: settingArguments.is_archived,
    description,
    rating: settingArguments.rating,
  }),
  output: z.looseObject({ id: z.string() }),
  async plan({ asset_id, ...settings }, library, call) {
    const body = readSettings(settings);
    if (!body.ok) return body;
    const found = await lookUpAsset(library, asset_id, call);
    const asset = withAsset(found);
    if (!asset.ok) return asset;
    const reason = objection(asset.value, body.value);
    if (reason !== undefined) return failed('conflict', `This asset ${reason}.`);
    return success({
      preview: { ...asset.value.view, changes: tellChanges(settings) },
      items: [assetBefore(asset.value)],
      work: { asset_id, body: body.value },
    });
  },
  async apply({ asset_id, body }, library, call) {
    const updated = await updateOne(library, asset_id, body, call);
    if (!updated.ok) return updated;
    const { view, description } = updated.value;
    return success({
      items: [{ id: asset_id, ok: true }],
      data: { ...view, description: description || undefined, web_url: library.links.asset(asset_id) },
    });
  },
});

/** Updates one asset; success means that it now reads as wanted, whatever became of the answer. */
async function updateOne(
  library: ImmichLibrary,
  id: string,
  body: SettingsBody,
  call: RequestCall,
): Promise<Result<KnownAsset>> {
  const answer = await library.request((sdk) => updateAsset({ id, updateAssetDto: body }, sdk), call);
  if (!answer.ok && !isUnclear(answer.failure)) return answer;
  const told = answer.ok ? knownAsset(answer.value) : undefined;
  if (told !== undefined && isAsSet(told, body)) return success(told);
  const now = await lookUpAsset(library, id, { signal: AbortSignal.timeout(10_000) });
  if (now.ok && now.value !== undefined && isAsSet(now.value, body)) return success(now.value);
  if (answer.ok) return failed('conflict', `${library.name} took the change, but the asset does not show it.`);
  const state = now.ok ? 'The asset is unchanged.' : 'Whether the asset was changed is unclear.';
  return failed(answer.failure.code, `${answer.failure.message} ${state}`, 'Look with immich_assets_get first.');
}

interface BulkWork {
  readonly body: SettingsBody;
  readonly affected: readonly string[];
  readonly unchanged: number;
  readonly refused: readonly ItemOutcome[];
  readonly missing: readonly string[];
}

const assetsBulkUpdate = defineChange({
  name: 'immich_assets_bulk_update',
  title: 'Bulk update assets',
  description: 'Sets favourite, archived or rating alike on up to 10,000 assets. Previews by default.',
  toolset: 'assets',
  effect: 'change',
  bulk: true,
  permission: 'update',
  scopes: ['asset.read', 'asset.update'],
  deadlineSeconds: 600,
  input: z.strictObject({ asset_ids: idList, ...settingArguments }),
  output: z.looseObject({ affected_count: z.int().optional(), updated: z.int().optional() }),
  async plan({ asset_ids, ...settings }, library, call) {
    const body = readSettings(settings);
    if (!body.ok) return body;
    const looked = await lookUpSomeAssets(library, asset_ids, call);
    if (!looked.ok) return looked;
    const refused = looked.value.found.flatMap((asset): ItemOutcome[] => {
      const error = objection(asset, body.value);
      return error === undefined ? [] : [{ id: asset.id, ok: false, error }];
    });
    const allowed = looked.value.found.filter((asset) => objection(asset, body.value) === undefined);
    const affected = allowed.filter((asset) => !isAsSet(asset, body.value));
    const unchanged = allowed.length - affected.length;
    return success({
      preview: {
        ...tellAffected(affected),
        changes: tellChanges(settings),
        unchanged: someOf(unchanged),
        refused: tellRefused(refused),
        ...tellMissing(looked.value),
      },
      items: affected.map(assetBefore),
      work: {
        body: body.value,
        affected: affected.map((asset) => asset.id),
        unchanged,
        refused,
        missing: looked.value.missing,
      },
    });
  },
  async apply({ body, affected, unchanged, refused, missing }: BulkWork, library, call) {
    const sent = await sendInChunks(
      affected,
      async (ids) => {
        const answer = await library.request(
          (sdk) => updateAssets({ assetBulkUpdateDto: { ...body, ids } }, sdk),
          call,
        );
        return answer.ok ? success(ids.map((done) => ({ id: done, ok: true }))) : answer;
      },
      call,
    );
    const report = await checkAfter(
      sent,
      {
        otherwise: 'does not show the change',
        isSo: async (id, looking) => {
          const now = await lookUpAsset(library, id, looking);
          return now.ok ? success(now.value !== undefined && isAsSet(now.value, body)) : now;
        },
      },
      call,
    );
    const complete = { ...report, outcomes: [...report.outcomes, ...refused] };
    return tellOutcome(complete, (updated) => ({ updated, unchanged: someOf(unchanged) }), {
      missing,
      look: 'immich_assets_get',
    });
  },
});

function tellRefused(refused: readonly ItemOutcome[]): JsonObject[] | undefined {
  return refused.length === 0 ? undefined : refused.slice(0, 50).map((item) => ({ id: item.id, error: item.error }));
}

/** Everything that changes assets. */
export const assetChangeTools = [assetsUpload, assetsUpdate, assetsBulkUpdate, assetsDelete];
