/** Words and lists that previews and outcomes of changes share. Short: a list that is cut says how long it is. */
import type { ItemOutcome } from '../catalog/change.ts';
import type { JsonObject } from '../catalog/json.ts';
import { type Failure, type Result, success } from '../catalog/result.ts';
import type { ChangeOutcome } from '../catalog/tool.ts';
import type { CheckedReport } from './check-after.ts';

/** A thing that a change would touch. */
export interface Affected {
  readonly id: string;
  /** The compact form, for previews. */
  readonly view: JsonObject;
}

/** Things that a preview names; the rest is counted. */
export const namedItems = 20;
/** Ids that an answer lists. */
export const listedIds = 50;

/** What of the ids that were asked for a change leaves out. */
export interface LeftOut {
  readonly refused?: readonly ItemOutcome[];
  readonly missing?: readonly string[];
}

/** The ids that a change would touch, under the name `ids`, and the first of the things as they look. */
export function tellAffected(
  things: readonly Affected[],
  views: readonly JsonObject[] = viewsOf(things),
  ids = 'asset_ids',
): JsonObject {
  return {
    affected_count: things.length,
    [ids]: things.slice(0, listedIds).map(({ id }) => id),
    items: views.slice(0, namedItems),
    more_items: things.length > namedItems ? things.length - namedItems : undefined,
  };
}

function viewsOf(things: readonly Affected[]): JsonObject[] {
  return things.slice(0, namedItems).map(({ view }) => view);
}

/** Things that a change was asked for and will not touch: those that may not be changed, and ids that do not exist. */
export function tellLeftOut({ refused = [], missing = [] }: LeftOut): JsonObject {
  return {
    refused: refused.length === 0 ? undefined : tellErrors(refused),
    refused_count: refused.length > listedIds ? refused.length : undefined,
    missing: missing.length === 0 ? undefined : missing.slice(0, listedIds),
    missing_count: missing.length > listedIds ? missing.length : undefined,
  };
}

function tellErrors(items: readonly ItemOutcome[]): JsonObject[] {
  return items.slice(0, listedIds).map(({ id, error }) => ({ id, error }));
}

/** A count that is left out when it is zero. */
export function someOf(count: number): number | undefined {
  return count === 0 ? undefined : count;
}

/**
 * What was done, and of the rest why not. A change of which nothing was done, because the library refused it or did not
 * answer, is a failure. What was left out counts as not done. `look` names the tool that shows how things are.
 */
export function tellOutcome(
  report: CheckedReport,
  told: (done: number) => JsonObject,
  { refused = [], missing = [], look }: LeftOut & { readonly look: string },
): Result<ChangeOutcome> {
  const done = report.outcomes.filter((outcome) => outcome.ok).length;
  if (done === 0 && report.stop !== undefined) return { ok: false, failure: nothingDone(report, report.stop, look) };
  const absent = missing.map((id) => ({ id, ok: false, error: 'does not exist' }));
  const items = [...report.outcomes, ...refused, ...absent];
  const unclear = report.unclear.map((id): ItemOutcome => ({ id, ok: false, error: 'not confirmed', unclear: true }));
  const untried = report.untried.map((id): ItemOutcome => ({ id, ok: false, error: 'not tried' }));
  return success({
    items: [...items, ...unclear, ...untried],
    data: { ...told(done), ...tellFailed(items), ...tellStop(report, look) },
  });
}

function tellFailed(items: readonly ItemOutcome[]): JsonObject {
  const wrong = items.filter((item) => !item.ok);
  if (wrong.length === 0) return {};
  return { failed: tellErrors(wrong), failed_count: wrong.length > listedIds ? wrong.length : undefined };
}

function tellStop(report: CheckedReport, look: string): JsonObject {
  return {
    unclear: someOf(report.unclear.length),
    not_tried: someOf(report.untried.length),
    stopped: report.stop === undefined ? undefined : sentence(report.stop, report.unclear.length, look),
    unchecked: report.unchecked && report.unclear.length === 0 ? 'Not confirmed by looking again.' : undefined,
  };
}

function nothingDone(report: CheckedReport, stop: Failure, look: string): Failure {
  if (report.unclear.length === 0) {
    return { ...stop, message: `${stop.message} Nothing was changed.` };
  }
  return { code: stop.code, message: sentence(stop, report.unclear.length, look) };
}

function sentence(stop: Failure, unclear: number, look: string): string {
  if (unclear === 0) return stop.message;
  const last = unclear === 1 ? 'last one was' : `last ${unclear} were`;
  return `${stop.message} Whether the ${last} changed is unclear: look with ${look} before trying again.`;
}
