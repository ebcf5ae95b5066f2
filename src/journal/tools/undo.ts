/** The tool that takes changes back. */
import * as z from 'zod';
import type { ChangeItem, ItemOutcome } from '../../catalog/change.ts';
import { readInstant } from '../../catalog/instant.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { settleUnfinished } from '../settle.ts';
import { type LeftAlone, planUndo, type UndoPlan } from '../undo-plan.ts';
import { defineChange, type History } from './define.ts';
import { changeId, noSuchChange } from './look-at-history.ts';
import { tellState } from './tell.ts';

/** Changes that are taken back at once: more than a person can oversee. */
const mostChanges = 500;
const shown = 20;

export const historyUndo = defineChange({
  name: 'history_undo',
  title: 'Undo changes',
  description:
    'Takes back one change, or all since a point, and leaves alone what somebody has changed since. Previews by default; the undo can itself be undone.',
  toolset: 'history',
  effect: 'remove',
  permission: 'update',
  forPages: 'too',
  // Whatever it may have to bring back.
  scopes: [
    ...['asset.read', 'asset.update', 'asset.delete'],
    ...['album.create', 'album.read', 'album.update', 'album.delete'],
    ...['albumAsset.create', 'albumAsset.delete', 'albumUser.create'],
    ...['tag.create', 'tag.read', 'tag.update', 'tag.delete', 'tag.asset'],
    ...['person.create', 'person.read', 'person.update', 'person.delete', 'person.merge', 'face.read', 'face.update'],
    ...['sharedLink.create', 'sharedLink.read', 'sharedLink.update', 'sharedLink.delete'],
    ...['activity.create', 'activity.read', 'activity.delete', 'stack.create', 'stack.read', 'stack.delete'],
  ],
  deadlineSeconds: 600,
  input: z.strictObject({
    change_id: changeId.optional().describe('From history_list'),
    since: z.string().optional().describe('Or all since this change or ISO time'),
    force: z.boolean().default(false).describe('Also what was changed since'),
  }),
  output: z.looseObject({ restored: z.int().optional() }),
  async plan({ change_id, since, force }, history, call) {
    await settleUnfinished(history.journal, history.libraries, history.settle);
    const changes = await chosen(change_id, since, history);
    if (!changes.ok) return changes;
    const plan = await planUndo(history.journal, history.restorer, changes.value, force, call);
    if (!plan.ok) return plan;
    const forgotten = await firstForgotten(changes.value, history);
    if (forgotten !== undefined) return noSuchChange(forgotten);
    if (plan.value.items.length === 0) return nothingToUndo(plan.value);
    const told = tellPlan(plan.value);
    return success({
      preview: {
        changes: changes.value.slice(0, shown),
        more_changes: someMore(changes.value.length),
        affected_count: plan.value.items.length,
        ...told,
      },
      items: plan.value.items,
      undoes: changes.value,
      ...(force ? { caution: 'it also takes back what somebody has changed since' } : {}),
      work: { items: plan.value.items, left: tellLeft(plan.value) },
    });
  },
  async apply({ items, left }: { items: readonly ChangeItem[]; left: JsonObject }, { restorer }, call) {
    const outcomes = await restorer.restore(items, call);
    const asked = outcomes.filter(({ made }) => made === undefined);
    return success({ items: outcomes, data: { ...tellRestored(asked), ...left } });
  },
});

/** Ids of the changes to take back, the latest first. */
async function chosen(
  change_id: string | undefined,
  since: string | undefined,
  history: History,
): Promise<Result<readonly string[]>> {
  if ((change_id === undefined) === (since === undefined)) {
    return failed('invalid_input', 'Give either change_id or since.', 'history_list shows the changes.');
  }
  if (change_id !== undefined) {
    const change = await history.journal.change(change_id);
    if (change === undefined || !history.libraries.includes(change.library)) return noSuchChange(change_id);
    const running = await firstRunning([change_id, ...change.undoneBy], history);
    return running === undefined ? success([change_id]) : stillRunning(running);
  }
  return chosenSince(since ?? '', history);
}

async function chosenSince(since: string, { journal, libraries }: History): Promise<Result<readonly string[]>> {
  const first = await journal.change(since);
  const time = first !== undefined && libraries.includes(first.library) ? success(first.begunAt) : timeOf(since);
  if (!time.ok) return time;
  const page = { page: 1, size: mostChanges + 1 };
  const { changes } = await journal.changes({ libraries, since: time.value }, page);
  const position = changes.findIndex(({ id }) => id === since);
  const wanted = position === -1 ? changes : changes.slice(0, position + 1);
  if (wanted.length > mostChanges) {
    return failed('refused', `More than ${mostChanges} changes were made since.`, 'Take them back in parts.');
  }
  const running = wanted.find(({ status }) => status === 'begun');
  if (running !== undefined) return stillRunning(running.id);
  if (wanted.length === 0) return failed('not_found', 'Nothing was changed since then.');
  return success(wanted.map(({ id }) => id));
}

/** What an undo of which the end is not known has brought back must not come back twice. */
async function firstRunning(ids: readonly string[], { journal }: History): Promise<string | undefined> {
  for (const id of ids) if ((await journal.change(id))?.status === 'begun') return id;
  return undefined;
}

/** What was forgotten while it was looked at may have been read in part. */
async function firstForgotten(ids: readonly string[], { journal }: History): Promise<string | undefined> {
  for (const id of ids) if ((await journal.change(id)) === undefined) return id;
  return undefined;
}

function timeOf(since: string): Result<number> {
  const instant = readInstant('since', since, false);
  return instant.ok ? success(Date.parse(instant.value)) : instant;
}

function stillRunning(id: string) {
  return failed('conflict', `The change ${id} has not ended yet.`, 'Try again in a minute.');
}

function nothingToUndo(plan: UndoPlan) {
  const [first] = [...plan.changedSince, ...plan.lost];
  const why = first === undefined ? 'All is as it was before.' : `${first.kind} ${first.id} ${first.why}.`;
  const hint = plan.changedSince.length === 0 ? undefined : 'force: true takes back also what was changed since.';
  return failed('conflict', `There is nothing to take back: ${why}`, hint);
}

function tellPlan(plan: UndoPlan): JsonObject {
  const items = plan.items.slice(0, shown).map(({ kind, id, before, after }) => ({
    kind,
    id,
    now: before === null ? 'does not exist' : tellState(before),
    restored_to: after === null || after === undefined ? 'does not exist' : tellState(after),
  }));
  return { items, more_items: someMore(plan.items.length), ...tellLeft(plan) };
}

/** What is left alone, and why. */
function tellLeft({ changedSince, lost, already, notes }: UndoPlan): JsonObject {
  return {
    changed_since: tellList(changedSince),
    changed_since_count: changedSince.length > shown ? changedSince.length : undefined,
    cannot_come_back: tellList(lost),
    cannot_come_back_count: lost.length > shown ? lost.length : undefined,
    already_as_before: already === 0 ? undefined : already,
    notes: notes.length === 0 ? undefined : notes,
  };
}

function tellList(items: readonly LeftAlone[]): readonly JsonObject[] | undefined {
  return items.length === 0 ? undefined : items.slice(0, shown).map((item) => ({ ...item }));
}

function someMore(count: number): number | undefined {
  return count > shown ? count - shown : undefined;
}

function tellRestored(outcomes: readonly ItemOutcome[]): JsonObject {
  const failures = outcomes.filter(({ ok, unclear }) => !ok && unclear !== true);
  const unclear = outcomes.filter((outcome) => outcome.unclear === true);
  const remade = outcomes.filter(({ remadeAs }) => remadeAs !== undefined);
  return {
    restored: outcomes.filter(({ ok }) => ok).length,
    new_ids:
      remade.length === 0
        ? undefined
        : Object.fromEntries(remade.slice(0, shown).map(({ id, remadeAs }) => [id, remadeAs])),
    ...tellSome('failed', failures),
    ...tellSome('unclear', unclear),
    stopped: unclear.length === 0 ? undefined : lostSight,
  };
}

const lostSight =
  'The library did not answer any more: what became of the unclear ones is found out when it does. Try again in a minute.';

function tellSome(name: string, outcomes: readonly ItemOutcome[]): JsonObject {
  if (outcomes.length === 0) return {};
  const told = outcomes.slice(0, shown).map(({ id, error }) => ({ id, error }));
  return { [name]: told, [`${name}_count`]: outcomes.length > shown ? outcomes.length : undefined };
}
