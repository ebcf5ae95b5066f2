/** Long work that leaves the process time to answer. */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of work between two turns of everybody else. */
const turn = 12;

/** Runs a generator to its end, pausing where it yields. Rejects with the signal's reason once that is aborted. */
export async function inTurns<Value>(work: Generator<void, Value>, signal?: AbortSignal): Promise<Value> {
  let until = performance.now() + turn;
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() < until) continue;
    await nextTurn();
    signal?.throwIfAborted();
    until = performance.now() + turn;
  }
}
