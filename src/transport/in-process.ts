/** Carries requests to a library in this process. */
import type { Transport } from './transport.ts';

/** Nothing is repeated, timed or measured: what a library in this process answers is already whole and bounded. */
export function inProcessTransport(fetch: (request: Request) => Promise<Response>): Transport {
  return {
    send: async ({ url, method, headers, body }, { signal }) => {
      // A Request keeps listening to its signal until it is collected: one signal for thousands of them would pile up.
      const own = new AbortController();
      const stop = () => own.abort(signal.reason);
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      try {
        const init = { method, headers, signal: own.signal, ...(body === undefined ? {} : { body }) };
        return await fetch(new Request(url, init));
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    close: async () => {},
  };
}
