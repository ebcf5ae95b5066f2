/** The tool that looks up the filters of Immich's searches. */
import * as z from 'zod';
import { applied, firstMatches, mentions, readQuestion, warned } from '../../catalog/lookup.ts';
import { limit, matchFacts, query } from '../../catalog/lookup-arguments.ts';
import { success } from '../../catalog/result.ts';
import { defineTool } from './define.ts';

export const immichFindSearchFilters = defineTool({
  name: 'immich_find_search_filters',
  title: 'Find Immich search filters',
  description:
    "Finds what Immich's search API takes, with type, examples and notes, and the argument of the search tools that does the same.",
  toolset: 'reference_more',
  effect: 'read',
  permission: 'search',
  scopes: [],
  input: z.strictObject({
    query,
    type: z.string().optional().describe('choice, id, ids, number, string, switch, timestamp or all'),
    limit,
  }),
  output: z.object({
    matches: z.array(
      z.object({
        filter: z.string(),
        type: z.string(),
        searches: z.string(),
        argument: z.string().optional(),
        examples: z.string(),
        notes: z.string(),
      }),
    ),
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
      .filter(({ filter, argument = '', examples, notes }) =>
        mentions([filter, argument, examples, notes], texts.query),
      );
    const page = firstMatches(
      found.map((filter) => ({ ...filter })),
      read.value,
    );
    return success({
      data: { ...page.found, query_applied: applied(input.query), type_applied: type, ...warned(...page.warnings) },
    });
  },
});
