/** The library's API on a port, for other Immich clients. */
import type { Library } from './library.ts';

export interface ServeLibraryOptions {
  /** Loopback unless told otherwise: whoever reaches the port still needs a key. */
  host?: string;
  /** 2283, Immich's own, unless told otherwise; 0 picks a free one. */
  port?: number;
}

export interface LibraryServer {
  /** `http://host:port`, without `/api`. */
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, lets those in flight finish for up to five seconds, then cuts them. */
  close(): Promise<void>;
}

const graceMilliseconds = 5000;
const sweepMilliseconds = 20;

function urlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** Listens; resolves once the port is open, rejects (`EADDRINUSE`, `EACCES`, …) when it cannot be opened. */
export async function serveLibrary(library: Library, options: ServeLibraryOptions = {}): Promise<LibraryServer> {
  const { host = '127.0.0.1', port = 2283 } = options;
  const { createAdaptorServer } = await import('@hono/node-server');
  const { Server } = await import('node:http');
  const server = createAdaptorServer({ fetch: (request) => library.fetch(request), overrideGlobalObjects: false });
  if (!(server instanceof Server)) throw new Error('Expected a plain HTTP server');
  // Uploads of large videos take as long as they take; headers do not.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  const openPort = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${urlHost(host)}:${openPort}`,
    port: openPort,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // A client would keep its connection open for seconds after its last answer.
      const sweep = setInterval(() => server.closeIdleConnections(), sweepMilliseconds);
      const cut = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
      await closed;
      clearInterval(sweep);
      clearTimeout(cut);
    },
  };
}
