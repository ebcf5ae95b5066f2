/**
 * The one way to call a tool. Whatever the transport or the host, a call passes here: permission, deadline,
 * cancellation, progress, safe error text and the audit line cannot be forgotten by a tool or gone round by a caller.
 */
import { answerResult, failureResult, pageResult, type ToolResult } from './answer.ts';
import type { BoundTool, ListedTool } from './binding.ts';
import type { Caller } from './caller.ts';
import { approveChange, commitChange, previewChange } from './change-gate.ts';
import { runGuarded } from './guarded-run.ts';
import type { CallLinks, PictureLinks } from './picture-link.ts';
import type { ChangeRecorder } from './recorder.ts';
import { type Failure, type FailureCode, failed, type Result, success } from './result.ts';
import type { ChangeReviewer, PersonAnswer, Question } from './reviewer.ts';
import type { Answer, CallContext, Effect } from './tool.ts';

/** What was called, by whom, and how it ended. Arguments stay out: they hold people's words. */
export interface AuditLine {
  readonly tool: string;
  /** The gateway or other name that the call came through, if any. */
  readonly via?: string;
  readonly caller: string;
  /** What people call it. */
  readonly name?: string;
  readonly effect: Effect;
  /** `asked`: nothing was changed, because the person is asked first. */
  readonly outcome: 'ok' | 'asked' | FailureCode;
  readonly milliseconds: number;
  /** Items that a change altered, where it was one. */
  readonly changed?: number;
}

/** What is the same for every call of one server. */
export interface CallDesk {
  audit(line: AuditLine): void;
  /** Told of every defect: an exception that no code expected. `id` is what the model is told. */
  reportDefect(id: string, error: unknown): void;
  /** Takes known secrets out of a text that leaves the server. */
  clean(text: string): string;
  readonly deadlineSeconds: number;
  /** Where changes are written down; nowhere without. */
  readonly recorder?: ChangeRecorder;
  /** Who decides whether a change may be made; all may without. */
  readonly reviewer?: ChangeReviewer;
  /** Where pictures have addresses; nowhere without. */
  readonly links?: PictureLinks;
}

/** One call as the transport delivers it. */
export interface CallRequest {
  readonly args: unknown;
  readonly caller: Caller;
  readonly signal: AbortSignal;
  progress(done: number, total: number, message?: string): void;
  /** Whether this caller finds a tool of this name on this connection; without, nobody can tell. */
  finds?(tool: string): boolean;
  /**
   * Told what the person behind the client has to be asked; the call has then ended without a change, and is to be made
   * anew with their `answer`. Undefined where the client cannot ask.
   */
  ask?(question: Question): void;
  /** What the person said to the question of the call before. */
  readonly answer?: PersonAnswer;
}

/** A finished call: its result, how many items it changed, and what the person has to be asked before it changes any. */
interface Finished {
  readonly result: Result<Answer>;
  readonly changed?: number;
  readonly question?: Question;
}

/**
 * Runs a tool to its end and never rejects: every failure is a result that the model can act on. A call of a gateway
 * is a call of the tool that it leads to: that one's permission, deadline and effect count, and the audit line names it.
 */
export async function callTool(listed: ListedTool, request: CallRequest, desk: CallDesk): Promise<ToolResult> {
  const started = performance.now();
  const target = aim(listed, request.args);
  const tool = target.ok ? target.value.tool : listed;
  const finished: Finished = target.ok
    ? await runTool(target.value.tool, target.value.args, request, desk)
    : { result: target };
  const { result, changed, question } = finished;
  desk.audit({
    tool: tool.name,
    ...(tool === listed ? {} : { via: listed.name }),
    caller: request.caller.id,
    ...(request.caller.name === undefined ? {} : { name: request.caller.name }),
    effect: tool.effect,
    outcome: outcomeOf(finished),
    milliseconds: Math.round(performance.now() - started),
    ...(changed === undefined ? {} : { changed }),
  });
  if (question !== undefined) request.ask?.({ ...question, text: desk.clean(question.text) });
  if (!result.ok) return failureResult(cleaned(result.failure, desk));
  return isForPages(tool) ? pageResult(result.value) : answerResult(result.value);
}

function isForPages(tool: ListedTool): boolean {
  return 'forPages' in tool && tool.forPages === 'only';
}

function outcomeOf({ result, question }: Finished): AuditLine['outcome'] {
  if (question !== undefined) return 'asked';
  return result.ok ? 'ok' : result.failure.code;
}

/** The tool that is meant: a gateway may lead to one under another name. */
function aim(listed: ListedTool, args: unknown): Result<{ readonly tool: BoundTool; readonly args: unknown }> {
  if (!('redirect' in listed)) return success({ tool: listed, args });
  const target = listed.redirect(args);
  return target.ok ? aim(target.value.tool, target.value.args) : target;
}

async function runTool(tool: BoundTool, args: unknown, request: CallRequest, desk: CallDesk): Promise<Finished> {
  if (!request.caller.permits(tool.permission)) return { result: unknownTool(tool.name) };
  const seconds = tool.deadlineSeconds ?? desk.deadlineSeconds;
  const deadline = AbortSignal.timeout(seconds * 1000);
  const signal = AbortSignal.any([request.signal, deadline]);
  let changed: number | undefined;
  let question: Question | undefined;
  let begun = false;
  const context: CallContext = {
    caller: request.caller,
    signal,
    progress: (done, total, message) => request.progress(done, total, message),
    finds: (name) => request.finds?.(name) ?? true,
    ...(desk.links === undefined ? {} : { links: linksFor(request.caller, desk.links) }),
    preview: (change, preview) => previewChange(change, preview, request.caller, desk.reviewer),
    commit: async (wanted) => {
      const approved = await approveChange(wanted, request, desk.reviewer);
      if (!approved.ok) return approved;
      if (approved.value !== 'approved') {
        question = approved.value.ask;
        return failed('refused', 'Nothing was changed yet: the person is asked first.');
      }
      if (signal.aborted) return failed('cancelled', 'It was given up before anything was changed.');
      begun = true;
      const outcome = await commitChange(wanted, request.caller, desk.recorder);
      if (outcome.ok) changed = outcome.value.items.filter((item) => item.ok).length;
      return outcome;
    },
  };
  const limits = { client: request.signal, deadline, seconds, either: signal };
  const run = {
    name: tool.name,
    isRead: tool.effect === 'read',
    hasBegun: () => begun,
    reportDefect: (id: string, error: unknown) => desk.reportDefect(id, error),
  };
  const result = await runGuarded(() => tool.call(args, context), run, limits);
  return {
    result,
    ...(changed === undefined ? {} : { changed }),
    ...(question === undefined ? {} : { question }),
  };
}

function linksFor(caller: Caller, { addressOf, minutes }: PictureLinks): CallLinks {
  return { minutes, addressOf: (picture) => addressOf(picture, caller) };
}

function cleaned(failure: Failure, desk: CallDesk): Failure {
  const message = desk.clean(failure.message);
  return failure.hint === undefined
    ? { code: failure.code, message }
    : { code: failure.code, message, hint: desk.clean(failure.hint) };
}

/** What the caller is told of a tool that it may not use: the same as for one that does not exist. */
export function unknownTool(name: string, hint?: string): { readonly ok: false; readonly failure: Failure } {
  return failed('not_found', `Unknown tool ${JSON.stringify(name.slice(0, 80))}.`, hint);
}
