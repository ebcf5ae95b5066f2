/** Duplicate groups as the page shows them on which a person decides: every fact compared, bounded in bytes. */
import type { BoardAsset, BoardGroup, BoardIndex } from '../../catalog/pages/duplicates.ts';
import { visibleText } from '../../catalog/visible-text.ts';
import type { AnalysedGroup } from './analysis.ts';
import type { MemberFacts } from './facts.ts';
import { folderOf } from './present-group.ts';
import { formatOfMember } from './ranking.ts';

/** What is known of the library besides the groups. */
export interface BoardSurroundings {
  /** Album names by id. */
  readonly albums: Readonly<Record<string, string>>;
  /** False where the key may not look into albums. */
  readonly albumsKnown: boolean;
  /** Whose library it is; undefined where the key may not say. */
  readonly userId: string | undefined;
  /** Why assets may not be deleted, whoever agrees: by id. */
  readonly refusals: ReadonlyMap<string, string>;
}

/** Groups in the index; a page with more is of no use to a person, and too much for a host. */
const mostIndexed = 10_000;
/** Members of one group that are told. */
const mostMembers = 500;
/** Albums of one member that are named. */
const mostAlbums = 12;
/** Characters. */
const longest = { file: 255, folder: 300, camera: 80, album: 100 } as const;

const dayLength = 86_400_000;

/** Every group in a few numbers, those first that would free most. */
export function boardIndex(groups: readonly AnalysedGroup[]): BoardIndex {
  const rows = groups.map((group) => ({ group, saves: bytesSaved(group) }));
  rows.sort((one, other) => other.saves - one.saves || (one.group.id < other.group.id ? -1 : 1));
  const shown = rows.slice(0, mostIndexed);
  return {
    ids: shown.map(({ group }) => group.id),
    saves: shown.map(({ saves }) => saves),
    assets: shown.map(({ group }) => group.members.length),
    days: shown.map(({ group }) => dayOf(group.members[0])),
    kinds: shown.map(({ group }) => (group.analysis.needsReview ? 'r' : 's')).join(''),
    more: rows.length - shown.length,
  };
}

/** Bytes that go when only the suggested copy is kept; 0 where the group is not one of copies. */
export function bytesSaved({ members, analysis }: AnalysedGroup): number {
  if (analysis.suggest !== undefined) return 0;
  return members.reduce((sum, { id, bytes }) => sum + (id === analysis.keepId ? 0 : bytes), 0);
}

function dayOf(member: MemberFacts | undefined): number {
  const time = member?.localAt ?? member?.takenAt ?? 0;
  return Math.floor(time / dayLength);
}

/** One group with all that a person compares. */
export function boardGroup({ id, members, analysis }: AnalysedGroup, around: BoardSurroundings): BoardGroup {
  const { keepId, safeToDeleteIds, why, needsReview, suggest, caution } = analysis;
  const more = members.length - mostMembers;
  return {
    id,
    assets: members.slice(0, mostMembers).map((member) => boardAsset(member, around)),
    ...(more > 0 ? { more_assets: more } : {}),
    suggestion: {
      keep: keepId,
      safe: safeToDeleteIds.slice(0, mostMembers),
      why,
      ...(needsReview ? { needs_review: true } : {}),
      ...(suggest === undefined ? {} : { suggest }),
      ...(caution === undefined ? {} : { caution }),
    },
  };
}

function boardAsset(member: MemberFacts, around: BoardSurroundings): BoardAsset {
  const { id, file, bytes, width, height, length, camera } = member;
  const folder = folderOf(member);
  const [dear, stays] = [whyDear(member, around), whyItStays(member, around)];
  return {
    id,
    file: shown(file, longest.file) || 'without a name',
    ...(folder === undefined ? {} : { folder: shown(folder, longest.folder) }),
    format: formatOfMember(member).label,
    ...timesOf(member),
    ...(bytes > 0 ? { bytes } : {}),
    ...(width * height > 0 ? { width, height } : {}),
    ...(length === null ? {} : { seconds: Math.round(length / 1000) }),
    ...(camera === '' ? {} : { camera: shown(camera, longest.camera) }),
    ...marksOf(member),
    ...albumsOf(member, around),
    ...(dear === undefined ? {} : { dear }),
    ...(stays === undefined ? {} : { stays }),
  };
}

function timesOf({ localAt, takenAt, addedAt }: MemberFacts): Pick<BoardAsset, 'taken' | 'added'> {
  const taken = instant(localAt ?? takenAt);
  const added = instant(addedAt);
  return {
    ...(taken === undefined ? {} : { taken }),
    ...(added === undefined ? {} : { added: `${added}Z` }),
  };
}

/** Farther away no calendar goes. */
const farthest = 8.64e15;

function instant(time: number | null): string | undefined {
  return time === null || Math.abs(time) > farthest ? undefined : new Date(time).toISOString().slice(0, -5);
}

function marksOf({ isVideo, isFavorite, isLive, isEdited, isOffline }: MemberFacts) {
  return {
    ...(isVideo ? { video: true as const } : {}),
    ...(isFavorite ? { favorite: true as const } : {}),
    ...(isLive ? { live: true as const } : {}),
    ...(isEdited ? { edited: true as const } : {}),
    ...(isOffline ? { offline: true as const } : {}),
  };
}

function albumsOf(
  { albums: ids }: MemberFacts,
  { albums }: BoardSurroundings,
): Pick<BoardAsset, 'albums' | 'more_albums'> {
  if (ids.length === 0) return {};
  const names = ids.slice(0, mostAlbums).map((id) => shown(albums[id] ?? '', longest.album) || 'without a name');
  return { albums: names, ...(ids.length > mostAlbums ? { more_albums: ids.length - mostAlbums } : {}) };
}

/** In words of our own; the order that of what people miss most. */
function whyDear({ isFavorite, albums }: MemberFacts, { albumsKnown }: BoardSurroundings): string | undefined {
  const inAlbums = albums.length === 1 ? 'in an album' : `in ${albums.length} albums`;
  if (isFavorite && albums.length > 0) return `a favourite, ${inAlbums}`;
  if (isFavorite) return 'a favourite';
  if (albums.length > 0) return inAlbums;
  return albumsKnown ? undefined : 'perhaps in albums: the key may not look';
}

function whyItStays({ id, ownerId }: MemberFacts, { userId, refusals }: BoardSurroundings): string | undefined {
  if (userId !== undefined && ownerId !== userId) return 'belongs to another person';
  const refusal = refusals.get(id);
  return refusal === undefined ? undefined : shown(refusal, longest.album);
}

/** One visible line of at most so many characters. */
function shown(text: string, most: number): string {
  const line = visibleText(text.slice(0, 2 * most)).trim();
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`;
}
