/** What `albumen clients` understands; the work is loaded when it is called. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import { pageNumber } from '../numbers.ts';

/** Adds the commands; `withData` adds the flags that say where Albumen keeps its data. Wrong usage ends with exit code 2. */
export function addClientsCommands(program: Command, withData: (command: Command) => Command): void {
  const clients = program
    .command('clients')
    .alias('client')
    .description('Programs that may use this server over HTTP, each with an id and a secret')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

  withReports(withData(clients.command('ls').alias('list')))
    .description('List the clients')
    .argument('[search]', 'part of an id, a name or a user')
    .option('-n, --n <limit>', 'how many at most', pageNumber, 100)
    .action(async (search, options) => (await import('./list.ts')).listClients(search, options));

  withTerms(withData(clients.command('add')), defaults)
    .description('Register a client; its secret is shown once')
    .argument('[user]', 'whom it belongs to')
    .addOption(new Option('--id <id>', 'an id of your own').hideHelp())
    .option('--json', 'print everything as JSON')
    .action(async (user, options) => (await import('./add.ts')).addClient(user, options));

  withReports(withData(clients.command('show')))
    .description('Show all that is known of a client')
    .argument('<id>')
    .action(async (id, options) => (await import('./show.ts')).showClient(id, options));

  withTerms(withData(clients.command('mod')), {})
    .description('Change a client; what is not named stays')
    .argument('<id>')
    .option('--regenerate', 'give it another secret, shown once; its access tokens end')
    .addOption(new Option('--enable', 'let it in again').conflicts('disable'))
    .addOption(new Option('--disable', 'let it in no more; its access tokens end').conflicts('enable'))
    .addOption(
      new Option('--remove-library-key', 'let it use the library as the server does').conflicts('libraryKeyFile'),
    )
    .option('--json', 'print everything as JSON')
    .action(async (id, options) => (await import('./mod.ts')).modifyClient(id, options));

  withData(clients.command('rm').alias('remove'))
    .description('Remove a client and its access tokens; both stop working at once')
    .argument('<id>')
    .option('-f, --force', 'do not ask')
    .action(async (id, options) => (await import('./remove.ts')).removeClient(id, options));

  withData(clients.command('reset'))
    .description('Remove all clients')
    .option('-y, --yes', 'do not ask')
    .action(async (options) => (await import('./remove.ts')).resetClients(options));
}

/** What PhotoPrism gives a client about which nothing else was said. */
const defaults = { role: 'client', expires: 86_400, tokens: 10 };

function withTerms(command: Command, { role, expires, tokens }: Partial<typeof defaults>): Command {
  return command
    .option('-n, --name <name>', 'what people call it')
    .option('-r, --role <role>', 'admin, client, instance, service, portal or none', role)
    .option('-s, --scope <scope>', 'what its tokens are for: mcp, metrics, * …; with read or write, only that')
    .option('-e, --expires <seconds>', 'how long a token is good for; -1: for ever', countOrUnlimited, expires)
    .option('-t, --tokens <count>', 'access tokens at the same time; -1: any number', countOrUnlimited, tokens)
    .option('--library-key-file <path>', 'file with its own Immich API key; - is the standard input')
    .addOption(new Option('-p, --provider <provider>').choices(['client']).hideHelp())
    .addOption(new Option('-m, --method <method>').choices(['oauth2']).hideHelp())
    .addOption(new Option('--secret <secret>', 'a secret of your own, for tests').hideHelp());
}

function withReports(command: Command): Command {
  return command
    .option('-m, --md', 'print Markdown')
    .option('-c, --csv', 'print values separated by semicolons')
    .option('-t, --tsv', 'print values separated by tabs')
    .option('--json', 'print JSON');
}

/** Reads a whole number from 1, or -1. Throws commander's own error, which names the flag. */
function countOrUnlimited(text: string): number {
  if (/^(-1|[1-9]\d{0,9})$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1, or -1 for no limit.');
}
