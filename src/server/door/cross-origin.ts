/** What web pages of other origins may do. Only pages get here whose origin is allowed; the others were refused before. */
import { cors } from 'hono/cors';

/** Answers preflights, and lets the page read the answer. Pages bring their credential themselves: there are no cookies. */
export const allowPage = cors({
  origin: (origin) => origin,
  allowMethods: ['GET', 'POST', 'DELETE'],
  allowHeaders: [
    'Accept',
    'Authorization',
    'Content-Type',
    'Last-Event-ID',
    'MCP-Protocol-Version',
    'Mcp-Method',
    'Mcp-Name',
    'Mcp-Session-Id',
    'X-Auth-Token',
  ],
  exposeHeaders: ['Mcp-Session-Id', 'Retry-After', 'WWW-Authenticate'],
  maxAge: 600,
});
