/** The tool that finds assets by facts. */
import { AssetVisibility } from '@immich/sdk';
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { detail, page, pageSize } from '../../catalog/list-arguments.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import type { AssetFilter, AssetPage, PageWanted } from '../listing/assets.ts';
import { type ExactTerms, findSpellings } from '../listing/known-spellings.ts';
import { fittingPageSize } from '../listing/page-size.ts';
import { literally } from '../listing/part-of-text.ts';
import { readTakenRange, type TakenRange } from '../listing/taken-range.ts';
import { refuseUnknown } from '../listing/unknown-ids.ts';
import { type Lackable, lackable, listLacking } from '../listing/without.ts';
import { assetType, isFavorite, personId, tagId, term } from './arguments.ts';
import { defineTool } from './define.ts';
import { searchOutput, tellFound } from './search-answer.ts';

/** Read by `readTakenRange`. */
const date = z.string().optional();

const metadataInput = z.strictObject({
  query: term.describe('Part of file name'),
  type: assetType,
  is_favorite: isFavorite,
  is_archived: z.boolean().optional().describe('Left out unless true'),
  city: term.describe('Exact'),
  country: term.describe('Exact'),
  make: term.describe('Camera maker'),
  model: term.describe('Camera model'),
  person_id: personId.optional(),
  tag_id: tagId.optional(),
  without: z.array(z.enum(lackable)).optional().describe('Has none of'),
  taken_after: date.describe('Date or year'),
  taken_before: date.describe('Inclusive'),
  page,
  page_size: pageSize,
  detail,
});

export const searchMetadata = defineTool({
  name: 'immich_search_metadata',
  title: 'Search by metadata',
  description: 'Finds assets by facts, newest first. For what a picture shows use immich_search_smart.',
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
    const wish = wishOf(input, range.value);
    if (!wish.ok) return wish;
    const found = await listSpelled(library, wish.value, input, { page: input.page, size }, call);
    if (!found.ok) return found;
    const { items, total, spelling } = found.value;
    const known = total > 0 ? success(undefined) : await refuseUnknown(library, namedIn(input), call);
    if (!known.ok) return known;
    const nextPage = input.page * size < total ? input.page + 1 : undefined;
    return success({
      data: {
        assets: tellFound({ items, total, nextPage, wanted: input.page_size, size }, input.detail, library.links),
        ...spelling,
      },
    });
  },
});

/** Who and what is named, which may not be there at all. */
function namedIn({ person_id, tag_id }: z.output<typeof metadataInput>) {
  return [
    { argument: 'person_id', kind: 'person', id: person_id },
    { argument: 'tag_id', kind: 'tag', id: tag_id },
  ] as const;
}

/**
 * Lists what matches; where nothing does, looks how the library writes the places and cameras that were given. If it is
 * clear what was meant, that is searched for at once, and `spelling` says so.
 */
async function listSpelled(
  library: ImmichLibrary,
  { filter, lacking }: Wish,
  terms: ExactTerms,
  wanted: PageWanted,
  call: RequestCall,
): Promise<Result<AssetPage & { spelling?: JsonObject }>> {
  const found = await listLacking(library, filter, lacking, wanted, call);
  if (!found.ok || found.value.total > 0) return found;
  const { meant, known } = await findSpellings(library, terms, call);
  if (Object.keys(known).length > 0) return success({ ...found.value, spelling: { known_spellings: known } });
  if (Object.keys(meant).length === 0) return found;
  const again = await listLacking(library, { ...filter, ...meant }, lacking, wanted, call);
  return again.ok ? success({ ...again.value, spelling: { used_spelling: meant } }) : again;
}

/** What is searched for, and what it must not have. */
interface Wish {
  readonly filter: AssetFilter;
  readonly lacking: readonly Lackable[];
}

/** Fails where nothing could match, which the server would answer with something else. */
function wishOf(input: z.output<typeof metadataInput>, range: TakenRange): Result<Wish> {
  const lacking = input.without ?? [];
  if (input.tag_id !== undefined && lacking.includes('tags')) return contradiction('tag_id', 'tags');
  if (input.person_id !== undefined && lacking.includes('people')) return contradiction('person_id', 'people');
  return success({ filter: filterOf(input, range), lacking });
}

function contradiction(argument: string, part: Lackable): Result<never> {
  return failed('invalid_input', `${argument} and without "${part}" exclude each other: nothing can match.`);
}

function filterOf(input: z.output<typeof metadataInput>, range: TakenRange): AssetFilter {
  const { query, type, is_favorite, city, country, make, model, person_id, tag_id } = input;
  return {
    ...range,
    // Never left out: without it Immich 3 also returns archived assets and the hidden clips of Live Photos.
    visibility: input.is_archived ? AssetVisibility.Archive : AssetVisibility.Timeline,
    ...(query === undefined ? {} : { originalFileName: literally(query) }),
    ...(type === undefined ? {} : { type }),
    ...(is_favorite === undefined ? {} : { isFavorite: is_favorite }),
    ...(city === undefined ? {} : { city }),
    ...(country === undefined ? {} : { country }),
    ...(make === undefined ? {} : { make }),
    ...(model === undefined ? {} : { model }),
    ...(person_id === undefined ? {} : { personIds: [person_id] }),
    ...(tag_id === undefined ? {} : { tagIds: [tag_id] }),
  };
}
