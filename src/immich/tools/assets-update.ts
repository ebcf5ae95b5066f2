/** The tool that sets something on one asset. */
import { updateAsset } from '@immich/sdk';
import * as z from 'zod';
import { failed, success } from '../../catalog/result.ts';
import { assetState, knownAsset, lookUpAsset, withAsset } from '../changes/asset-lookup.ts';
import { isAsSet, readSettings, settingArguments, stateAfter, tellChanges } from '../changes/asset-settings.ts';
import { settingsObjection } from '../changes/objections.ts';
import { updateOne } from '../changes/update-one.ts';
import { assetId } from './arguments.ts';
import { defineChange } from './define.ts';

/** Immich itself has no bound. */
const description = z
  .string()
  .refine((text) => text.length <= 10_000, 'must have at most 10,000 characters')
  .optional()
  .describe('"" clears');

export const assetsUpdate = defineChange({
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
    const [found, user] = await Promise.all([lookUpAsset(library, asset_id, call), library.userId(call)]);
    const asset = withAsset(found);
    if (!asset.ok) return asset;
    const objection = settingsObjection(body.value, user)(asset.value);
    if (objection !== undefined) return failed('conflict', `This asset ${objection}.`);
    return success({
      preview: { ...asset.value.view, changes: tellChanges(settings) },
      items: [{ kind: 'asset', id: asset_id, before: assetState(asset.value), after: stateAfter(body.value) }],
      work: { asset_id, body: body.value },
    });
  },
  async apply({ asset_id: id, body }, library, call) {
    const updated = await updateOne(library, {
      what: 'asset',
      send: async () => {
        const answer = await library.request((sdk) => updateAsset({ id, updateAssetDto: body }, sdk), call);
        return answer.ok ? success(knownAsset(answer.value)) : answer;
      },
      look: async (looking) => withAsset(await lookUpAsset(library, id, looking)),
      isSo: (asset) => isAsSet(asset, body),
    });
    if (!updated.ok) return updated;
    const { view, description } = updated.value;
    return success({
      items: [{ id, ok: true }],
      data: { ...view, description: description || undefined, web_url: library.links.asset(id) },
    });
  },
});
