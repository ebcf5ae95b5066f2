/** The HTTP front door: what is checked of each request, in which order, and which pages there are. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Context, Hono } from 'hono';
import type { OpenPage, Visitor } from '../../access/open-page.ts';
import { productName, version } from '../../version.ts';
import type { Exchanges } from '../exchanges.ts';
import type { McpEndpoint } from '../mcp-endpoint.ts';
import { rejection } from '../rejection.ts';
import { allowPage } from './cross-origin.ts';
import type { Gatekeeper } from './gatekeeper.ts';
import type { Lacking } from './health.ts';
import type { Metrics } from './metrics.ts';
import { tooMany } from './refusal.ts';
import { type BodyRules, readBody } from './request-body.ts';
import { type VisitorRules, visitorOf } from './visitors.ts';

export interface DoorParts {
  /** Undefined where MCP is switched off: its paths do not exist then. */
  readonly endpoint: McpEndpoint | undefined;
  readonly exchanges: Exchanges;
  readonly visitors: VisitorRules;
  readonly gatekeeper: Gatekeeper;
  /** Counts a request; seconds to wait before another, 0 where it is taken. */
  fromAddress(address: string): Promise<number>;
  readonly pages: readonly OpenPage[];
  readonly body: BodyRules;
  readonly lacking: Lacking;
  /** Undefined where there are none. */
  readonly metrics: { readonly figures: Metrics; readonly needsScope: boolean } | undefined;
  reportDefect(id: string, error: unknown): void;
}

interface Door {
  Bindings: { readonly incoming: IncomingMessage; readonly outgoing: ServerResponse };
  Variables: { visitor: Visitor };
}

/** PhotoPrism's path beside MCP's usual one. */
const mcpPaths = ['/mcp', '/api/v1/mcp'];

/** Builds the door for requests that were not turned away for their names. */
export function frontDoor(parts: DoorParts): Hono<Door> {
  const { exchanges, gatekeeper, endpoint, metrics } = parts;
  const app = new Hono<Door>();

  app.use(async (context, next) => {
    await next();
    context.res.headers.set('cache-control', 'no-store');
    // nginx would otherwise hold a stream back until it is long enough.
    context.res.headers.set('x-accel-buffering', 'no');
  });
  app.use(async (context, next) => {
    context.set('visitor', visitorOf(context.env.incoming, parts.visitors));
    return next();
  });
  app.use(async (context, next) => {
    return context.req.header('origin') === undefined ? next() : allowPage(context, next);
  });

  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.get('/readyz', async (context) => {
    const lacking = exchanges.closing ? ['ending'] : await parts.lacking();
    if (lacking.length === 0) return context.json({ status: 'ready' });
    return context.json({ status: 'not ready', reasons: lacking }, 503);
  });

  app.use(async (context, next) => {
    if (exchanges.closing) return rejection(503, 'Albumen is ending.', { connection: 'close' });
    const seconds = await parts.fromAddress(context.get('visitor').address);
    return seconds > 0 ? tooMany(seconds) : next();
  });
  app.get('/health', (context) => context.json({ status: 'ok', name: productName, version }));

  if (metrics !== undefined) {
    app.get('/metrics', async (context) => {
      if (metrics.needsScope) {
        const admitted = await gatekeeper.admit(context.req.raw, context.get('visitor'), 'metrics');
        if (admitted instanceof Response) return admitted;
      }
      return context.body(await metrics.figures.text(), 200, { 'content-type': metrics.figures.contentType });
    });
  }
  if (endpoint !== undefined) {
    app.on(['GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS'], mcpPaths, async (context) => {
      const admitted = await gatekeeper.admit(context.req.raw, context.get('visitor'), 'mcp');
      if (admitted instanceof Response) return admitted;
      return endpoint.handle(context.req.raw, admitted);
    });
  }
  for (const page of parts.pages) {
    app.on([...page.methods], [...page.paths], (context) => answerPage(page, context, parts.body));
  }
  app.notFound(() => rejection(404, 'Not found.'));
  app.onError((error) => {
    parts.reportDefect('http', error);
    return rejection(500, 'Internal error.', {}, -32603);
  });
  return app;
}

async function answerPage(page: OpenPage, context: Context<Door>, rules: BodyRules): Promise<Response> {
  const request = context.req.raw;
  if (request.method !== 'POST') return page.answer(request, context.get('visitor'));
  const body = await readBody(request, rules);
  if (typeof body !== 'string') return body;
  const { url, method, headers } = request;
  return page.answer(new Request(url, { method, headers, body }), context.get('visitor'));
}
