/** What the duplicate board is told at once: the index and its first groups, or the groups that it asks for. */
import { counted } from '../../catalog/counted.ts';
import type { BoardAbilities, BoardGroup, DuplicatesComing, DuplicatesHere } from '../../catalog/pages/duplicates.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { lookUpAssets } from '../changes/asset-lookup.ts';
import type { ImmichLibrary } from '../connection.ts';
import type { AnalysedGroup } from './analysis.ts';
import type { GroupsRead } from './duplicate-groups.ts';
import { type BoardSurroundings, boardGroup, boardIndex } from './present-board.ts';
import type { ReadingProgress } from './read-library.ts';

/** Characters that the groups of one answer take, unless one alone takes more. */
const room = 300_000;
/** Groups that come with the index: what a window shows, and a little more. */
const firstGroups = 12;
/** Where it has to be asked of each asset whether it is protected, an answer has fewer groups. */
const mostProtected = 25;

/** `ids` are those of the groups that are wanted; without, the index comes with the first of them. */
export async function tellBoard(
  library: ImmichLibrary,
  read: GroupsRead,
  ids: readonly string[] | undefined,
  call: CallContext,
): Promise<Result<DuplicatesHere>> {
  const index = ids === undefined ? boardIndex(read.groups) : undefined;
  const wanted = ids ?? index?.ids.slice(0, firstGroups) ?? [];
  const known = new Map(read.groups.map((group) => [group.id, group]));
  const here = wanted.flatMap((id) => known.get(id) ?? []);
  const now = library.protection.isUsed ? here.slice(0, mostProtected) : here;
  const protection = await whatIsProtected(library, now, call);
  const around: BoardSurroundings = {
    albums: read.albums,
    albumsKnown: read.albumsKnown,
    userId: await library.userId(call),
    refusals: protection.refusals,
  };
  const groups = thatFit(now, around);
  return success({
    cache_ready: true,
    library: library.name,
    can: abilities(call),
    ...(index === undefined ? {} : { index }),
    groups,
    gone: wanted.filter((id) => !known.has(id)),
    later: here.slice(groups.length).map(({ id }) => id),
    notes: [...notesOn(read), ...protection.notes],
    ...(read.refreshing === undefined ? {} : { refreshing: true as const }),
  });
}

/** How far the first reading is. */
export function tellComing({ startedAt, groups, albums, albumsRead }: ReadingProgress): DuplicatesComing {
  return {
    cache_ready: false,
    progress: {
      seconds: Math.round((Date.now() - startedAt) / 1000),
      ...(groups === undefined ? {} : { groups }),
      ...(albums === undefined ? {} : { albums }),
      albums_read: albumsRead,
    },
  };
}

function abilities(call: CallContext): BoardAbilities {
  return {
    resolve: call.finds('immich_duplicates_resolve'),
    dismiss: call.finds('immich_duplicates_dismiss'),
    undo: call.finds('history_undo'),
  };
}

/** As many from the first on as there is room for, and one at least. */
function thatFit(groups: readonly AnalysedGroup[], around: BoardSurroundings): BoardGroup[] {
  const told: BoardGroup[] = [];
  let left = room;
  for (const group of groups) {
    const next = boardGroup(group, around);
    left -= JSON.stringify(next).length;
    if (left < 0 && told.length > 0) break;
    told.push(next);
  }
  return told;
}

/** Asset by asset; where that cannot be found out, nothing may be deleted, and a note says why. */
async function whatIsProtected(library: ImmichLibrary, groups: readonly AnalysedGroup[], call: CallContext) {
  const none = { refusals: new Map<string, string>(), notes: [] };
  if (!library.protection.isUsed || groups.length === 0) return none;
  const ids = groups.flatMap(({ members }) => members.map(({ id }) => id));
  const looked = await lookUpAssets(library, ids, call);
  const reasons = looked.ok ? await library.protection.assetRefusals(looked.value.found, call) : looked;
  return reasons.ok ? { refusals: reasons.value, notes: [] } : { ...none, notes: [reasons.failure.message] };
}

function notesOn({ failure, albumsKnown, pending, refreshing }: GroupsRead): string[] {
  return [
    ...(failure === undefined ? [] : [`The list could not be read anew: ${failure.message}`]),
    ...(albumsKnown ? [] : ['The key may not look into albums (album.read): no copy counts as safe to delete.']),
    ...(pending === 0
      ? []
      : [`${counted(pending, 'group is', 'groups are')} being read again and left out until then.`]),
    ...(refreshing === undefined ? [] : ['The list is being read anew.']),
  ];
}
