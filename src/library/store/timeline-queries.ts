/** Assets by month. */
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Store } from './open.ts';
import type { AssetTable } from './schema.ts';
import { matching } from './search-conditions.ts';
import type { SearchFilter } from './search-filter.ts';

/** By the local clock when it was taken, or by when it came into the library (UTC). */
export type MonthOf = 'taken' | 'created';

/** The expression of the index `assetMonth`, word for word. */
const takenMonth = sql<string>`strftime('%Y-%m', asset.localDateTime / 1000.0, 'unixepoch')`;
const createdMonth = sql<string>`strftime('%Y-%m', asset.createdAt / 1000.0, 'unixepoch')`;

function monthOf(by: MonthOf): { month: RawBuilder<string>; from: (filter: SearchFilter) => RawBuilder<unknown> } {
  return by === 'taken'
    ? { month: takenMonth, from: (filter) => matching(filter, 'assetMonth') }
    : { month: createdMonth, from: (filter) => matching(filter) };
}

export interface MonthCount {
  /** `2023-06`. */
  month: string;
  assets: number;
}

/** How many assets match in each month that has any. */
export async function countByMonth(
  store: Store,
  filter: SearchFilter,
  by: MonthOf,
  order: 'asc' | 'desc',
): Promise<MonthCount[]> {
  const { month, from } = monthOf(by);
  const { rows } = await sql<MonthCount>`select ${month} as "month", count(*) as assets ${from(filter)}
    group by "month" order by "month" ${sql.raw(order)}`.execute(store);
  return rows;
}

const columns = [
  'id',
  'ownerId',
  'visibility',
  'isFavorite',
  'type',
  'deletedAt',
  'livePhotoVideoId',
  'fileCreatedAt',
  'localDateTime',
  'createdAt',
  'projectionType',
  'width',
  'height',
  'orientation',
  'durationMs',
  'thumbhash',
  'city',
  'country',
  'latitude',
  'longitude',
  'stackId',
] as const satisfies (keyof AssetTable)[];

export type MonthAsset = Pick<Selectable<AssetTable>, (typeof columns)[number]> & {
  /** How many assets its stack shows; 0 without a stack. */
  stackSize: number;
};

/** The assets of one month (`2023-06`), day by day on the local clock, and by the moment within a day. */
export async function assetsOfMonth(
  store: Store,
  filter: SearchFilter,
  { by, month: wanted, order }: { by: MonthOf; month: string; order: 'asc' | 'desc' },
): Promise<MonthAsset[]> {
  const { month, from } = monthOf(by);
  const direction = sql.raw(order);
  const { rows } = await sql<MonthAsset>`select ${sql.join(columns.map((name) => sql.ref(`asset.${name}`)))},
    (select count(*) from asset as member
      where member.stackId = asset.stackId and member.deletedAt is null and member.heldPath is null
        and member.visibility <> 'locked') as stackSize
    ${from(filter)} and ${month} = ${wanted}
    order by floor(asset.localDateTime / 86400000.0) ${direction}, asset.fileCreatedAt ${direction}, asset.id`.execute(
    store,
  );
  return rows;
}
