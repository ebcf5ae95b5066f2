/** How a duplicate group looks in an answer: its members with the facts of the decision, the best first, and the decision. */
import type { JsonObject } from '../../catalog/json.ts';
import { shortFileName, shortText } from '../../catalog/short-text.ts';
import type { AnalysedGroup, GroupAnalysis } from './analysis.ts';
import type { MemberFacts } from './facts.ts';
import { formatOfMember } from './ranking.ts';

/** Members of one group that are shown; more than a person compares. */
const mostMembers = 20;
/** Albums of one member that are named. */
const mostAlbums = 3;
/** Tokens, roughly, of a text from the library. */
const rooms = { file: 20, path: 24, album: 10 } as const;

/** The group with its first members; `analyze` false leaves the decision out. Album names come by id. */
export function presentGroup(
  { id, members, analysis }: AnalysedGroup,
  albums: Readonly<Record<string, string>>,
  analyze: boolean,
): JsonObject {
  return {
    duplicate_id: id,
    assets: members.slice(0, mostMembers).map((member) => presentMember(member, albums)),
    more_assets: members.length > mostMembers ? members.length - mostMembers : undefined,
    analysis: analyze ? presentAnalysis(analysis) : undefined,
  };
}

function presentMember(member: MemberFacts, albums: Readonly<Record<string, string>>): JsonObject {
  const { id, file, width, height, bytes, isVideo, length } = member;
  return {
    id,
    file: shortFileName(file, rooms.file),
    path: tellFolder(member),
    format_score: formatOfMember(member).score,
    resolution: width * height === 0 ? undefined : `${width}x${height}`,
    bytes: bytes === 0 ? undefined : bytes,
    type: isVideo ? 'VIDEO' : undefined,
    seconds: length === null ? undefined : Math.round(length / 1000),
    live: member.isLive || undefined,
    favorite: member.isFavorite || undefined,
    albums: tellAlbums(member.albums, albums),
    offline: member.isOffline || undefined,
  };
}

function tellAlbums(ids: readonly string[], names: Readonly<Record<string, string>>): string[] | undefined {
  if (ids.length === 0) return undefined;
  const shown = ids.slice(0, mostAlbums).map((id) => shortText(names[id] ?? '', rooms.album) || id);
  return ids.length > mostAlbums ? [...shown, `${ids.length - mostAlbums} more`] : shown;
}

/** Immich's own place for uploads, `…/<user>/ab/cd/<uuid>.jpg`, says nothing; every other is where a person put it. */
const uploadPlace = /[\\/][0-9a-f]{2}[\\/][0-9a-f]{2}[\\/][0-9a-f-]{36}(\.\w+)?$/i;

/** The folder of the original, its end where it is long; undefined where it is a place that only Immich knows. */
function tellFolder(member: MemberFacts): string | undefined {
  const folder = folderOf(member);
  if (folder === undefined) return undefined;
  if (folder.length <= longestFolder) return shortText(folder, rooms.path) || undefined;
  // Never half of a character that takes two units.
  return shortText(`…${folder.slice(-longestFolder).replace(/^[\udc00-\udfff]/, '')}`, rooms.path);
}

/** The folder of the original; undefined where it is a place that only Immich knows. */
export function folderOf({ path }: Pick<MemberFacts, 'path'>): string | undefined {
  if (path === '' || uploadPlace.test(path)) return undefined;
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** Characters; at three to a token they just fit the room. */
const longestFolder = 60;

function presentAnalysis(analysis: GroupAnalysis): JsonObject {
  const { safeToDeleteIds: safe, protectedIds } = analysis;
  return {
    keep_id: analysis.keepId,
    safe_to_delete_ids: safe.slice(0, mostMembers),
    safe_to_delete_count: safe.length > mostMembers ? safe.length : undefined,
    protected_ids: protectedIds.slice(0, mostMembers),
    protected_count: protectedIds.length > mostMembers ? protectedIds.length : undefined,
    needs_review: analysis.needsReview,
    why: analysis.why,
    suggest: analysis.suggest,
    caution: analysis.caution,
  };
}
