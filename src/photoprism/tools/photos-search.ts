/** The tool that searches photos. */
import * as z from 'zod';
import { detail, page, pageSize } from '../../catalog/list-arguments.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { readPhotoPage } from '../paging.ts';
import { fittingPageSize, presentPhotos } from '../present/photo.ts';
import { photoOrders, photoSearch } from '../search/photo-search.ts';
import type { FilterInput } from '../search/read-filter.ts';
import { albumId } from './arguments.ts';
import { defineTool } from './define.ts';

const filterInput = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string(), z.number()])).max(200, 'takes at most 200 values'),
]);

export const photosSearch = defineTool({
  name: 'photoprism_photos_search',
  title: 'Search PhotoPrism photos',
  description:
    "Searches or lists photos with PhotoPrism's filters: label, person, album, city, country, year, taken, type, color, favorite, archived, review … find_search_filters lists them with values.",
  toolset: 'photoprism_photos',
  effect: 'read',
  permission: 'search',
  scopes: ['photos'],
  slim: true,
  input: z.strictObject({
    query: z.string().optional().describe('Words; filters as label:cat too'),
    filters: z.record(z.string(), z.unknown()).optional().describe('{"year": 2024, "label": ["cat", "dog"]}'),
    album_id: albumId.optional(),
    order: z.enum(photoOrders).default('newest').describe('Of the result'),
    page,
    page_size: pageSize,
    detail,
  }),
  output: z.looseObject({ page: z.int(), photos: z.array(z.looseObject({ id: z.string().optional() })) }),
  async run({ query, filters, album_id, order, page: number, page_size, detail: form }, library, call) {
    const read = readFilters(filters ?? {});
    if (!read.ok) return read;
    const search = photoSearch({ query, filters: read.value, albumUid: album_id, order });
    if (!search.ok) return search;
    const size = fittingPageSize(page_size, form);
    const found = await readPhotoPage(library, { query: search.value, page: number, size }, call);
    if (!found.ok) return found;
    const { photos, total, exact, hasMore } = found.value;
    return success({
      data: {
        ...(exact ? { total } : { total_at_least: total }),
        page: number,
        page_size: size === page_size ? undefined : size,
        next_page: hasMore && order !== 'random' ? number + 1 : undefined,
        photos: presentPhotos(photos, form, library.links),
      },
    });
  },
});

function readFilters(given: Readonly<Record<string, unknown>>): Result<Record<string, FilterInput>> {
  const filters: Record<string, FilterInput> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === null) continue;
    const read = filterInput.safeParse(value);
    if (!read.success) {
      return failed(
        'invalid_input',
        `The filter ${JSON.stringify(name.slice(0, 40))} takes a text, a number, true, false, or a list of texts.`,
      );
    }
    filters[name] = read.data;
  }
  return success(filters);
}
