/** Pages through assets that match a filter, with totals that are true. */
import {
  type AssetResponseDto,
  type MetadataSearchDto,
  type SearchResponseDto,
  searchAssetStatistics,
  searchAssets,
} from '@immich/sdk';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { countByProbing, type KnownCount } from './count-by-probing.ts';

/** What to search for; paging is added here. */
export type AssetFilter = Omit<MetadataSearchDto, 'page' | 'size' | 'withExif' | 'withDeleted' | 'withPeople'>;

export interface AssetPage {
  readonly items: readonly AssetResponseDto[];
  /** All that match, on every page. */
  readonly total: number;
}

/** Which page, from 1, and how many assets it has. */
export interface PageWanted {
  readonly page: number;
  readonly size: number;
}

/** `POST /search/statistics` knows every filter of a search but this one. */
function isCountable(filter: AssetFilter): boolean {
  return filter.originalFileName === undefined;
}

/** Reads the assets out of a search answer, whatever server sent it. */
export function assetsOf(answer: SearchResponseDto, library: ImmichLibrary): Result<SearchResponseDto['assets']> {
  return Array.isArray(answer?.assets?.items)
    ? success(answer.assets)
    : failed('unexpected', `${library.name} does not answer a search like Immich.`, 'Check IMMICH_BASE_URL.');
}

/**
 * One page as the server cuts it, `more` being what its assets are sent with. Only `nextPage` says whether there is
 * another: the server's `total` is the page's length.
 */
export async function readPage(
  library: ImmichLibrary,
  filter: AssetFilter,
  { page, size }: PageWanted,
  call: RequestCall,
  more: Pick<MetadataSearchDto, 'withPeople'> = {},
): Promise<Result<SearchResponseDto['assets']>> {
  // Immich 3.1 looks into the trash for `trashedAfter` alone, but no version promises it.
  const withDeleted = filter.trashedAfter === undefined ? {} : { withDeleted: true };
  const metadataSearchDto = { ...filter, ...withDeleted, page, size, withExif: true, ...more };
  const answer = await library.request((sdk) => searchAssets({ metadataSearchDto }, sdk), call);
  return answer.ok ? assetsOf(answer.value, library) : answer;
}

/** One page of what matches `filter`, newest first unless the filter says otherwise. */
export async function listAssets(
  library: ImmichLibrary,
  filter: AssetFilter,
  wanted: PageWanted,
  call: RequestCall,
): Promise<Result<AssetPage>> {
  const assets = await readPage(library, filter, wanted, call);
  if (!assets.ok) return assets;
  const { items, nextPage } = assets.value;
  const before = (wanted.page - 1) * wanted.size;
  // The last page is a count in itself.
  if (!nextPage && (items.length > 0 || before === 0)) return success({ items, total: before + items.length });
  const known = items.length > 0 ? { atLeast: before + items.length } : { atLeast: 0, atMost: before };
  const total = await countAssets(library, filter, call, known);
  return total.ok ? success({ items, total: total.value }) : total;
}

/** One page of what matches the first filter, then what matches the second, and so on. */
export async function listAssetsInOrder(
  library: ImmichLibrary,
  filters: readonly AssetFilter[],
  wanted: PageWanted,
  call: RequestCall,
): Promise<Result<AssetPage>> {
  const [only, ...others] = filters;
  if (only !== undefined && others.length === 0) return listAssets(library, only, wanted, call);
  const sections = await countEach(library, filters, call);
  if (!sections.ok) return sections;
  const items: AssetResponseDto[] = [];
  let total = 0;
  let from = (wanted.page - 1) * wanted.size;
  for (const { filter, size } of sections.value) {
    total += size;
    const missing = wanted.size - items.length;
    if (from < size && missing > 0) {
      const part = await window(library, filter, from, missing, wanted.size, call);
      if (!part.ok) return part;
      items.push(...part.value);
    }
    from = Math.max(0, from - size);
  }
  return success({ items, total });
}

async function countEach(
  library: ImmichLibrary,
  filters: readonly AssetFilter[],
  call: RequestCall,
): Promise<Result<{ filter: AssetFilter; size: number }[]>> {
  const counts = await Promise.all(filters.map((filter) => countAssets(library, filter, call)));
  const sections = [];
  for (const [index, filter] of filters.entries()) {
    const count = counts[index];
    if (count?.ok === false) return count;
    sections.push({ filter, size: count?.value ?? 0 });
  }
  return success(sections);
}

/** `length` assets from number `from` on, out of the one or two server pages that hold them. */
async function window(
  library: ImmichLibrary,
  filter: AssetFilter,
  from: number,
  length: number,
  size: number,
  call: RequestCall,
): Promise<Result<AssetResponseDto[]>> {
  const first = Math.floor(from / size) + 1;
  const last = Math.floor((from + length - 1) / size) + 1;
  const found: AssetResponseDto[] = [];
  for (let page = first; page <= last; page++) {
    const assets = await readPage(library, filter, { page, size }, call);
    if (!assets.ok) return assets;
    found.push(...assets.value.items);
    if (!assets.value.nextPage) break;
  }
  const start = from - (first - 1) * size;
  return success(found.slice(start, start + length));
}

/** How many assets match; `known` says what was seen of them already. */
export async function countAssets(
  library: ImmichLibrary,
  filter: AssetFilter,
  call: RequestCall,
  known: KnownCount = { atLeast: 0 },
): Promise<Result<number>> {
  if (isCountable(filter)) {
    const counted = await library.request((sdk) => searchAssetStatistics({ statisticsSearchDto: filter }, sdk), call);
    if (counted.ok) return success(counted.value.total);
    // A key may be allowed to search but not to count.
    if (counted.failure.code !== 'denied') return counted;
  }
  return countByProbing(known, async (number) => {
    const found = await readPage(library, filter, { page: number, size: 1 }, call);
    return found.ok ? success(found.value.items.length > 0) : found;
  });
}
