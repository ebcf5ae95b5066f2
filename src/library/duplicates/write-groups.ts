/** Writing what finding duplicates found: each group whole or not at all. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { canBeDuplicate } from '../store/duplicate-queries.ts';
import { idChunks } from '../store/id-chunks.ts';
import type { Store } from '../store/open.ts';
import type { GroupPlan } from './group-copies.ts';
import type { Content } from './load-contents.ts';

/** Groups written together: a few milliseconds. */
const groupsAtOnce = 100;
const rowsAtOnce = 5000;

/** Whether all members are still what they were when the plan was made; somebody may have deleted or dismissed meanwhile. */
async function isUpToDate(trx: Store, { duplicateId, present, added }: GroupPlan): Promise<boolean> {
  const ids = JSON.stringify([...present, ...added].map(({ id }) => id));
  const states = await trx
    .selectFrom('asset')
    .select(['duplicateId', (eb) => eb.fn.countAll<number>().as('count')])
    .where('id', 'in', sql<string>`(select value from json_each(${ids}))`)
    .where(canBeDuplicate)
    .groupBy('duplicateId')
    .execute();
  const count = (of: string | null) => states.find((state) => state.duplicateId === of)?.count ?? 0;
  return count(null) === added.length && (duplicateId === null || count(duplicateId) === present.length);
}

async function writeGroup(trx: Store, plan: GroupPlan): Promise<boolean> {
  if (!(await isUpToDate(trx, plan))) return false;
  const values = { duplicateId: plan.duplicateId ?? randomUUID(), updatedAt: Date.now() };
  for (const chunk of idChunks(plan.added.map(({ id }) => id))) {
    await trx.updateTable('asset').set(values).where('id', 'in', chunk).execute();
  }
  return true;
}

/** Writes the groups, and gives those that could not be written because their assets have changed since they were read. */
export async function writeGroups(store: Store, plans: readonly GroupPlan[]): Promise<GroupPlan[]> {
  const stale: GroupPlan[] = [];
  for (let start = 0; start < plans.length; start += groupsAtOnce) {
    await store.transaction().execute(async (trx) => {
      for (const plan of plans.slice(start, start + groupsAtOnce)) {
        if (!(await writeGroup(trx, plan))) stale.push(plan);
      }
    });
  }
  return stale;
}

/** Remembers that the new assets with these contents were compared; one that has another content by now is new again. */
export async function markExamined(store: Store, contents: readonly Content[]): Promise<void> {
  const pairs = contents.flatMap(({ checksum, newRows }) => newRows.map((row) => [row, checksum] as const));
  for (let start = 0; start < pairs.length; start += rowsAtOnce) {
    const chunk = JSON.stringify(pairs.slice(start, start + rowsAtOnce));
    await sql`insert into duplicateExamined(assetRow, checksum)
      select asset."row", compared.value ->> 1 from json_each(${chunk}) as compared
      cross join asset on asset."row" = compared.value ->> 0
      where true on conflict(assetRow) do update set checksum = excluded.checksum`.execute(store);
  }
}
