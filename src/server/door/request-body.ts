/** The body of a request, read whole before anybody looks at it. */
import { readRequestBody } from '@modelcontextprotocol/server';
import { refusal } from './refusal.ts';

export interface BodyRules {
  readonly maxBytes: number;
  /** How long a body may take to arrive, in milliseconds. */
  readonly deadlineMs: number;
}

/** PhotoPrism's `MaxMutationRequestBytes`. */
export const usualBodyRules: BodyRules = { maxBytes: 256 * 1024, deadlineMs: 20_000 };

/** The connection holds the rest of a body that nobody will read. */
const ending = { connection: 'close' };

/**
 * The text of the body, or what to answer instead: 413 when it is too long, announced or not, of which no more is kept; 408 when it
 * does not arrive in time; 400 when the client went away in the middle.
 */
export async function readBody(request: Request, { maxBytes, deadlineMs }: BodyRules): Promise<string | Response> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, deadlineMs, 'late');
  });
  try {
    const read = await Promise.race([readRequestBody(request, maxBytes), late]);
    if (read === 'late') return refusal(408, 'The request body did not arrive in time.', ending);
    if (!read.tooLarge) return read.text;
    await discard(request);
    return refusal(413, `The request body must not exceed ${maxBytes} bytes.`, ending);
  } catch {
    return refusal(400, 'The request body did not arrive whole.', ending);
  } finally {
    clearTimeout(timer);
  }
}

/** For how long the rest of a body that is too long is read and thrown away, in milliseconds. */
const discardMs = 1000;
const discardBytes = 64 * 1024 * 1024;

/** Lets a client send to its end: most hear an answer only then, and one that is cut off before hears none. */
async function discard({ body }: Request): Promise<void> {
  const reader = body?.getReader();
  if (reader === undefined) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, discardMs, 'late');
  });
  for (let bytes = 0; bytes < discardBytes; ) {
    const read = await Promise.race([reader.read(), late]);
    if (read === 'late' || read.done) break;
    bytes += read.value.byteLength;
  }
  clearTimeout(timer);
}
