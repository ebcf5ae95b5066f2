/** Helps a search that found nothing: the server compares places and cameras letter by letter. */
import { getSearchSuggestions, SearchSuggestionType } from '@immich/sdk';
import type { JsonObject } from '../../catalog/json.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { shortText } from '../present/short-text.ts';

const suggestionTypes = {
  city: SearchSuggestionType.City,
  country: SearchSuggestionType.Country,
  make: SearchSuggestionType.CameraMake,
  model: SearchSuggestionType.CameraModel,
} as const;

/** The arguments that are compared exactly. */
export type ExactTerms = { readonly [Name in keyof typeof suggestionTypes]?: string | undefined };

const mostShown = 20;

/**
 * For each given term that the library does not have as written: the spellings it has that resemble it, or else any.
 * Undefined where the terms are not to blame, or the library does not say.
 */
export async function knownSpellings(
  library: ImmichLibrary,
  terms: ExactTerms,
  call: RequestCall,
): Promise<JsonObject | undefined> {
  const given = Object.entries(suggestionTypes).flatMap(([name, $type]) => {
    const wanted = Object.entries(terms).find(([term]) => term === name)?.[1];
    return wanted === undefined ? [] : [{ name, $type, wanted }];
  });
  const found = await Promise.all(
    given.map(async ({ name, $type, wanted }): Promise<[string, string[]][]> => {
      const known = await library.request((sdk) => getSearchSuggestions({ $type }, sdk), call);
      if (!known.ok || !Array.isArray(known.value) || known.value.includes(wanted)) return [];
      const spellings = resembling(wanted, known.value).slice(0, mostShown);
      return [[name, spellings.map((spelling) => shortText(spelling, 15))]];
    }),
  );
  const entries = found.flat();
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Those that differ only in case, accents or by a part; where there are none, all. */
function resembling(wanted: string, known: readonly string[]): readonly string[] {
  const folded = fold(wanted);
  const similar = known.filter((spelling) => fold(spelling).includes(folded) || folded.includes(fold(spelling)));
  return similar.length > 0 ? similar : known;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
