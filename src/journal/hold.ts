/** Who is working on a change: a process that has begun one holds it, and says so again and again until it has ended. */
import type { JournalDatabase } from './write.ts';

/** How long a process holds a change without saying so again, in milliseconds. */
export const holdFor = 20_000;

/** Takes what nobody works on any more for this process to find out about. */
export async function claimUnfinished(
  db: JournalDatabase,
  libraries: readonly string[],
  now: number,
): Promise<string[]> {
  const claimed = await db
    .updateTable('change')
    .set({ heldUntil: now + holdFor })
    .where('status', '=', 'begun')
    .where('library', 'in', libraries)
    .where('heldUntil', '<', now)
    .returning(['row', 'id'])
    .execute();
  return claimed.sort((one, other) => one.row - other.row).map(({ id }) => id);
}

/** Leaves the changes to whoever looks next. */
export async function letGo(db: JournalDatabase, ids: readonly string[], now: number): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('change')
    .set({ heldUntil: now - 1 })
    .where('id', 'in', ids)
    .where('status', '=', 'begun')
    .execute();
}

/** Says that the change is still being worked on. */
export async function renewHold(db: JournalDatabase, id: string, now: number): Promise<void> {
  await db
    .updateTable('change')
    .set({ heldUntil: now + holdFor })
    .where('id', '=', id)
    .where('status', '=', 'begun')
    .execute();
}
