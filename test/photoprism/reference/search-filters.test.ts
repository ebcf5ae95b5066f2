import { describe, expect, it } from 'vitest';
import { findSearchFilters } from '../../../src/photoprism/reference/search-filters-tool.ts';
import { ask, refusal } from '../../fixtures/reference-tools.ts';

const filters = (args: Record<string, unknown>) => ask(findSearchFilters, args);

describe('find_search_filters', () => {
  it('answers without arguments: the first 20 of all, and that there are more', async () => {
    const found = await filters({});
    expect(Object.keys(found)).toEqual(['matches', 'total_matches', 'truncated', 'type_applied', 'warnings']);
    expect(found).toMatchObject({ total_matches: 83, truncated: true, type_applied: 'all' });
    expect(found.warnings).toEqual([
      'results truncated to 20 of 83 matches; raise the limit parameter (max 50) to retrieve more',
    ]);
  });

  it('has four facts of each', async () => {
    expect((await filters({ query: 'mm:28' })).matches).toEqual([
      { filter: 'mm', type: 'string', examples: 'mm:28-35', notes: expect.stringMatching(/\.$/) },
    ]);
  });

  it('finds Berlin among the examples, and all of it', async () => {
    const found = await filters({ query: 'Berlin', limit: 5 });
    expect(found.matches.map((match) => match.filter)).toEqual(['album', 'city']);
    expect(found).toMatchObject({ truncated: false, query_applied: 'Berlin' });
    expect(Object.keys(found)).not.toContain('warnings');
  });

  it('finds the switch for what is hidden', async () => {
    const found = await filters({ type: 'switch', query: 'hidden' });
    expect(found.matches.map((match) => match.filter)).toEqual(['hidden']);
    expect(found.type_applied).toBe('switch');
  });

  it('is truncated with a limit of one', async () => {
    const found = await filters({ limit: 1 });
    expect(found).toMatchObject({ truncated: true, total_matches: 83 });
    expect(found.warnings).toEqual([
      'results truncated to 1 of 83 matches; raise the limit parameter (max 50) to retrieve more',
    ]);
  });

  it.each([
    ['decimal', 3],
    ['number', 3],
    ['string', 45],
    ['switch', 26],
    ['timestamp', 6],
    [' Switch ', 26],
    ['', 83],
    ['all', 83],
  ])('type %j has %i', async (type, count) => {
    const found = await filters({ type, limit: 50 });
    expect(found.total_matches).toBe(count);
    const kinds = new Set(found.matches.map((match) => match.type));
    if (count < 83) expect([...kinds]).toEqual([type.trim().toLowerCase()]);
  });

  it.each([
    ['a name', 'unstacked', ['unstacked']],
    ['an example', 'baden-württemberg', ['state']],
    ['a note', 'plus code', ['olc']],
    ['not the type', 'timestamp', []],
  ])('looks for %s', async (_what, query, names) => {
    expect((await filters({ query })).matches.map((match) => match.filter)).toEqual(names);
  });

  const long = 'x'.repeat(201);
  it.each([
    [{ type: 'boolean' }, 'type must be one of decimal, number, string, switch, timestamp, or all'],
    [{ limit: -5 }, 'limit must be greater than 0'],
    [{ query: long }, 'query must not exceed 200 characters'],
    [{ type: 'x', limit: -1, query: long }, 'type must be one of decimal, number, string, switch, timestamp, or all'],
    [{ limit: -1, query: long }, 'limit must be greater than 0'],
    [{ section: 'x' }, 'Invalid arguments: unknown argument "section" (known: query, type, limit).'],
  ])('refuses %j', async (args, message) => {
    expect(await refusal(findSearchFilters, args)).toBe(message);
  });
});
