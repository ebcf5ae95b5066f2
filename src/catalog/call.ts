/**
 * The one way to call a tool. Whatever the transport or the host, a call passes here: permission, deadline,
 * cancellation, progress, safe error text and the audit line cannot be forgotten by a tool or gone round by a caller.
 */
import { randomUUID } from 'node:crypto';
import { answerResult, failureResult, type ToolResult } from './answer.ts';
import type { Caller } from './caller.ts';
import type { Change } from './change.ts';
import { type Failure, type FailureCode, failed, type Result } from './result.ts';
import type { Answer, BoundTool, CallContext, ChangeOutcome, Effect } from './tool.ts';

/** What was called, by whom, and how it ended. Arguments stay out: they hold people's words. */
export interface AuditLine {
  readonly tool: string;
  readonly caller: string;
  readonly effect: Effect;
  readonly outcome: 'ok' | FailureCode;
  readonly milliseconds: number;
  /** Items that a change altered, where it was one. */
  readonly changed?: number;
}

/** What is the same for every call of one server. */
export interface CallDesk {
  audit(line: AuditLine): void;
  /** Told of every defect: an exception that no code expected. `id` is what the model is told. */
  reportDefect(id: string, error: unknown): void;
  readonly deadlineSeconds: number;
}

/** One call as the transport delivers it. */
export interface CallRequest {
  readonly args: unknown;
  readonly caller: Caller;
  readonly signal: AbortSignal;
  progress(done: number, total: number, message?: string): void;
}

/** Runs a tool to its end and never rejects: every failure is a result that the model can act on. */
export async function callTool(tool: BoundTool, request: CallRequest, desk: CallDesk): Promise<ToolResult> {
  const started = performance.now();
  const seconds = tool.deadlineSeconds ?? desk.deadlineSeconds;
  const deadline = AbortSignal.timeout(seconds * 1000);
  let changed: number | undefined;
  const context: CallContext = {
    caller: request.caller,
    signal: AbortSignal.any([request.signal, deadline]),
    progress: (done, total, message) => request.progress(done, total, message),
    commit: async (change, apply) => {
      const outcome = await commitChange(change, apply);
      if (outcome.ok) changed = outcome.value.items.filter((item) => item.ok).length;
      return outcome;
    },
  };
  const result = await runGuarded(tool, request, context, deadline, seconds, desk);
  desk.audit({
    tool: tool.name,
    caller: request.caller.id,
    effect: tool.effect,
    outcome: result.ok ? 'ok' : result.failure.code,
    milliseconds: Math.round(performance.now() - started),
    ...(changed === undefined ? {} : { changed }),
  });
  return result.ok ? answerResult(result.value) : failureResult(result.failure);
}

/** Where every change passes on its way to the library. */
function commitChange(_change: Change, apply: () => Promise<Result<ChangeOutcome>>): Promise<Result<ChangeOutcome>> {
  return apply();
}

async function runGuarded(
  tool: BoundTool,
  request: CallRequest,
  context: CallContext,
  deadline: AbortSignal,
  seconds: number,
  desk: CallDesk,
): Promise<Result<Answer>> {
  if (!request.caller.permits(tool.permission)) return unknownTool(tool.name);
  try {
    const running = tool.call(request.args, context);
    // A change is waited for even past its deadline: what it did must be told.
    const result = await (tool.effect === 'read' ? untilAborted(running, context.signal) : running);
    return result.ok || !deadline.aborted ? result : { ok: false, failure: timedOut(tool, seconds, result.failure) };
  } catch (error) {
    if (deadline.aborted) return { ok: false, failure: timedOut(tool, seconds) };
    if (request.signal.aborted) return failed('cancelled', `${tool.name} was cancelled.`);
    return defect(tool.name, error, desk);
  }
}

function untilAborted<Value>(running: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    running.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

function timedOut(tool: BoundTool, seconds: number, cause?: Failure): Failure {
  const message = `${tool.name} did not finish within ${seconds} s.${cause === undefined ? '' : ` ${cause.message}`}`;
  const hint =
    tool.effect === 'read'
      ? 'Ask for less at once (a smaller page, a narrower search) and try again.'
      : 'Part of it may be done: look at the items before trying again.';
  return { code: 'timeout', message, hint };
}

function defect(name: string, error: unknown, desk: CallDesk): Result<never> {
  const id = randomUUID().slice(0, 8);
  desk.reportDefect(id, error);
  return failed(
    'unexpected',
    `${name} failed because of a fault in Albumen (log id ${id}).`,
    'Trying again may not help.',
  );
}

/** What the caller is told of a tool that it may not use: the same as for one that does not exist. */
export function unknownTool(name: string): Result<never> {
  return failed('not_found', `Unknown tool ${JSON.stringify(name.slice(0, 80))}.`);
}
