/** How long it takes to find which of many hashes are near each other: Albumen's index, a BK-tree, and comparing all with all. */
import { FoundPairs } from '../src/library/duplicates/found-pairs.ts';
import { nearHashLimits } from '../src/library/duplicates/near-contents.ts';
import { NearHashes } from '../src/library/duplicates/near-hashes.ts';
import { countBits, type PackedHashes } from '../src/library/duplicates/packed-hashes.ts';
import { Chance } from '../test/fixtures/chance.ts';
import type { BenchTable } from './measure.ts';

const sizes = [10_000, 30_000, 100_000, 1_000_000];
/** What the others do within a minute; beyond it their time is worked out from how it grew. */
const mostForAll = 100_000;
const mostForTree = 30_000;

/** Every tenth hash is a copy of the one before it with up to six bits changed; the others are chance. */
function makeHashes(count: number): PackedHashes {
  const chance = new Chance(count);
  const hashes = { high: new Uint32Array(count), low: new Uint32Array(count) };
  for (let index = 0; index < count; index++) {
    hashes.high[index] = chance.below(2 ** 32);
    hashes.low[index] = chance.below(2 ** 32);
    if (index % 10 !== 9) continue;
    hashes.high[index] = hashes.high[index - 1] ?? 0;
    hashes.low[index] = hashes.low[index - 1] ?? 0;
    for (let flip = 0; flip < 6; flip++) {
      const half = chance.hit(0.5) ? hashes.high : hashes.low;
      half[index] = (half[index] ?? 0) ^ (1 << chance.below(32));
    }
  }
  return hashes;
}

/** All hashes share 40 bits and most lie in one value of a band: what a library of one kind of pictures would be at worst. */
function makeCrowd(count: number): PackedHashes {
  const chance = new Chance(count);
  const few = () => Uint32Array.from({ length: count }, () => 0x5a5a_0000 | (chance.below(2 ** 12) & 0xfff));
  return { high: few(), low: few() };
}

function distanceBetween({ high, low }: PackedHashes, one: number, other: number): number {
  return countBits((high[one] ?? 0) ^ (high[other] ?? 0)) + countBits((low[one] ?? 0) ^ (low[other] ?? 0));
}

function byIndex(hashes: PackedHashes): number {
  const count = hashes.high.length;
  const search = new NearHashes(hashes, nearHashLimits).pairsOf(
    new Uint8Array(count).fill(1),
    new Uint32Array(count).fill(1),
  );
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value.pairs.length / 2;
  }
}

function byComparingAll(hashes: PackedHashes): number {
  const count = hashes.high.length;
  const found = new FoundPairs(
    new Uint8Array(count).fill(1),
    new Uint32Array(count).fill(1),
    nearHashLimits.neighbours,
  );
  for (let one = 0; one < count; one++) {
    for (let other = one + 1; other < count; other++) {
      if (distanceBetween(hashes, one, other) <= nearHashLimits.distance) found.add(one, other);
    }
  }
  return found.outsideCrowds(null).length / 2;
}

/** W. A. Burkhard, R. M. Keller: Some Approaches to Best-Match File Searching, CACM 1973. */
class BkTree {
  readonly #hashes: PackedHashes;
  readonly #children: Map<number, number>[] = [];

  constructor(hashes: PackedHashes) {
    this.#hashes = hashes;
  }

  /** Adds the next hash and counts those before it that are near. */
  addAndCount(index: number, distance: number): number {
    this.#children.push(new Map());
    if (index === 0) return 0;
    let near = 0;
    const open = [0];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      const away = distanceBetween(this.#hashes, node, index);
      if (away <= distance) near++;
      for (const [edge, child] of this.#children[node] ?? []) if (Math.abs(edge - away) <= distance) open.push(child);
    }
    this.#insert(index);
    return near;
  }

  #insert(index: number): void {
    let node = 0;
    for (;;) {
      const away = distanceBetween(this.#hashes, node, index);
      const children = this.#children[node];
      const child = children?.get(away);
      if (child === undefined) {
        children?.set(away, index);
        return;
      }
      node = child;
    }
  }
}

function byTree(hashes: PackedHashes): number {
  const tree = new BkTree(hashes);
  let near = 0;
  for (let index = 0; index < hashes.high.length; index++) near += tree.addAndCount(index, nearHashLimits.distance);
  return near;
}

interface Timed {
  readonly size: number;
  readonly seconds: number;
  readonly pairs: number;
}

function timed(search: (hashes: PackedHashes) => number, hashes: PackedHashes): Timed {
  const started = performance.now();
  const pairs = search(hashes);
  return { size: hashes.high.length, seconds: (performance.now() - started) / 1000, pairs };
}

function show({ seconds, pairs }: Timed): string {
  return `${seconds.toFixed(seconds < 10 ? 2 : 0)} s (${pairs.toLocaleString('en')} pairs)`;
}

/** A time that was not measured: as if it went on growing with the power of the size with which it has grown. */
function grown(times: readonly Timed[], size: number): string {
  const [before, last] = times.slice(-2);
  if (before === undefined || last === undefined) return '';
  const power = Math.log(last.seconds / before.seconds) / Math.log(last.size / before.size);
  const seconds = last.seconds * (size / last.size) ** power;
  return `(about ${seconds < 120 ? `${seconds.toFixed(0)} s` : `${(seconds / 60).toFixed(0)} min`}, worked out)`;
}

/** Seconds to find all near pairs, in libraries of three sizes and in one that is made to be slow. */
export function benchDuplicateGrouping(): Promise<BenchTable> {
  const [all, tree]: [Timed[], Timed[]] = [[], []];
  const rows = sizes.map((size) => {
    const hashes = makeHashes(size);
    const index = timed(byIndex, hashes);
    if (size <= mostForAll) all.push(timed(byComparingAll, hashes));
    if (size <= mostForTree) tree.push(timed(byTree, hashes));
    const told = (times: readonly Timed[], most: number) => {
      const last = times.at(-1);
      return size <= most && last !== undefined ? show(last) : grown(times, size);
    };
    return [size.toLocaleString('en'), show(index), told(tree, mostForTree), told(all, mostForAll)];
  });
  const crowd = timed(byIndex, makeCrowd(1_000_000));
  return Promise.resolve({
    title: 'Which hashes are near each other',
    how: `64-bit hashes in memory, one core, one run: pairs at most ${nearHashLimits.distance} bits apart. A tenth are copies with up to six bits changed. The index finds all pairs up to 7 bits apart and most of the others; the two other ways find all.`,
    columns: ['hashes', 'index', 'BK-tree', 'all with all'],
    rows: [...rows, ['1,000,000, all in one crowd', show(crowd), '', '']],
  });
}
