/** Limits that stop a runaway agent: how much one change, and all changes of an hour, may touch and delete. */
import { sql } from 'kysely';
import { counted } from '../../catalog/counted.ts';
import { isDeletion } from '../../catalog/deletions.ts';
import type { IntendedItem } from '../entry.ts';
import type { JournalDatabase } from '../write.ts';

/** Items that may be touched or deleted, by one change and by all changes of the last hour. */
export interface Limits {
  readonly changed: number;
  readonly changedPerHour: number;
  readonly deleted: number;
  readonly deletedPerHour: number;
}

const hour = 3_600_000;

/** As much of a change as limits look at. */
export interface Amount {
  readonly items: readonly (Pick<IntendedItem, 'kind' | 'before'> & Partial<Pick<IntendedItem, 'after'>>)[];
  readonly undoes?: readonly string[];
}

/** What limits count of a change. */
export function amountsOf({ items }: Amount): { readonly touches: number; readonly deletes: number } {
  return { touches: items.length, deletes: items.filter(isDeletion).length };
}

/** Why this change is too much, in words; undefined when it is not. Taking changes back is never too much. */
export async function excessOver(
  db: JournalDatabase,
  change: Amount,
  limits: Limits,
  now: number,
): Promise<string | undefined> {
  if (change.undoes !== undefined) return undefined;
  const { touches, deletes } = amountsOf(change);
  const past = await lastHour(db, now);
  const rules = [
    {
      count: deletes,
      most: limits.deleted,
      thing: 'asset',
      what: 'may be deleted by one change',
      setting: 'ALBUMEN_MAX_DELETED',
    },
    {
      count: touches,
      most: limits.changed,
      thing: 'item',
      what: 'may be touched by one change',
      setting: 'ALBUMEN_MAX_CHANGED',
    },
    {
      count: deletes === 0 ? 0 : past.deletes + deletes,
      most: limits.deletedPerHour,
      thing: 'asset',
      what: 'may be deleted in an hour',
      setting: 'ALBUMEN_MAX_DELETED_PER_HOUR',
    },
    {
      count: past.touches + touches,
      most: limits.changedPerHour,
      thing: 'item',
      what: 'may be touched in an hour',
      setting: 'ALBUMEN_MAX_CHANGED_PER_HOUR',
    },
  ];
  const broken = rules.find(({ count, most }) => count > most);
  if (broken === undefined) return undefined;
  const { count, most, thing, what, setting } = broken;
  return `No more than ${counted(most, thing)} ${what} (${setting}); with this it would be ${count}.`;
}

async function lastHour(db: JournalDatabase, now: number): Promise<{ touches: number; deletes: number }> {
  return db
    .selectFrom('change')
    .select([
      sql<number>`coalesce(sum(touches), 0)`.as('touches'),
      sql<number>`coalesce(sum(deletes), 0)`.as('deletes'),
    ])
    .where('begunAt', '>', now - hour)
    .where('status', '!=', 'failed')
    .where('row', 'not in', (eb) => eb.selectFrom('undo').select('changeRow'))
    .executeTakeFirstOrThrow();
}
