/** The tool that deletes copies out of duplicate groups. */
import * as z from 'zod';
import { type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { listedIds } from '../../changing/tell.ts';
import type { KnownAsset } from '../changes/asset-lookup.ts';
import { applyDeletion, planDeletion } from '../changes/deletion.ts';
import type { ImmichLibrary } from '../connection.ts';
import { type LibraryGroup, readGroups } from '../duplicates/read-groups.ts';
import { assetIds } from './arguments.ts';
import { defineChange } from './define.ts';

export const duplicatesDelete = defineChange({
  name: 'immich_duplicates_delete',
  title: 'Delete duplicate assets',
  description:
    'Trashes duplicates, but no favourite, album member, last copy or non-duplicate. immich_duplicates_resolve also passes albums on. Previews by default.',
  toolset: 'duplicates',
  effect: 'remove',
  permission: 'delete',
  scopes: ['duplicate.read', 'asset.read', 'asset.delete', 'album.read'],
  deadlineSeconds: 600,
  input: z.strictObject({
    asset_ids: assetIds,
    force: z.boolean().default(false).describe('true: for good, past the trash'),
    include_protected: z.boolean().default(false).describe('Also protected ones'),
  }),
  output: z.looseObject({
    permanent: z.boolean(),
    would_delete_count: z.int().optional(),
    deleted_count: z.int().optional(),
  }),
  async plan({ asset_ids, force, include_protected }, library, call) {
    const object = (assets: readonly KnownAsset[], inAlbums: ReadonlySet<string>) =>
      objections(library, assets, include_protected ? undefined : inAlbums, call);
    const plan = await planDeletion(library, { ids: asset_ids, force, object }, call);
    if (!plan.ok) return plan;
    const { affected_count, ...preview } = plan.value.preview;
    return success({ ...plan.value, preview: { would_delete_count: affected_count, ...preview } });
  },
  apply: (work, library, call) =>
    applyDeletion(library, work, (deleted_count) => ({ deleted_count, asset_ids: work.ids.slice(0, listedIds) }), call),
});

/** Why some of these must stay: by id. `inAlbums` is undefined where favourites and album members may go too. */
async function objections(
  library: ImmichLibrary,
  assets: readonly KnownAsset[],
  inAlbums: ReadonlySet<string> | undefined,
  call: CallContext,
): Promise<Result<ReadonlyMap<string, string>>> {
  const groups = await readGroups(library, call);
  if (!groups.ok) return groups;
  const groupOf = new Map(groups.value.flatMap((group) => group.assets.map(({ id }) => [id, group] as const)));
  const reasons = new Map<string, string>();
  for (const { id, favorite } of assets) {
    if (!groupOf.has(id)) reasons.set(id, 'is in no duplicate group (any more): immich_assets_delete would delete it');
    else if (inAlbums !== undefined && favorite) reasons.set(id, 'is a favourite (include_protected)');
    else if (inAlbums?.has(id)) reasons.set(id, 'is in an album (include_protected)');
  }
  const leaving = new Set(assets.map(({ id }) => id).filter((id) => !reasons.has(id)));
  for (const id of leaving) {
    const group = groupOf.get(id);
    if (group !== undefined && isEmptied(group, leaving)) reasons.set(id, 'nothing of its group would be left');
  }
  return success(reasons);
}

/** True where no copy would stay whose file is there. */
function isEmptied({ assets }: LibraryGroup, leaving: ReadonlySet<string>): boolean {
  return assets.every(({ id, isOffline }) => leaving.has(id) || isOffline === true);
}
