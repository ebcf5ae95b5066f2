/**
 * Finds out how a change ended that nobody told the end of: a crash, a lost answer, a defect. The library is looked at,
 * item by item, and nothing is ever sent again.
 */
import type { ChangeItem, ItemOutcome } from '../catalog/change.ts';
import type { BegunChange, Restorer, StateNow } from '../catalog/restorer.ts';
import { sameState } from '../catalog/states.ts';
import type { CallContext } from '../catalog/tool.ts';
import { asChangeItem } from './change-items.ts';
import type { EndedItem, JournalItem } from './entry.ts';
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

/** Settles one change; false when the library does not answer, so that it stays open. */
export async function settleOne(journal: Journal, id: string, settle: Settle, why?: string): Promise<boolean> {
  const items = await journal.items(id);
  if (items.length === 0) return settleMaking(journal, id, settle, why);
  const states = await settle.look(items.map(asChangeItem));
  if (states === undefined) return false;
  await journal.end(id, endingSeen(items, states, why));
  return true;
}

/** A change that was to make something new: what is there now, was not there before, and belongs to no other change. */
async function settleMaking(journal: Journal, id: string, settle: Settle, why: string | undefined): Promise<boolean> {
  const change = await journal.change(id);
  const found = change === undefined ? [] : await settle.findMade(change);
  if (found === undefined) return false;
  const own: EndedItem[] = [];
  for (const item of found) {
    const { total } = await journal.changes({ thing: item.id }, { page: 1, size: 1 });
    if (total === 0) own.push(item);
  }
  const seen = own.length === 0 ? 'Nothing was found that it could have made.' : 'What it made was found by looking.';
  const note = [why, seen].filter((text) => text !== undefined).join(' ');
  await journal.end(id, { status: own.length === 0 ? 'failed' : 'done', items: own, note });
  return true;
}

/** Settles everything that was left unfinished; returns the ids of the changes that now have an end. */
export async function settleUnfinished(journal: Journal, library: string, settle: Settle): Promise<string[]> {
  // Reading is cheap, claiming is not; mostly there is nothing.
  if ((await journal.unfinished(library)).length === 0) return [];
  const open = await journal.claimUnfinished(library);
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

function endingSeen(items: readonly JournalItem[], states: readonly StateNow[], why: string | undefined): Ending {
  const ended = items.map((item, position): EndedItem => seen(item, states[position]));
  const done = ended.filter(({ ok }) => ok).length;
  const note = [why, 'What became of it was found by looking at the library.'].filter((text) => text !== undefined);
  return {
    status: done === items.length ? 'done' : done === 0 ? 'failed' : 'partly',
    items: ended,
    note: note.join(' '),
  };
}

function seen({ id, after }: JournalItem, now: StateNow): EndedItem {
  if (now === undefined) return { id, ok: false, error: 'not known' };
  return sameState(after, now) ? { id, ok: true } : { id, ok: false, error: 'was not changed' };
}
