/** Which pictures may be copies of each other, by their hashes and shapes: what has to be looked at more closely. */
import type { Content } from './load-contents.ts';
import { NearHashes } from './near-hashes.ts';
import { packHashes } from './packed-hashes.ts';

/**
 * `neighbours`: a picture with more look-alikes than this is one of a series (a time-lapse, a form), and no copy of any.
 * `comparisons`: some 30 times what hashes without any order take in a library of a million; it keeps the time linear.
 */
export const nearHashLimits = { distance: 10, comparisons: 32_768, neighbours: 50 };

/** How much the shapes of copies may differ: 9 % cut off on both sides of one dimension is 1 / 0.82. */
const mostStretched = 1.22;

function mayBeCopies(left: Content, right: Content): boolean {
  if (left.isMoving !== right.isMoving) return false;
  if (left.newRows.length === 0 && right.newRows.length === 0) return false;
  return Math.max(left.shape / right.shape, right.shape / left.shape) <= mostStretched;
}

/** Contents (by index) by hash, and the hashes in a fixed order. */
function byHash(contents: readonly Content[]): Map<string, number[]> {
  const lists = new Map<string, number[]>();
  for (const [index, { hash }] of contents.entries()) {
    if (hash === null) continue;
    const list = lists.get(hash);
    if (list === undefined) lists.set(hash, [index]);
    else list.push(index);
  }
  return lists;
}

/** Every pair of two different entries. */
function pairsWithin(list: readonly number[]): [number, number][] {
  return list.flatMap((one, at) => list.slice(at + 1).map((other): [number, number] => [one, other]));
}

function pairsBetween(left: readonly number[], right: readonly number[]): [number, number][] {
  return left.flatMap((one) => right.map((other): [number, number] => [one, other]));
}

/** Pairs of contents (by index) of which at least one is new, that may be copies of each other. Gives turns. */
export function* nearContents(contents: readonly Content[]): Generator<void, [number, number][]> {
  const lists = byHash(contents);
  const members = [...lists.values()];
  const hasNew = (list: readonly number[]) => list.some((index) => (contents[index]?.newRows.length ?? 0) > 0);
  const wanted = Uint8Array.from(members, (list) => (hasNew(list) ? 1 : 0));
  const weights = Uint32Array.from(members, (list) => list.length);
  const near = yield* new NearHashes(packHashes([...lists.keys()]), nearHashLimits).pairsOf(wanted, weights);
  const found: [number, number][] = [];
  const keep = (pairs: readonly [number, number][]) => {
    for (const [one, other] of pairs) {
      const [left, right] = [contents[one], contents[other]];
      if (left !== undefined && right !== undefined && mayBeCopies(left, right)) found.push([one, other]);
    }
  };
  for (const [hash, list] of members.entries()) {
    if (wanted[hash] === 1 && !near.isCrowded(hash)) keep(pairsWithin(list));
  }
  for (let at = 0; at < near.pairs.length; at += 2) {
    keep(pairsBetween(members[near.pairs[at] ?? -1] ?? [], members[near.pairs[at + 1] ?? -1] ?? []));
  }
  return found;
}
