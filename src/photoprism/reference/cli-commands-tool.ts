/** The tool that looks up PhotoPrism's commands. */
import * as z from 'zod';
import { limit, matchFacts, offset, query } from '../../catalog/lookup-arguments.ts';
import { lookUp } from '../../catalog/lookup-table.ts';
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
    const { cliCommands: rows } = await import('./cli-commands.ts');
    const fields = ({ command, aliases, description, flags }: (typeof rows)[number]) => [
      command,
      aliases,
      description,
      flags,
    ];
    return lookUp({ rows, fields, paged: true }, input);
  },
});
