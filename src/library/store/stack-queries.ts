/** Stacks with what they show. */
import { type Selectable, sql } from 'kysely';
import type { Store } from './open.ts';
import { reachable } from './reachable.ts';
import type { AssetTable } from './schema.ts';

export interface StackChoice {
  /** Only stacks of this user. */
  ownerId: string;
  ids?: readonly string[] | undefined;
  primaryAssetId?: string | undefined;
}

export interface StackView {
  id: string;
  /** Its cover; where that is in the trash, the asset that stands in for it. */
  primaryAssetId: string;
  /** What it shows: the cover, then the others from the oldest on. Empty when all of it is in the trash. */
  assets: Selectable<AssetTable>[];
}

const listed = (ids: readonly string[]) => sql<string>`(select value from json_each(${JSON.stringify(ids)}))`;

/** What stacks show, in its order. */
function shownIn(store: Store, stackIds: readonly string[]) {
  return store
    .selectFrom('asset')
    .innerJoin('stack', 'stack.id', 'asset.stackId')
    .selectAll('asset')
    .where('stack.id', 'in', listed(stackIds))
    .where('asset.deletedAt', 'is', null)
    .where(reachable)
    .orderBy(sql`asset.id <> stack.primaryAssetId`)
    .orderBy('asset.fileCreatedAt')
    .orderBy('asset.id')
    .execute();
}

/** The stacks that were chosen, by id. */
export async function findStacks(store: Store, { ownerId, ids, primaryAssetId }: StackChoice): Promise<StackView[]> {
  const stacks = await store
    .selectFrom('stack')
    .select(['id', 'primaryAssetId'])
    .where('ownerId', '=', ownerId)
    .$if(ids !== undefined, (query) => query.where('id', 'in', listed(ids ?? [])))
    .$if(primaryAssetId !== undefined, (query) => query.where('primaryAssetId', '=', primaryAssetId ?? ''))
    .orderBy('id')
    .execute();
  const shown = new Map<string | null, Selectable<AssetTable>[]>();
  const assets = await shownIn(
    store,
    stacks.map(({ id }) => id),
  );
  for (const asset of assets) {
    const group = shown.get(asset.stackId);
    if (group === undefined) shown.set(asset.stackId, [asset]);
    else group.push(asset);
  }
  return stacks.map((stack) => {
    const [cover, ...others] = shown.get(stack.id) ?? [];
    if (cover === undefined) return { ...stack, assets: [] };
    return { id: stack.id, primaryAssetId: cover.id, assets: [cover, ...others] };
  });
}

/** Which of `ids` are stacks of this user. */
export async function ownStacks(store: Store, ownerId: string, ids: readonly string[]): Promise<Set<string>> {
  const own = store.selectFrom('stack').select('id').where('ownerId', '=', ownerId).where('id', 'in', listed(ids));
  return new Set((await own.execute()).map(({ id }) => id));
}

/** Whether the asset is in the stack, and whether it covers it. */
export async function placeInStack(
  store: Store,
  stackId: string,
  assetId: string,
): Promise<'cover' | 'member' | undefined> {
  const row = await store
    .selectFrom('asset')
    .innerJoin('stack', 'stack.id', 'asset.stackId')
    .select('stack.primaryAssetId')
    .where('asset.id', '=', assetId)
    .where('stack.id', '=', stackId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return row.primaryAssetId === assetId ? 'cover' : 'member';
}
