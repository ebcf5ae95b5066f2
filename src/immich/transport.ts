/**
 * Carries the SDK's requests to a server over the network: one deadline per try, a pool with bounded concurrency,
 * repetition where that is safe, redirects within the same origin, answers of bounded size.
 */
import { setTimeout as pause } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { Agent, Response as PooledResponse } from 'undici';
import {
  abortedFault,
  busyFault,
  connectionFault,
  isCertificateError,
  LibraryFault,
  notJsonFault,
  redirectFault,
  type Speaker,
  timeoutFault,
  tooLargeFault,
  withDoubt,
} from './failures.ts';
import { backoff, isPassing, isRepeatable, isTooLong, readRetryAfter } from './repetition.ts';

export interface TransportOptions {
  /** The server's address without `/api`. */
  readonly baseUrl: string;
  readonly maxRetries: number;
  readonly speaker: Speaker;
  /** Wait before the first repetition; 250 ms unless told. */
  readonly backoffMilliseconds?: number;
  /** Requests under way at once; 8 unless told. */
  readonly concurrency?: number;
}

/** What one request may take. */
export interface RequestLimits {
  readonly signal: AbortSignal;
  readonly timeoutSeconds: number;
  readonly maxBytes: number;
}

/** A request as the SDK makes it. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | FormData | Blob | undefined;
}

export interface Transport {
  /** Answers with any status; throws a `LibraryFault` for everything that is no answer. */
  send(request: OutgoingRequest, limits: RequestLimits): Promise<Response>;
  close(): Promise<void>;
}

const redirects = new Set([301, 302, 303, 307, 308]);
const mostRedirects = 5;

/** One try's end that is worth another one: a passing status or a broken connection. */
interface PassingTrouble {
  readonly trouble: LibraryFault | Response;
  readonly waitSeconds?: number;
}

/** Makes a transport; nothing is loaded or opened before the first request. */
export function createTransport(options: TransportOptions): Transport {
  const limit = pLimit(options.concurrency ?? 8);
  let agent: Agent | undefined;

  async function fetchOnce(request: OutgoingRequest, signal: AbortSignal): Promise<PooledResponse> {
    // The default export: a bundle has no named ones of a CommonJS package that is loaded late.
    const { default: undici } = await import('undici');
    agent ??= new undici.Agent({ connect: { timeout: 10_000 }, headersTimeout: 0, bodyTimeout: 0 });
    return undici.fetch(request.url, {
      method: request.method,
      headers: [...request.headers],
      body: request.body instanceof FormData ? pooledForm(request.body, undici.FormData) : (request.body ?? null),
      redirect: 'manual',
      dispatcher: agent,
      signal,
    });
  }

  async function tryOnce(request: OutgoingRequest, limits: RequestLimits): Promise<Response> {
    const deadline = AbortSignal.timeout(limits.timeoutSeconds * 1000);
    const signal = AbortSignal.any([limits.signal, deadline]);
    try {
      const answer = await followRedirects(request, (next) => fetchOnce(next, signal), options.speaker);
      return await readWhole(answer, request, limits.maxBytes, options.speaker);
    } catch (error) {
      if (error instanceof LibraryFault) throw error;
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
    const path = new URL(request.url).pathname.slice(new URL(`${options.baseUrl}/api`).pathname.length);
    if (!isRepeatable(request.method, path)) return sendOnce(request, limits);
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

/** Follows redirects that stay on the server: elsewhere neither the key nor the request may go. */
async function followRedirects(
  request: OutgoingRequest,
  fetchOnce: (request: OutgoingRequest) => Promise<PooledResponse>,
  speaker: Speaker,
): Promise<PooledResponse> {
  let next = request;
  for (let hops = 0; ; hops++) {
    const answer = await fetchOnce(next);
    if (!redirects.has(answer.status)) return answer;
    await answer.body?.cancel();
    const target = redirectTarget(answer.headers.get('location'), next.url);
    const keepsMethod = answer.status === 307 || answer.status === 308;
    const reads = next.method === 'GET' || next.method === 'HEAD';
    const stays = target !== undefined && target.origin === new URL(request.url).origin;
    if (!stays || !(reads || keepsMethod) || hops === mostRedirects) {
      throw redirectFault(answer.status, target, speaker);
    }
    next = { ...next, url: target.href };
  }
}

function redirectTarget(location: string | null, from: string): URL | undefined {
  return location !== null && URL.canParse(location, from) ? new URL(location, from) : undefined;
}

/** Reads an answer to its end, so that a cut one is noticed here, and checks that what should be JSON says so. */
async function readWhole(
  answer: PooledResponse,
  request: OutgoingRequest,
  maxBytes: number,
  speaker: Speaker,
): Promise<Response> {
  const body = await readBounded(answer, maxBytes, speaker);
  const expectsJson = request.headers.get('accept')?.includes('json') ?? false;
  const contentType = answer.headers.get('content-type');
  const empty = answer.status === 204 || answer.status === 304 || body.length === 0;
  if (expectsJson && answer.ok && answer.status !== 204 && (empty || !contentType?.includes('json'))) {
    throw notJsonFault(answer.status, empty ? null : contentType, speaker);
  }
  return new Response(empty ? null : body, { status: answer.status, headers: [...answer.headers] });
}

async function readBounded(
  answer: PooledResponse,
  maxBytes: number,
  speaker: Speaker,
): Promise<Uint8Array<ArrayBuffer>> {
  const announced = Number(answer.headers.get('content-length') ?? 0);
  if (announced > maxBytes) {
    await answer.body?.cancel();
    throw tooLargeFault(maxBytes, speaker);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLargeFault(maxBytes, speaker);
    chunks.push(chunk);
  }
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
