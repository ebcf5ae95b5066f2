/** The port itself: HTTP or HTTPS, with time limits on whoever connects and words for those who do not speak HTTP. */
import { createServer, type Server as HttpServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { Socket } from 'node:net';
import { failed, type Result, success } from '../../catalog/result.ts';
import type { Connections } from './connections.ts';
import { readPair, type TlsFiles, watchPair } from './tls-files.ts';

export interface ListenerRules {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** HTTPS with these files; HTTP without. */
  readonly tls?: TlsFiles;
  /** How long a request may take to arrive, in milliseconds. */
  readonly requestDeadlineMs: number;
  /** How often a certificate's files are looked at; every 30 seconds unless told. */
  readonly certificateMs?: number;
  readonly connections: Connections;
}

/** What is noticed outside of any request. */
export interface ListenerEvents {
  /** A connection found no place. */
  dropped(): void;
  /** Something that is not HTTP was answered with this status. */
  refused(status: number): void;
  certificate(outcome: 'renewed' | 'unusable'): void;
}

export interface Listener {
  /** `http://host:port` */
  readonly url: string;
  close(): Promise<void>;
}

/** How long open connections may take to finish when everything is answered. */
const lingerMs = 500;
/** Longer than proxies commonly keep an idle connection, which would otherwise send a request into a closing one. */
const keepAliveMs = 75_000;
const usualCertificateMs = 30_000;
/** Node looks for late requests at this pace. */
const lateCheckMs = 500;

/** Listens. Fails where the port cannot be had, or the certificate cannot be used. */
export async function openListener(
  listener: RequestListener,
  rules: ListenerRules,
  events: ListenerEvents,
): Promise<Result<Listener>> {
  const answering = new WeakSet<Socket>();
  const made = await makeServer(
    (incoming, outgoing) => {
      answering.add(incoming.socket);
      outgoing.once('close', () => answering.delete(incoming.socket));
      listener(incoming, outgoing);
    },
    rules,
    events,
  );
  if (!made.ok) return made;
  const { server, stop } = made.value;
  server.on('connection', (socket) => {
    if (!rules.connections.take(socket)) events.dropped();
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // While an answer is under way, another would be taken for a part of it.
    if (!(socket instanceof Socket) || !socket.writable || answering.has(socket)) {
      socket.destroy();
      return;
    }
    const [status, text] = statusOf(error.code);
    events.refused(status);
    socket.end(rawAnswer(status, text));
    // What follows on this connection cannot be told from what went before.
    socket.destroySoon();
  });
  const listening = await listen(server, rules.host, rules.port);
  if (!listening.ok) {
    stop();
    return listening;
  }
  const shownHost = rules.host.includes(':') ? `[${rules.host}]` : rules.host;
  return success({
    url: `${rules.tls === undefined ? 'http' : 'https'}://${shownHost}:${listening.value}`,
    close: async () => {
      stop();
      await closeServer(server);
    },
  });
}

async function makeServer(
  listener: RequestListener,
  { tls, requestDeadlineMs, certificateMs = usualCertificateMs }: ListenerRules,
  events: ListenerEvents,
): Promise<Result<{ readonly server: HttpServer; stop(): void }>> {
  const limits = {
    headersTimeout: requestDeadlineMs,
    // A body that comes too late is answered where it is read; this is for whoever reads none.
    requestTimeout: requestDeadlineMs * 2,
    connectionsCheckingInterval: lateCheckMs,
    keepAliveTimeout: keepAliveMs,
  };
  if (tls === undefined) return success({ server: createServer(limits, listener), stop: () => {} });
  const pair = await readPair(tls);
  if (!pair.ok) return pair;
  const server = createSecureServer({ ...limits, ...pair.value, handshakeTimeout: requestDeadlineMs }, listener);
  const stop = watchPair(tls, certificateMs, (renewed) => server.setSecureContext(renewed), events.certificate);
  return success({ server, stop });
}

function statusOf(code: string | undefined): readonly [status: number, text: string] {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [408, 'Request Timeout'];
  if (code === 'HPE_HEADER_OVERFLOW') return [431, 'Request Header Fields Too Large'];
  return [400, 'Bad Request'];
}

function rawAnswer(status: number, text: string): string {
  const body = JSON.stringify({ code: status, error: text });
  const head = [
    `HTTP/1.1 ${status} ${text}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

function listen(server: HttpServer, host: string, port: number): Promise<Result<number>> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'the port is in use' : (error.code ?? 'unknown error');
      resolve(failed('unavailable', `Cannot listen on ${host}, port ${port}: ${why}.`, 'Choose another with --port.'));
    });
    server.listen(port, host, () => {
      const bound = server.address();
      resolve(success(typeof bound === 'object' && bound !== null ? bound.port : port));
    });
  });
}

async function closeServer(server: HttpServer): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const linger = setTimeout(() => server.closeAllConnections(), lingerMs);
  await closed;
  clearTimeout(linger);
}
