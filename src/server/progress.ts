/** Progress of one call, as notifications that can never hurt the call. */
import type { ServerContext } from '@modelcontextprotocol/server';

export interface Progress {
  report(done: number, total: number, message?: string): void;
  /** Tells a client now and then that its call is alive while `work`, which a person decides, goes on. */
  during<Value>(work: Promise<Value>): Promise<Value>;
  /** After this nothing is sent: a notification must not follow its call's result. */
  end(): void;
}

const silent: Progress = { report: () => {}, during: (work) => work, end: () => {} };

/** At most ten notifications a second reach the client; the last of a piece of work always does. */
const pauseMs = 100;

/** Clients commonly give a call up that was silent for 60 s. */
const aliveMs = 15_000;

/** What progress needs of a request. */
interface Watched {
  readonly mcpReq: Pick<ServerContext['mcpReq'], '_meta' | 'notify'>;
}

/**
 * Progress for a client that asked for it, silence for others. Values only ever rise, as MCP wants it. A client that
 * has gone is not an error: the call's own signal tells the tool.
 */
export function progressOf(context: Watched): Progress {
  const token = context.mcpReq._meta?.progressToken;
  if (token === undefined) return silent;
  let last = Number.NEGATIVE_INFINITY;
  let sentAt = Number.NEGATIVE_INFINITY;
  let ended = false;
  const send = (progress: number, more: { readonly total?: number; readonly message?: string }) => {
    if (ended) return;
    last = progress;
    const params = { progressToken: token, progress, ...more };
    context.mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
  };
  return {
    report: (done, total, message) => {
      const now = performance.now();
      if (ended || done <= last || (done < total && now - sentAt < pauseMs)) return;
      sentAt = now;
      send(done, { total, ...(message === undefined ? {} : { message }) });
    },
    during: async (work) => {
      // Steps so small that the work itself still counts higher.
      const sign = () => send(Number.isFinite(last) ? last + 0.001 : 0, { message: 'waiting for the person' });
      const timer = setInterval(sign, aliveMs);
      try {
        return await work;
      } finally {
        clearInterval(timer);
      }
    },
    end: () => {
      ended = true;
    },
  };
}
