/** Sends a change for many assets in pieces, so that one bad id or a late fault does not spoil the rest. */
import type { ItemOutcome } from '../../catalog/change.ts';
import type { Failure, FailureCode, Result } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';

import { advance } from './advance.ts';

/** Ids in one request: few enough that a server answers in seconds. */
const chunkSize = 500;

/** How far it came. Every id is in exactly one of the three lists. */
export interface ChunkReport {
  /** What the library said of each id. */
  readonly outcomes: readonly ItemOutcome[];
  /** Sent, but without an answer that tells whether it was done. */
  readonly unclear: readonly string[];
  readonly untried: readonly string[];
  /** Why it stopped early. */
  readonly stop?: Failure;
}

/** One request for these ids; on success, what became of each. */
export type SendChunk = (ids: string[]) => Promise<Result<readonly ItemOutcome[]>>;

/** Failures that leave open whether the library did what was asked. */
const unclearCodes: ReadonlySet<FailureCode> = new Set(['unavailable', 'timeout', 'cancelled', 'unexpected']);

/**
 * Sends `ids` in chunks, one after the other, none of them twice. A chunk that the library refuses because of an id in
 * it is halved until the id is alone. Any other failure, or a cancelled call, ends it there.
 */
export async function sendInChunks(ids: readonly string[], send: SendChunk, call: CallContext): Promise<ChunkReport> {
  const waiting = chunksOf(ids);
  const outcomes: ItemOutcome[] = [];
  for (let chunk = waiting.shift(); chunk !== undefined; chunk = waiting.shift()) {
    if (call.signal.aborted)
      return { outcomes, unclear: [], untried: [chunk, ...waiting].flat(), stop: abortedBetween };
    const answer = await send(chunk);
    const [first] = chunk;
    if (answer.ok) outcomes.push(...answer.value);
    else if (answer.failure.code !== 'not_found' || first === undefined) {
      return { outcomes, ...splitAt(answer.failure, chunk, waiting.flat()), stop: answer.failure };
    } else if (chunk.length === 1) outcomes.push({ id: first, ok: false, error: answer.failure.message });
    else waiting.unshift(...halves(chunk));
    if (answer.ok) advance(call, chunk.length, waiting.flat().length, 'changing');
  }
  return { outcomes, unclear: [], untried: [] };
}

const abortedBetween: Failure = { code: 'cancelled', message: 'The call was cancelled or took too long.' };

function splitAt(failure: Failure, chunk: string[], rest: string[]): { unclear: string[]; untried: string[] } {
  return unclearCodes.has(failure.code)
    ? { unclear: chunk, untried: rest }
    : { unclear: [], untried: [...chunk, ...rest] };
}

function chunksOf(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / chunkSize);
  return Array.from({ length: count }, (_, number) => ids.slice(number * chunkSize, (number + 1) * chunkSize));
}

function halves(chunk: string[]): [string[], string[]] {
  const middle = Math.ceil(chunk.length / 2);
  return [chunk.slice(0, middle), chunk.slice(middle)];
}

/** True when a failed request may have been carried out all the same. */
export function isUnclear(failure: Failure): boolean {
  return unclearCodes.has(failure.code);
}
