/** Groups of duplicates as their owner sees them. */
import { type Selectable, type SqlBool, sql } from 'kysely';
import { inChunks } from './id-chunks.ts';
import type { Store } from './open.ts';
import { reachable } from './reachable.ts';
import type { AssetTable } from './schema.ts';

/**
 * What can be a duplicate at all, for a query that has `asset`: as in Immich, neither in the trash, hidden, locked nor in a
 * stack; and with its original in place, so that nobody deletes the only copy that is there.
 */
export const canBeDuplicate = sql<SqlBool>`asset.deletedAt is null and asset.heldPath is null and asset.stackId is null
  and asset.isOffline = 0 and asset.visibility in ('timeline', 'archive')`;

export interface DuplicateGroup {
  readonly duplicateId: string;
  readonly assets: Selectable<AssetTable>[];
}

/**
 * The owner's groups, in the order of their ids; in each, the asset taken first comes first, and of several the best rated. A
 * group of which one asset is left is among them. One statement.
 */
export async function duplicateGroups(store: Store, ownerId: string): Promise<DuplicateGroup[]> {
  const rows = await store
    .selectFrom('asset')
    .selectAll()
    .where('ownerId', '=', ownerId)
    .where('duplicateId', 'is not', null)
    .where(canBeDuplicate)
    .orderBy('duplicateId')
    .orderBy('localDateTime')
    .orderBy('fileCreatedAt')
    .orderBy('rating', (by) => by.desc().nullsLast())
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
  const groups = new Map<string, Selectable<AssetTable>[]>();
  for (const row of rows) {
    const duplicateId = row.duplicateId ?? '';
    const members = groups.get(duplicateId);
    if (members === undefined) groups.set(duplicateId, [row]);
    else members.push(row);
  }
  return [...groups].map(([duplicateId, assets]) => ({ duplicateId, assets }));
}

/** The ids among `duplicateIds` of groups that this user has assets in. */
export async function ownGroups(store: Store, ownerId: string, duplicateIds: readonly string[]): Promise<Set<string>> {
  const rows = await inChunks(duplicateIds, (chunk) =>
    store
      .selectFrom('asset')
      .select((eb) => eb.ref('duplicateId').$notNull().as('duplicateId'))
      .distinct()
      .where('ownerId', '=', ownerId)
      .where('duplicateId', 'in', chunk)
      .where(reachable)
      .execute(),
  );
  return new Set(rows.map(({ duplicateId }) => duplicateId));
}
