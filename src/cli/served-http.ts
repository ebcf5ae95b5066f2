/** `albumen serve` over HTTP: the front door as the settings want it. */

import { isLoopback } from '../access/networks.ts';
import { type Result, success } from '../catalog/result.ts';
import type { Config } from '../config.ts';
import type { CallGate } from '../server/call-gate.ts';
import { type HttpOptions, type HttpService, serveOverHttp } from '../server/http.ts';
import type { Log } from '../server/logging.ts';
import { listeningAddress } from '../server/loopback.ts';
import type { ServerFor } from '../server/server-for.ts';
import { firstClientNotice, whereThisRuns } from './first-client.ts';
import type { ServedAccess } from './served-access.ts';

/** Listens, and says on stderr where. `access` is closed with the service. */
export async function serveHttp(
  serverFor: ServerFor,
  gate: CallGate,
  access: ServedAccess,
  log: Log,
): Promise<Result<HttpService>> {
  const { config, counters } = access;
  const options: HttpOptions = { ...rulesOf(config), ...wayIn(access), gate, counters };
  // An address that others reach needs something to be guarded with, or that everybody is to come in.
  const address = listeningAddress(config.host, config.port, access.guarded || config.noAuth || config.waitForClient);
  const service = address.ok ? await serveOverHttp(serverFor, options, log) : address;
  if (!service.ok) {
    await access.close();
    return service;
  }
  const off = config.disableMcp ? 'MCP is switched off (ALBUMEN_DISABLE_MCP).\n' : '';
  process.stderr.write(`Albumen listens on ${service.value.url}\n${off}`);
  if (!isLoopback(config.host)) process.stderr.write(whoMayComeIn(access));
  return success({
    ...service.value,
    close: async () => {
      await service.value.close();
      await access.close();
    },
  });
}

/** What whoever starts a server that others reach must know; nothing where they have seen to it. */
function whoMayComeIn({ config, guarded }: ServedAccess): string {
  if (config.noAuth) return warning;
  return guarded ? '' : firstClientNotice(whereThisRuns());
}

const warning =
  'WARNING: --no-auth is set. Everybody who reaches this port can read and change the whole library, and delete from it.\n';

function wayIn({ signIn, metricsSignIn, pages, check }: ServedAccess) {
  return { signIn, metricsSignIn, pages, needs: [{ name: 'database', check }] };
}

function rulesOf(config: Config): Omit<HttpOptions, 'gate'> {
  const { host, port, serverUrl, tlsCert, tlsKey } = config;
  return {
    host,
    port,
    mcp: !config.disableMcp,
    names: { serverUrl, hosts: config.allowedHosts, origins: config.allowedOrigins },
    trusted: config.trustedProxies,
    ...(tlsCert === undefined || tlsKey === undefined ? {} : { tls: { cert: tlsCert, key: tlsKey } }),
    sessions: {
      idleMs: config.sessionTimeout * 1000,
      most: config.maxSessions,
      mostPerIdentity: config.maxSessionsPerCaller,
    },
    body: { deadlineMs: config.requestDeadline * 1000 },
    requests: { perIdentity: config.requestsPerMinute, perAddress: config.requestsPerMinutePerAddress },
    connections: { most: config.maxConnections, mostPerAddress: config.maxConnectionsPerAddress },
    metrics: config.metrics,
  };
}
