/** The assets that grouping is about, with all that it has to know of them. */
import { sql } from 'kysely';
import { canBeDuplicate } from '../store/duplicate-queries.ts';
import type { Store } from '../store/open.ts';
import type { Copy } from './group-copies.ts';

/** A copy as it was read; grouping writes nothing where that has changed meanwhile. */
export interface LoadedCopy extends Copy {
  readonly row: number;
}

interface LoadedAsset {
  readonly row: number;
  readonly id: string;
  readonly checksum: string;
  readonly duplicateId: string | null;
}

/** The assets with these rows, and all members of the groups that any of them is in, the best first: most pixels, then most bytes. */
async function loadAssets(store: Store, ownerId: string, rows: readonly number[]): Promise<LoadedAsset[]> {
  const wanted = sql`(select value from json_each(${JSON.stringify(rows)}))`;
  const found = await sql<LoadedAsset>`select "row", id, checksum, duplicateId from asset
    where ownerId = ${ownerId} and ${canBeDuplicate} and ("row" in ${wanted} or duplicateId in (
      select grouped.duplicateId from asset as grouped
      where grouped."row" in ${wanted} and grouped.ownerId = ${ownerId} and grouped.duplicateId is not null))
    order by coalesce(width, 0) * coalesce(height, 0) desc, fileSize desc, "row"`.execute(store);
  return found.rows;
}

async function dismissalsOf(store: Store, assets: readonly LoadedAsset[]): Promise<Map<string, string[]>> {
  const ids = JSON.stringify(assets.map(({ id }) => id));
  const rows = await store
    .selectFrom('duplicateDismissal')
    .selectAll()
    .where('assetId', 'in', sql<string>`(select value from json_each(${ids}))`)
    .execute();
  const dismissals = new Map<string, string[]>();
  for (const { assetId, dismissalId } of rows) {
    dismissals.set(assetId, [...(dismissals.get(assetId) ?? []), dismissalId]);
  }
  return dismissals;
}

/** The copies with these rows and their groups, the best first. `contents` says which content a checksum is. */
export async function loadCopies(
  store: Store,
  ownerId: string,
  rows: readonly number[],
  contents: ReadonlyMap<string, number>,
): Promise<LoadedCopy[]> {
  const assets = await loadAssets(store, ownerId, rows);
  const dismissals = await dismissalsOf(store, assets);
  return assets.map(({ row, id, checksum, duplicateId }) => ({
    row,
    id,
    duplicateId,
    // One that came in since is like nothing here.
    content: contents.get(checksum) ?? -1 - row,
    dismissals: dismissals.get(id) ?? [],
  }));
}
