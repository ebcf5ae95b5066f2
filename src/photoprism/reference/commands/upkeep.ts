/** Commands of PhotoPrism that save, restore and empty its database. */
import { type CliCommand, report, yes } from './command.ts';

const migrationRun = '--failed -f, --trace -t';

export const upkeep: readonly CliCommand[] = [
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
