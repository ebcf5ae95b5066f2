import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import * as z from 'zod';
import type { Result } from '../../../src/catalog/result.ts';
import { searchFilters } from '../../../src/photoprism/reference/search-filters.ts';
import { type PhotoSearch, photoSearch } from '../../../src/photoprism/search/photo-search.ts';
import type { FilterInput } from '../../../src/photoprism/search/read-filter.ts';
import { splitSearchText } from '../../../src/photoprism/search/search-text.ts';
import { addressValues, unserialize } from '../../fixtures/photoprism/search/values.ts';

// Notes on PhotoPrism that lie beside a working copy, and not in it.
const notes = resolve(import.meta.dirname, '../../../../shared/reference/photoprism-search-filters.json');

function sent(search: PhotoSearch): unknown {
  const read = photoSearch(search);
  if (!read.ok) throw new Error(read.failure.message);
  const { order: _, ...query } = read.value;
  return query;
}

function failureOf(read: Result<unknown>): string {
  if (read.ok) throw new Error(`expected a failure, got ${JSON.stringify(read.value)}`);
  return `${read.failure.message} ${read.failure.hint ?? ''}`;
}

const one = (name: string, value: FilterInput) => photoSearch({ filters: { [name]: value } });

describe('each of the 83 filters', () => {
  it.skipIf(!existsSync(notes))('is one of those that PhotoPrism has', () => {
    const known = z
      .array(z.object({ name: z.string(), type: z.string() }))
      .parse(JSON.parse(readFileSync(notes, 'utf8')));
    const ours = searchFilters.map(({ filter, type }) => ({ name: filter, type }));
    const sorted = (list: readonly { name: string }[]) => [...list].sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(sorted(ours)).toEqual(sorted(known));
    expect(ours).toHaveLength(83);
  });

  const examples = searchFilters.flatMap(({ examples: text }) => {
    const split = splitSearchText(text);
    return split.ok ? split.value.filters : [];
  });
  // PhotoPrism makes this example up for any unsigned number, and refuses it itself.
  const taken = examples.filter(([name, value]) => `${name}:${value}` !== 'diff:-1' && !value.includes('...'));

  it('has an example', () => {
    expect(new Set(examples.map(([name]) => name)).size).toBe(83);
  });

  const partners: Readonly<Record<string, Record<string, FilterInput>>> = {
    dist: { lat: 1, lng: 1 },
    lat: { lng: 1 },
    lng: { lat: 1 },
  };

  it.each(taken)('takes its example %s:%s, in a form that PhotoPrism takes', (name, value) => {
    const query = sent({ filters: { [name]: value, ...partners[name] } });
    const strings = z.record(z.string(), z.string()).parse(query);
    expect(addressValues(strings)?.has(name)).toBe(true);
    expect(Object.keys(strings)).toEqual([name, ...Object.keys(partners[name] ?? {})]);
  });

  it.each(searchFilters.filter(({ type }) => type !== 'string').map(({ filter }) => filter))(
    'refuses words for %s',
    (name) => {
      expect(failureOf(one(name, 'some words'))).toContain(name);
    },
  );
});

describe('the value of a filter', () => {
  it.each<[string, FilterInput, string]>([
    ['video', true, 'true'],
    ['video', 'yes', 'true'],
    ['archived', false, 'false'],
    ['favorite', true, 'true'],
    ['favorite', 'no', 'no'],
    ['title', false, 'false'],
    ['type', 'Image|RAW', 'image|raw'],
    ['type', ['image', 'raw'], 'image|raw'],
    ['year', 1990, '1990'],
    ['year', [1990, 2003], '1990|2003'],
    ['month', '-1', '-1'],
    ['iso', 200, '200-200'],
    ['f', '2.8 - 4.5', '2.8-4.5'],
    ['after', '2024', '2024-01-01'],
    ['taken', '2024-02-29', '2024-02-29'],
    ['added', '2024-06-15T18:30:00+02:00', '2024-06-15T16:30:00Z'],
    ['added', '2024-06-15', '2024-06-15T00:00:00Z'],
    ['latlng', '49.4, 13.41, 46.5, 2.331', '49.4,13.41,46.5,2.331'],
    ['label', 'cat|dog&!blurry', 'cat|dog&!blurry'],
    ['person', 'Jane Doe & John Doe', 'Jane Doe & John Doe'],
  ])('%s: %j is sent as %j', (name, value, wanted) => {
    expect(sent({ filters: { [name]: value } })).toEqual({ [name]: wanted });
  });

  it('0 is a position of its own', () => {
    expect(sent({ filters: { lat: 0, lng: 0 } })).toEqual({ lat: '0.000001', lng: '0.000001' });
  });

  it.each<[string, FilterInput, string]>([
    ['video', 'maybe', 'yes or no'],
    ['video', false, 'photo: true'],
    ['mono', false, 'Leave it out'],
    ['quality', 8, 'from -1 to 7'],
    ['quality', 2.5, 'whole number'],
    ['chroma', '0x10', 'whole number'],
    ['lat', 90.1, '-90 to 90'],
    ['type', 'images', 'image, raw, live'],
    ['color', 'red|pinkish', 'purple'],
    ['year', '1990-2003', 'with | between them'],
    ['month', 13, '1 to 12'],
    ['day', 0, '1 to 31'],
    ['iso', '400-200', 'the smaller first'],
    ['iso', '100.5', 'whole number'],
    ['mp', 'large', 'range'],
    ['taken', '2024-02-30', 'is no date'],
    ['taken', '2024-02', 'must be a day'],
    ['before', '2024-06-15T12:00:00', 'must be a day'],
    ['added', 'yesterday', 'is no date'],
    ['uid', 'my photo', 'the uid of a photo'],
    ['near', 'pqbcf5j446s0futy|pqbcf5j446s0futz', 'the uid of a photo'],
    ['country', 'Germany', 'two letters'],
    ['latlng', '46.5,13.41,49.4,2.331', 'north, east, south, west'],
    ['latlng', '49.4,-170,46.5,170', 'date line'],
    ['people', '!Jane', 'no "not"'],
    ['keywords', 'sea&!sand', 'no "not"'],
    ['camera', ['canon', 'nikon'], 'one value'],
    ['camera', true, 'takes a text'],
    ['label', '', '1 to 1000'],
    ['label', [], 'needs a value'],
    ['label', 'cat\nq:dog', 'one line'],
    ['title', 'x'.repeat(1001), '1 to 1000'],
  ])('%s: %j is refused with what would be right', (name, value, said) => {
    expect(failureOf(one(name, value))).toContain(said);
  });
});

describe('filters that do not go together', () => {
  it.each<[Record<string, FilterInput>, string]>([
    [{ video: true, image: true }, 'image or video'],
    [{ type: 'raw', raw: true }, 'type or raw'],
    [{ portrait: true, square: true }, 'portrait or square'],
    [{ path: 'a', folder: 'b' }, 'path or folder'],
    [{ public: true, private: true }, 'public or private'],
    [{ archived: true, quality: 3 }, 'archived or quality'],
    [{ dist: 5 }, 'Add lat and lng'],
    [{ lat: 5 }, 'Add lng'],
    [{ lng: 5 }, 'Add lat'],
  ])('are refused: %j', (filters, said) => {
    expect(failureOf(photoSearch({ filters }))).toContain(said);
  });

  it.each([
    { near: 'pqbcf5j446s0futy', dist: 2 },
    { archived: false, quality: 3 },
    { public: false, private: true },
  ])('are not: %j', (filters) => {
    expect(photoSearch({ filters }).ok).toBe(true);
  });
});

describe('a filter that PhotoPrism does not have', () => {
  it.each([
    ['colour', 'color'],
    ['labels', 'label'],
    ['favourite', 'favorite'],
    ['persons', 'person'],
    ['lattitude', 'lat'],
  ])('%s is refused, and %s named', (name, meant) => {
    expect(failureOf(one(name, 'x'))).toMatch(new RegExp(`Did you mean .*\\b${meant}\\b`));
  });

  it.each(['q', 's', 'filter', 'count', 'offset', 'order', 'merged', 'reverse', '__proto__', 'constructor', 'zzzzzz'])(
    '%s is refused',
    (name) => {
      expect(failureOf(photoSearch({ filters: Object.fromEntries([[name, 'x']]) }))).toContain('no search filter');
    },
  );
});

describe('the search field', () => {
  it('takes filters between words, as PhotoPrism’s does', () => {
    expect(
      sent({ query: 'beach label:cat color:"red|blue" person:"Jane Doe" sunset', filters: { year: 2024 } }),
    ).toEqual({
      q: 'beach sunset',
      label: 'cat',
      color: 'red|blue',
      person: 'Jane Doe',
      year: '2024',
    });
  });

  it('takes colons that make no filter, and what is in quotes, for words', () => {
    expect(sent({ query: '12:30 "label:cat" ::b' })).toEqual({ q: '12 30 label cat b' });
  });

  it.each(['label:"red car', '"beach', 'beach "'])('refuses %s: the quote stays open', (query) => {
    expect(failureOf(photoSearch({ query }))).toContain('not closed');
  });

  it.each(['q:x', 'count:5', 'merged:true', 'hello:world'])('refuses %s, which is no filter', (query) => {
    expect(failureOf(photoSearch({ query }))).toContain('no search filter');
  });

  it('refuses a filter that is given twice', () => {
    expect(failureOf(photoSearch({ query: 'label:cat label:dog' }))).toContain('twice');
    expect(failureOf(photoSearch({ query: 'label:cat', filters: { Label: 'dog' } }))).toContain('twice');
  });
});

describe('whatever stands in words and values', () => {
  const nasty = fc.array(
    fc.constantFrom(
      'private:true',
      'q',
      ' ',
      '"',
      ':',
      '|',
      '&',
      '!',
      '\\',
      'archived:yes',
      '\n',
      '\t',
      'a',
      '%',
      '*',
      '=',
    ),
    { maxLength: 12 },
  );

  test('never becomes another filter in the words', () => {
    fc.assert(
      fc.property(nasty, (parts) => {
        const read = photoSearch({ query: `"${parts.join('').replaceAll('"', '')}"` });
        if (!read.ok) return;
        const q = read.value.q;
        expect(Object.keys(read.value).filter((name) => name !== 'q')).toEqual(['order']);
        if (typeof q === 'string') expect([...(unserialize(q)?.keys() ?? ['none'])]).toEqual(['q']);
      }),
    );
  });

  test('travels in its own field, by the letter where it is in a list', () => {
    fc.assert(
      fc.property(nasty, (parts) => {
        const value = parts
          .join('')
          .replace(/[\n\t]/g, '')
          .trim();
        const read = photoSearch({ filters: { title: [value, 'x'], label: [value] } });
        if (value === '') return;
        if (!read.ok) throw new Error(read.failure.message);
        expect(Object.keys(read.value).sort()).toEqual(['label', 'order', 'title']);
        expect(unescaped(String(read.value.title))).toEqual([value, 'x']);
      }),
    );
  });

  /** The alternatives in a value: a `\` makes a letter of what follows it. */
  function unescaped(text: string): string[] {
    const parts = text.match(/(?:\\[\s\S]|[^|\\])+/g) ?? [];
    return parts.map((part) => part.replace(/\\([|\\])/g, '$1'));
  }
});
