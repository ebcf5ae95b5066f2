/** Tells a caller how far a change is: looking up, sending and checking are one way, on which nothing goes backwards. */
import type { CallContext } from '../catalog/tool.ts';

const walked = new WeakMap<CallContext, number>();

/** Reports `steps` more done, with about `remaining` left in this part of the work. */
export function advance(call: CallContext, steps: number, remaining: number, doing: string): void {
  const done = (walked.get(call) ?? 0) + steps;
  walked.set(call, done);
  call.progress(done, done + remaining, doing);
}

/** Counts single items and reports every hundredth. */
export function advanceByItem(call: CallContext, total: number, doing: string): () => void {
  let done = 0;
  return () => {
    done += 1;
    if (done % 100 === 0) advance(call, 100, total - done, doing);
  };
}
