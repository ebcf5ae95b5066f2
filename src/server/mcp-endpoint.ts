/** What stands behind `/mcp`: reads the request once and hands it to the era that it belongs to. */
import {
  createMcpHandler,
  isJsonContentType,
  isLegacyRequest,
  type McpServerFactory,
} from '@modelcontextprotocol/server';
import type { Identity } from '../access/identity.ts';
import { type BodyRules, readBody } from './door/request-body.ts';
import { rejection } from './rejection.ts';
import type { ServerFor } from './server-for.ts';
import type { Sessions } from './sessions.ts';

export interface McpEndpoint {
  /** Answers a request of `identity`, whatever its method. */
  handle(request: Request, identity: Identity): Promise<Response>;
  close(): Promise<void>;
}

interface EndpointOptions {
  readonly body: BodyRules;
  report(error: Error): void;
}

const parseError = -32700;
/** Streams on which a client waits for news; each holds a connection. */
const maxSubscriptions = 100;

/** The 2026 revision is stateless and served by the SDK; earlier ones get a session. */
export function mcpEndpoint(serverFor: ServerFor, sessions: Sessions, options: EndpointOptions): McpEndpoint {
  // The SDK hands a server's maker the request and nothing else that it was not given by a credential of its own kind.
  const senders = new WeakMap<Request, Identity>();
  const make: McpServerFactory = (context) => {
    const sender = context.requestInfo === undefined ? undefined : senders.get(context.requestInfo);
    if (sender === undefined) throw new Error('A request reached the endpoint past the sign-in');
    return serverFor(context, sender);
  };
  const modern = createMcpHandler(make, {
    legacy: 'reject',
    maxRequestBodySize: options.body.maxBytes,
    maxSubscriptions,
    onerror: options.report,
  });

  async function post(request: Request, identity: Identity): Promise<Response> {
    if (!isJsonContentType(request.headers.get('content-type'))) {
      return rejection(415, 'Content-Type must be application/json.');
    }
    const text = await readBody(request, options.body);
    if (typeof text !== 'string') return text;
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      return rejection(400, 'Parse error: the request body is not JSON.', {}, parseError);
    }
    if (await isLegacyRequest(request, body)) return sessions.handle(request, identity, body);
    senders.set(request, identity);
    return modern.fetch(request, { parsedBody: body });
  }

  return {
    handle: async (request, identity) => {
      if (request.method === 'POST') return post(request, identity);
      const hasSession = request.headers.has('mcp-session-id');
      if (hasSession && (request.method === 'GET' || request.method === 'DELETE')) {
        return sessions.handle(request, identity, undefined);
      }
      return rejection(405, 'Method not allowed.', { allow: 'POST' });
    },
    close: () => modern.close(),
  };
}
