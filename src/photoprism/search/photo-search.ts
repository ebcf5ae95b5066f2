/**
 * Makes a search of photos out of words and filters. Each filter travels by itself, never within the words, so that
 * nothing in a value can become another filter; and each is checked here, because PhotoPrism ignores what it does not know.
 */

import { nearNames } from '../../catalog/near-names.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { searchFilters } from '../reference/search-filters.ts';
import type { QueryValues } from '../request-url.ts';
import { type FilterInput, readFilter } from './read-filter.ts';
import { splitSearchText } from './search-text.ts';

/** PhotoPrism's orders of photos. Some leave photos out: `edited` and `updated` those that never were, `similar` those without a hash. */
export const photoOrders = [
  ...(['newest', 'oldest', 'added', 'edited', 'updated', 'archived', 'relevance', 'duration', 'size'] as const),
  ...(['similar', 'name', 'title', 'random'] as const),
] as const;
export type PhotoOrder = (typeof photoOrders)[number];

export interface PhotoSearch {
  /** As in PhotoPrism's search field: words, and filters as `key:value` in between. */
  readonly query?: string | undefined;
  /** By PhotoPrism's names; see `searchFilters`. */
  readonly filters?: Readonly<Record<string, FilterInput | undefined>> | undefined;
  /** Only what is in this album, also one that is a search itself. */
  readonly albumUid?: string | undefined;
  /** `newest` unless told. */
  readonly order?: PhotoOrder | undefined;
}

const byName = new Map(searchFilters.map((filter) => [filter.filter, filter]));
const longestQuery = 1000;

/** What to send as a query of `GET /photos`, apart from the part of the result that is wanted; or what is wrong with it. */
export function photoSearch(search: PhotoSearch): Result<QueryValues> {
  if ((search.query ?? '').length > longestQuery) {
    return failed('invalid_input', `The search is longer than ${longestQuery} characters.`);
  }
  const written = splitSearchText(search.query ?? '');
  if (!written.ok) return written;
  const given = Object.entries(search.filters ?? {}).flatMap(([name, input]): [string, FilterInput][] =>
    input === undefined ? [] : [[name.trim().toLowerCase(), input]],
  );
  const read = readFilters([...written.value.filters, ...given]);
  if (!read.ok) return read;
  const values = read.value;
  const trouble = contradiction(values);
  if (trouble !== undefined) return trouble;
  return success({
    ...values,
    ...(written.value.text === '' ? {} : { q: written.value.text }),
    ...(search.albumUid === undefined ? {} : { s: search.albumUid }),
    order: search.order ?? 'newest',
  });
}

function readFilters(given: readonly (readonly [string, FilterInput])[]): Result<Readonly<Record<string, string>>> {
  const values: Record<string, string> = {};
  for (const [name, input] of given) {
    const filter = byName.get(name);
    if (filter === undefined) return unknownFilter(name);
    if (Object.hasOwn(values, name)) return failed('invalid_input', `The filter ${name} is given twice.`);
    const value = readFilter(filter, input);
    if (!value.ok) return value;
    values[name] = value.value;
  }
  return success(values);
}

function unknownFilter(name: string): Result<never> {
  const shown = JSON.stringify(name.slice(0, 40));
  const near = nearNames(name, [...byName.keys()]);
  return failed(
    'invalid_input',
    `PhotoPrism has no search filter ${shown}.`,
    near.length === 0 ? 'find_search_filters lists them.' : `Did you mean ${near.join(' or ')}?`,
  );
}

/** Filters of which PhotoPrism only takes one, or none without another. */
const same: readonly (readonly [string, string])[] = [
  ['path', 'folder'],
  ['subject', 'person'],
  ['subjects', 'people'],
  ['subject', 'people'],
  ['person', 'people'],
  ['subject', 'subjects'],
  ['person', 'subjects'],
  ['s2', 'olc'],
  ['public', 'private'],
  ['archived', 'hidden'],
  ['archived', 'review'],
  ['hidden', 'review'],
  ['review', 'quality'],
  ['archived', 'quality'],
  ['hidden', 'quality'],
  ['private', 'quality'],
  ['stackable', 'unstacked'],
  ['mono', 'chroma'],
];

/** One of these counts, the others are ignored. */
const kinds = [
  ...['type', 'document', 'image', 'raw', 'vector', 'animated', 'audio', 'video', 'live', 'media', 'photo'],
];
const shapes = ['portrait', 'landscape', 'square'];

function contradiction(values: Readonly<Record<string, string>>): Result<never> | undefined {
  const has = (name: string) => values[name] !== undefined && values[name] !== 'false';
  const pairs = [...same, ...pairsOf(kinds), ...pairsOf(shapes)];
  const both = pairs.find(([one, other]) => has(one) && has(other));
  if (both !== undefined) {
    return failed('invalid_input', `PhotoPrism takes ${both.join(' or ')}, not both.`, 'Leave one of them out.');
  }
  if (values.lat === undefined && values.lng === undefined) {
    const centred = ['s2', 'olc', 'near'].some(has);
    return has('dist') && !centred ? incomplete('dist', 'lat and lng') : undefined;
  }
  if (values.lat === undefined) return incomplete('lng', 'lat');
  return values.lng === undefined ? incomplete('lat', 'lng') : undefined;
}

function incomplete(name: string, missing: string): Result<never> {
  return failed('invalid_input', `The filter ${name} says nothing without ${missing}.`, `Add ${missing}.`);
}

function pairsOf(names: readonly string[]): (readonly [string, string])[] {
  return names.flatMap((one, index) => names.slice(index + 1).map((other) => [one, other] as const));
}
