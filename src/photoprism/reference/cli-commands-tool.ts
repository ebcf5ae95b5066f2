/** The tool that looks up PhotoPrism's commands. */
import * as z from 'zod';
import { applied, matchesFrom, mentions, readQuestion, warned } from '../../catalog/lookup.ts';
import { limit, matchFacts, offset, query } from '../../catalog/lookup-arguments.ts';
import { success } from '../../catalog/result.ts';
import { defineTool } from './define.ts';

export const listCliCommands = defineTool({
  name: 'list_cli_commands',
  title: 'List PhotoPrism commands',
  description: "Lists what PhotoPrism's command line can do: each command with its arguments, aliases and own flags.",
  toolset: 'reference_more',
  effect: 'read',
  permission: 'search',
  scopes: [],
  input: z.strictObject({ query, limit, offset }),
  output: z.object({
    matches: z.array(
      z.object({
        command: z.string(),
        arguments: z.string().optional(),
        aliases: z.string().optional(),
        description: z.string(),
        flags: z.string().optional(),
      }),
    ),
    ...matchFacts,
  }),
  async run(input) {
    const read = readQuestion({ limit: input.limit, offset: input.offset, texts: { query: input.query } });
    if (!read.ok) return read;
    const { cliCommands } = await import('./cli-commands.ts');
    const found = cliCommands.filter(({ command, aliases = '', description, flags = '' }) =>
      mentions([command, aliases, description, flags], read.value.texts.query),
    );
    const page = matchesFrom(
      found.map((command) => ({ ...command })),
      read.value,
    );
    return success({ data: { ...page.found, query_applied: applied(input.query), ...warned(...page.warnings) } });
  },
});
