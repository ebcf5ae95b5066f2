/** A page of Albumen's in a browser on this machine, for one person, without any chat: what is let in, and what it gets. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { isJsonContentType } from '@modelcontextprotocol/server';
import type { Caller } from '../../catalog/caller.ts';
import { type Result, success } from '../../catalog/result.ts';
import { countConnections, usualConnectionRules } from '../door/connections.ts';
import { openListener } from '../door/listener.ts';
import { readBody, usualBodyRules } from '../door/request-body.ts';
import { ambiguity } from '../door/strict-request.ts';
import { openExchanges } from '../exchanges.ts';
import type { ServerParts } from '../mcp-server.ts';
import type { Service } from '../shutdown.ts';
import { eventStream, framedDocument, hostDocument, json, notice, wayOn } from './documents.ts';
import { oneTimePass } from './one-time-pass.ts';
import { type Opener, pageCalls } from './page-calls.ts';
import { openPresence, type PresenceRules, usualPresence } from './presence.ts';

export interface ReviewOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly caller: Caller;
  readonly opener: Opener;
  /** The window's own document, and the page that it frames. */
  readonly host: string;
  readonly page: string;
  readonly presence?: Partial<PresenceRules>;
  /** Told of what must not be seen in a log. */
  learn(secret: string): void;
  /** Told when the address is opened, and each time that it is tried again. */
  visited(how: 'first' | 'again'): void;
  reportDefect(id: string, error: unknown): void;
}

export interface ReviewService extends Service {
  /** Works once. */
  readonly address: string;
}

/** Other programs and other machines reach nothing here but by this address. */
const host = '127.0.0.1';

/** Where the address leads; behind it stands the secret. */
const entrance = '/enter/';

/** Listens. Fails where the port cannot be had. */
export async function serveReview(parts: ServerParts, options: ReviewOptions): Promise<Result<ReviewService>> {
  const pass = oneTimePass(options.learn);
  const calls = pageCalls(parts, options.caller, options.opener);
  const presence = openPresence({ ...usualPresence, ...options.presence });
  const exchanges = openExchanges();
  let own = '';

  function enter(secret: string): Response {
    const cookie = pass.redeem(secret);
    if (cookie === undefined) return stranger();
    options.visited(cookie === 'used' ? 'again' : 'first');
    return cookie === 'used' ? usedUp() : wayOn(pass.room, cookie);
  }

  function get(place: string): Response {
    if (place === '') return hostDocument(options.host);
    if (place === 'page') return framedDocument(options.page);
    if (place === 'opener') return json(200, options.opener);
    if (place === 'presence') return eventStream(presence.watch());
    return stranger();
  }

  async function call(request: Request): Promise<Response> {
    if (request.headers.get('origin') !== own) return stranger();
    if (!isJsonContentType(request.headers.get('content-type'))) return json(415, { error: 'Only JSON is read here.' });
    if (exchanges.closing) return json(503, { error: 'Albumen is ending.' });
    const body = await readBody(request, usualBodyRules);
    if (typeof body !== 'string') return unread(body.status);
    const wanted = calls.read(parsed(body));
    if (wanted === undefined) return json(400, { error: 'This is no call.' });
    const told = await calls.make(wanted);
    return 'refused' in told ? json(403, { error: told.refused }) : json(200, told);
  }

  async function answer(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const { method, headers } = request;
    if (method === 'GET' && search === '' && pathname.startsWith(entrance)) {
      return enter(pathname.slice(entrance.length));
    }
    if (search !== '' || !pathname.startsWith(pass.room) || !pass.opens(headers.get('cookie'))) return stranger();
    presence.stir();
    const place = pathname.slice(pass.room.length);
    if (method === 'GET') return get(place);
    return method === 'POST' && place === 'call' ? call(request) : stranger();
  }

  const listener = getRequestListener(
    (request) =>
      answer(request).catch((error: unknown) => {
        options.reportDefect('review', error);
        return json(500, { error: 'There is a fault in Albumen; its log says more.' });
      }),
    { errorHandler: () => stranger() },
  );
  const opened = await openListener(
    (incoming, outgoing) => {
      if (turnedAway(incoming, outgoing, own)) return;
      if (incoming.method === 'POST') outgoing.once('close', exchanges.begin());
      void listener(incoming, outgoing);
    },
    {
      host,
      port: options.port,
      requestDeadlineMs: usualBodyRules.deadlineMs,
      connections: countConnections(usualConnectionRules, () => false),
    },
    { dropped: () => {}, refused: () => {}, certificate: () => {} },
  );
  if (!opened.ok) return opened;
  own = opened.value.url;
  return success({
    address: `${own}${entrance}${pass.secret}`,
    ended: presence.left,
    stopTaking: () => exchanges.refuseNew(),
    idle: async () => {
      await Promise.all([parts.gate.idle(), exchanges.idle()]);
    },
    close: async () => {
      presence.dismiss();
      await opened.value.close();
    },
  });
}

/** Any web page could reach the port under a name of its own that leads to this machine; only this address is right. */
function turnedAway(incoming: IncomingMessage, outgoing: ServerResponse, own: string): boolean {
  const isOwn = ambiguity(incoming) === undefined && `http://${incoming.headers.host}` === own;
  if (isOwn) return false;
  outgoing.writeHead(403, { 'cache-control': 'no-store', connection: 'close' }).end();
  return true;
}

/** The connection holds the rest of a body that nobody will read. */
function unread(status: number): Response {
  return json(status, { error: 'The call is too long, or did not arrive whole.' }, { connection: 'close' });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const again = 'Run <code>albumen review</code> again for a new address.';

function stranger(): Response {
  return notice(403, 'Not here', ['This address opens nothing, or was opened in another browser.', again]);
}

function usedUp(): Response {
  return notice(403, 'This address was used', [
    `It works once. ${again}`,
    'If it was not you who opened it, end Albumen in its terminal with Ctrl-C: then whoever did is out.',
  ]);
}
