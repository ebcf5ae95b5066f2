/** Values that are proposed while a person fills in a prompt: names that the library has, and fixed choices. */
import { getSearchSuggestions, SearchSuggestionType } from '@immich/sdk';
import { foldText } from '../../catalog/fold-text.ts';
import { type Completer, longestArgument } from '../../catalog/prompt.ts';
import { type Result, success } from '../../catalog/result.ts';
import { visibleText } from '../../catalog/visible-text.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { knownNames } from '../naming/known-names.ts';

type ReadNames = (library: ImmichLibrary, call: RequestCall) => Promise<Result<readonly string[]>>;

/** How long names are kept: a person types several letters, and each asks anew. */
const keptMilliseconds = 15_000;

function remembered(read: ReadNames): ReadNames {
  const known = new WeakMap<ImmichLibrary, { readonly until: number; readonly names: readonly string[] }>();
  return async (library, call) => {
    const kept = known.get(library);
    if (kept !== undefined && performance.now() < kept.until) return success(kept.names);
    const names = await read(library, call);
    if (names.ok) known.set(library, { until: performance.now() + keptMilliseconds, names: names.value });
    return names;
  };
}

/**
 * The names that begin with what was typed, then those in which a later word does, each part in the order of the
 * alphabet; case and accents do not count. Names that are too long for an argument are left out; what cannot be seen in one
 * is, too, and tools find it without.
 */
export function beginningWith(typed: string, names: readonly string[]): string[] {
  const wanted = foldText(typed);
  const ranked = [...new Set(names.map(visibleText))]
    .filter((name) => name.trim() !== '' && name.length <= longestArgument)
    .map((name) => ({ name, folded: foldText(name) }))
    .map((entry) => ({ ...entry, rank: rankOf(entry.folded, wanted) }))
    .filter(({ rank }) => rank < 2);
  const inOrder = (a: string, b: string) => (a < b ? -1 : Number(a > b));
  return ranked
    .sort((a, b) => a.rank - b.rank || inOrder(a.folded, b.folded) || inOrder(a.name, b.name))
    .map(({ name }) => name);
}

/** 0: begins with it; 1: a later word does; 2: neither. */
function rankOf(folded: string, wanted: string): number {
  if (folded.startsWith(wanted)) return 0;
  const words = folded.matchAll(/(?<=[^\p{L}\p{N}])[\p{L}\p{N}]/gu);
  return [...words].some(({ index }) => folded.startsWith(wanted, index)) ? 1 : 2;
}

function namesFrom(tool: string, read: ReadNames): Completer<ImmichLibrary> {
  const names = remembered(read);
  return {
    tool,
    matches: async (typed, library, call) => {
      const all = await names(library, call);
      return all.ok ? success(beginningWith(typed, all.value)) : all;
    },
  };
}

function namesOf(kind: 'album' | 'person' | 'tag'): ReadNames {
  return async (library, call) => {
    const all = await knownNames[kind](library, call);
    return all.ok ? success(all.value.map(({ name }) => name)) : all;
  };
}

export const albumNames = namesFrom('immich_albums_list', namesOf('album'));
export const peopleNames = namesFrom('immich_people_list', namesOf('person'));
export const tagPaths = namesFrom('immich_tags_list', namesOf('tag'));

/** Cities and countries, as the library writes them. */
export const placeNames = namesFrom('immich_search_metadata', async (library, call) => {
  const places: string[] = [];
  for (const $type of [SearchSuggestionType.City, SearchSuggestionType.Country]) {
    const some = await library.request((sdk) => getSearchSuggestions({ $type }, sdk), call);
    if (!some.ok) return some;
    places.push(...some.value.filter((place) => typeof place === 'string'));
  }
  return success(places);
});

/** The same few values for everybody. */
export function choices(values: readonly string[]): Completer<ImmichLibrary> {
  return { matches: async (typed) => success(beginningWith(typed, values)) };
}
