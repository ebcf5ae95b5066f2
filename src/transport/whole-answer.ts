/** Reads answers, none of them beyond its bound. */
import type { Response as PooledResponse } from 'undici';
import { notJsonFault, tooLargeFault } from './faults.ts';
import type { Speaker } from './foreign-text.ts';
import type { OutgoingRequest } from './transport.ts';

/** Reads an answer to its end, so that a cut one is noticed here, and checks that what should be JSON says so. */
export async function readWhole(
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
