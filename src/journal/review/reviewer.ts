/** Decides whether a change may be made now: within the limits, and agreed to as far as the configuration asks for it. */
import type { Change } from '../../catalog/change.ts';
import { counted } from '../../catalog/counted.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { ChangeReviewer, ConfirmPolicy, PersonSaid, ReviewRequest, Verdict } from '../../catalog/reviewer.ts';
import { journalFailure } from '../advice.ts';
import type { Journal } from '../journal.ts';
import type { Limits } from './limits.ts';
import { movedItems } from './moved-items.ts';
import type { PlanClaim, PlanFault } from './plans.ts';
import { questionOf } from './question.ts';

export interface ReviewerParts {
  /** Opened by the first preview or change. */
  journal(): Promise<Journal>;
  readonly policy: ConfirmPolicy;
  /** Items from which on a change is much at once. */
  readonly above: number;
  readonly limits: Limits;
  report(what: string, error: unknown): void;
}

/** Makes the reviewer; nothing is opened before the first preview or change. */
export function openReviewer(parts: ReviewerParts): ChangeReviewer {
  const guarded = async <Value>(what: string, work: (journal: Journal) => Promise<Result<Value>>) => {
    try {
      return await work(await parts.journal());
    } catch (error) {
      parts.report(what, error);
      return journalFailure(error, 'The journal cannot be written, so nothing was changed.');
    }
  };
  return {
    remember: (change, caller) =>
      guarded('remember', async (journal) => {
        const excess = await journal.overLimit(change, parts.limits);
        const plan_id = await journal.keepPlan(change, { use: 'preview', caller: caller.id });
        return success(excess === undefined ? { plan_id } : { plan_id, would_be_refused: excess });
      }),
    approve: (change, request) => guarded('approve', (journal) => approve(parts, journal, change, request)),
  };
}

async function approve(
  parts: ReviewerParts,
  journal: Journal,
  change: Change,
  request: ReviewRequest,
): Promise<Result<Verdict>> {
  const excess = await journal.overLimit(change, parts.limits);
  if (excess !== undefined) return tooMuch(excess);
  if (parts.policy === 'ask' && request.canAsk) return approveByPerson(journal, change, request);
  const preview = previewOf(request);
  if (preview !== undefined) {
    const fault = await journal.takePlan(preview, change);
    return fault === undefined ? success('approved') : staleProposal(fault, request.preview);
  }
  const reason = reasonToConfirm(parts, change);
  if (reason === undefined) return success('approved');
  return failed(
    'refused',
    `Nothing was changed: ${reason}, so it needs a preview first.`,
    'Call again with dry_run: true, show the person what would happen and, once they agree, call with dry_run: false and the plan_id of that preview. Every changing tool takes both arguments, listed or not.',
  );
}

/** What is told where a limit does not let a change through; `excess` says which, and how much it would be. */
export function tooMuch(excess: string): Result<never> {
  return failed('refused', `Nothing was changed. ${excess}`, 'Whoever runs this server can raise the limit.');
}

/** Where the person can be asked, no preview stands in for their answer; one that is referred to must hold as well. */
async function approveByPerson(journal: Journal, change: Change, request: ReviewRequest): Promise<Result<Verdict>> {
  const { answer, caller } = request;
  const preview = previewOf(request);
  if (answer === undefined) {
    const fault = preview === undefined ? undefined : await journal.planFault(preview, change);
    if (fault !== undefined) return staleProposal(fault, request.preview);
    const id = await journal.keepPlan(change, { use: 'question', caller: caller.id });
    return success({ ask: { id, text: questionOf(change, request.preview) } });
  }
  const stale = await journal.takePlan({ id: answer.question, use: 'question', caller: caller.id }, change);
  if (answer.said !== 'yes') return notAgreed(answer.said);
  if (stale !== undefined) return staleAnswer(stale, request.preview);
  const fault = preview === undefined ? undefined : await journal.takePlan(preview, change);
  return fault === undefined ? success('approved') : staleProposal(fault, request.preview);
}

function previewOf({ planId, caller }: ReviewRequest): PlanClaim | undefined {
  return planId === undefined ? undefined : { id: planId, use: 'preview', caller: caller.id };
}

function notAgreed(said: Exclude<PersonSaid, 'yes'>): Result<never> {
  return said === 'no'
    ? failed('refused', 'The person said no: nothing was changed.', 'Do not try it again unless they ask for it.')
    : failed(
        'refused',
        'The person gave no answer: nothing was changed.',
        'Ask them what they want before trying again.',
      );
}

/** Why a plain "do it" is not enough; undefined when it is. */
function reasonToConfirm({ policy, above }: ReviewerParts, { caution, items }: Change): string | undefined {
  if (policy === 'off') return undefined;
  if (policy !== 'preview') return 'every change here is to be confirmed';
  if (caution !== undefined) return caution;
  return items.length > above ? `it touches ${counted(items.length, 'item')}` : undefined;
}

/** `preview` is how things are now: it has the names of what moved. */
function staleProposal(fault: PlanFault, preview: JsonObject): Result<never> {
  const again = 'Call again with dry_run: true and show the person the new preview.';
  switch (fault.kind) {
    case 'unknown':
      return failed('refused', 'This plan_id is unknown, used already, or older than 15 minutes.', again);
    case 'other caller':
      return failed('refused', 'This plan_id belongs to another caller.', again);
    case 'other arguments':
      return failed('refused', 'The preview of this plan_id had other arguments.', again);
    case 'moved':
      return failed(
        'conflict',
        `Nothing was changed: since the preview, ${movedItems(fault.items, preview)} changed.`,
        again,
      );
  }
}

function staleAnswer(fault: PlanFault, preview: JsonObject): Result<never> {
  const again = 'Call again: the person is asked anew.';
  if (fault.kind === 'moved') {
    const what = `since the person was asked, ${movedItems(fault.items, preview)} changed.`;
    return failed('conflict', `Nothing was changed: ${what}`, again);
  }
  return failed('refused', 'Nothing was changed: the answer came too late, or belongs to another call.', again);
}
