/** Chooses the copy of a group that a rule keeps. */
import { foldText } from '../../../catalog/fold-text.ts';
import type { MemberFacts } from '../facts.ts';
import { sizeInWords } from '../ranking.ts';
import type { KeepRule } from './keep-rule.ts';

/** What a rule chose. */
export interface Choice {
  readonly keeper: MemberFacts;
  /** In words of our own. */
  readonly why: string;
}

/**
 * The copy to keep out of `ranked`, the best first; among equals the better one, and none whose file is missing while
 * another's is not. Undefined where none is in the place that the rule names. `whyBest` says why the first is the best.
 */
export function chooseKeeper(
  rule: KeepRule,
  ranked: readonly MemberFacts[],
  albums: ReadonlyMap<string, string>,
  whyBest: string,
): Choice | undefined {
  const present = ranked.filter(({ isOffline }) => !isOffline);
  const members = present.length === 0 ? ranked : present;
  switch (rule.by) {
    case 'best':
      return chosen(members[0], whyBest);
    case 'largest': {
      const keeper = first(members, (one, other) => one.bytes > other.bytes);
      return chosen(keeper, `the largest file, ${sizeInWords(keeper?.bytes ?? 0)}`);
    }
    case 'oldest':
      return chosen(
        first(members, (one, other) => compareTimes(one, other) < 0),
        'the oldest',
      );
    case 'newest':
      return chosen(
        first(members, (one, other) => compareTimes(one, other) > 0),
        'the newest',
      );
    case 'in':
      return chosen(
        members.find((member) => isIn(rule.place, member, albums)),
        'the best of those in that place',
      );
  }
}

function chosen(keeper: MemberFacts | undefined, why: string): Choice | undefined {
  return keeper === undefined ? undefined : { keeper, why };
}

/** The first that no other one beats. */
function first(
  members: readonly MemberFacts[],
  beats: (one: MemberFacts, other: MemberFacts) => boolean,
): MemberFacts | undefined {
  const [start, ...others] = members;
  return start === undefined
    ? undefined
    : others.reduce((best, member) => (beats(member, best) ? member : best), start);
}

/** Milliseconds in which one import brings in what it brings in: which file came first says nothing then. */
const oneImport = 3_600_000;

/**
 * By when it was taken and, as copies share that, by when it came into the library; 0 where either is not known, or both
 * came in together.
 */
function compareTimes(one: MemberFacts, other: MemberFacts): number {
  const added = difference(one.addedAt, other.addedAt);
  return difference(one.takenAt, other.takenAt) || (Math.abs(added) < oneImport ? 0 : added);
}

function difference(one: number | null, other: number | null): number {
  return one === null || other === null ? 0 : one - other;
}

/** Whether a copy is in an album of this name or id, or in a folder of this path, or of this name at any depth. */
function isIn(place: string, { path, albums }: MemberFacts, names: ReadonlyMap<string, string>): boolean {
  const wanted = foldText(place);
  if (albums.some((id) => id === wanted || foldText(names.get(id) ?? '') === wanted)) return true;
  const folders = partsOf(path).slice(0, -1);
  const parts = partsOf(place);
  if (parts.length === 0) return false;
  const starts = /^[\\/]/.test(place) ? [0] : folders.keys();
  return [...starts].some((start) => parts.every((part, at) => folders[start + at] === part));
}

function partsOf(path: string): string[] {
  return foldText(path)
    .split(/[\\/]+/)
    .filter((part) => part !== '');
}
