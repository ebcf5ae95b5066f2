/** Which copy is the best: one order over all members of a group, without ties, whatever order they come in. */
import { counted } from '../../catalog/counted.ts';
import type { MemberFacts } from './facts.ts';
import { formatOf } from './format-score.ts';

interface Criterion {
  /** Greater is better. */
  measure(member: MemberFacts): number;
  /** Why `best`, which has more of it, comes before `next`. */
  reason(best: MemberFacts, next: MemberFacts): string;
}

/**
 * From the weightiest down. That a file is there at all comes before everything; then a Live Photo, format, resolution
 * and file size; favourites and albums only decide between copies of the same quality, and age between equal ones.
 */
const criteria: readonly Criterion[] = [
  { measure: ({ isOffline }) => (isOffline ? 0 : 1), reason: () => 'the file of the other is missing' },
  { measure: ({ isLive }) => (isLive ? 1 : 0), reason: () => 'Live Photo over still' },
  {
    measure: (member) => formatOfMember(member).score,
    reason: (best, next) => `${formatOfMember(best).label} over ${formatOfMember(next).label}`,
  },
  { measure: pixelsOf, reason: (best, next) => `${resolutionOf(best)} over ${resolutionOf(next)}` },
  {
    measure: ({ bytes }) => bytes,
    reason: (best, next) => `${sizeInWords(best.bytes)} over ${sizeInWords(next.bytes)}`,
  },
  { measure: ({ isFavorite }) => (isFavorite ? 1 : 0), reason: () => 'same quality, this one is a favourite' },
  { measure: ({ albums }) => albums.length, reason: () => 'same quality, this one is in more albums' },
  { measure: ({ takenAt }) => earlier(takenAt), reason: () => 'same quality, this one is older' },
  { measure: ({ addedAt }) => earlier(addedAt), reason: () => 'same quality, this one came into the library first' },
];

/** Width times height; 0 where it is not known. */
export function pixelsOf({ width, height }: MemberFacts): number {
  return width * height;
}

/** `4000x3000`. */
export function resolutionOf({ width, height }: MemberFacts): string {
  return width * height === 0 ? 'unknown size' : `${width}x${height}`;
}

/** The format of a member's file. */
export function formatOfMember({ mimeType, file }: MemberFacts) {
  return formatOf(mimeType, file);
}

/** `5.1 MB`, in powers of ten as Immich and file managers count. */
export function sizeInWords(bytes: number): string {
  if (bytes >= 1_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return bytes >= 1000 ? `${Math.round(bytes / 1000)} kB` : counted(bytes, 'byte');
}

function earlier(time: number | null): number {
  return time === null ? Number.NEGATIVE_INFINITY : -time;
}

/** Negative where `left` is better; 0 only for one and the same id. */
export function compareMembers(left: MemberFacts, right: MemberFacts): number {
  for (const { measure } of criteria) {
    const [one, other] = [measure(left), measure(right)];
    if (one !== other) return one > other ? -1 : 1;
  }
  return left.id === right.id ? 0 : left.id < right.id ? -1 : 1;
}

/** The same members, the best first. */
export function rankMembers(members: readonly MemberFacts[]): MemberFacts[] {
  return [...members].sort(compareMembers);
}

/** Why `best` comes before `next`, in a few words of our own. */
export function whyBetter(best: MemberFacts, next: MemberFacts): string {
  const decided = criteria.find(({ measure }) => measure(best) !== measure(next));
  return decided?.reason(best, next) ?? 'alike in everything, the lowest id is kept';
}
