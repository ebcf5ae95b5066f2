/**
 * The commands of PhotoPrism's command line, those for its developers left out.
 * https://github.com/photoprism/photoprism/tree/develop/internal/commands
 */

export interface CliCommand {
  /** What is typed after `photoprism`. */
  readonly command: string;
  readonly arguments?: string;
  readonly aliases?: string;
  readonly description: string;
  /** Its own flags, without those that every command takes, which are the settings. */
  readonly flags?: string;
}

const report = '--json -j, --md -m, --csv -c, --tsv -t';
const yes = '--yes -y';
const user =
  '--name -n, --email -m, --password -p, --role -r, --auth -A, --auth-id, --superadmin -s, --no-login -l, --webdav -w';
const client = '--name -n, --role -r, --scope -s, --expires -e, --tokens -t';
const migrationRun = '--failed -f, --trace -t';

/** Cameras and lenses have the same commands. */
function gear(plural: string, one: string): CliCommand[] {
  return [
    {
      command: `${plural} ls`,
      arguments: '[query]',
      description: `Shows every ${one} that pictures were taken with or that was added by hand.`,
      flags: `${report}, --count -n, --offset, --nomake`,
    },
    {
      command: `${plural} add`,
      description: `Adds a ${one} for pictures that do not name theirs, such as scanned film.`,
      flags: '--make, --model',
    },
    {
      command: `${plural} update`,
      description: `Corrects the maker and model of a ${one}.`,
      flags: '--id, --make, --model',
    },
    {
      command: `${plural} rm`,
      description: `Deletes a ${one}; pictures of it lose theirs with --reassign.`,
      flags: `--id, --make, --model, --reassign, ${yes}`,
    },
  ];
}

const running: readonly CliCommand[] = [
  {
    command: 'start',
    aliases: 'up',
    description: 'Runs the server until it is told to end.',
    flags: '--detach-server -d, --config -c',
  },
  { command: 'stop', aliases: 'down', description: 'Ends a server that runs in the background.' },
  { command: 'status', description: 'Asks the server whether it is up.' },
  { command: 'mcp serve', description: "Runs PhotoPrism's own MCP server on stdin and stdout." },
  { command: 'config', description: 'Shows the settings that are in force.', flags: report },
  { command: 'version', description: 'Says which version this is.' },
  { command: 'connect', arguments: '[activation code]', description: 'Links the server with a membership.' },
];

const files: readonly CliCommand[] = [
  {
    command: 'index',
    arguments: '[subfolder]',
    description: 'Looks for new and changed originals and takes them into the library.',
    flags: '--force -f, --archived -a, --cleanup -c',
  },
  {
    command: 'find',
    arguments: 'filter',
    description: 'Shows the files that a search finds.',
    flags: `${report}, -n`,
  },
  {
    command: 'mv',
    arguments: '[source]',
    aliases: 'import',
    description: 'Imports files and deletes them where they were.',
    flags: '--dest -d',
  },
  {
    command: 'cp',
    arguments: '[source]',
    aliases: 'copy',
    description: 'Imports files and leaves them where they were.',
    flags: '--dest -d',
  },
  {
    command: 'download',
    arguments: '[url]...',
    aliases: 'dl',
    description: 'Fetches pictures and videos from the web and imports them.',
    flags: '--dest -d, --impersonate -i, --method -m, --remux -r, --sort -s, --cookies -c, --header -a',
  },
  {
    command: 'convert',
    arguments: '[subfolder]',
    description: 'Makes JPEGs and playable videos of originals that browsers cannot show.',
    flags: '--ext -e, --force -f',
  },
  {
    command: 'thumbs',
    arguments: '[subfolder]',
    description: 'Makes thumbnails that are missing, or all of them anew with --force.',
    flags: '--force -f, --originals -o',
  },
  {
    command: 'purge',
    arguments: '[subfolder]',
    description: 'Takes files that are gone out of the library.',
    flags: '--hard, --dry',
  },
  {
    command: 'cleanup',
    description: 'Deletes thumbnails, sidecars and entries that belong to nothing any more.',
    flags: '--dry',
  },
  { command: 'optimize', description: 'Completes titles, places and estimates of dates.', flags: '--force -f' },
  { command: 'moments', description: 'Makes albums of trips, places and occasions by itself.' },
  { command: 'places update', description: 'Asks anew what the places in the library are called; for members.' },
];

const videos: readonly CliCommand[] = [
  {
    command: 'videos ls',
    arguments: '[filter]...',
    aliases: 'video ls',
    description: 'Shows the videos that a search finds.',
  },
  {
    command: 'videos info',
    arguments: '[filter]...',
    aliases: 'video info',
    description: 'Shows what the library, ExifTool and FFmpeg know of videos.',
    flags: '--count -n, --offset, --json -j, --verbose',
  },
  {
    command: 'videos trim',
    arguments: '[filter]... <duration>',
    aliases: 'video trim',
    description: 'Cuts a stretch off the start of videos, or off the end when it is negative.',
    flags: `--count -n, --offset, --dry-run, ${yes}`,
  },
  {
    command: 'videos remux',
    arguments: '[filter]...',
    aliases: 'video remux',
    description: 'Puts H.264 videos into an MP4 file without encoding them again.',
    flags: `--count -n, --offset, --force -f, --dry-run, ${yes}`,
  },
  {
    command: 'videos transcode',
    arguments: '[filter]...',
    aliases: 'video transcode',
    description: 'Encodes videos to H.264 beside their originals.',
    flags: `--count -n, --offset, --force -f, --dry-run, ${yes}`,
  },
];

const recognition: readonly CliCommand[] = [
  { command: 'vision ls', description: 'Shows the models that look at pictures.', flags: report },
  {
    command: 'vision run',
    arguments: '[filter]...',
    description: 'Has pictures labelled, described or judged by models.',
    flags: '--models -m, --count -n, --source -s, --force -f',
  },
  { command: 'vision sources', description: 'Shows where facts may come from and which of them win.', flags: report },
  { command: 'vision save', description: 'Writes the models in use to vision.yml.', flags: '--force -f' },
  {
    command: 'faces status',
    aliases: 'faces config',
    description: 'Says how faces are found and whether that works.',
    flags: report,
  },
  { command: 'faces update', description: 'Sorts faces by person.', flags: '--force -f' },
  { command: 'faces index', arguments: '[subfolder]', description: 'Looks for faces in originals.' },
  { command: 'faces optimize', description: 'Merges groups of faces that show the same person.', flags: '--retry' },
  {
    command: 'faces migrate',
    description: 'Computes all faces anew for another model.',
    flags: `--to, --dry-run, --force -f, ${yes}`,
  },
  {
    command: 'faces ls',
    arguments: '[name|uid]',
    aliases: 'faces clusters',
    description: 'Shows groups of faces.',
    flags: `${report}, --count -n, --offset`,
  },
  {
    command: 'faces markers',
    arguments: '[name|uid]',
    description: 'Shows where on pictures faces are, and whose.',
    flags: `${report}, --count -n, --offset, --face -f, --unassigned, --dangling`,
  },
  {
    command: 'faces subjects',
    arguments: '[name|uid]',
    description: 'Shows people and how often they appear.',
    flags: `${report}, --count -n, --offset, --stored`,
  },
  {
    command: 'faces conflicts',
    arguments: '[name|uid]',
    description: 'Shows groups that look like one person but have different names.',
    flags: `${report}, --count -n, --offset`,
  },
  {
    command: 'faces audit',
    description: 'Looks for contradictions among faces and people.',
    flags: '--fix -f, --subject',
  },
  { command: 'faces stats', description: 'Shows how well faces can be told apart.' },
  {
    command: 'faces reset',
    description: 'Forgets faces and people, after asking.',
    flags: `--all -a, --force -f, --detector, --trace -t, ${yes}`,
  },
];

const upkeep: readonly CliCommand[] = [
  {
    command: 'backup',
    arguments: '[filename]',
    description: 'Saves the database, albums or both; - writes the database to stdout.',
    flags: '--force -f, --albums -a, --albums-path, --database --index -i, --database-path --index-path, --retain -r',
  },
  {
    command: 'restore',
    arguments: '[filename]',
    description: 'Brings the database, albums or both back from a backup; - reads the database from stdin.',
    flags: '--force -f, --albums -a, --albums-path, --index -i, --index-path',
  },
  {
    command: 'reset',
    description: 'Empties the database and, after asking, deletes thumbnails and sidecars; originals stay.',
    flags: `--index -i, --trace -t, ${yes}`,
  },
  {
    command: 'migrate',
    arguments: '[migrations...]',
    description: 'Brings the tables of the database up to date.',
    flags: migrationRun,
  },
  {
    command: 'migrations ls',
    arguments: '[migrations...]',
    aliases: 'migrations status, migrations show',
    description: 'Shows which changes of the tables were made and which failed.',
    flags: report,
  },
  {
    command: 'migrations run',
    arguments: '[migrations...]',
    aliases: 'migrations execute, migrations migrate',
    description: 'Does the same as migrate.',
    flags: migrationRun,
  },
];

const access: readonly CliCommand[] = [
  { command: 'passwd', arguments: '[username]', description: 'Gives an account another password.', flags: '--show -s' },
  { command: 'users ls', description: 'Shows the accounts.', flags: `${report}, --count -n` },
  { command: 'users legacy', description: 'Shows accounts from before the present kind.' },
  { command: 'users add', arguments: '[username]', description: 'Makes an account.', flags: user },
  { command: 'users show', arguments: '[username]', description: 'Shows what is known of an account.', flags: report },
  { command: 'users mod', arguments: '[username]', description: 'Changes an account.', flags: user },
  { command: 'users rm', arguments: '[username]', description: 'Deletes an account, after asking.', flags: yes },
  { command: 'users reset', description: 'Deletes every account and session.', flags: `--trace -t, ${yes}` },
  {
    command: 'clients ls',
    arguments: '[search]',
    description: 'Shows the programs that may use the API.',
    flags: `${report}, --count -n`,
  },
  {
    command: 'clients add',
    arguments: '[username]',
    description: 'Registers a program and shows its secret, this one time.',
    flags: client,
  },
  { command: 'clients show', arguments: '[client id]', description: 'Shows what a program may do.', flags: report },
  {
    command: 'clients mod',
    arguments: '[client id]',
    description: 'Changes what a program may do, or gives it another secret.',
    flags: `${client}, --regenerate, --enable, --disable`,
  },
  {
    command: 'clients rm',
    arguments: '[client id]',
    description: 'Deletes a program, after asking.',
    flags: '--force -f',
  },
  { command: 'clients reset', description: 'Deletes every program.', flags: yes },
  {
    command: 'auth ls',
    arguments: '[search]',
    description: 'Shows who and what is signed in.',
    flags: `${report}, --count -n, --tokens`,
  },
  {
    command: 'auth add',
    arguments: '[username]',
    description: 'Makes an app password for an account, or a token without one.',
    flags: '--name -n, --scope -s, --expires -e',
  },
  { command: 'auth show', arguments: '[identifier]', description: 'Shows a session.', flags: report },
  { command: 'auth rm', arguments: '[identifier]', description: 'Ends a session.', flags: yes },
  { command: 'auth reset', description: 'Ends every session and deletes every token.', flags: `--trace -t, ${yes}` },
];

const cluster: readonly CliCommand[] = [
  { command: 'cluster summary', description: 'Shows what the cluster consists of.' },
  { command: 'cluster health', description: 'Says whether the cluster works.' },
  {
    command: 'cluster nodes ls',
    description: 'Shows the servers of the cluster.',
    flags: `${report}, --count -n, --offset`,
  },
  { command: 'cluster nodes show', description: 'Shows what is known of a server.' },
  { command: 'cluster nodes mod', description: 'Changes what is known of a server.' },
  { command: 'cluster nodes rm', description: 'Takes a server out of the cluster.' },
  { command: 'cluster nodes rotate', description: 'Gives a server new credentials.' },
  {
    command: 'cluster register',
    description: 'Makes this server part of a cluster.',
    flags: `--join-token, --write-config, --force -f, --dry-run, ${report}`,
  },
  { command: 'cluster join-token', description: 'Makes the secret that servers join with.', flags: yes },
  { command: 'cluster theme pull', description: "Fetches the portal's look.", flags: '--dest, --force -f' },
];

const lists: readonly CliCommand[] = [
  { command: 'show config', description: 'Does the same as config.', flags: report },
  { command: 'show config-options', description: 'Shows every setting as a flag and a variable.', flags: report },
  { command: 'show config-yaml', description: 'Shows every setting as a line of options.yml.', flags: report },
  { command: 'show search-filters', description: 'Shows every filter of a search.', flags: report },
  {
    command: 'show file-formats',
    aliases: 'show formats',
    description: 'Shows every kind of file that is supported.',
    flags: `${report}, --short -s`,
  },
  { command: 'show thumb-sizes', description: 'Shows the sizes of thumbnails.', flags: report },
  { command: 'show video-sizes', description: 'Shows the sizes of videos.', flags: report },
  { command: 'show metadata', description: 'Shows which metadata is read, and from where.', flags: report },
  {
    command: 'show commands',
    description: 'Shows every command.',
    flags: '--json -j, --all, --short, --base-heading, --nested',
  },
];

/** Grouped by what they are about, as PhotoPrism's own help roughly is. */
export const cliCommands: readonly CliCommand[] = [
  ...running,
  ...files,
  ...videos,
  ...recognition,
  ...gear('cameras', 'camera'),
  ...gear('lenses', 'lens'),
  ...upkeep,
  ...access,
  ...cluster,
  ...lists,
];
