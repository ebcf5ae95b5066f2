/** One page of duplicate groups as an answer, or how far it is from one. */
import { counted } from '../../catalog/counted.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { someOf } from '../../changing/tell.ts';
import type { AnalysedGroup } from './analysis.ts';
import type { GroupsRead } from './duplicate-groups.ts';
import { fittingGroupCount } from './page-of-groups.ts';
import { presentGroup } from './present-group.ts';
import type { ReadingProgress } from './read-library.ts';
import { estimateTokens } from './token-estimate.ts';

/** Which part of the list, and whether with decisions. */
export interface ListWish {
  readonly analyze: boolean;
  /** From 1. */
  readonly page: number;
  /** Groups on a page, as far as they fit. */
  readonly size: number;
}

/** The page, with totals of all pages, and how old it all is. */
export function tellGroups(read: GroupsRead, { analyze, page, size: wanted }: ListWish): JsonObject {
  const { groups, albums } = read;
  const size = fittingGroupCount(
    groups.map((group) => costOf(group, albums)),
    wanted,
  );
  const shown = groups.slice((page - 1) * size, page * size);
  return {
    cache_ready: true,
    total_groups: groups.length,
    total_duplicates: groups.reduce((sum, { members }) => sum + members.length, 0),
    page,
    page_size: size,
    total_pages: Math.max(1, Math.ceil(groups.length / size)),
    page_size_note: size < wanted ? `No more than ${counted(size, 'group fits', 'groups fit')} on a page.` : undefined,
    ...(analyze ? { all_pages: summarise(groups) } : {}),
    ...tellState(read),
    groups: shown.map((group) => presentGroup(group, albums, analyze)),
  };
}

const costs = new WeakMap<AnalysedGroup, number>();

/** Tokens that a group takes with its decision, by estimate. */
function costOf(group: AnalysedGroup, albums: Readonly<Record<string, string>>): number {
  const known = costs.get(group) ?? estimateTokens(presentGroup(group, albums, true));
  costs.set(group, known);
  return known;
}

/** How far the first reading is. */
export function tellWaiting({ startedAt, groups, albums, albumsRead }: ReadingProgress): JsonObject {
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
export function summarise(groups: readonly AnalysedGroup[]): JsonObject {
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
