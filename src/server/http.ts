/** MCP over Streamable HTTP, on a port: everything behind the front door, put together. */
import type { IncomingMessage } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { letEverybodyIn, letNobodyIn } from '../access/everyone.ts';
import type { SignIn } from '../access/identity.ts';
import type { CounterStore } from '../access/limits/counters.ts';
import { countersInMemory } from '../access/limits/memory-counters.ts';
import { openRequestLimits, type RequestRules, usualRequestRules } from '../access/limits/request-limits.ts';
import type { OpenPage } from '../access/open-page.ts';
import type { Network } from '../catalog/network.ts';
import { type Result, success } from '../catalog/result.ts';
import type { CallGate } from './call-gate.ts';
import { allowedNames, type NameRules } from './door/allowed-names.ts';
import { type ConnectionRules, countConnections, usualConnectionRules } from './door/connections.ts';
import { frontDoor } from './door/front-door.ts';
import { openGatekeeper } from './door/gatekeeper.ts';
import { openReadiness, type Readiness } from './door/health.ts';
import { openListener } from './door/listener.ts';
import { openMetrics } from './door/metrics.ts';
import { refusal } from './door/refusal.ts';
import { type BodyRules, usualBodyRules } from './door/request-body.ts';
import { openSignInAudit } from './door/sign-in-audit.ts';
import type { TlsFiles } from './door/tls-files.ts';
import { trustedProxies } from './door/trusted-proxies.ts';
import { turnedAway } from './door/visitors.ts';
import { openExchanges } from './exchanges.ts';
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
  /** Who is let in; everybody unless told, which only a loopback address allows. */
  readonly signIn?: SignIn;
  /** Who may read the figures where that needs a credential; nobody unless told. */
  readonly metricsSignIn?: SignIn;
  /** Pages that need no sign-in. */
  readonly pages?: readonly OpenPage[];
  /** False: there is no MCP here. */
  readonly mcp?: boolean;
  readonly names?: Pick<NameRules, 'serverUrl' | 'hosts' | 'origins'>;
  readonly trusted?: readonly Network[];
  readonly tls?: TlsFiles;
  readonly sessions?: Partial<SessionLimits>;
  readonly body?: Partial<BodyRules>;
  readonly requests?: Partial<RequestRules>;
  readonly connections?: Partial<ConnectionRules>;
  /** Where the limits count; in this process unless told. */
  readonly counters?: CounterStore;
  /** What the server cannot work without. */
  readonly needs?: readonly Readiness[];
  /** Who may read the figures; everybody unless told. */
  readonly metrics?: 'open' | 'scope' | 'off';
}

export interface HttpService extends Service {
  /** Where clients connect, `/mcp` included; the server's own address where there is no MCP. */
  readonly url: string;
}

/** Listens. Fails where the address is one that others reach and nobody guards it, or the port cannot be had. */
export async function serveOverHttp(
  serverFor: ServerFor,
  options: HttpOptions,
  log: Log,
): Promise<Result<HttpService>> {
  const { gate, signIn = letEverybodyIn, names = {}, counters = countersInMemory() } = options;
  const address = listeningAddress(options.host, options.port, options.signIn !== undefined);
  if (!address.ok) return address;
  const { host, port } = address.value;
  const body = { ...usualBodyRules, ...options.body };
  const report = (error: Error) => log.write('warn', 'protocol', { error: error.message });
  const sessions = keepSessions(serverFor, { ...usualSessionLimits, ...options.sessions }, report);
  const endpoint = mcpEndpoint(serverFor, sessions, { body, report });
  const exchanges = openExchanges();
  const proxies = trustedProxies(options.trusted ?? []);
  const connections = countConnections({ ...usualConnectionRules, ...options.connections }, proxies.has);
  const figures = openMetrics({
    sessions: () => sessions.size,
    running: () => gate.running,
    waiting: () => gate.waiting,
    connections: () => connections.open,
  });
  log.onCall(figures.call);
  const limits = openRequestLimits(counters, { ...usualRequestRules, ...options.requests });
  const visitors = { names: allowedNames({ host, ...names }), proxies, serverUrl: names.serverUrl };
  const app = frontDoor({
    endpoint: options.mcp === false ? undefined : endpoint,
    exchanges,
    visitors,
    gatekeeper: openGatekeeper({
      signIns: { mcp: signIn, metrics: options.metricsSignIn ?? letNobodyIn },
      limits,
      audit: openSignInAudit(log.signIn),
      onSignIn: figures.signIn,
    }),
    fromAddress: limits.fromAddress,
    pages: options.pages ?? [],
    body,
    lacking: openReadiness(options.needs ?? []),
    metrics: options.metrics === 'off' ? undefined : { figures, needsScope: options.metrics === 'scope' },
    reportDefect: log.defect,
  });
  const listener = getRequestListener((request, env) => app.fetch(request, env), {
    errorHandler: () => refusal(400, 'Bad Request', { connection: 'close', 'cache-control': 'no-store' }),
  });
  const opened = await openListener(
    (incoming, outgoing) => {
      outgoing.once('close', () => figures.request(outgoing.headersSent ? outgoing.statusCode : clientGone));
      if (turnedAway(incoming, outgoing, visitors)) return;
      if (owesAnswer(incoming)) outgoing.once('close', exchanges.begin());
      void listener(incoming, outgoing);
    },
    {
      host,
      port,
      requestDeadlineMs: body.deadlineMs,
      connections,
      ...(options.tls === undefined ? {} : { tls: options.tls }),
    },
    {
      dropped: figures.dropped,
      refused: figures.request,
      certificate: (outcome) => log.write(outcome === 'renewed' ? 'info' : 'warn', 'certificate', { outcome }),
    },
  );
  if (!opened.ok) return opened;
  return success({
    url: options.mcp === false ? opened.value.url : `${opened.value.url}/mcp`,
    ended: new Promise(() => {}),
    stopTaking: () => exchanges.refuseNew(),
    idle: async () => {
      await Promise.all([gate.idle(), exchanges.idle()]);
    },
    close: async () => {
      await Promise.all([sessions.closeAll(), endpoint.close()]);
      await opened.value.close();
    },
  });
}

/** What nginx writes down for requests whose client went away before they were answered. */
const clientGone = 499;

/** Streams of news (a GET, or the method that the header repeats from the body) end only with the connection. */
function owesAnswer(incoming: IncomingMessage): boolean {
  return incoming.method === 'POST' && incoming.headers['mcp-method'] !== 'subscriptions/listen';
}
