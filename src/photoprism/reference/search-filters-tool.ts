/** The tool that looks up the filters of PhotoPrism's search. */
import * as z from 'zod';
import { applied, firstMatches, mentions, readQuestion, warned } from '../../catalog/lookup.ts';
import { limit, matchFacts, query } from '../../catalog/lookup-arguments.ts';
import { success } from '../../catalog/result.ts';
import { defineTool } from './define.ts';

export const findSearchFilters = defineTool({
  name: 'find_search_filters',
  title: 'Find PhotoPrism search filters',
  description: 'Finds what a PhotoPrism search takes (`key:value`), with type, examples and notes.',
  toolset: 'reference',
  effect: 'read',
  permission: 'search',
  scopes: [],
  input: z.strictObject({
    query,
    type: z.string().optional().describe('decimal, number, string, switch, timestamp or all'),
    limit,
  }),
  output: z.object({
    matches: z.array(z.object({ filter: z.string(), type: z.string(), examples: z.string(), notes: z.string() })),
    ...matchFacts,
    type_applied: z.string(),
  }),
  async run(input) {
    const { filterTypes, searchFilters } = await import('./search-filters.ts');
    const read = readQuestion({
      choice: { name: 'type', value: input.type, choices: filterTypes },
      limit: input.limit,
      texts: { query: input.query },
    });
    if (!read.ok) return read;
    const { choice: type, texts } = read.value;
    const found = searchFilters
      .filter((filter) => type === 'all' || filter.type === type)
      .filter(({ filter, examples, notes }) => mentions([filter, examples, notes], texts.query));
    const page = firstMatches(
      found.map((filter) => ({ ...filter })),
      read.value,
    );
    return success({
      data: {
        ...page.found,
        query_applied: applied(input.query),
        type_applied: type,
        ...warned(...page.warnings),
      },
    });
  },
});
