/** What there is to choose from: values of a field, the cities, the newest arrivals. Only what the timeline shows counts. */
import { sql } from 'kysely';
import type { Store } from './open.ts';

const suggestable = ['country', 'state', 'city', 'make', 'model', 'lensModel'] as const;
export type SuggestedColumn = (typeof suggestable)[number];

export interface Suggestions {
  ownerId: string;
  column: SuggestedColumn;
  /** Only values that occur together with these. */
  within: Partial<Record<SuggestedColumn, string | undefined>>;
}

const shown = (ownerId: string) => sql`from asset indexed by assetSearch
  where ownerId = ${ownerId} and heldPath is null and deletedAt is null and visibility = 'timeline'`;

/** The different values of a column in the order of the alphabet, `null` last if there are assets without a value. */
export async function suggestValues(
  store: Store,
  { ownerId, column, within }: Suggestions,
): Promise<(string | null)[]> {
  const others = suggestable
    .filter((name) => name !== column && within[name] !== undefined)
    .map((name) => sql`and ${sql.ref(name)} = ${within[name]}`);
  const { rows } = await sql<{ value: string | null }>`
    select distinct ${sql.ref(column)} as value ${shown(ownerId)} ${sql.join(others, sql` `)}
    and ${sql.ref(column)} is not '' order by value is null, value`.execute(store);
  return rows.map(({ value }) => value);
}

export interface CityCover {
  city: string;
  /** `asset.row` of the newest photo there. */
  row: number;
  photos: number;
}

/** Every city with its newest photo, in the order of the alphabet. */
export async function cityCovers(store: Store, ownerId: string): Promise<CityCover[]> {
  // With max(), SQLite takes the other columns from the row that has the maximum.
  const { rows } = await sql<CityCover>`select city, "row", count(*) as photos, max(fileCreatedAt) as newest
    ${shown(ownerId)} and type = 'IMAGE' and city is not null group by city order by city`.execute(store);
  return rows;
}

/** `asset.row` of the photos that came into the library last. */
export async function newestArrivals(store: Store, ownerId: string, limit: number): Promise<number[]> {
  const { rows } = await sql<{ row: number }>`select "row" ${shown(ownerId)} and type = 'IMAGE'
    order by createdAt desc, id desc limit ${limit}`.execute(store);
  return rows.map(({ row }) => row);
}
