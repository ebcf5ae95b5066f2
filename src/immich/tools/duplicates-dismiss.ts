/** The tool that says of duplicate groups that they are none. */
import { type AssetResponseDto, deleteDuplicates, getAssetInfo } from '@immich/sdk';
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { mostIds } from '../../catalog/list-arguments.ts';
import { failed, success } from '../../catalog/result.ts';
import { shortFileName } from '../../catalog/short-text.ts';
import { changeMany } from '../../changing/change-many.ts';
import { listedIds, namedItems, someOf, tellLeftOut, tellOutcome } from '../../changing/tell.ts';
import { type LibraryGroup, readGroups } from '../duplicates/read-groups.ts';
import { id } from './arguments.ts';
import { defineChange } from './define.ts';

/** Files of one group that a preview names. */
const namedFiles = 4;

export const duplicatesDismiss = defineChange({
  name: 'immich_duplicates_dismiss',
  title: 'Dismiss duplicates',
  description: 'Marks groups as no duplicates; all assets stay. Previews by default.',
  toolset: 'duplicates',
  effect: 'remove',
  permission: 'update',
  forPages: 'too',
  scopes: ['duplicate.read', 'duplicate.delete', 'asset.read'],
  deadlineSeconds: 600,
  input: z.strictObject({
    duplicate_ids: z
      .array(id)
      .refine((ids) => ids.length > 0 && ids.length <= mostIds, `must name 1 to ${mostIds} groups`)
      .overwrite((ids) => [...new Set(ids)])
      .describe('Group ids'),
  }),
  output: z.looseObject({ would_dismiss_count: z.int().optional(), dismissed_count: z.int().optional() }),
  async plan({ duplicate_ids }, library, call) {
    const groups = await readGroups(library, call);
    if (!groups.ok) return groups;
    const wanted = new Set(duplicate_ids);
    const found = groups.value.filter((group) => wanted.has(group.id));
    const known = new Set(found.map((group) => group.id));
    const missing = duplicate_ids.filter((group) => !known.has(group));
    if (found.length === 0) {
      return failed('not_found', 'There is no such duplicate group (any more).', 'Look with immich_duplicates_list.');
    }
    return success({
      preview: {
        would_dismiss_count: found.length,
        duplicate_ids: [...known].slice(0, listedIds),
        groups: found.slice(0, namedItems).map(tellGroup),
        more_groups: someOf(Math.max(0, found.length - namedItems)),
        note: 'All their assets stay in the library.',
        ...tellLeftOut({ missing }),
      },
      items: found.map((group) => ({
        kind: 'duplicate_group',
        id: group.id,
        before: { assetIds: group.assets.map((asset) => asset.id) },
        after: null,
      })),
      work: { groups: found, missing },
    });
  },
  async apply({ groups, missing }, library, call) {
    const members = new Map(groups.map((group) => [group.id, group.assets]));
    const report = await changeMany(
      groups.map((group) => group.id),
      {
        send: (ids) => library.request((sdk) => deleteDuplicates({ bulkIdsDto: { ids } }, sdk), call),
        otherwise: 'is still there',
        isSo: async (group, looking) => {
          for (const asset of members.get(group) ?? []) {
            const now = await library.request((sdk) => getAssetInfo({ id: asset.id }, sdk), looking);
            if (now.ok) return success(now.value.duplicateId !== group);
            if (now.failure.code !== 'not_found') return now;
          }
          return success(true);
        },
      },
      call,
    );
    const told = (dismissed_count: number) => ({
      dismissed_count,
      duplicate_ids: report.outcomes.flatMap((outcome) => (outcome.ok ? [outcome.id] : [])).slice(0, listedIds),
    });
    return tellOutcome(report, told, { missing, look: 'immich_duplicates_list' });
  },
});

function tellGroup({ id: duplicate_id, assets }: LibraryGroup): JsonObject {
  const nameOf = ({ originalFileName }: AssetResponseDto) => shortFileName(originalFileName ?? '', 14);
  return {
    duplicate_id,
    files: assets.slice(0, namedFiles).map(nameOf),
    more_files: someOf(Math.max(0, assets.length - namedFiles)),
  };
}
