/** Changes to stacks: assets that are shown as one, behind a cover. Who may make them is decided by the caller of these functions. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { idChunks, inChunks } from './id-chunks.ts';
import type { Store } from './open.ts';

/** The stacks that any of these assets is in. */
async function stacksAmong(store: Store, assetIds: readonly string[]): Promise<string[]> {
  const rows = await inChunks(assetIds, (chunk) =>
    store
      .selectFrom('asset')
      .select('stackId')
      .distinct()
      .where('id', 'in', chunk)
      .where('stackId', 'is not', null)
      .execute(),
  );
  return [...new Set(rows.flatMap(({ stackId }) => (stackId === null ? [] : [stackId])))];
}

/** Members of stacks of which one of these assets is the cover: they come along when it is stacked anew. */
async function followersOf(store: Store, assetIds: readonly string[]): Promise<string[]> {
  const rows = await inChunks(assetIds, (chunk) =>
    store
      .selectFrom('stack')
      .innerJoin('asset', 'asset.stackId', 'stack.id')
      .select('asset.id')
      .where('stack.primaryAssetId', 'in', chunk)
      .orderBy('asset.fileCreatedAt')
      .orderBy('asset.id')
      .execute(),
  );
  return rows.map(({ id }) => id);
}

async function setStack(store: Store, assetIds: Iterable<string>, stackId: string | null): Promise<void> {
  const values = { stackId, updatedAt: Date.now() };
  for (const chunk of idChunks(assetIds)) {
    await store.updateTable('asset').set(values).where('id', 'in', chunk).execute();
  }
}

/**
 * Brings stacks in order that lost members: one that lost its cover is covered by its oldest asset, a stack of one is none.
 * To be called in the transaction that took the members away.
 */
export async function mendStacks(store: Store, stackIds: readonly string[]): Promise<void> {
  for (const chunk of idChunks(stackIds)) {
    const remaining = await store
      .selectFrom('asset')
      .select('stackId')
      .where('stackId', 'in', chunk)
      .groupBy('stackId')
      .having((eb) => eb(eb.fn.countAll<number>(), '>', 1))
      .execute();
    const kept = remaining.flatMap(({ stackId }) => (stackId === null ? [] : [stackId]));
    const dissolved = chunk.filter((id) => !kept.includes(id));
    if (dissolved.length > 0) await store.deleteFrom('stack').where('id', 'in', dissolved).execute();
    if (kept.length === 0) continue;
    await sql`update stack set primaryAssetId =
        (select id from asset where stackId = stack.id order by fileCreatedAt, id limit 1)
      where id in (${sql.join(kept)}) and not exists
        (select 1 from asset where asset.id = stack.primaryAssetId and asset.stackId = stack.id)`.execute(store);
  }
}

/** Takes assets out of whatever stacks they are in; to be called in a transaction. */
export async function leaveStacks(store: Store, assetIds: readonly string[]): Promise<void> {
  const stackIds = await stacksAmong(store, assetIds);
  if (stackIds.length === 0) return;
  await setStack(store, assetIds, null);
  await mendStacks(store, stackIds);
}

/**
 * Makes a stack of at least two different assets of `ownerId`, the first of which is its cover, and gives its id. What was in
 * another stack leaves that one; the cover of another stack brings all of it along.
 */
export async function createStack(store: Store, ownerId: string, assetIds: readonly string[]): Promise<string> {
  const id = randomUUID();
  await store.transaction().execute(async (trx) => {
    const members = new Set([...assetIds, ...(await followersOf(trx, assetIds))]);
    const [primaryAssetId = ''] = members;
    await leaveStacks(trx, [...members]);
    await trx.insertInto('stack').values({ id, ownerId, primaryAssetId }).execute();
    await setStack(trx, members, id);
  });
  return id;
}

/** Gives the stack another cover; false, and nothing changes, when that is not in it. */
export async function setStackCover(store: Store, stackId: string, assetId: string): Promise<boolean> {
  return store.transaction().execute(async (trx) => {
    const member = trx.selectFrom('asset').select('id').where('id', '=', assetId).where('stackId', '=', stackId);
    if ((await member.executeTakeFirst()) === undefined) return false;
    await trx.updateTable('stack').set({ primaryAssetId: assetId }).where('id', '=', stackId).execute();
    await trx.updateTable('asset').set({ updatedAt: Date.now() }).where('stackId', '=', stackId).execute();
    return true;
  });
}

/** Takes one asset out of its stack. */
export async function leaveStack(store: Store, assetId: string): Promise<void> {
  await store.transaction().execute((trx) => leaveStacks(trx, [assetId]));
}

/** Dissolves stacks; their assets stay. */
export async function deleteStacks(store: Store, stackIds: readonly string[]): Promise<void> {
  await store.transaction().execute(async (trx) => {
    for (const chunk of idChunks(stackIds)) {
      const values = { stackId: null, updatedAt: Date.now() };
      await trx.updateTable('asset').set(values).where('stackId', 'in', chunk).execute();
      await trx.deleteFrom('stack').where('id', 'in', chunk).execute();
    }
  });
}
