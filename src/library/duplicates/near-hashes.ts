/**
 * Which 64-bit hashes are near each other, without comparing all with all: multi-index hashing (M. Norouzi, A. Punjani,
 * D. Fleet: Fast Search in Hamming Space with Multi-Index Hashing, CVPR 2012).
 *
 * The bits are dealt out to four bands of 16. Per band, the hashes of each value are compared with those of the values that
 * differ in one bit at most; value by value, so that both lie in the cache. Two hashes that differ in 7 bits or fewer always
 * meet: if they differed in two bits of every band, it would be 8. Of those that differ in 10 bits, about four in five meet.
 */
import { FoundPairs, type IndexPairs } from './found-pairs.ts';
import { bandCount, bandOf, bandValues, countBits, type PackedHashes } from './packed-hashes.ts';

export interface NearHashLimits {
  /** Hashes that meet in a band and differ in at most so many bits are near. */
  readonly distance: number;
  /** A hash is left alone for which more comparisons than this would be needed: what so much looks like says nothing. */
  readonly comparisons: number;
  /** Likewise one that is near more than so many others. */
  readonly neighbours: number;
}

/** The hashes by the value of one band. */
interface Band {
  /** The values that any hash has. */
  readonly values: Uint16Array;
  /** Where the hashes with each value begin in `indexes`. */
  readonly starts: Uint32Array;
  readonly indexes: Uint32Array;
  /** The hashes themselves in the same order, beside each other in memory: high, low, high, low. */
  readonly hashes: Uint32Array;
}

/** In how many bits the values of a band may differ where hashes meet. */
const bandDistance = 1;

/** What to combine a value with to get those where hashes meet: itself and every value with one bit changed. */
const masks = [0, ...Array.from({ length: 16 }, (_, bit) => 1 << bit)];

/** Whether any of the hashes with `value` is marked. */
function hasWanted({ starts, indexes }: Band, value: number, wanted: Uint8Array): boolean {
  const end = starts[value + 1] ?? 0;
  for (let at = starts[value] ?? 0; at < end; at++) if (wanted[indexes[at] ?? 0] === 1) return true;
  return false;
}

/** Sorts by counting. */
function buildBand({ high, low }: PackedHashes, left: Uint32Array, band: number): Band {
  const starts = new Uint32Array(bandValues + 1);
  const valueAt = Uint16Array.from(left, (index) => bandOf(high[index] ?? 0, low[index] ?? 0, band));
  for (const value of valueAt) starts[value + 1] = (starts[value + 1] ?? 0) + 1;
  for (let value = 0; value < bandValues; value++) starts[value + 1] = (starts[value + 1] ?? 0) + (starts[value] ?? 0);
  const next = starts.slice();
  const indexes = new Uint32Array(left.length);
  const hashes = new Uint32Array(2 * left.length);
  for (let at = 0; at < left.length; at++) {
    const value = valueAt[at] ?? 0;
    const place = next[value] ?? 0;
    const index = left[at] ?? 0;
    next[value] = place + 1;
    indexes[place] = index;
    hashes[2 * place] = high[index] ?? 0;
    hashes[2 * place + 1] = low[index] ?? 0;
  }
  const values = Uint16Array.from(new Set(valueAt)).sort();
  return { values, starts, indexes, hashes };
}

/** Per value of a band, how many hashes those with that value are compared with. */
function comparisonsByValue({ values, starts }: Band): Uint32Array {
  const comparisons = new Uint32Array(bandValues);
  for (const value of values) {
    let sum = 0;
    for (const mask of masks) sum += (starts[(value ^ mask) + 1] ?? 0) - (starts[value ^ mask] ?? 0);
    comparisons[value] = sum;
  }
  return comparisons;
}

/** Those hashes that can be compared with what their bands ask for within `limit` comparisons. */
function outsideCrowds({ high, low }: PackedHashes, bands: readonly Band[], limit: number): Uint32Array {
  const comparisons = bands.map(comparisonsByValue);
  const all = Uint32Array.from({ length: high.length }, (_, index) => index);
  return all.filter((index) => {
    let sum = 0;
    for (let band = 0; band < bandCount; band++) {
      sum += comparisons[band]?.[bandOf(high[index] ?? 0, low[index] ?? 0, band)] ?? 0;
    }
    return sum <= limit;
  });
}

export interface NearPairs {
  readonly pairs: IndexPairs;
  /** Whether so many are near a wanted hash that it is in no pair. */
  isCrowded(index: number): boolean;
}

/** The hashes of one value of a band, on their turn to be compared. */
interface Visit {
  readonly number: number;
  readonly value: number;
  readonly isOnce: boolean;
  readonly found: FoundPairs;
}

/** Part of a band, which is known by its number. */
interface Range {
  readonly number: number;
  readonly begin: number;
  readonly end: number;
}

/** How many values of a band are worked through before the caller gets a turn. */
const valuesPerTurn = 64;

/** An index over distinct hashes, for one search after the other. Takes linear time and about 70 bytes a hash. */
export class NearHashes {
  readonly #hashes: PackedHashes;
  readonly #limits: NearHashLimits;
  readonly #bands: readonly Band[];
  /** 1 for each hash that would need too many comparisons. */
  readonly #isLeftOut: Uint8Array;

  /** Hashes that need more comparisons than allowed are left out here: nothing is near them. */
  constructor(hashes: PackedHashes, limits: NearHashLimits) {
    const all = Uint32Array.from({ length: hashes.high.length }, (_, index) => index);
    const build = (left: Uint32Array) => Array.from({ length: bandCount }, (_, band) => buildBand(hashes, left, band));
    const bands = build(all);
    const left = outsideCrowds(hashes, bands, limits.comparisons);
    this.#isLeftOut = new Uint8Array(all.length).fill(1);
    for (const index of left) this.#isLeftOut[index] = 0;
    this.#hashes = hashes;
    this.#limits = limits;
    this.#bands = left.length === all.length ? bands : build(left);
  }

  /**
   * All near pairs of which at least one is marked in `wanted` (1 per hash), in no particular order. `weights` says how much
   * each hash counts towards the most neighbours that another one may have; a hash that has more, or is itself heavier, is in
   * no pair. Gives the caller a turn now and then.
   */
  *pairsOf(wanted: Uint8Array, weights: Uint32Array): Generator<void, NearPairs> {
    const found = new FoundPairs(wanted, weights, this.#limits.neighbours);
    yield* this.#visit(wanted, found);
    // Whether the other half of a pair is in a crowd is only known when its own neighbours are counted.
    const partners = found.partners();
    const others = partners === null ? null : new FoundPairs(partners, weights, this.#limits.neighbours);
    if (partners !== null && others !== null) yield* this.#visit(partners, others);
    return {
      pairs: found.outsideCrowds(others),
      isCrowded: (index) => this.#isLeftOut[index] === 1 || found.isCrowded(index),
    };
  }

  *#visit(wanted: Uint8Array, found: FoundPairs): Generator<void, void> {
    // When all are wanted, two values would meet from both sides: once is enough.
    const isOnce = wanted.every((mark) => mark === 1);
    for (const [number, band] of this.#bands.entries()) {
      for (const [at, value] of band.values.entries()) {
        if (at % valuesPerTurn === 0) yield;
        if (isOnce || hasWanted(band, value, wanted)) this.#visitValue({ number, value, isOnce, found });
      }
    }
  }

  #visitValue({ number, value, isOnce, found }: Visit): void {
    const band = this.#bands[number];
    if (band === undefined) return;
    const last = band.starts[value + 1] ?? 0;
    for (const mask of masks) {
      const near = value ^ mask;
      if (isOnce && near < value) continue;
      const range = { number, begin: band.starts[near] ?? 0, end: band.starts[near + 1] ?? 0 };
      if (range.begin === range.end) continue;
      const isBothWays = !isOnce || mask === 0;
      for (let at = band.starts[value] ?? 0; at < last; at++) this.#compare(band, at, range, isBothWays, found);
    }
  }

  /** Compares one hash with those in a range of a band, where pairs may be met both ways. The innermost loop of it all. */
  #compare({ indexes, hashes }: Band, at: number, range: Range, isBothWays: boolean, found: FoundPairs): void {
    const first = indexes[at] ?? 0;
    if (!found.isWanted(first)) return;
    const { number, begin, end } = range;
    const { distance } = this.#limits;
    const high = hashes[2 * at] ?? 0;
    const low = hashes[2 * at + 1] ?? 0;
    for (let other = begin; other < end; other++) {
      const bits = countBits((hashes[2 * other] ?? 0) ^ high) + countBits((hashes[2 * other + 1] ?? 0) ^ low);
      if (bits > distance) continue;
      const second = indexes[other] ?? 0;
      if (isBothWays && !found.isFirstWay(first, second)) continue;
      if (!this.#hasMet(number, first, second)) found.add(first, second);
    }
  }

  /** Whether an earlier band has brought this pair together already. */
  #hasMet(number: number, first: number, second: number): boolean {
    const { high, low } = this.#hashes;
    for (let before = 0; before < number; before++) {
      const left = bandOf(high[first] ?? 0, low[first] ?? 0, before);
      const right = bandOf(high[second] ?? 0, low[second] ?? 0, before);
      if (countBits(left ^ right) <= bandDistance) return true;
    }
    return false;
  }
}
