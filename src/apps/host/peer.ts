/** One end of a JSON-RPC conversation in window messages. */
import { isObject, type Params } from './messages.ts';

/** What the other end refused, or could not do, in its own words. */
export class RefusedError extends Error {}

export interface Peer {
  /** Resolves with the answer; rejects with `RefusedError` where the other end refuses. */
  request(method: string, params: Params): Promise<unknown>;
  notify(method: string, params: Params): void;
}

/** What the other end may say of itself. */
export interface Heard {
  notified(method: string, params: unknown): void;
  /** The answer, or undefined for a method that is not known; an error's message is told to the other end. */
  asked(method: string, params: unknown): object | undefined | Promise<object>;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

const methodNotFound = -32601;
const internalError = -32603;

/** Talks to `other`, the window that this one is framed by, or that it frames; messages of all other windows are ignored. */
export function openPeer(other: Window, heard: Heard): Peer {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  // A page in a sandbox does not know its host's origin; nothing secret is in these messages.
  const send = (message: object) => other.postMessage({ jsonrpc: '2.0', ...message }, '*');

  function settle(id: number, message: Record<string, unknown>): void {
    const call = waiting.get(id);
    waiting.delete(id);
    const { error, result } = message;
    if (isObject(error)) call?.reject(new RefusedError(String(error.message ?? 'The host refused.')));
    else call?.resolve(result);
  }

  async function answer(id: unknown, method: string, params: unknown): Promise<void> {
    try {
      const result = await heard.asked(method, params);
      const unknown = { code: methodNotFound, message: `Unknown method ${method}` };
      send(result === undefined ? { id, error: unknown } : { id, result });
    } catch (error) {
      send({ id, error: { code: internalError, message: error instanceof Error ? error.message : 'It failed.' } });
    }
  }

  window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    if (source !== other || !isObject(data) || data.jsonrpc !== '2.0') return;
    const { id, method, params } = data;
    if (typeof method !== 'string') {
      if (typeof id === 'number') settle(id, data);
    } else if (id === undefined) heard.notified(method, params);
    else void answer(id, method, params);
  });

  return {
    request: (method, params) => {
      last += 1;
      const id = last;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        send({ id, method, params });
      });
    },
    notify: (method, params) => send({ method, params }),
  };
}
