/** The tool that lists duplicate groups with what to keep of each, and why. */
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { success } from '../../catalog/result.ts';
import { someOf } from '../changes/tell.ts';
import type { AnalysedGroup } from '../duplicates/analysis.ts';
import type { GroupsRead } from '../duplicates/duplicate-groups.ts';
import { fittingGroupCount } from '../duplicates/page-of-groups.ts';
import { presentGroup } from '../duplicates/present-group.ts';
import type { ReadingProgress } from '../duplicates/read-library.ts';
import { estimateTokens } from '../duplicates/token-estimate.ts';
import { page } from './arguments.ts';
import { defineTool } from './define.ts';

export const duplicatesList = defineTool({
  name: 'immich_duplicates_list',
  title: 'List duplicates',
  description:
    'Pages through groups of duplicates: each copy with format, size, albums and favourite, which to keep and why. suggest: stack or keep_all marks groups that are no copies. Served from a cache; call again while cache_ready is false. Act with immich_duplicates_resolve.',
  toolset: 'duplicates',
  effect: 'read',
  permission: 'search',
  scopes: ['duplicate.read', 'album.read', 'asset.read', 'user.read'],
  input: z.strictObject({
    analyze: z.boolean().default(true).describe('Say what to keep'),
    page,
    page_size: z.int().min(1).max(500).default(50).describe('Lowered to what fits'),
    refresh: z.boolean().default(false).describe('Read anew'),
  }),
  output: z.looseObject({
    cache_ready: z.boolean(),
    total_groups: z.int().optional(),
    groups: z.array(z.looseObject({ duplicate_id: z.string() })).optional(),
  }),
  async run({ analyze, page: number, page_size, refresh }, library, call) {
    const looked = await library.duplicates.look({ refresh }, call);
    if (!looked.ok) return looked;
    if (!looked.value.ready) return success({ data: tellWaiting(looked.value.progress) });
    const { groups, albums } = looked.value;
    const costs = groups.map((group) => costOf(group, albums));
    const size = fittingGroupCount(costs, page_size);
    const shown = groups.slice((number - 1) * size, number * size);
    return success({
      data: {
        cache_ready: true,
        total_groups: groups.length,
        total_duplicates: groups.reduce((sum, { members }) => sum + members.length, 0),
        page: number,
        page_size: size,
        total_pages: Math.max(1, Math.ceil(groups.length / size)),
        page_size_note: size < page_size ? `No more than ${size} groups fit on a page.` : undefined,
        ...(analyze ? { all_pages: summarise(groups) } : {}),
        ...tellState(looked.value),
        groups: shown.map((group) => presentGroup(group, albums, analyze)),
      },
    });
  },
});

const costs = new WeakMap<AnalysedGroup, number>();

/** Tokens that a group takes with its decision, by estimate. */
function costOf(group: AnalysedGroup, albums: Readonly<Record<string, string>>): number {
  const known = costs.get(group) ?? estimateTokens(presentGroup(group, albums, true));
  costs.set(group, known);
  return known;
}

function tellWaiting({ startedAt, groups, albums, albumsRead }: ReadingProgress): JsonObject {
  return {
    cache_ready: false,
    status: 'prefetching',
    progress: {
      seconds: Math.round((Date.now() - startedAt) / 1000),
      groups: groups ?? 'being read',
      albums_read: albumsRead,
      albums,
    },
    message: 'The duplicates are still being read; call again in a few seconds.',
  };
}

/** What there is to do on all pages together. */
function summarise(groups: readonly AnalysedGroup[]): JsonObject {
  const counts = { safe_to_delete: 0, bytes_to_free: 0, protected: 0, groups_to_review: 0, groups_to_stack_or_keep: 0 };
  for (const { members, analysis } of groups) {
    const safe = new Set(analysis.safeToDeleteIds);
    counts.safe_to_delete += safe.size;
    for (const { id, bytes } of members) counts.bytes_to_free += safe.has(id) ? bytes : 0;
    counts.protected += analysis.protectedIds.length;
    counts.groups_to_review += analysis.needsReview ? 1 : 0;
    counts.groups_to_stack_or_keep += analysis.suggest === undefined ? 0 : 1;
  }
  return counts;
}

/** How old the list is, and what is wrong with it. */
function tellState({ readAt, refreshing, failure, albumsKnown, pending }: GroupsRead): JsonObject {
  return {
    read_at: `${new Date(readAt).toISOString().slice(0, 19)}Z`,
    refreshing: refreshing === undefined ? undefined : true,
    refresh_failed: failure?.message,
    groups_being_read_again: someOf(pending),
    albums_unknown: albumsKnown ? undefined : 'The key lacks album.read: all copies count as protected.',
  };
}
