/** The tool that looks up Immich's settings. */
import * as z from 'zod';
import { applied, firstMatches, mentions, readQuestion, warned } from '../../catalog/lookup.ts';
import { limit, matchFacts, query } from '../../catalog/lookup-arguments.ts';
import { success } from '../../catalog/result.ts';
import { defineTool } from './define.ts';

export const immichListConfigKeys = defineTool({
  name: 'immich_list_config_keys',
  title: 'List Immich settings',
  description:
    'Lists what can be set in an Immich server: environment variables and system settings, default, meaning.',
  toolset: 'reference_more',
  effect: 'read',
  permission: 'search',
  scopes: [],
  input: z.strictObject({ section: z.string().optional().describe('Part of a title, as Redis'), query, limit }),
  output: z.object({
    matches: z.array(
      z.object({
        section: z.string(),
        environment: z.string().optional(),
        setting: z.string().optional(),
        default: z.string(),
        description: z.string(),
      }),
    ),
    ...matchFacts,
    section_applied: z.string().optional(),
  }),
  async run(input) {
    const read = readQuestion({ limit: input.limit, texts: { query: input.query, section: input.section } });
    if (!read.ok) return read;
    const { texts } = read.value;
    const { configOptions } = await import('./config-options.ts');
    const found = configOptions
      .filter(({ section }) => mentions([section], texts.section))
      .filter(({ environment = '', setting = '', description }) =>
        mentions([environment, setting, description], texts.query),
      );
    const page = firstMatches(
      found.map((option) => ({ ...option })),
      read.value,
    );
    return success({
      data: {
        ...page.found,
        query_applied: applied(input.query),
        section_applied: applied(input.section),
        ...warned(...page.warnings),
      },
    });
  },
});
