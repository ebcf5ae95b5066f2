/** What a person gets to see of a new secret, once. */
import { directUseEnds } from '../../access/client-reader.ts';
import type { Client } from '../../access/clients.ts';
import type { Config } from '../../config.ts';
import { clientColumns, clientRecord, clientRow, timeText } from './client-row.ts';
import { table } from './table.ts';

const notice = 'Write down this secret now: only its hash is kept, and nobody can show it again.';

/** Where clients reach this server, as far as the settings say. */
type Place = Pick<Config, 'serverUrl' | 'host' | 'port' | 'tlsCert'>;

/** The client, its secret if that is new, and how a program is told to use it. */
export function told(client: Client, secret: string | undefined, place: Place, json = false): string {
  if (json) return `${JSON.stringify(recordOf(client, secret, place), null, 2)}\n`;
  const row = table(clientColumns, [clientRow(client)], {});
  if (secret === undefined) return row;
  const credentials = table(['Client ID', 'Client Secret'], [[client.id, secret]], {});
  const bearer = `${client.id}.${secret}`;
  return [
    row,
    `${notice}\n`,
    credentials,
    `For the configuration of an MCP client (${goodFor(client)}):\n${configuration(bearer, place)}\n`,
  ].join('\n');
}

function recordOf(client: Client, secret: string | undefined, place: Place): Record<string, unknown> {
  if (secret === undefined) return clientRecord(client);
  const bearer = `${client.id}.${secret}`;
  const until = directUseEnds(client);
  return {
    ...clientRecord(client),
    client_secret: secret,
    bearer,
    bearer_expires_at: until === undefined ? null : new Date(until).toISOString(),
    configuration: JSON.parse(configuration(bearer, place)),
  };
}

function goodFor(client: Client): string {
  const until = directUseEnds(client);
  return until === undefined ? 'it does not expire' : `good until ${timeText(until)} UTC, as --expires says`;
}

/** One line that clients understand which know MCP over HTTP. */
function configuration(bearer: string, place: Place): string {
  const server = { type: 'http', url: `${addressOf(place)}/mcp`, headers: { Authorization: `Bearer ${bearer}` } };
  return JSON.stringify({ mcpServers: { albumen: server } });
}

function addressOf({ serverUrl, host, port, tlsCert }: Place): string {
  if (serverUrl !== undefined) return serverUrl;
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `${tlsCert === undefined ? 'http' : 'https'}://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
