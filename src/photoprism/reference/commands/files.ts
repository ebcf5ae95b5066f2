/** Commands of PhotoPrism that bring files into the library and keep it in order. */
import { type CliCommand, report } from './command.ts';

export const files: readonly CliCommand[] = [
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
