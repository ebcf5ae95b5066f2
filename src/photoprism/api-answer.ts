/** What goes to PhotoPrism's API, and what comes back, before anybody relies on it. */
import * as z from 'zod';
import { failed, type Result, success } from '../catalog/result.ts';
import { brokenJsonFault } from '../transport/faults.ts';
import type { Speaker } from '../transport/foreign-text.ts';
import type { OutgoingRequest } from '../transport/transport.ts';
import type { ListHeaders, PhotoPrismAnswer, PhotoPrismRequest } from './connection.ts';
import { type PathSegments, requestUrl } from './request-url.ts';
import { statusFailure } from './status-failure.ts';

/** The request as it is sent: its body as JSON, unless it is a form. */
export function outgoing(
  apiUrl: string,
  accessToken: string,
  { method = 'GET', path, query, body }: PhotoPrismRequest<unknown>,
): OutgoingRequest {
  const headers = new Headers({ accept: 'application/json', 'x-auth-token': accessToken });
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers.set('content-type', 'application/json');
  return {
    url: requestUrl(apiUrl, path, query),
    method,
    headers,
    body: body === undefined || isForm ? body : JSON.stringify(body),
  };
}

/** What an answer says: a success must look as it was wanted, and whatever else came is a failure. */
export async function readAnswer<Answer>(
  response: Response,
  { path, answer }: PhotoPrismRequest<Answer>,
  speaker: Speaker,
): Promise<Result<PhotoPrismAnswer<Answer>>> {
  const text = await response.text();
  if (!response.ok) return statusFailure(response.status, parsedOr(text, text), speaker);
  const parsed = parsedOr(text, undefined);
  if (parsed === undefined) return { ok: false, failure: brokenJsonFault(speaker).failure };
  const checked = answer.safeParse(parsed);
  if (!checked.success) return unknownShape(checked.error, path, speaker);
  return success({ body: checked.data, page: listHeaders(response.headers) });
}

function parsedOr<Fallback>(text: string, fallback: Fallback): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fallback;
  }
}

/** Names the place that is not as it should be, never what stands there: it may be a token. */
function unknownShape(error: z.ZodError, path: PathSegments, speaker: Speaker): Result<never> {
  const [issue] = error.issues;
  const at = issue?.path.map(String).join('.') ?? '';
  const place = at === '' ? '' : ` at ${speaker.clean(at, 80)}`;
  return failed(
    'unexpected',
    `${speaker.library} answered ${String(path[0])} in a form that is not known${place}.`,
    'This PhotoPrism may be older or newer than what is supported; or is PHOTOPRISM_BASE_URL another program?',
  );
}

const wholeNumber = z.coerce.number().int().min(0);

function listHeaders(headers: Headers): ListHeaders | undefined {
  const [count, limit, offset] = ['x-count', 'x-limit', 'x-offset'].map((name) => {
    const text = headers.get(name);
    return text === null ? undefined : wholeNumber.safeParse(text).data;
  });
  if (count === undefined || limit === undefined) return undefined;
  return { count, limit, offset: offset ?? 0 };
}
