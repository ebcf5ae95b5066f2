/** Commands of PhotoPrism that see to what pictures show. */
import { type CliCommand, report, yes } from './command.ts';

export const recognition: readonly CliCommand[] = [
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
