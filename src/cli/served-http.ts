/** `albumen serve` over HTTP: the front door as the settings want it. */
import { countersInMemory } from '../access/limits/memory-counters.ts';
import { failed, type Result, success } from '../catalog/result.ts';
import type { Config } from '../config.ts';
import type { CallGate } from '../server/call-gate.ts';
import { type HttpOptions, serveOverHttp } from '../server/http.ts';
import type { Log } from '../server/logging.ts';
import { isLoopback } from '../server/loopback.ts';
import type { ServerFor } from '../server/server-for.ts';
import type { Service } from '../server/shutdown.ts';
import { type ServedAccess, servedAccess } from './served-access.ts';

/** Listens, and says on stderr where. What was opened is closed with the service. */
export async function serveHttp(
  serverFor: ServerFor,
  gate: CallGate,
  config: Config,
  log: Log,
): Promise<Result<Service>> {
  const counters = countersInMemory();
  const access = await openOrSay(() => servedAccess(config, counters, log), log);
  if (!access.ok) return access;
  const options: HttpOptions = { ...rulesOf(config), ...wayIn(config, access.value), gate, counters };
  const service = await serveOverHttp(serverFor, options, log);
  if (!service.ok) {
    await access.value.close();
    return service;
  }
  process.stderr.write(`Albumen listens on ${service.value.url}\n`);
  if (config.noAuth && !isLoopback(config.host)) process.stderr.write(warning);
  return success({
    ...service.value,
    close: async () => {
      await service.value.close();
      await access.value.close();
    },
  });
}

const warning =
  'WARNING: --no-auth is set. Everybody who reaches this port can read and change the whole library, and delete from it.\n';

async function openOrSay(open: () => Promise<ServedAccess>, log: Log): Promise<Result<ServedAccess>> {
  try {
    return success(await open());
  } catch (error) {
    log.defect('access', error);
    return failed(
      'unavailable',
      'The database of clients cannot be opened.',
      'Check ALBUMEN_DATA_DIR or ALBUMEN_DATABASE_URL; the line above says more.',
    );
  }
}

/** An address that others reach counts as guarded only with something to be guarded with, or when everybody is to come in. */
function wayIn(
  { host, noAuth }: Config,
  { signIn, metricsSignIn, guarded, pages, access }: ServedAccess,
): Pick<HttpOptions, 'signIn' | 'metricsSignIn' | 'pages' | 'needs'> {
  const needs = [{ name: 'database', check: () => access.clients.any() }];
  const isSafe = isLoopback(host) || guarded || noAuth;
  return { ...(isSafe ? { signIn } : {}), metricsSignIn, pages, needs };
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
