/** Progress of one call, as notifications that can never hurt the call. */
import type { ServerContext } from '@modelcontextprotocol/server';

export interface Progress {
  report(done: number, total: number, message?: string): void;
  /** After this nothing is sent: a notification must not follow its call's result. */
  end(): void;
}

const silent: Progress = { report: () => {}, end: () => {} };

/** At most ten notifications a second reach the client; the last of a piece of work always does. */
const pauseMs = 100;

/**
 * Progress for a client that asked for it, silence for others. Values only ever rise, as MCP wants it. A client that
 * has gone is not an error: the call's own signal tells the tool.
 */
export function progressOf(context: ServerContext): Progress {
  const token = context.mcpReq._meta?.progressToken;
  if (token === undefined) return silent;
  let last = Number.NEGATIVE_INFINITY;
  let sentAt = Number.NEGATIVE_INFINITY;
  let ended = false;
  return {
    report: (done, total, message) => {
      const now = performance.now();
      if (ended || done <= last || (done < total && now - sentAt < pauseMs)) return;
      last = done;
      sentAt = now;
      const params = { progressToken: token, progress: done, total, ...(message === undefined ? {} : { message }) };
      context.mcpReq.notify({ method: 'notifications/progress', params }).catch(() => {});
    },
    end: () => {
      ended = true;
    },
  };
}
