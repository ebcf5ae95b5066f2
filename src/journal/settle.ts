/**
 * Finds out how a change ended that nobody told the end of: a crash, a lost answer, a defect. The library is looked at,
 * item by item, and nothing is ever sent again.
 */
import type { ChangeItem } from '../catalog/change.ts';
import type { StateNow } from '../catalog/restorer.ts';
import { sameState } from '../catalog/states.ts';
import { asChangeItem } from './change-items.ts';
import type { EndedItem, JournalItem } from './entry.ts';
import type { Journal } from './journal.ts';
import type { Ending } from './write.ts';

/**
 * How the things are now, in order: the fields of `after` and `before`, null for what does not exist, undefined where it
 * cannot be told. Undefined altogether when the library does not answer.
 */
export type Settle = (items: readonly ChangeItem[]) => Promise<readonly StateNow[] | undefined>;

/** Settles one change; false when the library does not answer, so that it stays open. */
export async function settleOne(journal: Journal, id: string, settle: Settle, why?: string): Promise<boolean> {
  const items = await journal.items(id);
  const states = await settle(items.map(asChangeItem));
  if (states === undefined) return false;
  await journal.end(id, endingSeen(items, states, why));
  return true;
}

/** Settles everything that was left unfinished; returns the ids of the changes that now have an end. */
export async function settleUnfinished(journal: Journal, library: string, settle: Settle): Promise<string[]> {
  const settled: string[] = [];
  for (const { id } of await journal.unfinished(library)) {
    if (!(await settleOne(journal, id, settle, 'Albumen ended before the library answered.'))) break;
    settled.push(id);
  }
  return settled;
}

function endingSeen(items: readonly JournalItem[], states: readonly StateNow[], why: string | undefined): Ending {
  const ended = items.map((item, position): EndedItem => seen(item, states[position]));
  const done = ended.filter(({ ok }) => ok).length;
  const note = [why, 'What became of it was found by looking at the library.'].filter((text) => text !== undefined);
  // Of something new that was to be made there is no item to look at.
  if (items.length === 0)
    return { status: 'failed', items: [], note: `${why ?? ''} Whether anything was made is unknown.` };
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
