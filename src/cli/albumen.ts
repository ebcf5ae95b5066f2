#!/usr/bin/env node
/** The program `albumen`: one command per file, loaded only when it is called. */
import { Command } from 'commander';
import { settings } from '../config.ts';
import { version } from '../version.ts';

const program = new Command('albumen')
  .description('Lets an AI browse, search, look at and organise your own photos, through MCP.')
  .version(version);

/** Adds the flags of every setting to a command that needs the configuration. */
function withSettings(command: Command): Command {
  for (const setting of Object.values(settings)) {
    if (setting.flag !== undefined) command.option(setting.flag, `${setting.describe} (${setting.env})`);
  }
  return command;
}

withSettings(program.command('serve'))
  .description('Start the MCP server')
  .option('--transport <kind>', 'stdio or streamable-http', 'stdio')
  .option('--host <address>', 'address to listen on (streamable-http)', '127.0.0.1')
  .option('--port <number>', 'port to listen on (streamable-http)', '8000')
  .action(async (options) => (await import('./serve.ts')).serve(options));

withSettings(program.command('setup'))
  .description("Print a client's configuration, ready to paste: claude-desktop, claude-code, vscode or cursor")
  .argument('<client>')
  .action(async (client, options) => (await import('./setup.ts')).setup(client, options));

program
  .command('tour')
  .description('Walk through the main job on sample photos, or on a folder of yours (which is only read)')
  .option('--photos <folder>', 'a folder of photos to use instead of generated samples')
  .option('--keep <folder>', 'where to leave the sample photos, the library and the contact sheet')
  .action(async (options) => (await import('./tour.ts')).tour(options));

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`albumen: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
