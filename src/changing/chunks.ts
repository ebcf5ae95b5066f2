/** Sends a change for many assets in pieces, so that one bad id or a late fault does not spoil the rest. */
import type { ItemOutcome } from '../catalog/change.ts';
import type { Failure, Result } from '../catalog/result.ts';
import type { CallContext } from '../catalog/tool.ts';
import { advance } from './advance.ts';
import { isUnclear } from './unclear.ts';

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

/**
 * Sends `ids` in chunks of up to `size`, one after the other, none of them twice. A chunk that the library refuses because of an id in
 * it is halved until the id is alone. Any other failure, or a cancelled call, ends it there.
 */
export async function sendInChunks(
  ids: readonly string[],
  send: SendChunk,
  call: CallContext,
  size = chunkSize,
): Promise<ChunkReport> {
  const waiting = chunksOf(ids, size);
  const outcomes: ItemOutcome[] = [];
  for (let chunk = waiting.shift(); chunk !== undefined; chunk = waiting.shift()) {
    if (call.signal.aborted) {
      return { outcomes, unclear: [], untried: [...chunk, ...waiting.flat()], stop: abortedBetween };
    }
    const answer = await send(chunk);
    if (answer.ok) {
      outcomes.push(...answer.value);
      advance(call, chunk.length, waiting.flat().length, 'changing');
    } else if (answer.failure.code !== 'not_found') {
      return { outcomes, ...stoppedAt(chunk, waiting.flat(), answer.failure) };
    } else if (chunk.length > 1) waiting.unshift(...halves(chunk));
    else outcomes.push(...chunk.map((id) => ({ id, ok: false, error: answer.failure.message })));
  }
  return { outcomes, unclear: [], untried: [] };
}

const abortedBetween: Failure = { code: 'cancelled', message: 'The call was cancelled or took too long.' };

function stoppedAt(chunk: string[], rest: string[], stop: Failure): Omit<ChunkReport, 'outcomes'> {
  return isUnclear(stop)
    ? { unclear: chunk, untried: rest, stop }
    : { unclear: [], untried: [...chunk, ...rest], stop };
}

function chunksOf(ids: readonly string[], size: number): string[][] {
  const count = Math.ceil(ids.length / size);
  return Array.from({ length: count }, (_, number) => ids.slice(number * size, (number + 1) * size));
}

function halves(chunk: string[]): [string[], string[]] {
  const middle = Math.ceil(chunk.length / 2);
  return [chunk.slice(0, middle), chunk.slice(middle)];
}
