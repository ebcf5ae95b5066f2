/** A perceptual hash: pictures that look alike have hashes that differ in few bits. */

export const hashColumns = 9;
export const hashRows = 8;

/**
 * The 64-bit difference hash (dHash, Neal Krawetz 2013) of a picture reduced to 9 x 8 grey levels, row by row: one bit per
 * pair of neighbours, set where the left one is brighter. 16 hex digits, first row first.
 */
export function differenceHash(grey: Uint8Array): string {
  let hash = 0n;
  for (let row = 0; row < hashRows; row++) {
    for (let column = 0; column < hashColumns - 1; column++) {
      const at = row * hashColumns + column;
      hash = (hash << 1n) | ((grey[at] ?? 0) > (grey[at + 1] ?? 0) ? 1n : 0n);
    }
  }
  return hash.toString(16).padStart(16, '0');
}

/** In how many of the 64 bits two hashes differ. */
export function hashDistance(left: string, right: string): number {
  const different = (BigInt(`0x${left}`) ^ BigInt(`0x${right}`)).toString(2);
  return different.replaceAll('0', '').length;
}
