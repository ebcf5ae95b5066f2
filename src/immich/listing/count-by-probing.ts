/** Counts what can only be asked "is there a number n?". */
import { type Result, success } from '../../catalog/result.ts';

/**
 * The largest n for which `exists` is true, where everything below exists too; about twice the binary logarithm of it
 * in questions. `atLeast` are known to exist, more than `atMost` are known not to. The first failure ends it.
 */
export async function countByProbing(
  { atLeast, atMost }: { atLeast: number; atMost?: number },
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
