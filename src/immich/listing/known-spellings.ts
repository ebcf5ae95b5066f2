/** Helps a search that found nothing: Immich compares places and cameras letter by letter. */
import { getSearchSuggestions, SearchSuggestionType } from '@immich/sdk';
import { foldText } from '../../catalog/fold-text.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { shortText } from '../../catalog/short-text.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';

const suggestionTypes = {
  city: SearchSuggestionType.City,
  country: SearchSuggestionType.Country,
  make: SearchSuggestionType.CameraMake,
  model: SearchSuggestionType.CameraModel,
} as const;

const termNames = ['city', 'country', 'make', 'model'] as const satisfies readonly (keyof typeof suggestionTypes)[];

type TermName = keyof typeof suggestionTypes;

/** The arguments that are compared exactly. */
export type ExactTerms = { readonly [Name in TermName]?: string | undefined };

/** How the library writes what was asked for in another way. */
export interface Spellings {
  /** Terms that differ from just one known spelling in case and accents alone, so that it must be what was meant. */
  readonly meant: { readonly [Name in TermName]?: string };
  /** For every other term that the library does not have: the spellings that resemble it or, without any, all. */
  readonly known: JsonObject;
}

const mostShown = 20;

/** Looks up the given terms that the library does not have as written; nothing of a term that it does not tell about. */
export async function findSpellings(library: ImmichLibrary, terms: ExactTerms, call: RequestCall): Promise<Spellings> {
  const meant: { -readonly [Name in TermName]?: string } = {};
  const known: Record<string, string[]> = {};
  for (const { name, wanted, all } of await unknownTerms(library, terms, call)) {
    const [same, ...others] = all.filter((spelling) => foldText(spelling) === foldText(wanted));
    if (same !== undefined && others.length === 0) meant[name] = same;
    else known[name] = resembling(wanted, all).map((spelling) => shortText(spelling, 15));
  }
  return { meant, known };
}

interface UnknownTerm {
  readonly name: TermName;
  readonly wanted: string;
  /** Every spelling that the library has. */
  readonly all: readonly string[];
}

async function unknownTerms(library: ImmichLibrary, terms: ExactTerms, call: RequestCall): Promise<UnknownTerm[]> {
  const looked = await Promise.all(
    termNames.map(async (name): Promise<UnknownTerm[]> => {
      const wanted = terms[name];
      const $type = suggestionTypes[name];
      if (wanted === undefined) return [];
      const answer = await library.request((sdk) => getSearchSuggestions({ $type }, sdk), call);
      const all =
        answer.ok && Array.isArray(answer.value) ? answer.value.filter((text) => typeof text === 'string') : [];
      return all.length === 0 || all.includes(wanted) ? [] : [{ name, wanted, all }];
    }),
  );
  return looked.flat();
}

function resembling(wanted: string, known: readonly string[]): readonly string[] {
  const folded = foldText(wanted);
  const similar = known.filter((spelling) => {
    const other = foldText(spelling);
    return other.includes(folded) || folded.includes(other);
  });
  return (similar.length > 0 ? similar : known).slice(0, mostShown);
}
