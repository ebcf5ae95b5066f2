/** Decides whether a change may be made now: within the limits, and agreed to as far as the configuration asks for it. */
import type { Change } from '../../catalog/change.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { ChangeReviewer, ConfirmPolicy, ReviewRequest } from '../../catalog/reviewer.ts';
import type { Journal } from '../journal.ts';
import type { Limits } from './limits.ts';
import type { PlanFault } from './plans.ts';

export interface ReviewerParts {
  /** Opened by the first preview or change. */
  journal(): Promise<Journal>;
  readonly policy: ConfirmPolicy;
  /** Items from which on a change is much at once. */
  readonly above: number;
  readonly limits: Limits;
  report(what: string, error: unknown): void;
}

const shownItems = 10;

/** Makes the reviewer; nothing is opened before the first preview or change. */
export function openReviewer(parts: ReviewerParts): ChangeReviewer {
  const guarded = async <Value>(what: string, work: (journal: Journal) => Promise<Result<Value>>) => {
    try {
      return await work(await parts.journal());
    } catch (error) {
      parts.report(what, error);
      return failed('unavailable', 'The journal cannot be read, so nothing was changed.', 'Check ALBUMEN_DATA_DIR.');
    }
  };
  return {
    remember: (change, caller) =>
      guarded('remember', async (journal) => success({ plan_id: await journal.keepPlan(change, caller.id) })),
    approve: (change, request) => guarded('approve', (journal) => approve(parts, journal, change, request)),
  };
}

async function approve(
  parts: ReviewerParts,
  journal: Journal,
  change: Change,
  request: ReviewRequest,
): Promise<Result<unknown>> {
  const excess = await journal.overLimit(change, parts.limits);
  if (excess !== undefined) {
    return failed('refused', `Nothing was changed. ${excess}`, 'Whoever runs this server can raise the limit.');
  }
  if (request.planId !== undefined) {
    const fault = await journal.takePlan(request.planId, change, request.caller.id);
    return fault === undefined ? success(undefined) : refusal(fault);
  }
  const reason = reasonToConfirm(parts, change);
  if (reason === undefined) return success(undefined);
  if (parts.policy === 'ask') {
    const said = await request.ask(questionOf(change, request));
    if (said === 'yes') return success(undefined);
    if (said === 'no') return failed('refused', 'The person said no: nothing was changed.');
  }
  return failed(
    'refused',
    `Nothing was changed: ${reason}, so it needs a preview first.`,
    'Call again with dry_run: true, show the person what would happen, then pass dry_run: false with its plan_id.',
  );
}

/** Why a plain "do it" is not enough; undefined when it is. */
function reasonToConfirm({ policy, above }: ReviewerParts, { caution, items }: Change): string | undefined {
  if (policy === 'off') return undefined;
  if (policy !== 'preview') return 'every change here is to be confirmed';
  if (caution !== undefined) return caution;
  return items.length > above ? `it touches ${items.length} items` : undefined;
}

function refusal(fault: PlanFault): Result<never> {
  const again = 'Call again with dry_run: true and show the person the new preview.';
  switch (fault.kind) {
    case 'unknown':
      return failed('refused', 'This plan_id is unknown, used already, or older than 15 minutes.', again);
    case 'other caller':
      return failed('refused', 'This plan_id belongs to another caller.', again);
    case 'other arguments':
      return failed('refused', 'The preview of this plan_id had other arguments.', again);
    case 'moved': {
      const more = fault.items.length > shownItems ? ` and ${fault.items.length - shownItems} more` : '';
      const shown = fault.items.slice(0, shownItems).join(', ');
      return failed('conflict', `Nothing was changed: since the preview, ${shown}${more} changed.`, again);
    }
  }
}

/** What a person reads before they say yes or no. Values in it come from strangers: bounded, and quoted as JSON. */
function questionOf({ tool, items, caution }: Change, { preview }: ReviewRequest): string {
  const facts = JSON.stringify(preview);
  const what = facts.length > 600 ? `${facts.slice(0, 600)}…` : facts;
  const warning = caution === undefined ? '' : ` Mind: ${caution}.`;
  return `May ${tool} change ${items.length} ${items.length === 1 ? 'item' : 'items'}?${warning} ${what}`;
}
