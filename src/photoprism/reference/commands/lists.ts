/** Commands of PhotoPrism that print what it supports. */
import { type CliCommand, report } from './command.ts';

export const lists: readonly CliCommand[] = [
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
