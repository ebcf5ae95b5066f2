/** What a search for near hashes has found so far, and how crowded it is around each hash. */

/** Near pairs of hashes, each once: the indexes of the first hash and of the second, by turns. */
export type IndexPairs = readonly number[];

export class FoundPairs {
  readonly #wanted: Uint8Array;
  readonly #weights: Uint32Array;
  readonly #limit: number;
  readonly #counts: Uint32Array;
  readonly #pairs: number[] = [];

  /** `wanted` is 1 for each hash whose neighbours are looked for; the others of the same hash (`weights`) are neighbours too. */
  constructor(wanted: Uint8Array, weights: Uint32Array, limit: number) {
    this.#wanted = wanted;
    this.#weights = weights;
    this.#limit = limit;
    this.#counts = weights.map((weight) => weight - 1);
  }

  isWanted(index: number): boolean {
    return this.#wanted[index] === 1;
  }

  /** Whether this pair is not the one that is met the other way round. */
  isFirstWay(first: number, second: number): boolean {
    return first < second || (first > second && !this.isWanted(second));
  }

  /** Notes a pair, of which the first is wanted. Pairs of hashes that are in a crowd by now are only counted. */
  add(first: number, second: number): void {
    this.#count(first, second);
    if (this.isWanted(second)) this.#count(second, first);
    if (this.isCrowded(first) || this.isCrowded(second)) return;
    this.#pairs.push(first, second);
  }

  #count(index: number, neighbour: number): void {
    this.#counts[index] = (this.#counts[index] ?? 0) + (this.#weights[neighbour] ?? 0);
  }

  /** Whether a wanted hash has too many neighbours, as far as they were counted by now. */
  isCrowded(index: number): boolean {
    return (this.#counts[index] ?? 0) > this.#limit;
  }

  /** Marks what is in a pair without having been wanted; null when there is none. */
  partners(): Uint8Array | null {
    const marks = new Uint8Array(this.#wanted.length);
    let isAny = false;
    for (const index of this.#pairs) {
      if (this.isWanted(index)) continue;
      marks[index] = 1;
      isAny = true;
    }
    return isAny ? marks : null;
  }

  /** The pairs of which neither hash has too many neighbours; those of hashes that were not wanted are counted in `others`. */
  outsideCrowds(others: FoundPairs | null): IndexPairs {
    const isCrowded = (index: number) => {
      const counted = this.isWanted(index) ? this : others;
      return counted?.isCrowded(index) ?? false;
    };
    const kept: number[] = [];
    for (let at = 0; at < this.#pairs.length; at += 2) {
      const [first = 0, second = 0] = [this.#pairs[at], this.#pairs[at + 1]];
      if (!isCrowded(first) && !isCrowded(second)) kept.push(first, second);
    }
    return kept;
  }
}
