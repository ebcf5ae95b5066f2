/** When nobody can say whether a change was made, and how to find out. */
import type { Failure, FailureCode } from '../catalog/result.ts';

/** How long a look may take. */
export interface Looking {
  readonly signal: AbortSignal;
}

/** Failures that leave open whether the library did what was asked. */
const unclearCodes: ReadonlySet<FailureCode> = new Set(['unavailable', 'timeout', 'cancelled', 'unexpected']);

/** True when a failed request may have been carried out all the same. */
export function isUnclear(failure: Failure): boolean {
  return unclearCodes.has(failure.code);
}

/** For looking what became of one item: ten seconds of its own, also after the call itself was given up. */
export function lookAgain(): Looking {
  return { signal: AbortSignal.timeout(10_000) };
}
