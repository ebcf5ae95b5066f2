/** Commands of PhotoPrism that see to a cluster. */
import { type CliCommand, report, yes } from './command.ts';

export const cluster: readonly CliCommand[] = [
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
