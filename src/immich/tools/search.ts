/** Tools that find assets: by facts, by meaning, and by what there is to find. */
import { AssetVisibility, getExploreData, type SearchExploreResponseDto, searchSmart } from '@immich/sdk';
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { type Failure, failed, type Result, success } from '../../catalog/result.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { type AssetFilter, type AssetPage, assetsOf, listAssets, type PageWanted } from '../listing/assets.ts';
import { type ExactTerms, findSpellings } from '../listing/known-spellings.ts';
import { fittingPageSize } from '../listing/page-size.ts';
import { readTakenRange, type TakenRange } from '../listing/taken-range.ts';
import { compactAsset, presentAssets } from '../present/asset.ts';
import { shortText } from '../present/short-text.ts';
import { assetType, detail, id, isFavorite, page, pageSize, term } from './arguments.ts';
import { defineTool } from './define.ts';

const searchOutput = z.looseObject({
  assets: z.looseObject({ count: z.int(), items: z.array(z.looseObject({ id: z.string() })) }),
});

/** Read by `readTakenRange`. */
const date = z.string().optional();

const metadataInput = z.strictObject({
  query: term.describe('Part of the file name'),
  type: assetType,
  is_favorite: isFavorite,
  is_archived: z.boolean().default(false).describe('true: only archived'),
  city: term.describe('Exact name'),
  country: term.describe('Exact name'),
  make: term.describe('Camera maker'),
  model: term.describe('Camera model'),
  person_id: id.optional().describe('In the picture'),
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
    return success({
      data: {
        assets: {
          total,
          count: items.length,
          page_size: size === input.page_size ? undefined : size,
          nextPage: input.page * size < total ? input.page + 1 : undefined,
          items: presentAssets(items, input.detail, library.links),
        },
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

export const searchSmartTool = defineTool({
  name: 'immich_search_smart',
  title: 'Smart search',
  description:
    'Finds assets by what they show, in plain words, best matches first. For exact facts (date, place, file name) use immich_search_metadata. immich_capabilities says how it searches here.',
  toolset: 'search',
  effect: 'read',
  permission: 'search',
  scopes: ['asset.read'],
  slim: true,
  input: z.strictObject({
    query: z.string().trim().min(1).describe('Such as: dog on a beach'),
    type: assetType,
    is_favorite: isFavorite,
    page,
    page_size: pageSize,
    detail,
  }),
  output: searchOutput,
  async run({ query, type, is_favorite, page: number, page_size, detail: form }, library, call) {
    const size = fittingPageSize(page_size, form);
    const smartSearchDto = {
      query,
      page: number,
      size,
      withExif: true,
      visibility: AssetVisibility.Timeline,
      ...(type === undefined ? {} : { type }),
      ...(is_favorite === undefined ? {} : { isFavorite: is_favorite }),
    };
    const answer = await library.request((sdk) => searchSmart({ smartSearchDto }, sdk), call);
    if (!answer.ok) return { ok: false, failure: smartSearchFailure(answer.failure) };
    const assets = assetsOf(answer.value, library);
    if (!assets.ok) return assets;
    const { items, nextPage } = assets.value;
    return success({
      data: {
        assets: {
          total: totalOfRanking(number, size, items.length, Boolean(nextPage)),
          count: items.length,
          page_size: size === page_size ? undefined : size,
          nextPage: nextPage ? number + 1 : undefined,
          items: presentAssets(items, form, library.links),
        },
      },
    });
  },
});

/** A ranking has no total until its end is seen: every asset matches more or less. */
function totalOfRanking(page: number, size: number, count: number, more: boolean): number | undefined {
  if (more || (count === 0 && page > 1)) return undefined;
  return (page - 1) * size + count;
}

function smartSearchFailure(failure: Failure): Failure {
  if (failure.message.includes('Smart search is not enabled')) {
    return failed(
      'unsupported',
      'Smart search is off: this Immich runs without machine learning.',
      'Use immich_search_metadata.',
    ).failure;
  }
  return failure.code === 'unavailable'
    ? { ...failure, hint: "Smart search needs Immich's machine learning; immich_search_metadata works without it." }
    : failure;
}

export const searchExplore = defineTool({
  name: 'immich_search_explore',
  title: 'Explore the library',
  description:
    'Shows what there is to find, by example: places with several assets, recent additions. Good for a first look.',
  toolset: 'search',
  effect: 'read',
  permission: 'search',
  scopes: ['asset.read'],
  input: z.strictObject({}),
  output: z.looseObject({ fields: z.array(z.looseObject({ fieldName: z.string() })) }),
  async run(_input, library, call) {
    const explored = await library.request((sdk) => getExploreData(sdk), call);
    return explored.ok ? success({ data: { fields: explored.value.slice(0, 5).map(compactField) } }) : explored;
  },
});

function compactField({ fieldName, items }: SearchExploreResponseDto): JsonObject {
  return {
    fieldName,
    items: items.slice(0, 20).map(({ value, data }) => ({ value: shortText(value, 15), data: compactAsset(data) })),
  };
}
