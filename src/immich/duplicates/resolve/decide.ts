/** Decides about groups: as the caller says of each, or by one rule over many. */
import type { ItemOutcome } from '../../../catalog/change.ts';
import type { AlbumMembership } from '../album-members.ts';
import { type AnalysedGroup, analyseGroup, type Perspective } from '../analysis.ts';
import { cautionOf } from '../cautions.ts';
import { factsOf } from '../facts.ts';
import type { LibraryGroup } from '../read-groups.ts';
import { chooseKeeper } from './choose-keeper.ts';
import type { KeepRule } from './keep-rule.ts';
import type { Decision, Resolution } from './resolution.ts';

/** What a rule does with groups that are no copies of one picture. */
export type OnSuggested = 'skip' | 'stack' | 'trash';

export interface Decided {
  readonly resolutions: readonly Resolution[];
  /** Left alone, and why. */
  readonly skipped: readonly ItemOutcome[];
}

/** What was read to decide by. */
export interface Evidence {
  readonly membership: AlbumMembership;
  readonly userId: string | undefined;
}

/** Decides by a rule. Groups in which it finds nothing to keep, or that are no copies, are skipped. */
export function decideByRule(
  groups: readonly LibraryGroup[],
  rule: KeepRule,
  suggested: OnSuggested,
  evidence: Evidence,
): Decided {
  const resolutions: Resolution[] = [];
  const skipped: ItemOutcome[] = [];
  for (const group of groups) {
    const decided = decideGroup(group, rule, suggested, evidence);
    if (typeof decided === 'string') skipped.push({ id: group.id, ok: false, error: decided });
    else resolutions.push(decided);
  }
  return { resolutions, skipped };
}

function decideGroup(
  group: LibraryGroup,
  rule: KeepRule,
  suggested: OnSuggested,
  evidence: Evidence,
): Resolution | string {
  const analysed = analyse(group, evidence);
  if (analysed === undefined) return 'has only one copy';
  const { members, analysis } = analysed;
  if (members.some(({ ownerId }) => isForeign(ownerId, evidence))) return 'holds an asset of another user';
  const ids = members.map(({ id }) => id);
  if (analysis.suggest === 'stack' && suggested === 'stack') {
    return { id: group.id, group, members, keep: [], trash: [], stack: ids, why: analysis.why, caution: undefined };
  }
  if (analysis.suggest !== undefined && suggested !== 'trash') return `${analysis.suggest}: ${analysis.why}`;
  const choice = chooseKeeper(rule, members, evidence.membership.names, analysis.why);
  if (choice === undefined) return 'no copy is in that place';
  const { keeper, why } = choice;
  const others = members.filter(({ id }) => id !== keeper.id);
  const caution = analysis.suggest === undefined ? cautionOf([keeper, ...others]) : `${analysis.why}.`;
  return {
    id: group.id,
    group,
    members,
    keep: [keeper.id],
    trash: others.map(({ id }) => id),
    stack: [],
    why,
    caution,
  };
}

/** One group as the caller wants it resolved. */
export interface Wish extends Decision {
  readonly id: string;
}

/** Takes the caller's own decisions, each checked against the group as it is now. */
export function decideAsTold(wishes: readonly Wish[], groups: readonly LibraryGroup[], evidence: Evidence): Decided {
  const known = new Map(groups.map((group) => [group.id, group]));
  const named = wishes.map(({ id }) => id);
  const twice = new Set(named.filter((id, at) => named.indexOf(id) !== at));
  const resolutions: Resolution[] = [];
  const skipped: ItemOutcome[] = [];
  for (const id of twice) skipped.push({ id, ok: false, error: 'is named more than once: decide about it once' });
  for (const wish of wishes.filter(({ id }) => !twice.has(id))) {
    const group = known.get(wish.id);
    const analysed = group === undefined ? undefined : analyse(group, evidence);
    const error = analysed === undefined ? 'there is no such group (any more)' : objectionTo(wish, analysed, evidence);
    if (error !== undefined) skipped.push({ id: wish.id, ok: false, error });
    else if (group !== undefined && analysed !== undefined) resolutions.push(asTold(wish, group, analysed));
  }
  return { resolutions, skipped };
}

function asTold(
  { id, keep, trash, stack }: Wish,
  group: LibraryGroup,
  { members, analysis }: AnalysedGroup,
): Resolution {
  const kept = new Set([...keep, ...stack]);
  const best = members.filter((member) => kept.has(member.id));
  const others = members.filter((member) => !kept.has(member.id));
  const copies = trash.length === 0 ? undefined : cautionOf([...best.slice(0, 1), ...others]);
  const caution = trash.length > 0 && analysis.suggest !== undefined ? `${analysis.why}.` : copies;
  return { id, group, members, keep, trash, stack, why: undefined, caution };
}

function objectionTo({ keep, trash, stack }: Wish, { members }: AnalysedGroup, evidence: Evidence): string | undefined {
  const named = [...keep, ...trash, ...stack];
  const own = new Set(members.map(({ id }) => id));
  const stranger = named.find((id) => !own.has(id));
  if (stranger !== undefined) return `${stranger} is not in the group`;
  if (new Set(named).size < named.length) return 'an asset is named twice: each goes into one list';
  const forgotten = members.find(({ id }) => !named.includes(id));
  if (forgotten !== undefined) return `${forgotten.id} is in none of keep, trash and stack`;
  if (keep.length + stack.length === 0) return 'nothing of it would be kept';
  if (stack.length === 1) return 'a stack needs two assets';
  const left = members.filter(({ id }) => !trash.includes(id));
  if (trash.length > 0 && left.every(({ isOffline }) => isOffline)) return 'the files of all that is kept are missing';
  const foreign = members.some(({ id, ownerId }) => trash.includes(id) && isForeign(ownerId, evidence));
  return foreign ? 'an asset of another user would be trashed' : undefined;
}

function isForeign(ownerId: string, { userId }: Evidence): boolean {
  return userId !== undefined && ownerId !== userId;
}

function analyse({ id, assets }: LibraryGroup, { membership, userId }: Evidence): AnalysedGroup | undefined {
  const members = assets.map((asset) => factsOf(asset, membership.albumsOf.get(asset.id) ?? []));
  const perspective: Perspective = { userId, albumsKnown: membership.known };
  return analyseGroup({ id, members }, perspective);
}
