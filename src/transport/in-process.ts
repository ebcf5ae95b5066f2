/** Carries requests to a library in this process. */
import { setMaxListeners } from 'node:events';
import type { Speaker } from './foreign-text.ts';
import { followRedirects } from './redirects.ts';
import type { OutgoingRequest, Transport } from './transport.ts';

/** Nothing is repeated, timed or measured: what a library in this process answers is already whole and bounded. */
export function inProcessTransport(fetch: (request: Request) => Promise<Response>, speaker: Speaker): Transport {
  const fetchOnce = ({ url, method, headers, body }: OutgoingRequest, signal: AbortSignal) =>
    fetch(new Request(url, { method, headers, signal, ...(body === undefined ? {} : { body }) }));
  return {
    send: async (request, { signal }) => {
      // A Request keeps listening to its signal until it is collected: one signal for thousands of them would pile up.
      const own = new AbortController();
      const stop = () => own.abort(signal.reason);
      // As many requests of one call are under way as it likes; each takes its listener away again.
      setMaxListeners(0, signal);
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      try {
        return await followRedirects(request, (next) => fetchOnce(next, own.signal), speaker);
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    close: async () => {},
  };
}
