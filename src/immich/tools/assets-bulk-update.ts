/** The tool that sets the same on many assets. */
import { updateAssets } from '@immich/sdk';
import * as z from 'zod';
import type { ItemOutcome } from '../../catalog/change.ts';
import { success } from '../../catalog/result.ts';
import { changeMany } from '../../changing/change-many.ts';
import { someOf, tellAffected, tellLeftOut, tellOutcome } from '../../changing/tell.ts';
import { assetState, lookUpAsset, lookUpSomeAssets } from '../changes/asset-lookup.ts';
import {
  isAsSet,
  readSettings,
  type SettingsBody,
  settingArguments,
  stateAfter,
  tellChanges,
} from '../changes/asset-settings.ts';
import { settingsObjection, sortOut } from '../changes/objections.ts';
import { assetIds } from './arguments.ts';
import { defineChange } from './define.ts';

interface BulkWork {
  readonly body: SettingsBody;
  readonly affected: readonly string[];
  readonly unchanged: number;
  readonly refused: readonly ItemOutcome[];
  readonly missing: readonly string[];
}

export const assetsBulkUpdate = defineChange({
  name: 'immich_assets_bulk_update',
  title: 'Bulk update assets',
  description: 'Sets favourite, archived or rating alike on up to 10,000 assets. Previews by default.',
  toolset: 'assets',
  effect: 'change',
  bulk: true,
  permission: 'update',
  scopes: ['asset.read', 'asset.update'],
  deadlineSeconds: 600,
  input: z.strictObject({ asset_ids: assetIds, ...settingArguments }),
  output: z.looseObject({ affected_count: z.int().optional(), updated: z.int().optional() }),
  async plan({ asset_ids, ...settings }, library, call) {
    const body = readSettings(settings);
    if (!body.ok) return body;
    const [looked, user] = await Promise.all([lookUpSomeAssets(library, asset_ids, call), library.userId(call)]);
    if (!looked.ok) return looked;
    const { found, missing } = looked.value;
    const { fit, refused } = sortOut(found, settingsObjection(body.value, user));
    const affected = fit.filter((asset) => !isAsSet(asset, body.value));
    const unchanged = fit.length - affected.length;
    const work: BulkWork = { body: body.value, affected: affected.map(({ id }) => id), unchanged, refused, missing };
    return success({
      preview: {
        ...tellAffected(affected),
        changes: tellChanges(settings),
        unchanged: someOf(unchanged),
        ...tellLeftOut(work),
      },
      items: affected.map((asset) => ({
        kind: 'asset',
        id: asset.id,
        before: assetState(asset),
        after: stateAfter(body.value),
      })),
      work,
    });
  },
  async apply({ body, affected, unchanged, refused, missing }: BulkWork, library, call) {
    const report = await changeMany(
      affected,
      {
        send: (ids) => library.request((sdk) => updateAssets({ assetBulkUpdateDto: { ...body, ids } }, sdk), call),
        otherwise: 'does not show the change',
        isSo: async (id, looking) => {
          const now = await lookUpAsset(library, id, looking);
          return now.ok ? success(now.value !== undefined && isAsSet(now.value, body)) : now;
        },
      },
      call,
    );
    const left = { refused, missing, look: 'immich_assets_get' };
    return tellOutcome(report, (updated) => ({ updated, unchanged: someOf(unchanged) }), left);
  },
});
