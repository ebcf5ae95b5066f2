import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NearHashes, type NearHashLimits } from '../../../src/library/duplicates/near-hashes.ts';
import { bandCount, bandOf, countBits, packHashes } from '../../../src/library/duplicates/packed-hashes.ts';
import { hashDistance } from '../../../src/library/media/difference-hash.ts';

const roomy: NearHashLimits = { distance: 10, comparisons: 1_000_000, neighbours: 1_000_000 };

function run<Value>(work: Generator<void, Value>): Value {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

interface Asked {
  hashes: string[];
  limits?: NearHashLimits;
  wanted?: (index: number) => boolean;
  weights?: number[];
}

/** The pairs found, each as text with the smaller hash first, sorted. */
function pairsIn({ hashes, limits = roomy, wanted = () => true, weights }: Asked): string[] {
  const marks = Uint8Array.from(hashes, (_, index) => (wanted(index) ? 1 : 0));
  const heavy = Uint32Array.from(weights ?? hashes.map(() => 1));
  const { pairs } = run(new NearHashes(packHashes(hashes), limits).pairsOf(marks, heavy));
  const found: string[] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    found.push([hashes[pairs[at] ?? -1], hashes[pairs[at + 1] ?? -1]].sort().join(' '));
  }
  return found.sort();
}

/** The values of a hash's bands. */
function bandsOf(hash: string): number[] {
  const { high, low } = packHashes([hash]);
  return Array.from({ length: bandCount }, (_, band) => bandOf(high[0] ?? 0, low[0] ?? 0, band));
}

/** In how many bits each of the bands differs. */
function bandDistances(left: readonly number[], right: readonly number[]): number[] {
  return left.map((value, band) => countBits(value ^ (right[band] ?? 0)));
}

const meet = (left: string, right: string) => Math.min(...bandDistances(bandsOf(left), bandsOf(right))) <= 1;

/** The rule itself, by comparing all with all. */
function bruteForce({ hashes, limits = roomy, wanted = () => true, weights }: Asked): string[] {
  const all = hashes.map((hash, index) => ({ hash, index, bands: bandsOf(hash), weight: weights?.[index] ?? 1 }));
  type One = (typeof all)[number];
  const meetings = (one: One, other: One) => bandDistances(one.bands, other.bands).filter((bits) => bits <= 1).length;
  const left = all.filter((one) => all.reduce((sum, other) => sum + meetings(one, other), 0) <= limits.comparisons);
  const isNear = (one: One, other: One) =>
    one !== other && meetings(one, other) > 0 && hashDistance(one.hash, other.hash) <= limits.distance;
  const outside = left.filter((one) => {
    const near = left.filter((other) => isNear(one, other));
    return near.reduce((sum, { weight }) => sum + weight, one.weight - 1) <= limits.neighbours;
  });
  const pairs = outside.flatMap((one) =>
    outside.filter((other) => one.index < other.index).map((other) => [one, other] as const),
  );
  const asked = pairs.filter(([one, other]) => isNear(one, other) && (wanted(one.index) || wanted(other.index)));
  return asked.map(([one, other]) => [one.hash, other.hash].sort().join(' ')).sort();
}

const bits = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const textOf = (hash: bigint) => hash.toString(16).padStart(16, '0');

/** Hashes anywhere; hashes a few bits from a few others; hashes that share all but some bits: the worst for an index. */
const scattered = fc.array(bits, { maxLength: 40 });
const clustered = fc
  .tuple(
    fc.array(bits, { minLength: 1, maxLength: 4 }),
    fc.array(fc.array(fc.nat(63), { maxLength: 12 }), { maxLength: 40 }),
  )
  .map(([centres, flips]) =>
    flips.map((places, index) =>
      places.reduce((hash, place) => hash ^ (1n << BigInt(place)), centres[index % centres.length] ?? 0n),
    ),
  );
const narrow = fc
  .tuple(bits, fc.array(fc.bigInt({ min: 0n, max: 255n }), { maxLength: 40 }), fc.nat(56))
  .map(([rest, few, shift]) => few.map((value) => rest ^ (value << BigInt(shift))));
const hashSets = fc.oneof(scattered, clustered, narrow).map((hashes) => [...new Set(hashes)].map(textOf));

describe('near hashes', () => {
  it('are those that comparing all with all finds, whatever the hashes are', () => {
    fc.assert(
      fc.property(hashSets, (hashes) => {
        expect(pairsIn({ hashes })).toEqual(bruteForce({ hashes }));
      }),
    );
  });

  it('are found likewise when only some are asked for, and in crowds', () => {
    const limit = fc.integer({ min: 0, max: 12 });
    const asked = fc.tuple(hashSets, fc.integer({ min: 1, max: 4 }), limit, fc.integer({ min: 4, max: 120 }));
    fc.assert(
      fc.property(asked, ([hashes, every, neighbours, comparisons]) => {
        const weights = hashes.map((_, index) => 1 + (index % 3));
        const limits = { distance: 10, neighbours, comparisons };
        const wanted = (index: number) => index % every === 0;
        const question = { hashes, weights, limits, wanted };
        expect(pairsIn(question)).toEqual(bruteForce(question));
      }),
    );
  });

  it('are the same whatever the order of the hashes', () => {
    const shuffled = hashSets.chain((hashes) =>
      fc.tuple(fc.constant(hashes), fc.shuffledSubarray(hashes, { minLength: hashes.length })),
    );
    const limits = { distance: 10, neighbours: 5, comparisons: 60 };
    fc.assert(
      fc.property(shuffled, ([hashes, other]) => {
        expect(pairsIn({ hashes: other, limits })).toEqual(pairsIn({ hashes, limits }));
      }),
    );
  });

  it('up to 7 bits apart always meet', () => {
    const sevenFlips = fc.tuple(bits, fc.uniqueArray(fc.nat(63), { maxLength: 7 }));
    fc.assert(
      fc.property(sevenFlips, ([hash, places]) => {
        const other = places.reduce((changed, place) => changed ^ (1n << BigInt(place)), hash);
        expect(meet(textOf(hash), textOf(other))).toBe(true);
      }),
    );
  });

  it('of every bit, go into one band each', () => {
    const none = bandsOf(textOf(0n));
    const changes = Array.from({ length: 64 }, (_, bit) => bandDistances(none, bandsOf(textOf(1n << BigInt(bit)))));
    for (const distances of changes) expect(distances.toSorted()).toEqual([0, 0, 0, 1]);
  });
});

describe('a crowd', () => {
  const series = Array.from({ length: 12 }, (_, index) => textOf(0x5a5a_3c3c_9696_0f0fn ^ BigInt(index)));

  it('of more neighbours than allowed has no pairs, and takes none from those outside it', () => {
    const [one, other] = [textOf(0xffff_0000_1234_5678n), textOf(0xffff_0000_1234_567an)];
    const hashes = [...series, one, other];
    expect(pairsIn({ hashes, limits: { ...roomy, neighbours: 10 } })).toEqual([`${one} ${other}`]);
    expect(pairsIn({ hashes, limits: { ...roomy, neighbours: 11 } })).toHaveLength(67);
  });

  it('counts a hash as often as there are contents that have it', () => {
    const hashes = series.slice(0, 2);
    const limits = { ...roomy, neighbours: 5 };
    expect(pairsIn({ hashes, limits, weights: [5, 1] })).toHaveLength(1);
    expect(pairsIn({ hashes, limits, weights: [6, 1] })).toEqual([]);
    expect(pairsIn({ hashes, limits, weights: [7, 1], wanted: (index) => index === 1 })).toEqual([]);
  });
});
