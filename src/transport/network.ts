/**
 * Carries requests to a server over the network: one deadline per try, a pool with bounded concurrency,
 * repetition where that is safe, redirects within the same origin, answers of bounded size.
 */

import { Blob as NodeBlob } from 'node:buffer';
import { setTimeout as pause } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { Agent, BodyInit, buildConnector, FormData as PooledForm, Response as PooledResponse } from 'undici';
import type { AddressPolicy } from './address-policy.ts';
import {
  abortedFault,
  busyFault,
  connectionFault,
  forbiddenFault,
  isCertificateError,
  LibraryFault,
  timeoutFault,
  withDoubt,
} from './faults.ts';
import type { Speaker } from './foreign-text.ts';
import { guardedConnector } from './guarded-connector.ts';
import { followRedirects } from './redirects.ts';
import { backoff, isPassing, isTooLong, readRetryAfter } from './repetition.ts';
import type { OutgoingRequest, RequestLimits, Transport } from './transport.ts';
import { readWhole } from './whole-answer.ts';

export interface NetworkOptions {
  /** The address below which the server's API is, without a slash at the end. */
  readonly apiUrl: string;
  /** True for a request that alters nothing, so that sending it twice is the same as once; `path` is below the API's address. */
  isRepeatable(method: string, path: string): boolean;
  readonly maxRetries: number;
  readonly speaker: Speaker;
  /** Wait before the first repetition; 250 ms unless told. */
  readonly backoffMilliseconds?: number;
  /** Requests under way at once; 8 unless told. */
  readonly concurrency?: number;
  /** Which addresses may be connected to; all of them unless told. */
  readonly mayConnect?: AddressPolicy;
}

/** One try's end that is worth another one: a passing status or a broken connection. */
interface PassingTrouble {
  readonly trouble: LibraryFault | Response;
  readonly waitSeconds?: number;
}

/** Milliseconds until a connection is given up. */
const connectTimeout = 10_000;

async function loadUndici() {
  // The default export: a bundle has no named ones of a CommonJS package that is loaded late.
  return (await import('undici')).default;
}

/** Makes a transport; nothing is loaded or opened before the first request. */
export function networkTransport(options: NetworkOptions): Transport {
  const limit = pLimit(options.concurrency ?? 8);
  let loading: ReturnType<typeof loadUndici> | undefined;
  let agent: Agent | undefined;

  async function fetchOnce(request: OutgoingRequest, signal: AbortSignal): Promise<PooledResponse> {
    // Asked for once: even what is loaded already takes a while to be found again, for every request.
    loading ??= loadUndici();
    const undici = await loading;
    agent ??= new undici.Agent({ connect: connectWith(undici.buildConnector), headersTimeout: 0, bodyTimeout: 0 });
    return undici.fetch(request.url, {
      method: request.method,
      headers: [...request.headers],
      body: pooledBody(request.body, undici.FormData),
      redirect: 'manual',
      dispatcher: agent,
      signal,
    });
  }

  function connectWith(build: typeof buildConnector): NonNullable<Agent.Options['connect']> {
    const { mayConnect, speaker } = options;
    const refuse = (hostname: string) => forbiddenFault(hostname, speaker);
    return mayConnect === undefined
      ? { timeout: connectTimeout }
      : guardedConnector(build, connectTimeout, { mayConnect, refuse });
  }

  async function tryOnce(request: OutgoingRequest, limits: RequestLimits): Promise<Response> {
    const deadline = AbortSignal.timeout(limits.timeoutSeconds * 1000);
    const signal = AbortSignal.any([limits.signal, deadline]);
    try {
      const answer = await followRedirects(request, (next) => fetchOnce(next, signal), options.speaker);
      return await readWhole(answer, request, limits.maxBytes, options.speaker);
    } catch (error) {
      if (error instanceof LibraryFault) throw error;
      if (error instanceof Error && error.cause instanceof LibraryFault) throw error.cause;
      if (limits.signal.aborted) throw abortedFault(limits.signal, true);
      if (deadline.aborted) throw timeoutFault(limits.timeoutSeconds, options.speaker);
      throw new BrokenConnection(error, options.speaker);
    }
  }

  async function attempt(request: OutgoingRequest, limits: RequestLimits): Promise<Response | PassingTrouble> {
    try {
      const answer = await limit(() => {
        if (limits.signal.aborted) throw abortedFault(limits.signal, false);
        return tryOnce(request, limits);
      });
      if (!isPassing(answer.status)) return answer;
      const waitSeconds = readRetryAfter(answer.headers.get('retry-after'), Date.now());
      if (waitSeconds !== undefined && isTooLong(waitSeconds)) {
        throw busyFault(answer.status, Math.ceil(waitSeconds), options.speaker);
      }
      return waitSeconds === undefined ? { trouble: answer } : { trouble: answer, waitSeconds };
    } catch (error) {
      if (error instanceof BrokenConnection && error.mayPass) return { trouble: error };
      throw error;
    }
  }

  /** For what alters the library: nobody knows how far a request came whose answer is missing. */
  async function sendOnce(request: OutgoingRequest, limits: RequestLimits): Promise<Response> {
    try {
      const outcome = await attempt(request, limits);
      return outcome instanceof Response ? outcome : endOf(outcome);
    } catch (error) {
      throw error instanceof LibraryFault ? withDoubt(error) : error;
    }
  }

  async function send(request: OutgoingRequest, limits: RequestLimits): Promise<Response> {
    const path = new URL(request.url).pathname.slice(new URL(options.apiUrl).pathname.length);
    if (!options.isRepeatable(request.method, path)) return sendOnce(request, limits);
    for (let number = 1; ; number++) {
      const outcome = await attempt(request, limits);
      if (outcome instanceof Response) return outcome;
      if (number > options.maxRetries) return endOf(outcome);
      const wait = Math.max((outcome.waitSeconds ?? 0) * 1000, backoff(number, options.backoffMilliseconds ?? 250));
      await pause(wait, undefined, { signal: limits.signal }).catch(() => {
        throw abortedFault(limits.signal, false);
      });
    }
  }

  return {
    send,
    close: async () => {
      await agent?.destroy();
    },
  };
}

/** No connection, or one that broke; certificates do not mend by asking again. */
class BrokenConnection extends LibraryFault {
  readonly mayPass: boolean;

  constructor(cause: unknown, speaker: Speaker) {
    const { failure, mayBeDone } = connectionFault(cause, speaker);
    super(failure, mayBeDone);
    this.mayPass = !isCertificateError(cause);
  }
}

/** What a request ends with when it is not sent again. */
function endOf({ trouble }: PassingTrouble): Response {
  if (trouble instanceof Response) return trouble;
  throw trouble;
}

/** A body as the pool takes it. */
function pooledBody(body: OutgoingRequest['body'], Pooled: new () => PooledForm): BodyInit | null {
  if (body instanceof FormData) return pooledForm(body, Pooled);
  // The global Blob is Node's own; a browser's types, where they are read beside Node's, do not know that.
  if (typeof body === 'string' || body instanceof NodeBlob) return body;
  return null;
}

/** The pool's own FormData: it does not know Node's. Files keep streaming from where they are. */
function pooledForm<Form extends { append(name: string, value: string | Blob, fileName?: string): void }>(
  form: FormData,
  Pooled: new () => Form,
): Form {
  const copy = new Pooled();
  for (const [name, value] of form) {
    if (typeof value === 'string') copy.append(name, value);
    else copy.append(name, value, value.name);
  }
  return copy;
}
