/** MCP over Streamable HTTP, on a loopback port: the front door, for both protocol eras. */
import { createServer, type Server as HttpServer, type IncomingMessage } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { letEverybodyIn } from '../access/everyone.ts';
import type { SignIn } from '../access/identity.ts';
import { failed, type Result, success } from '../catalog/result.ts';
import type { CallGate } from './call-gate.ts';
import { openExchanges } from './exchanges.ts';
import { frontDoor } from './front-door.ts';
import type { Log } from './logging.ts';
import { listeningAddress } from './loopback.ts';
import { mcpEndpoint } from './mcp-endpoint.ts';
import type { ServerFor } from './server-for.ts';
import { keepSessions, type SessionLimits, usualSessionLimits } from './sessions.ts';
import type { Service } from './shutdown.ts';

export interface HttpOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly gate: CallGate;
  /** Who is let in; everybody on this machine unless told. */
  readonly signIn?: SignIn;
  readonly sessions?: Partial<SessionLimits>;
  /** Largest request body in bytes; 1 MiB unless told. */
  readonly maxBodyBytes?: number;
}

export interface HttpService extends Service {
  /** Where clients connect, `/mcp` included. */
  readonly url: string;
}

const usualMaxBodyBytes = 1024 * 1024;

/** How long open connections may take to finish when everything is answered. */
const lingerMs = 500;

/** Listens. Fails where the address is not a loopback one or the port cannot be had. */
export async function serveOverHttp(
  serverFor: ServerFor,
  options: HttpOptions,
  log: Log,
): Promise<Result<HttpService>> {
  const address = listeningAddress(options.host, options.port);
  if (!address.ok) return address;
  const { gate, maxBodyBytes = usualMaxBodyBytes, signIn = letEverybodyIn } = options;
  const report = (error: Error) => log.write('warn', 'protocol', { error: error.message });
  const sessions = keepSessions(serverFor, { ...usualSessionLimits, ...options.sessions }, report);
  const endpoint = mcpEndpoint(serverFor, sessions, { maxBodyBytes, report });
  const exchanges = openExchanges();
  const app = frontDoor(endpoint, exchanges, { host: address.value.host, signIn, reportDefect: log.defect });
  const listener = getRequestListener((request) => app.fetch(request));
  const server = createServer((incoming, outgoing) => {
    if (owesAnswer(incoming)) outgoing.once('close', exchanges.begin());
    void listener(incoming, outgoing);
  });
  const listening = await listen(server, address.value.host, address.value.port);
  if (!listening.ok) return listening;
  const shownHost = address.value.host.includes(':') ? `[${address.value.host}]` : address.value.host;
  return success({
    url: `http://${shownHost}:${listening.value}/mcp`,
    ended: new Promise(() => {}),
    stopTaking: () => exchanges.refuseNew(),
    idle: async () => {
      await Promise.all([gate.idle(), exchanges.idle()]);
    },
    close: async () => {
      await Promise.all([sessions.closeAll(), endpoint.close()]);
      await closeServer(server);
    },
  });
}

/** Streams of news (a GET, or the method that the header repeats from the body) end only with the connection. */
function owesAnswer(incoming: IncomingMessage): boolean {
  return incoming.method === 'POST' && incoming.headers['mcp-method'] !== 'subscriptions/listen';
}

function listen(server: HttpServer, host: string, port: number): Promise<Result<number>> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'the port is in use' : (error.code ?? 'unknown error');
      resolve(failed('unavailable', `Cannot listen on ${host}, port ${port}: ${why}.`, 'Choose another with --port.'));
    });
    server.listen(port, host, () => {
      const bound = server.address();
      resolve(success(typeof bound === 'object' && bound !== null ? bound.port : port));
    });
  });
}

async function closeServer(server: HttpServer): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const linger = setTimeout(() => server.closeAllConnections(), lingerMs);
  await closed;
  clearTimeout(linger);
}
