/** Asset rows by their integer key: the second step of every search. */
import { type Selectable, sql } from 'kysely';
import type { Store } from './open.ts';
import type { AssetTable } from './schema.ts';

/** The assets with these keys, in the order of the keys; keys without an asset are passed over. */
export async function assetsInOrder(store: Store, rows: readonly number[]): Promise<Selectable<AssetTable>[]> {
  const wanted = sql<number>`(select value from json_each(${JSON.stringify(rows)}))`;
  const assets = await store.selectFrom('asset').selectAll().where('row', 'in', wanted).execute();
  const byRow = new Map(assets.map((asset) => [asset.row, asset]));
  return rows.map((row) => byRow.get(row)).filter((asset) => asset !== undefined);
}
