/** 64-bit difference hashes as numbers, and the bands that an index sorts them by. */

/** Hashes, each split into its first and its last 32 bits. */
export interface PackedHashes {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

export const bandCount = 4;
/** How many values a band of 16 bits has. */
export const bandValues = 65_536;

/** How many of the 32 bits of a number are set. */
export function countBits(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Reads hashes of 16 hex digits each. */
export function packHashes(hashes: readonly string[]): PackedHashes {
  const high = Uint32Array.from(hashes, (hash) => Number.parseInt(hash.slice(0, 8), 16));
  const low = Uint32Array.from(hashes, (hash) => Number.parseInt(hash.slice(8), 16));
  return { high, low };
}

/**
 * Where a byte of the hash (a row of the picture) puts its bits in the bands: for each byte, two bits for every band, those of
 * the columns that are four apart.
 */
const dealt = Uint8Array.from({ length: 256 }, (_, byte) => {
  let bits = 0;
  for (let band = 0; band < bandCount; band++) {
    const pair = (((byte >>> (7 - band)) & 1) << 1) | ((byte >>> (3 - band)) & 1);
    bits |= pair << (2 * band);
  }
  return bits;
});

/** Two bits of each of the four rows in `bytes`; which ones moves on by a column with each row. */
function halfBand(bytes: number, band: number): number {
  let value = 0;
  for (let row = 0; row < 4; row++) {
    const pairs = dealt[(bytes >>> (24 - 8 * row)) & 0xff] ?? 0;
    value = (value << 2) | ((pairs >>> (2 * ((band + row) % bandCount))) & 3);
  }
  return value;
}

/**
 * The value of one of the four bands: the bits on every fourth diagonal of the hash's 8 rows of 8. Bits beside or above each
 * other mostly agree, so they are put into different bands, where they tell more hashes apart.
 */
export function bandOf(high: number, low: number, band: number): number {
  return (halfBand(high, band) << 8) | halfBand(low, band);
}
