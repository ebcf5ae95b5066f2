/** Commands of PhotoPrism that run the server, and say what it is. */
import { type CliCommand, report } from './command.ts';

export const running: readonly CliCommand[] = [
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
