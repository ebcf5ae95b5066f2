/** What stands behind `/mcp`: reads the request once and hands it to the era that it belongs to. */
import {
  createMcpHandler,
  isJsonContentType,
  isLegacyRequest,
  type McpServerFactory,
  readRequestBody,
} from '@modelcontextprotocol/server';
import { rejection } from './rejection.ts';
import type { Sessions } from './sessions.ts';

export interface McpEndpoint {
  /** Answers a request to `/mcp` whatever its method. */
  handle(request: Request): Promise<Response>;
  close(): Promise<void>;
}

interface EndpointOptions {
  readonly maxBodyBytes: number;
  report(error: Error): void;
}

const parseError = -32700;
/** Streams on which a client waits for news; each holds a connection. */
const maxSubscriptions = 100;

/** The 2026 revision is stateless and served by the SDK; earlier ones get a session. */
export function mcpEndpoint(factory: McpServerFactory, sessions: Sessions, options: EndpointOptions): McpEndpoint {
  const modern = createMcpHandler(factory, {
    legacy: 'reject',
    maxRequestBodySize: options.maxBodyBytes,
    maxSubscriptions,
    onerror: options.report,
  });

  async function post(request: Request): Promise<Response> {
    if (!isJsonContentType(request.headers.get('content-type'))) {
      return rejection(415, 'Content-Type must be application/json.');
    }
    const read = await readRequestBody(request, options.maxBodyBytes);
    if (read.tooLarge) return rejection(413, `The request body must not exceed ${options.maxBodyBytes} bytes.`);
    let body: unknown;
    try {
      body = JSON.parse(read.text);
    } catch {
      return rejection(400, 'Parse error: the request body is not JSON.', {}, parseError);
    }
    return (await isLegacyRequest(request, body))
      ? sessions.handle(request, body)
      : modern.fetch(request, { parsedBody: body });
  }

  return {
    handle: async (request) => {
      if (request.method === 'POST') return post(request);
      const hasSession = request.headers.has('mcp-session-id');
      if (hasSession && (request.method === 'GET' || request.method === 'DELETE')) {
        return sessions.handle(request, undefined);
      }
      return rejection(405, 'Method not allowed.', { allow: 'POST' });
    },
    close: () => modern.close(),
  };
}
