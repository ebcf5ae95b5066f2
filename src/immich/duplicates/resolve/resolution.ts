/** What is to become of one duplicate group. */
import type { MemberFacts } from '../facts.ts';
import type { LibraryGroup } from '../read-groups.ts';

/** Every member is in exactly one of the three lists. */
export interface Decision {
  readonly keep: readonly string[];
  readonly trash: readonly string[];
  /** Goes under one cover, the first of them. */
  readonly stack: readonly string[];
}

export interface Resolution extends Decision {
  readonly id: string;
  /** As the library answered it when this was planned. */
  readonly group: LibraryGroup;
  /** The best first. */
  readonly members: readonly MemberFacts[];
  /** In words of our own. */
  readonly why: string | undefined;
  readonly caution: string | undefined;
}

/** How a resolution is sent. */
export type Way = 'resolve' | 'delete' | 'stack' | 'dismiss';

/**
 * The server's own resolving passes albums, favourite, tags and the rest to a single keeper. Where several are kept it
 * passes nothing (since 3.0) or, before, everything to each of them; `mergesIntoEveryKeeper` avoids that.
 */
export function wayOf({ keep, trash, stack }: Decision, mergesIntoEveryKeeper: boolean): Way {
  if (stack.length > 0) return 'stack';
  if (trash.length === 0) return 'dismiss';
  return keep.length > 1 && mergesIntoEveryKeeper ? 'delete' : 'resolve';
}

/** True where what the trashed copies have passes to the one that is kept. */
export function passesOn({ keep, stack }: Decision): boolean {
  return keep.length === 1 && stack.length === 0;
}

/** The members that are trashed. */
export function trashedMembers({ members, trash }: Resolution): MemberFacts[] {
  const ids = new Set(trash);
  return members.filter(({ id }) => ids.has(id));
}

/** What of a group has moved since it was planned, in words of our own; undefined where nothing has. */
export function whatMoved({ group }: Resolution, now: LibraryGroup | undefined): string | undefined {
  if (now === undefined) return 'the group is gone';
  const [before, after] = [byId(group), byId(now)];
  if ([...before.keys()].some((id) => !after.has(id))) return 'a copy has left the group';
  if ([...after.keys()].some((id) => !before.has(id))) return 'another copy has come into the group';
  for (const [id, asset] of before) {
    const other = after.get(id);
    if (other?.isFavorite !== asset.isFavorite) return 'a favourite was set or cleared';
    if (other.livePhotoVideoId !== asset.livePhotoVideoId) return 'a Live Photo got or lost its clip';
    if (other.visibility !== asset.visibility) return 'a copy was archived or brought back';
    if (other.checksum !== asset.checksum) return 'a file was replaced';
  }
  return undefined;
}

function byId({ assets }: LibraryGroup) {
  return new Map(assets.map((asset) => [asset.id, asset]));
}
