/** The tool that looks up PhotoPrism's settings. */
import * as z from 'zod';
import { applied, firstMatches, mentions, readQuestion, warned } from '../../catalog/lookup.ts';
import { limit, matchFacts, query } from '../../catalog/lookup-arguments.ts';
import { success } from '../../catalog/result.ts';
import type { ListedOption } from './config-options.ts';
import { defineTool } from './define.ts';
import { editions, isIn, ownEdition, supportedBy } from './editions.ts';

export const listConfigKeys = defineTool({
  name: 'list_config_keys',
  title: 'List PhotoPrism settings',
  description: 'Lists settings of a PhotoPrism server: environment variable, CLI flag, default, meaning.',
  toolset: 'reference',
  effect: 'read',
  permission: 'search',
  scopes: [],
  input: z.strictObject({
    section: z.string().optional().describe('Part of a title, as Storage'),
    query,
    edition: z.string().optional().describe('ce, plus, pro, portal or all'),
    limit,
  }),
  output: z.object({
    matches: z.array(
      z.object({
        section: z.string(),
        environment: z.string(),
        cli_flag: z.string(),
        default: z.string(),
        description: z.string(),
        edition_support: z.string(),
      }),
    ),
    ...matchFacts,
    section_applied: z.string().optional(),
    edition_applied: z.string(),
  }),
  async run(input) {
    const read = readQuestion({
      choice: { name: 'edition', value: input.edition, choices: editions },
      limit: input.limit,
      texts: { query: input.query, section: input.section },
    });
    if (!read.ok) return read;
    const { choice: edition, texts } = read.value;
    const { listedOptions } = await import('./config-options.ts');
    const found = listedOptions
      .filter((option) => isIn(edition, option.editions))
      .filter(({ item }) => mentions([item.section], texts.section))
      .filter(({ item }) => mentions([item.environment, item.cli_flag, item.description], texts.query));
    const page = firstMatches(found.map(matchOf), read.value);
    const advice =
      edition === 'all' || edition === ownEdition
        ? []
        : [`edition filtering is advisory; results come from the current ${ownEdition} build metadata`];
    return success({
      data: {
        ...page.found,
        query_applied: applied(input.query),
        section_applied: applied(input.section),
        edition_applied: edition,
        ...warned(...advice, ...page.warnings),
      },
    });
  },
});

function matchOf({ item, editions: only }: ListedOption) {
  return { ...item, edition_support: supportedBy(only) };
}
