/**
 * Finds out how a change ended that nobody told the end of: a crash, a lost answer, a defect. The library is looked at,
 * item by item, and nothing is ever sent again.
 */
import type { ChangeItem, ItemOutcome } from '../catalog/change.ts';
import type { JsonObject } from '../catalog/json.ts';
import type { BegunChange, Restorer, StateNow } from '../catalog/restorer.ts';
import { sameState } from '../catalog/states.ts';
import type { CallContext } from '../catalog/tool.ts';
import { asChangeItem } from './change-items.ts';
import { withCurrentIds } from './compose.ts';
import type { EndedItem } from './entry.ts';
import type { Journal } from './journal.ts';
import type { Ending } from './write.ts';

/** How the library is looked at. Everything is undefined when the library does not answer. */
export interface Settle {
  /**
   * How the things are now, in order: the fields of `after` and `before`, null for what does not exist, undefined where it
   * cannot be told.
   */
  look(items: readonly ChangeItem[]): Promise<readonly StateNow[] | undefined>;
  /** What the change may have made, of which there was nothing to write down before. */
  findMade(begun: BegunChange): Promise<readonly ItemOutcome[] | undefined>;
}

/** Looks through `restorer`, as soon as there is one. */
export function settleThrough(open: () => Promise<Restorer | undefined>, context: () => CallContext): Settle {
  return {
    look: async (items) => {
      const states = await (await open())?.look(items, context());
      return states?.ok ? states.value : undefined;
    },
    findMade: async (begun) => {
      const found = await (await open())?.findMade(begun, context());
      return found?.ok ? found.value : undefined;
    },
  };
}

/**
 * Settles one change: what is as it was to be was done, and what came into the library since and is like something that it was
 * to make was made by it. False when the library does not answer, so that it stays open.
 */
export async function settleOne(journal: Journal, id: string, settle: Settle, why?: string): Promise<boolean> {
  const change = await journal.change(id);
  if (change === undefined) return true;
  const items = await journal.items(id);
  const found = await settle.findMade({ ...change, items: items.map(asChangeItem), isKnown: knownTo(journal) });
  if (found === undefined) return false;
  const remade = remadeBy(found);
  const newIds = new Map([...(await journal.remade()), ...remade]);
  const current = items.map((item) => asChangeItem(withCurrentIds(item, newIds)));
  const states = current.length === 0 ? [] : await settle.look(current);
  if (states === undefined) return false;
  const seen = items.map(({ id: oldId }, position) =>
    outcomeSeen(oldId, current[position]?.after ?? null, states[position], remade),
  );
  const made = found.filter((item) => item.made !== undefined);
  await journal.end(id, endingSeen(seen, made, why));
  return true;
}

/** What another change has touched, or made again, is not this one's. */
function knownTo(journal: Journal): (id: string) => Promise<boolean> {
  return async (id) => {
    const { total } = await journal.changes({ thing: id }, { page: 1, size: 1 });
    return total > 0 || [...(await journal.remade()).values()].includes(id);
  };
}

function remadeBy(found: readonly EndedItem[]): ReadonlyMap<string, string> {
  return new Map(found.flatMap(({ id, remadeAs }) => (remadeAs === undefined ? [] : [[id, remadeAs]])));
}

/**
 * Settles everything that was left unfinished; returns the ids of the changes that now have an end. Of several processes that
 * look at the same moment, one finds out about all of it: what two changes may both have made is not told of twice.
 */
export async function settleUnfinished(
  journal: Journal,
  libraries: readonly string[],
  settle: Settle,
): Promise<string[]> {
  // Reading is cheap, claiming is not; mostly there is nothing.
  if ((await journal.unfinished(libraries)).length === 0) return [];
  const open = await journal.claimUnfinished(libraries);
  const settled: string[] = [];
  try {
    for (const id of open) {
      await journal.renew(id);
      if (!(await settleOne(journal, id, settle, 'Albumen ended before the library answered.'))) break;
      settled.push(id);
    }
  } finally {
    await journal.letGo(open.slice(settled.length));
  }
  return settled;
}

function endingSeen(seen: readonly EndedItem[], made: readonly EndedItem[], why: string | undefined): Ending {
  const all = [...seen, ...made];
  const done = all.filter(({ ok }) => ok).length;
  const how = seen.length > 0 ? 'What became of it was found by looking at the library.' : lookedForNew(made);
  return {
    status: done === 0 ? 'failed' : done === all.length ? 'done' : 'partly',
    items: all,
    note: [why, how].filter((text) => text !== undefined).join(' '),
  };
}

function lookedForNew(made: readonly EndedItem[]): string {
  return made.length === 0 ? 'Nothing was found that it could have made.' : 'What it made was found by looking.';
}

/** `id` is the one that the item had when it was written down. */
function outcomeSeen(
  id: string,
  after: JsonObject | null,
  now: StateNow,
  remade: ReadonlyMap<string, string>,
): EndedItem {
  const newId = remade.get(id);
  const told = { id, ...(newId === undefined ? {} : { remadeAs: newId }) };
  if (now === undefined) return { ...told, ok: false, error: 'not known' };
  return sameState(after, now) ? { ...told, ok: true } : { ...told, ok: false, error: 'was not changed' };
}
