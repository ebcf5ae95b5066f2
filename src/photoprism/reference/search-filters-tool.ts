/** The tool that looks up the filters of PhotoPrism's search. */
import * as z from 'zod';
import { limit, matchFacts, query } from '../../catalog/lookup-arguments.ts';
import { lookUp } from '../../catalog/lookup-table.ts';
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
    const { filterTypes: types, searchFilters: rows } = await import('./search-filters.ts');
    const fields = ({ filter, examples, notes }: (typeof rows)[number]) => [filter, examples, notes];
    return lookUp({ rows, fields, types, paged: false }, input);
  },
});
