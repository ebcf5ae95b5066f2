/** The HTTP front door: lets in only what comes from this machine, and knows two paths, `/mcp` and `/health`. */
import { hostHeaderValidationResponse, originValidationResponse } from '@modelcontextprotocol/server';
import { Hono } from 'hono';
import type { SignIn } from '../access/identity.ts';
import { productName, version } from '../version.ts';
import type { Exchanges } from './exchanges.ts';
import { loopbackNames } from './loopback.ts';
import type { McpEndpoint } from './mcp-endpoint.ts';
import { rejection } from './rejection.ts';

interface DoorOptions {
  /** The loopback address that is listened on. */
  readonly host: string;
  readonly signIn: SignIn;
  reportDefect(id: string, error: unknown): void;
}

/**
 * Checks Host and Origin first: without that, any web page could reach the port through a name that resolves to this
 * machine (DNS rebinding).
 */
export function frontDoor(endpoint: McpEndpoint, exchanges: Exchanges, options: DoorOptions): Hono {
  const names = [...loopbackNames, options.host];
  const app = new Hono();
  app.use(async (context, next) => {
    const request = context.req.raw;
    const refused = hostHeaderValidationResponse(request, names) ?? originValidationResponse(request, names);
    if (refused !== undefined) return refused;
    if (exchanges.closing) return rejection(503, 'Albumen is ending.', { connection: 'close' });
    return next();
  });
  app.get('/health', (context) => context.json({ status: 'ok', name: productName, version }));
  app.all('/mcp', async (context) => {
    const admission = await options.signIn.identify(context.req.raw.headers, '127.0.0.1');
    if (!admission.admitted) return rejection(admission.refusal.status, admission.refusal.message);
    return endpoint.handle(context.req.raw, admission.identity);
  });
  app.notFound(() => rejection(404, 'Not found: MCP is served at /mcp.'));
  app.onError((error) => {
    options.reportDefect('http', error);
    return rejection(500, 'Internal error.', {}, -32603);
  });
  return app;
}
