/** The program `albumen`: one command per file, loaded only when it is called. */
import { Command, Option } from 'commander';
import { missingBinary } from '../catalog/missing-binary.ts';
import { doorSettings } from '../config/door-settings.ts';
import { jwtSettings } from '../config/jwt-settings.ts';
import type { Setting } from '../config/setting.ts';
import { settings } from '../config.ts';
import { version } from '../version.ts';
import { clientNames } from './client-names.ts';
import { addClientsCommands } from './clients/command.ts';
import { pageNumber, portNumber } from './numbers.ts';
import { fail } from './program.ts';

const program = new Command('albumen')
  .description('Lets an AI browse, search, look at and organise your own photos, through MCP.')
  .version(version);

/** What matters also where nothing is served over HTTP. */
const ownSettings = Object.values(settings).filter(
  (one) => !Object.values<unknown>({ ...doorSettings, ...jwtSettings }).includes(one),
);

/** Adds the flags of these settings; a setting without one (a secret) is read from the environment only. */
function withSettings(
  command: Command,
  wanted: readonly Pick<Setting<unknown>, 'flag' | 'describe' | 'env'>[] = ownSettings,
): Command {
  for (const { flag, describe, env } of wanted) {
    if (flag === undefined) continue;
    const option = new Option(flag, `${describe} (${env})`);
    // To commander, --no-auth would be an option `auth` that is on unless told otherwise.
    option.negate = false;
    command.addOption(option);
  }
  return command;
}

withSettings(program.command('serve'), Object.values(settings))
  .description('Start the MCP server')
  .action(async (options) => (await import('./serve.ts')).serve(options));

withSettings(program.command('setup'))
  .description(`Print a client's configuration, ready to paste: ${clientNames.join(', ')}`)
  .argument('<client>')
  .action(async (client, options) => (await import('./setup.ts')).setup(client, options));

withSettings(program.command('doctor'))
  .description('Say whether this configuration works, which tools do not, and what to do about it')
  .option('--json', 'print the report as JSON')
  .action(async (options) => (await import('./doctor.ts')).doctor(options));

withSettings(program.command('health'), Object.values(doorSettings))
  .description('Say by the exit code whether the HTTP server of this configuration lives')
  .action(async (options) => (await import('./health.ts')).health(options));

const library = program
  .command('library')
  .description('The local library: folders of photos that Albumen indexes itself');

/** A command that works on the local library's own data. */
function libraryCommand(parent: Command, usage: string): Command {
  return withSettings(parent.command(usage), [settings.dataDir]);
}

libraryCommand(library, 'add <folder...>')
  .description('Add folders and index them; originals are only read')
  .action(async (folders, options) => (await import('./library.ts')).addFolders(folders, options));

libraryCommand(library, 'index')
  .description('Index every folder again: takes what is new or changed, notices what is gone')
  .action(async (options) => (await import('./library.ts')).indexAll(options));

libraryCommand(library, 'list')
  .description('List the folders')
  .action(async (options) => (await import('./library.ts')).listFolders(options));

libraryCommand(library, 'held')
  .description('List the originals that permanent deletions took out of their place')
  .action(async (options) => (await import('./held.ts')).listHeldOriginals(options));

libraryCommand(library, 'put-back <id...>')
  .description('Put held originals back to where they were, never over another file; their assets are visible again')
  .action(async (ids, options) => (await import('./held.ts')).putBack(ids, options));

withSettings(library.command('serve'), [settings.dataDir, settings.publicUrl])
  .description('Serve the library: to other Immich clients, which need an API key, and shared links as pages')
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--port <number>', 'port to listen on', portNumber, 2283)
  .action(async (options) => (await import('./library-api.ts')).serveApi(options));

const keys = library.command('keys').description('API keys for other Immich clients');

libraryCommand(keys, 'add <name>')
  .description('Make a key; it is shown once')
  .option('--permissions <list>', 'Immich permissions, comma-separated', 'all')
  .action(async (name, options) => (await import('./library-api.ts')).addKey(name, options));

libraryCommand(keys, 'list')
  .description('List the keys, without their secrets')
  .action(async (options) => (await import('./library-api.ts')).listKeys(options));

libraryCommand(keys, 'remove <name>')
  .description('Remove every key of this name')
  .action(async (name, options) => (await import('./library-api.ts')).removeKeys(name, options));

/** Whose history it is: whoever brings a key of their own has one of their own. */
const ofClient = ['--client <id>', 'what a client with a library key of its own has changed'] as const;

const history = program.command('history').description('What was changed through Albumen, and how to take it back');

withSettings(history.command('list'))
  .description('List changes, the latest first')
  .option('--since <time>', 'ISO day or time')
  .option('--until <time>', 'ISO day or time, inclusive')
  .option('--tool <text>', "part of the tool's name")
  .option('--caller <id>', 'who asked: local, client:<id> …')
  .option('--about <id>', 'id of an asset, album, tag … that was changed')
  .option('--page <number>', 'from 1', pageNumber, 1)
  .option(...ofClient)
  .option('--json', 'print the answer as JSON')
  .action(async ({ since, until, tool, caller, about, page, ...options }) =>
    (await import('./history.ts')).listChanges(options, {
      since,
      until,
      tool,
      caller,
      about_id: about,
      page,
      page_size: 50,
    }),
  );

withSettings(history.command('show <change>'))
  .description('Show a change item by item')
  .option('--page <number>', 'from 1', pageNumber, 1)
  .option(...ofClient)
  .option('--json', 'print the answer as JSON')
  .action(async (change, options) => (await import('./history.ts')).showChange(change, options));

withSettings(history.command('undo <change>'))
  .description('Take a change back; shows what would happen unless --yes is given')
  .option('--since', 'everything since this change (or ISO time), included')
  .option('--force', 'also what somebody has changed since')
  .option('--yes', 'do it')
  .option(...ofClient)
  .option('--json', 'print the answer as JSON')
  .action(async (change, options) => (await import('./history.ts')).undoChange(change, options));

withSettings(program.command('review'))
  .description('Open a page in the browser to decide by hand: about duplicates, or what is taken back')
  .argument('[what]', 'duplicates or history', 'duplicates')
  .option('--no-open', 'only print the address')
  .option('--port <number>', 'port to listen on, on this machine alone', portNumber, 0)
  .action(async (what, options) => (await import('./review.ts')).review(what, options));

addClientsCommands(program, (command) => withSettings(command, [settings.dataDir]));

program
  .command('tour')
  .description('Walk through the main job on sample photos, or on a folder of yours (which is only read)')
  .option('--photos <folder>', 'a folder of photos to use instead of generated samples')
  .option('--keep <folder>', 'where to leave the sample photos, the library and the contact sheet')
  .action(async (options) => (await import('./tour.ts')).tour(options));

// Whoever reads the output may have had enough (`| head`); a server ends in its own order.
program.hook('preAction', (_, command) => {
  if (command.name() !== 'serve') process.stdout.on('error', endWithReader);
});

function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}

// Not left to commander: in Electron, where Claude Desktop runs bundles, it would take the script for the first argument.
program.parseAsync(process.argv, { from: 'node' }).catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  fail(missingBinary(error) ?? { code: 'unexpected', message });
});
