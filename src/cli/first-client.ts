/** What a server says that nobody may come into yet. */
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';

/** How a command is run where the server runs; undefined outside of a container. */
export type Place = { readonly engine: 'docker' | 'podman'; readonly host: string } | undefined;

/** Docker and Podman each leave a file in their containers; where nothing can be written, Podman leaves but a variable. */
export function whereThisRuns(env: Readonly<Record<string, string | undefined>> = process.env): Place {
  if (env.container === 'podman' || existsSync('/run/.containerenv')) return { engine: 'podman', host: hostname() };
  return existsSync('/.dockerenv') ? { engine: 'docker', host: hostname() } : undefined;
}

/** Who may come in, and the command that makes the first client. */
export function firstClientNotice(place: Place): string {
  const command = 'albumen clients add --name "my laptop" --role admin --scope mcp --expires -1';
  return [
    'Nobody may come in yet, because no client is registered. Make one; it is let in at once, without a restart:',
    '',
    `  ${place === undefined ? '' : `${place.engine} exec ${containerOf(place.host)} `}${command}`,
    '',
    'It prints what to paste into the configuration of your MCP client. --role client makes one that only looks and searches.',
    ...(place === undefined ? [] : openInstead),
    '',
  ].join('\n');
}

const openInstead = [
  'For this machine alone, without clients: publish the port as 127.0.0.1:8000:8000 and set ALBUMEN_NO_AUTH=true.',
];

/** Unless told otherwise, a container's host name is the beginning of its id. */
function containerOf(host: string): string {
  return /^[0-9a-f]{12}$/.test(host) ? host : '<container>';
}
