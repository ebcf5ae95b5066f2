/** Reads a JSON or form body as Express does for Immich, but never more than a bounded number of bytes. */
import { ApiError, badRequest } from './errors.ts';

/** As Immich: far above a bulk call with 10,000 ids. */
const maxBodyBytes = 10 * 1024 * 1024;

function tooLarge(): ApiError {
  return new ApiError(413, { message: 'request entity too large' });
}

async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBodyBytes) throw tooLarge();
  if (request.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBodyBytes) throw tooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parseJson(text: string): unknown {
  if (text === '') return {};
  const first = text.trimStart().charAt(0);
  if (first !== '{' && first !== '[') {
    const shown = text.length > 40 ? `${text.slice(0, 40)}...` : text;
    throw badRequest(`Unexpected token '${first}', "${shown}" is not valid JSON`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    // Newer engines add line and column to the position: left out, so that the message does not depend on them.
    throw badRequest(error instanceof Error ? error.message.replace(/ \(line \d+ column \d+\)$/, '') : 'Invalid JSON');
  }
}

/**
 * The body as a value; `undefined` when there is none that could be read (no content type, or another one), which every schema
 * then refuses. An empty JSON body is `{}`. Throws 400 for broken JSON and 413 above 10 MB.
 */
export async function readJson(request: Request): Promise<unknown> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return parseJson(await readText(request));
  if (type === 'application/x-www-form-urlencoded')
    return Object.fromEntries(new URLSearchParams(await readText(request)));
  return undefined;
}
