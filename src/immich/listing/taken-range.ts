/** The dates that a search takes, made into the exact instants that Immich wants. */
import { readInstant } from '../../catalog/instant.ts';
import { failed, type Result, success } from '../../catalog/result.ts';

export interface TakenRange {
  readonly takenAfter?: string;
  readonly takenBefore?: string;
}

/**
 * Reads `taken_after` and `taken_before`. A year, month or day is completed to its first or last millisecond, in UTC; a
 * time without a zone is UTC. Fails on anything else, on days that do not exist, and on a range that ends before it starts.
 */
export function readTakenRange(after: string | undefined, before: string | undefined): Result<TakenRange> {
  const start = after === undefined ? undefined : readInstant('taken_after', after, false);
  const end = before === undefined ? undefined : readInstant('taken_before', before, true);
  if (start?.ok === false) return start;
  if (end?.ok === false) return end;
  if (start !== undefined && end !== undefined && start.value > end.value) {
    return failed('invalid_input', 'taken_after is later than taken_before: nothing can match.', 'Swap them.');
  }
  return success({
    ...(start === undefined ? {} : { takenAfter: start.value }),
    ...(end === undefined ? {} : { takenBefore: end.value }),
  });
}
