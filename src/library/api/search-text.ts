/** `/search/smart` without machine learning: ranked full-text search. */
import type { Store } from '../store/open.ts';
import type { SearchFilter } from '../store/search-filter.ts';
import { findRowsByText, type Page } from '../store/search-query.ts';
import { buildTextQuery } from '../store/text-query.ts';

/**
 * The keys of a page of assets for what a person typed, best first. All words must be found; where nothing has them all, one
 * suffices, but years and dates restrict in any case. Nothing for a query without words. Which of the two it is depends on the
 * query and the library alone, so pages fit together.
 */
export async function searchText(store: Store, filter: SearchFilter, query: string, page: Page): Promise<number[]> {
  const built = buildTextQuery(query);
  if (built === undefined) return [];
  const rows = await findRowsByText(store, filter, built.all, page);
  if (rows.length > 0 || built.any === built.all) return rows;
  const matchesAll = page.offset > 0 && (await findRowsByText(store, filter, built.all, { limit: 1, offset: 0 }));
  return matchesAll && matchesAll.length > 0 ? [] : findRowsByText(store, filter, built.any, page);
}
