/** Sessions of clients that speak the 2025 revisions over HTTP: each has a server of its own until it ends. */
import { randomUUID } from 'node:crypto';
import { isInitializeRequest, WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server';
import type { Identity } from '../access/identity.ts';
import { OwingTransport } from './owing-transport.ts';
import { rejection } from './rejection.ts';
import type { ServerFor } from './server-for.ts';

export interface SessionLimits {
  /** A session without a request for this long ends. */
  readonly idleMs: number;
  /** Sessions at the same time. */
  readonly most: number;
  /** Sessions of one identity at the same time. */
  readonly mostPerIdentity: number;
}

export const usualSessionLimits: SessionLimits = { idleMs: 5 * 60_000, most: 200, mostPerIdentity: 50 };

export interface Sessions {
  /** Answers one request; `body` is its parsed JSON, for a POST. Rejects only where making a server does. */
  handle(request: Request, identity: Identity, body: unknown): Promise<Response>;
  /** How many there are. */
  readonly size: number;
  closeAll(): Promise<void>;
}

interface Session {
  readonly id: string;
  /** What whoever began it may do: a session never outlives that. */
  readonly rights: string;
  /** The `id` of the identity that began it: to everybody else it does not exist. */
  readonly owner: string;
  readonly http: WebStandardStreamableHTTPServerTransport;
  readonly wire: OwingTransport;
  readonly expiry: NodeJS.Timeout;
  usedAt: number;
}

/**
 * Keeps the sessions. When all places are taken (those of one identity, or all there are), the session that was idle
 * longest gives way, unless every one was used within a tenth of the idle time: then the newcomer is told to come back,
 * so that a flood of newcomers cannot drive out those who are working. Where an identity has used up its own places, only
 * its own sessions give way. A client whose session is gone, or another's, gets 404, MCP's sign to initialize again.
 */
export function keepSessions(
  serverFor: ServerFor,
  limits: SessionLimits,
  reportProblem: (error: Error) => void,
): Sessions {
  const sessions = new Map<string, Session>();

  function makeRoom(owner: string): boolean {
    const own = [...sessions.values()].filter((session) => session.owner === owner);
    if (own.length >= limits.mostPerIdentity) return makeWay(own);
    return sessions.size < limits.most || makeWay([...sessions.values()]);
  }

  function makeWay(candidates: readonly Session[]): boolean {
    const spare = candidates
      .filter((session) => session.wire.owed === 0 && performance.now() - session.usedAt >= limits.idleMs / 10)
      .sort((a, b) => a.usedAt - b.usedAt)[0];
    if (spare === undefined) return false;
    end(spare);
    return true;
  }

  function end(session: Session): void {
    clearTimeout(session.expiry);
    sessions.delete(session.id);
    session.wire.close().catch(reportProblem);
  }

  function expire(session: Session): void {
    if (session.wire.owed > 0) session.expiry.refresh();
    else end(session);
  }

  async function open(request: Request, identity: Identity, body: unknown): Promise<Response> {
    if (!makeRoom(identity.id)) {
      return rejection(503, 'All sessions are in use. Try again in a minute.', { 'retry-after': '60' });
    }
    const id = randomUUID();
    const http = new WebStandardStreamableHTTPServerTransport({ sessionIdGenerator: () => id });
    const wire = new OwingTransport(http);
    const expiry = setTimeout(() => expire(session), limits.idleMs).unref();
    const session: Session = {
      id,
      owner: identity.id,
      rights: rightsOf(identity),
      http,
      wire,
      expiry,
      usedAt: performance.now(),
    };
    sessions.set(id, session);
    try {
      const server = await serverFor({ era: 'legacy', requestInfo: request }, identity);
      await server.connect(wire);
      return await http.handleRequest(request, { parsedBody: body });
    } finally {
      // Whatever went wrong: a session that was not initialized must not keep its place.
      if (http.sessionId === undefined) end(session);
    }
  }

  async function handle(request: Request, identity: Identity, body: unknown): Promise<Response> {
    const id = request.headers.get('mcp-session-id');
    if (id === null) {
      if (isInitializeRequest(body)) return open(request, identity, body);
      return rejection(400, 'Mcp-Session-Id is missing: begin with initialize.');
    }
    const session = sessions.get(id);
    if (session?.rights !== rightsOf(identity))
      return rejection(404, 'Session not found: begin again with initialize.', {}, -32001);
    session.usedAt = performance.now();
    session.expiry.refresh();
    const response = await session.http.handleRequest(request, { parsedBody: body });
    if (request.method === 'DELETE' && response.ok) end(session);
    return response;
  }

  return {
    handle,
    get size() {
      return sessions.size;
    },
    closeAll: async () => {
      for (const session of [...sessions.values()]) end(session);
    },
  };
}

/** Somebody whose rights have changed begins again: what their session's server offers was chosen for the old ones. */
function rightsOf({ id, role, scope, keyOwner }: Identity): string {
  return JSON.stringify([id, role, scope, keyOwner]);
}
