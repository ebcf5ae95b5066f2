/** Counts what can only be asked "is there a number n?". */
import { type Result, success } from '../../catalog/result.ts';

/** At least so many are known to exist, and no more than so many. */
export interface KnownCount {
  readonly atLeast: number;
  readonly atMost?: number;
}

/**
 * The largest n for which `exists` is true, where everything below exists too; about twice the binary logarithm of it
 * in questions. The first failure ends it.
 */
export async function countByProbing(
  { atLeast, atMost }: KnownCount,
  exists: (number: number) => Promise<Result<boolean>>,
): Promise<Result<number>> {
  let low = atLeast;
  let high = atMost;
  for (let step = 64; high === undefined; step *= 2) {
    const answer = await exists(low + step);
    if (!answer.ok) return answer;
    if (answer.value) low += step;
    else high = low + step - 1;
  }
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const answer = await exists(middle);
    if (!answer.ok) return answer;
    if (answer.value) low = middle;
    else high = middle - 1;
  }
  return success(low);
}
