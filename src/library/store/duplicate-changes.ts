/** Changes to groups of duplicates that people ask for. Who may make them is decided by the caller of these functions. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { canBeDuplicate } from './duplicate-queries.ts';
import { idChunks } from './id-chunks.ts';
import type { Store } from './open.ts';

/** Remembers that these assets are no duplicates of one another; to be called in a transaction. */
export async function keepApart(trx: Store, assetIds: readonly string[]): Promise<void> {
  if (assetIds.length < 2) return;
  const dismissalId = randomUUID();
  for (const chunk of idChunks(assetIds)) {
    const rows = chunk.map((assetId) => ({ assetId, dismissalId }));
    await trx.insertInto('duplicateDismissal').values(rows).execute();
  }
}

/** One dismissal per group, of those members that the group shows. */
async function keepMembersApart(trx: Store, ownerId: string, duplicateIds: readonly string[]): Promise<void> {
  const groups = JSON.stringify([...new Set(duplicateIds)].map((duplicateId) => [duplicateId, randomUUID()]));
  await sql`insert into duplicateDismissal(assetId, dismissalId)
    select asset.id, fresh.value ->> 1 from json_each(${groups}) as fresh
    cross join asset on asset.ownerId = ${ownerId} and asset.duplicateId = fresh.value ->> 0
    where ${canBeDuplicate}`.execute(trx);
}

/** Takes the group away from all that carry it, those in the trash included; to be called in a transaction. */
export async function clearGroups(trx: Store, ownerId: string, duplicateIds: readonly string[]): Promise<void> {
  const values = { duplicateId: null, updatedAt: Date.now() };
  for (const chunk of idChunks(duplicateIds)) {
    const members = trx.updateTable('asset').set(values).where('ownerId', '=', ownerId);
    await members.where('duplicateId', 'in', chunk).execute();
  }
}

/** Dissolves groups for good: what was in one of them is not grouped with one another again. */
export async function dismissGroups(store: Store, ownerId: string, duplicateIds: readonly string[]): Promise<void> {
  await store.transaction().execute(async (trx) => {
    await keepMembersApart(trx, ownerId, duplicateIds);
    await clearGroups(trx, ownerId, duplicateIds);
  });
}

/**
 * Remembers the groups that these assets are about to be taken out of by hand as told apart, whole: what stays grouped stays so,
 * and nothing of it is grouped anew. To be called in the transaction that takes them out.
 */
export async function keepGroupsApart(trx: Store, assetIds: readonly string[]): Promise<void> {
  const ids = JSON.stringify(assetIds);
  const groups = await trx
    .selectFrom('asset')
    .select(['ownerId', (eb) => eb.ref('duplicateId').$notNull().as('duplicateId')])
    .distinct()
    .where('id', 'in', sql<string>`(select value from json_each(${ids}))`)
    .where('duplicateId', 'is not', null)
    .execute();
  for (const { ownerId, duplicateId } of groups) await keepMembersApart(trx, ownerId, [duplicateId]);
}

/**
 * Clears groups of which only one asset is left, as Immich does when they are read. That asset counts as not compared yet: its
 * copy may come back from the trash.
 */
export async function clearSingles(store: Store, ownerId: string, duplicateIds: readonly string[]): Promise<void> {
  if (duplicateIds.length === 0) return;
  const ids = JSON.stringify(duplicateIds);
  const left = sql`asset.ownerId = ${ownerId} and ${canBeDuplicate} and asset.duplicateId in (
    select duplicateId from asset where ownerId = ${ownerId} and ${canBeDuplicate}
    and duplicateId in (select value from json_each(${ids})) group by duplicateId having count(*) = 1)`;
  await store.transaction().execute(async (trx) => {
    await sql`delete from duplicateExamined where assetRow in (select "row" from asset where ${left})`.execute(trx);
    await sql`update asset set duplicateId = null, updatedAt = ${Date.now()} where ${left}`.execute(trx);
  });
}
