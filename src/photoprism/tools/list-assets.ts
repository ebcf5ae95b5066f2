/** `list_assets` on PhotoPrism: with the arguments and answers that it has on Immich. */
import * as z from 'zod';
import { page } from '../../catalog/list-arguments.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { readPhotoPage, readPhotos } from '../paging.ts';
import type { PhotoRow } from '../photo-row.ts';
import { fittingPageSize, presentPhotos } from '../present/photo.ts';
import { photoSearch } from '../search/photo-search.ts';
import type { PhotoQuery } from '../search-parts.ts';
import { defineTool } from './define.ts';

export const listAssetsTool = defineTool({
  name: 'list_assets',
  title: 'Browse assets by state',
  description:
    'Lists assets by simple state, no query needed, newest first; archived ones follow. To find something particular use photoprism_photos_search.',
  toolset: 'assets',
  effect: 'read',
  permission: 'search',
  scopes: ['photos'],
  slim: true,
  input: z.strictObject({
    is_favorite: z.boolean().optional().describe('Omit for both'),
    is_archived: z.boolean().optional().describe('Omit for both'),
    is_trashed: z.boolean().optional().describe('PhotoPrism has no trash'),
    asset_type: z.enum(['IMAGE', 'VIDEO', '']).optional().describe('Omit for both'),
    page,
    size: z.int().min(1).max(200).default(50).describe('At most 100 fit'),
  }),
  output: z.looseObject({ total: z.int(), page: z.int(), assets: z.array(z.looseObject({ id: z.string() })) }),
  async run({ page: number, size: wanted, is_trashed, ...state }, library, call) {
    const size = fittingPageSize(wanted, 'compact');
    const queries = is_trashed === true ? success([]) : queriesOf(state);
    if (!queries.ok) return queries;
    const found = await readInTurn(library, queries.value, { page: number, size }, call);
    if (!found.ok) return found;
    const { photos, total, exact, hasMore } = found.value;
    return success({
      data: {
        total,
        total_is_at_least: exact ? undefined : true,
        page: number,
        page_size: size === wanted ? undefined : size,
        next_page: hasMore ? number + 1 : undefined,
        assets: presentPhotos(photos, 'compact', library.links),
      },
    });
  },
});

interface State {
  readonly is_favorite?: boolean | undefined;
  readonly is_archived?: boolean | undefined;
  readonly asset_type?: 'IMAGE' | 'VIDEO' | '' | undefined;
}

/** One search for each place in which photos can be, in the order of the listing: none finds both. */
function queriesOf({ is_favorite, is_archived, asset_type }: State): Result<readonly PhotoQuery[]> {
  const filters = {
    ...(is_favorite === undefined ? {} : { favorite: is_favorite }),
    ...(asset_type === 'IMAGE' ? { photo: true } : {}),
    ...(asset_type === 'VIDEO' ? { video: true } : {}),
  };
  const places = [...(is_archived === true ? [] : [false]), ...(is_archived === false ? [] : [true])];
  const queries: PhotoQuery[] = [];
  for (const archived of places) {
    const query = photoSearch({ filters: { ...filters, archived }, order: 'newest' });
    if (!query.ok) return query;
    queries.push(query.value);
  }
  return success(queries);
}

interface Found {
  readonly photos: readonly PhotoRow[];
  readonly total: number;
  /** False where there are more than `total`. */
  readonly exact: boolean;
  readonly hasMore: boolean;
}

/** A page of several searches, one after the other. */
async function readInTurn(
  library: PhotoPrismLibrary,
  queries: readonly PhotoQuery[],
  { page: number, size }: { readonly page: number; readonly size: number },
  call: RequestCall,
): Promise<Result<Found>> {
  const [from, to] = [(number - 1) * size, number * size];
  const photos: PhotoRow[] = [];
  let total = 0;
  let exact = true;
  for (const query of queries) {
    const inside = { from: Math.max(0, from - total), to: to - total };
    const part = await readRange(library, query, inside, size, call);
    if (!part.ok) return part;
    photos.push(...part.value.photos);
    total += part.value.total;
    exact &&= part.value.exact;
  }
  return success({ photos, total, exact, hasMore: total > to });
}

/** The photos of a search between two places, and how many it finds; none where `to` is before its beginning. */
async function readRange(
  library: PhotoPrismLibrary,
  query: PhotoQuery,
  { from, to }: { readonly from: number; readonly to: number },
  size: number,
  call: RequestCall,
): Promise<Result<Pick<Found, 'photos' | 'total' | 'exact'>>> {
  const isWholePage = to - from === size && from % size === 0;
  const wanted = isWholePage ? { query, page: from / size + 1, size } : { query, page: 1, size: 1 };
  const counted = await readPhotoPage(library, wanted, call);
  if (!counted.ok || isWholePage) return counted;
  const { total, exact } = counted.value;
  if (to <= 0) return success({ photos: [], total, exact });
  const found = await readPhotos(library, { query, most: to }, call);
  return found.ok ? success({ photos: found.value.photos.slice(from), total, exact }) : found;
}
