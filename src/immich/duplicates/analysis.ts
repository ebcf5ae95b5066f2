/** What to do with a duplicate group: which copy to keep, which may go, which only with a person's word, and why. */
import { cautionOf } from './cautions.ts';
import type { GroupFacts, MemberFacts } from './facts.ts';
import { type Proposal, proposeInstead } from './proposals.ts';
import { rankMembers, whyBetter } from './ranking.ts';

export interface GroupAnalysis {
  /** The best copy. */
  readonly keepId: string;
  /** Neither favourites nor in albums, nor another person's; empty where something else is suggested. */
  readonly safeToDeleteIds: readonly string[];
  /** Would go too, but are favourites, in albums, or another person's. */
  readonly protectedIds: readonly string[];
  /** A person should look first: something is protected, there is a caution, or these are no copies. */
  readonly needsReview: boolean;
  readonly why: string;
  /** What speaks against the order. */
  readonly caution: string | undefined;
  /** What to do instead of deleting. */
  readonly suggest: Proposal['suggest'] | undefined;
}

/** A group with its members ranked, the best first. */
export interface AnalysedGroup {
  readonly id: string;
  readonly members: readonly MemberFacts[];
  readonly analysis: GroupAnalysis;
}

/** What a decision needs to know besides the group. */
export interface Perspective {
  /** Whose library it is; undefined where the key may not say. */
  readonly userId: string | undefined;
  /** False where the key may not look into albums: then nothing is known to be in none. */
  readonly albumsKnown: boolean;
}

/** Decides about one group; undefined for fewer than two members, which are no duplicates. */
export function analyseGroup(group: GroupFacts, perspective: Perspective): AnalysedGroup | undefined {
  const members = rankMembers(group.members);
  const [best, next] = members;
  if (best === undefined || next === undefined) return undefined;
  const proposal = proposeInstead(members);
  const others = members.slice(1);
  const isProtectedHere = (member: MemberFacts) => isProtected(member, perspective);
  const protectedIds = others.filter(isProtectedHere).map(({ id }) => id);
  const safe = proposal === undefined ? others.filter((member) => !isProtectedHere(member)) : [];
  const caution = proposal === undefined ? cautionOf(members) : undefined;
  const analysis: GroupAnalysis = {
    keepId: best.id,
    safeToDeleteIds: safe.map(({ id }) => id),
    protectedIds,
    needsReview: protectedIds.length > 0 || caution !== undefined || proposal !== undefined,
    why: proposal?.why ?? whyBetter(best, next),
    caution,
    suggest: proposal?.suggest,
  };
  return { id: group.id, members, analysis };
}

/** True of what must not go without a person's word. */
function isProtected(member: MemberFacts, { userId, albumsKnown }: Perspective): boolean {
  const isForeign = userId !== undefined && member.ownerId !== userId;
  return member.isFavorite || member.albums.length > 0 || isForeign || !albumsKnown;
}
