/** Which assets a search finds, in what order. */
import { type RawBuilder, sql } from 'kysely';
import type { Store } from './open.ts';
import { conditions, matching, memberSet } from './search-conditions.ts';
import type { SearchFilter } from './search-filter.ts';
import { besidesPeople } from './text-query.ts';

export interface Page {
  limit: number;
  offset: number;
}

export type SearchOrder = 'oldest first' | 'newest first' | 'largest first' | 'random';

const orderings: Record<SearchOrder, RawBuilder<unknown>> = {
  'newest first': sql`asset.fileCreatedAt desc, asset.id desc`,
  'oldest first': sql`asset.fileCreatedAt, asset.id`,
  'largest first': sql`asset.fileSize desc, asset.id desc`,
  random: sql`random()`,
};

/** The `asset.row` of every match on the page, in order. */
export async function findRows(store: Store, filter: SearchFilter, order: SearchOrder, page: Page): Promise<number[]> {
  const { rows } = await sql<{ row: number }>`select asset."row" as "row" ${matching(filter)}
    order by ${orderings[order]} limit ${page.limit} offset ${page.offset}`.execute(store);
  return rows.map(({ row }) => row);
}

/** How many assets match. */
export async function countRows(store: Store, filter: SearchFilter): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total ${matching(filter)}`.execute(store);
  return rows[0]?.total ?? 0;
}

/** Relative weights of the columns of `assetText`, in their order: what a person wrote counts most. */
const weights = sql.raw('4.0, 6.0, 8.0, 8.0, 6.0, 2.0, 1.0, 2.0');

/** Who is on a picture of another user is not told, so it is not found by that either. */
function notByPeopleOfOthers({ viewerId }: SearchFilter, match: string): RawBuilder<unknown> {
  if (viewerId === undefined) return sql``;
  const found = sql`select rowid from assetText where assetText match ${besidesPeople(match)}`;
  return sql`and (asset.ownerId = ${viewerId} or asset."row" in (${found}))`;
}

/**
 * The `asset.row` of every match of an FTS5 expression on the page: best first, newest first among equals. The expression must be
 * one that `text-query.ts` built.
 */
export async function findRowsByText(store: Store, filter: SearchFilter, match: string, page: Page): Promise<number[]> {
  const members = memberSet(filter);
  const within = members === undefined ? sql`` : sql`asset.id in (${members}) and`;
  const { rows } = await sql<{ row: number }>`select asset."row" as "row"
    from assetText cross join asset on asset."row" = assetText.rowid
    where assetText match ${match} and ${within} ${conditions(filter)} ${notByPeopleOfOthers(filter, match)}
    order by bm25(assetText, ${weights}), asset.fileCreatedAt desc, asset.id desc
    limit ${page.limit} offset ${page.offset}`.execute(store);
  return rows.map(({ row }) => row);
}
