/** The tool that looks up the filters of Immich's searches. */
import * as z from 'zod';
import { limit, matchFacts, query } from '../../catalog/lookup-arguments.ts';
import { lookUp } from '../../catalog/lookup-table.ts';
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
    const { filterTypes: types, searchFilters: rows } = await import('./search-filters.ts');
    const fields = ({ filter, argument, examples, notes }: (typeof rows)[number]) => [
      filter,
      argument,
      examples,
      notes,
    ];
    return lookUp({ rows, fields, types, paged: false }, input);
  },
});
