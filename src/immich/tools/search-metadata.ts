/** The tool that finds assets by facts. */
import { AssetVisibility } from '@immich/sdk';
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { type AssetFilter, type AssetPage, listAssets, type PageWanted } from '../listing/assets.ts';
import { type ExactTerms, findSpellings } from '../listing/known-spellings.ts';
import { fittingPageSize } from '../listing/page-size.ts';
import { readTakenRange, type TakenRange } from '../listing/taken-range.ts';
import { assetType, detail, isFavorite, page, pageSize, personId, term } from './arguments.ts';
import { defineTool } from './define.ts';
import { searchOutput, tellFound } from './search-answer.ts';

/** Read by `readTakenRange`. */
const date = z.string().optional();

const metadataInput = z.strictObject({
  query: term.describe('Part of the file name'),
  type: assetType,
  is_favorite: isFavorite,
  is_archived: z.boolean().default(false).describe('true: only archived'),
  city: term.describe('Whole name'),
  country: term.describe('Whole name'),
  make: term.describe('Camera maker'),
  model: term.describe('Camera model'),
  person_id: personId.optional(),
  taken_after: date.describe('ISO year, month, day or time; UTC unless told'),
  taken_before: date.describe('To the end of that day'),
  page,
  page_size: pageSize,
  detail,
});

export const searchMetadata = defineTool({
  name: 'immich_search_metadata',
  title: 'Search by metadata',
  description:
    'Finds assets by facts (all given must hold), newest first. For what a picture shows use immich_search_smart.',
  toolset: 'search',
  effect: 'read',
  permission: 'search',
  scopes: ['asset.read', 'asset.statistics'],
  slim: true,
  input: metadataInput,
  output: searchOutput,
  async run(input, library, call) {
    const range = readTakenRange(input.taken_after, input.taken_before);
    if (!range.ok) return range;
    const size = fittingPageSize(input.page_size, input.detail);
    const filter = filterOf(input, range.value);
    const found = await listSpelled(library, filter, input, { page: input.page, size }, call);
    if (!found.ok) return found;
    const { items, total, spelling } = found.value;
    const nextPage = input.page * size < total ? input.page + 1 : undefined;
    return success({
      data: {
        assets: tellFound({ items, total, nextPage, wanted: input.page_size, size }, input.detail, library.links),
        ...spelling,
      },
    });
  },
});

/**
 * Lists what matches; where nothing does, looks how the library writes the places and cameras that were given. If it is
 * clear what was meant, that is searched for at once, and `spelling` says so.
 */
async function listSpelled(
  library: ImmichLibrary,
  filter: AssetFilter,
  terms: ExactTerms,
  wanted: PageWanted,
  call: RequestCall,
): Promise<Result<AssetPage & { spelling?: JsonObject }>> {
  const found = await listAssets(library, filter, wanted, call);
  if (!found.ok || found.value.total > 0) return found;
  const { meant, known } = await findSpellings(library, terms, call);
  if (Object.keys(known).length > 0) return success({ ...found.value, spelling: { known_spellings: known } });
  if (Object.keys(meant).length === 0) return found;
  const again = await listAssets(library, { ...filter, ...meant }, wanted, call);
  return again.ok ? success({ ...again.value, spelling: { used_spelling: meant } }) : again;
}

function filterOf(input: z.output<typeof metadataInput>, range: TakenRange): AssetFilter {
  const { query, type, is_favorite, city, country, make, model, person_id } = input;
  return {
    ...range,
    // Never left out: without it Immich 3 also returns archived assets and the hidden clips of Live Photos.
    visibility: input.is_archived ? AssetVisibility.Archive : AssetVisibility.Timeline,
    ...(query === undefined ? {} : { originalFileName: query }),
    ...(type === undefined ? {} : { type }),
    ...(is_favorite === undefined ? {} : { isFavorite: is_favorite }),
    ...(city === undefined ? {} : { city }),
    ...(country === undefined ? {} : { country }),
    ...(make === undefined ? {} : { make }),
    ...(model === undefined ? {} : { model }),
    ...(person_id === undefined ? {} : { personIds: [person_id] }),
  };
}
