/** What taking changes back would do: what can come back, what somebody has changed since, and what cannot. */
import type { ChangeItem } from '../catalog/change.ts';
import type { JsonObject } from '../catalog/json.ts';
import type { Restorer, StateNow } from '../catalog/restorer.ts';
import { type Result, success } from '../catalog/result.ts';
import { differences, sameState } from '../catalog/states.ts';
import type { CallContext } from '../catalog/tool.ts';
import { asChangeItem } from './change-items.ts';
import { changesSomething, type NetItem, netEffect, withCurrentIds } from './compose.ts';
import type { Journal } from './journal.ts';

/** An item that is left as it is, and why. */
export interface LeftAlone {
  readonly kind: string;
  readonly id: string;
  readonly why: string;
}

export interface UndoPlan {
  /** `before` is how the thing is now, `after` how it was. */
  readonly items: readonly ChangeItem[];
  /** Changed by somebody since; taken back only by force. */
  readonly changedSince: readonly LeftAlone[];
  /** Cannot come back at all. */
  readonly lost: readonly LeftAlone[];
  /** Things that are as they were already. */
  readonly already: number;
  /** What the person should know before. */
  readonly notes: readonly string[];
}

/** Looks at the library and says what taking back `changeIds`, the latest first, would do. Nothing is altered. */
export async function planUndo(
  journal: Journal,
  restorer: Restorer,
  changeIds: readonly string[],
  force: boolean,
  call: CallContext,
): Promise<Result<UndoPlan>> {
  const remade = await journal.remade();
  const changes: ReturnType<typeof withCurrentIds>[][] = [];
  for (const id of changeIds) {
    const items = await journal.items(id);
    changes.push(items.filter(({ ok }) => ok !== false).map((item) => withCurrentIds(item, remade)));
  }
  const effect = netEffect(changes, force);
  const between = effect.flatMap(changedBetween);
  const net = effect.filter(changesSomething).map(asChangeItem);
  const lost = net.flatMap((item) => leftAlone(item, restorer.objection(item)));
  const open = net.filter((item) => restorer.objection(item) === undefined);
  const states = await restorer.look(open, call);
  if (!states.ok) return states;
  const judged = open.flatMap((item, position) => judge(item, states.value[position], force));
  const fit = judged.flatMap((verdict) => (verdict.kind === 'fit' ? [verdict.item] : []));
  const refused = await restorer.refusals(fit, call);
  if (!refused.ok) return refused;
  const kept = fit.flatMap((item) => leftAlone(item, refused.value.get(item)));
  const items = fit.filter((item) => !refused.value.has(item));
  return success({
    items: [...items, ...(await restorer.goingAlong(items, call))],
    changedSince: [...between, ...judged.flatMap((verdict) => (verdict.kind === 'changed' ? [verdict.item] : []))],
    lost: [...kept, ...lost, ...judged.flatMap((verdict) => (verdict.kind === 'lost' ? [verdict.item] : []))],
    already: judged.filter(({ kind }) => kind === 'already').length,
    notes: [...new Set(open.map((item) => restorer.note(item)).filter((note) => note !== undefined))],
  });
}

type Verdict =
  | { readonly kind: 'fit'; readonly item: ChangeItem }
  | { readonly kind: 'changed' | 'lost'; readonly item: LeftAlone }
  | { readonly kind: 'already' };

/** Field by field: what somebody has set since is left alone, and the rest of the thing comes back. */
function judge(item: ChangeItem, now: StateNow, force: boolean): Verdict[] {
  const { kind, id } = item;
  const after = item.after ?? null;
  const target = targetOf(item.before, after);
  if (now === undefined) return [{ kind: 'lost', item: { kind, id, why: 'how it is now cannot be told' } }];
  if (sameState(target, now)) return [{ kind: 'already' }];
  if (now === null && after !== null) {
    return [{ kind: 'lost', item: { kind, id, why: 'does not exist any more' } }];
  }
  const moved = force || after === null || now === null ? [] : differences(after, now);
  const changed: Verdict = { kind: 'changed', item: { kind, id, why: whatChanged(moved) } };
  if (now === null || target === null) {
    const whole: Verdict = { kind: 'fit', item: { kind, id, before: now, after: target } };
    return force || sameState(after, now) ? [whole] : [changed];
  }
  const kept = Object.keys(target).filter((field) => !moved.includes(field));
  const [before, wanted] = [pick(now, kept), pick(target, kept)];
  const part: Verdict = { kind: 'fit', item: { kind, id, before, after: wanted } };
  return [...(sameState(wanted, before) ? [] : [part]), ...(moved.length === 0 ? [] : [changed])];
}

/** Of something that exists on both sides only what the change touched. */
function targetOf(before: JsonObject | null, after: JsonObject | null): JsonObject | null {
  return before === null || after === null ? before : pick(before, Object.keys(after));
}

function pick(state: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(fields.map((field) => [field, state[field] ?? null]));
}

/** Without a field it is the thing itself: it was deleted, and is there again. */
function whatChanged(fields: readonly string[]): string {
  return fields.length === 0 ? 'exists again' : `changed since: ${fields.join(', ')}`;
}

function changedBetween({ kind, id, between }: NetItem): LeftAlone[] {
  return between === undefined ? [] : [{ kind, id, why: `changed in between: ${between.join(', ')}` }];
}

function leftAlone({ kind, id }: ChangeItem, why: string | undefined): LeftAlone[] {
  return why === undefined ? [] : [{ kind, id, why }];
}
