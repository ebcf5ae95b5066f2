/** Runs a tool within its time: whatever ends it, or is thrown, becomes a failure in words. */
import { randomUUID } from 'node:crypto';
import { missingBinary } from './missing-binary.ts';
import { type Failure, failed, type Result } from './result.ts';

/** What runs. */
export interface GuardedRun {
  /** Of the tool. */
  readonly name: string;
  readonly isRead: boolean;
  /** Whether a change was let through to the library. */
  hasBegun(): boolean;
  /** Told of an exception that no code expected, with the id that the model is told. */
  reportDefect(id: string, error: unknown): void;
}

/** What may end it. */
export interface RunLimits {
  /** Aborted when the client gives the call up. */
  readonly client: AbortSignal;
  readonly deadline: AbortSignal;
  /** Until the deadline. */
  readonly seconds: number;
  /** Aborted with either. */
  readonly either: AbortSignal;
}

/**
 * What `work` results in; never rejects. A read is given up when either signal is aborted. A change is waited for even past its
 * deadline: what it did must be told.
 */
export async function runGuarded<Value>(
  work: () => Promise<Result<Value>>,
  run: GuardedRun,
  limits: RunLimits,
): Promise<Result<Value>> {
  const { client, deadline, either } = limits;
  try {
    // A call that waited in the queue may have been given up meanwhile: it must not begin.
    if (client.aborted) return cancelled(run);
    const result = await (run.isRead ? untilAborted(work(), either) : work());
    if (result.ok) return result;
    if (deadline.aborted) return timedOut(run, limits, result.failure);
    return client.aborted ? cancelled(run) : result;
  } catch (error) {
    if (deadline.aborted) return timedOut(run, limits);
    if (client.aborted) return cancelled(run);
    return defect(run, error);
  }
}

const lookFirst = 'Part of it may be done: look at the items before trying again.';

function cancelled(run: GuardedRun): Result<never> {
  return failed('cancelled', `${run.name} was cancelled.`, run.hasBegun() ? lookFirst : undefined);
}

function untilAborted<Value>(running: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    running.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

function timedOut(run: GuardedRun, { seconds }: RunLimits, cause?: Failure): Result<never> {
  const why = cause === undefined ? '' : ` ${cause.message}`;
  const hint = run.hasBegun()
    ? lookFirst
    : 'Ask for less at once (a smaller page, a narrower search, fewer items) and try again.';
  return failed('timeout', `${run.name} did not finish within ${seconds} s.${why}`, hint);
}

function defect({ name, reportDefect }: GuardedRun, error: unknown): Result<never> {
  const id = randomUUID().slice(0, 8);
  reportDefect(id, error);
  const missing = missingBinary(error);
  if (missing !== undefined) return { ok: false, failure: missing };
  return failed(
    'unexpected',
    `${name} failed because of a fault in Albumen (log id ${id}).`,
    'Trying again may not help.',
  );
}
