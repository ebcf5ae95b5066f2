/** Where every change passes on its way to the library: remembered as it was shown, approved, and written down. */
import type { CallRequest } from './call.ts';
import type { Caller } from './caller.ts';
import type { Change } from './change.ts';
import type { JsonObject } from './json.ts';
import type { ChangeRecorder } from './recorder.ts';
import { type Result, success } from './result.ts';
import type { ChangeReviewer, Verdict } from './reviewer.ts';
import type { Answer, ChangeOutcome, ChangeRequest } from './tool.ts';

/** Answers a preview; what it showed is remembered, so that just that can be agreed to. */
export async function previewChange(
  change: Change,
  preview: JsonObject,
  caller: Caller,
  reviewer: ChangeReviewer | undefined,
): Promise<Result<Answer>> {
  const remembered = reviewer === undefined ? success({}) : await reviewer.remember(change, caller);
  return remembered.ok ? success({ data: { dry_run: true, ...preview, ...remembered.value } }) : remembered;
}

/** Whether a change may be made, or what the person is to be asked first. */
export async function approveChange(
  { change, preview, planId }: ChangeRequest,
  { caller, ask, answer }: Pick<CallRequest, 'caller' | 'ask' | 'answer'>,
  reviewer: ChangeReviewer | undefined,
): Promise<Result<Verdict>> {
  if (reviewer === undefined) return success('approved');
  return reviewer.approve(change, {
    caller,
    preview,
    canAsk: ask !== undefined,
    ...(planId === undefined ? {} : { planId }),
    ...(answer === undefined ? {} : { answer }),
  });
}

/** Makes a change: it is written down before, and what became of it afterwards. */
export async function commitChange(
  { change, apply }: ChangeRequest,
  caller: Caller,
  recorder: ChangeRecorder | undefined,
): Promise<Result<ChangeOutcome>> {
  if (recorder === undefined) return apply();
  const recording = await recorder.begin(change, caller);
  if (!recording.ok) return recording;
  const { id, end } = recording.value;
  let outcome: Result<ChangeOutcome> | undefined;
  try {
    outcome = await apply();
  } finally {
    await end(outcome);
  }
  return outcome.ok ? success({ ...outcome.value, data: { ...outcome.value.data, change_id: id } }) : outcome;
}
