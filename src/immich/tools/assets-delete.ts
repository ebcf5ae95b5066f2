/** The tool that deletes assets: into the trash, or for good. */
import * as z from 'zod';
import { applyDeletion, planDeletion } from '../changes/deletion.ts';
import { assetIds } from './arguments.ts';
import { defineChange } from './define.ts';

export const assetsDelete = defineChange({
  name: 'immich_assets_delete',
  title: 'Delete assets',
  description:
    'Moves up to 10,000 assets to the trash. Previews by default: show the person its favourites and album members before acting.',
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
  plan: ({ asset_ids, force }, library, call) => planDeletion(library, { ids: asset_ids, force }, call),
  apply: (work, library, call) => applyDeletion(library, work, (deleted) => ({ deleted }), call),
});
