/** Says of every way in which a request can fail what happened and what a person can do about it. */
import { type Failure, failed, type Result } from '../catalog/result.ts';
import type { CleanText } from './foreign-text.ts';

/** Thrown through the SDK by the transport, which has no other way out; `request` turns it back into a value. */
export class LibraryFault extends Error {
  readonly failure: Failure;
  /** The request may have reached the server and been carried out, though no answer came. */
  readonly mayBeDone: boolean;

  constructor(failure: Failure, mayBeDone = false) {
    super(failure.message);
    this.failure = failure;
    this.mayBeDone = mayBeDone;
  }
}

/** What a connection says about itself in messages. */
export interface Speaker {
  /** `Immich at photos.example.com` or `The local library`. */
  readonly library: string;
  readonly clean: CleanText;
}

const keyPlace = 'Immich > Account Settings > API Keys';

function fault(code: Failure['code'], message: string, hint: string, mayBeDone = false): LibraryFault {
  return new LibraryFault({ code, message, hint }, mayBeDone);
}

/** Reads the code that Node or undici gave a network error, wherever it is nested. */
function networkCode(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return '';
}

const certificateCode = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL/;

/** True where the connection was made but its certificate is not trusted: asking again changes nothing. */
export function isCertificateError(error: unknown): boolean {
  return certificateCode.test(networkCode(error));
}

/** No connection, or one that broke before the answer was complete. */
export function connectionFault(error: unknown, speaker: Speaker): LibraryFault {
  const code = networkCode(error);
  if (certificateCode.test(code)) {
    return fault(
      'unavailable',
      `${speaker.library} shows a certificate that is not trusted (${code}).`,
      'Name its authority in NODE_EXTRA_CA_CERTS, or use an address whose certificate is valid.',
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return fault('unavailable', `${speaker.library} cannot be found (${code}).`, 'Check the name in IMMICH_BASE_URL.');
  }
  const reason = code === '' ? '' : ` (${code})`;
  return fault(
    'unavailable',
    `${speaker.library} cannot be reached, or it cut the connection${reason}.`,
    'Is the server running, and is IMMICH_BASE_URL right?',
    code !== 'ECONNREFUSED',
  );
}

/** The deadline for one answer passed. */
export function timeoutFault(seconds: number, speaker: Speaker): LibraryFault {
  return fault(
    'timeout',
    `${speaker.library} did not answer within ${seconds} s.`,
    'Ask for less at once, or raise IMMICH_TIMEOUT.',
    true,
  );
}

/** The caller gave up, or the tool's own deadline passed; `sent` where the request was already on its way. */
export function abortedFault(signal: AbortSignal, sent: boolean): LibraryFault {
  const late = signal.reason instanceof Error && signal.reason.name === 'TimeoutError';
  return new LibraryFault(
    late
      ? { code: 'timeout', message: 'The time for this call is over.' }
      : { code: 'cancelled', message: 'The call was cancelled.' },
    sent,
  );
}

/** The same fault of a request that alters something: unless it never left, it may have been carried out. */
export function withDoubt(fault: LibraryFault): LibraryFault {
  if (!fault.mayBeDone) return fault;
  const { failure } = fault;
  const doubt = 'The change may have been made all the same: look before trying again.';
  return new LibraryFault({ ...failure, hint: failure.hint === undefined ? doubt : `${failure.hint} ${doubt}` });
}

/** A redirect that is not followed: the key must not go to another server. */
export function redirectFault(status: number, target: URL | undefined, speaker: Speaker): LibraryFault {
  const place = target === undefined ? 'nowhere' : speaker.clean(target.origin);
  return fault(
    'unavailable',
    `${speaker.library} redirects to ${place} (${status}), and the API key is not sent on.`,
    'Set IMMICH_BASE_URL to the address where Immich itself answers; a login page in front of it must let the API pass.',
  );
}

/** An answer beyond the size that is read. */
export function tooLargeFault(bytes: number, speaker: Speaker): LibraryFault {
  return fault(
    'refused',
    `${speaker.library} sent more than ${Math.round(bytes / 1_000_000)} MB in one answer, which is not read.`,
    'Ask for less at once.',
  );
}

/** A success whose body is no JSON: a proxy, a login page, or another program at this address. */
export function notJsonFault(status: number, contentType: string | null, speaker: Speaker): LibraryFault {
  const html = contentType?.includes('html') ?? false;
  const kind = html ? 'a web page' : contentType === null ? 'nothing' : speaker.clean(contentType, 60);
  return fault(
    'unavailable',
    `${speaker.library} answered ${status} with ${kind} instead of data.`,
    'Is IMMICH_BASE_URL the address of Immich itself? A proxy or login page in front of it must let the API pass.',
  );
}

/** JSON that ends too early or is none. */
export function brokenJsonFault(speaker: Speaker): LibraryFault {
  return fault('unexpected', `${speaker.library} sent a damaged answer (invalid JSON).`, 'Try again.');
}

/** How long a busy server asks to wait, told where it is longer than what is waited for. */
export function busyFault(status: number, seconds: number, speaker: Speaker): LibraryFault {
  return fault(
    'unavailable',
    `${speaker.library} is busy (${status}) and asks to wait ${seconds} s.`,
    'Try again after that time.',
  );
}

/**
 * What an error status means. `body` is what came with it: JSON as parsed (`{message, errors}` of Immich 3, whose 2.x
 * sends `message` also as a list), or text.
 */
export function statusFailure(status: number, body: unknown, speaker: Speaker): Result<never> {
  const words = serverWords(body, speaker.clean);
  const said = words === '' ? '' : `: ${words}`;
  if (status === 401) return refusedKey(words, speaker);
  if (status === 403) return forbidden(words, speaker);
  if (status === 404 && /^Cannot [A-Z]+ |^$/.test(words)) {
    return failed(
      'unsupported',
      `${speaker.library} does not know this request (404${said}).`,
      'Is IMMICH_BASE_URL right? Immich 2.7 to 3.2 is supported.',
    );
  }
  if (status === 404) return failed('not_found', `Not found (404${said}).`, 'Check the id.');
  if (status === 400 && words.startsWith('Not found or no ')) {
    return failed('not_found', `${words}.`, 'Check the id, and that it belongs to the user of the API key.');
  }
  if (status === 409) return failed('conflict', `${speaker.library} refuses this (409${said}).`);
  if (status >= 500 || status === 429) return overloaded(status, said, speaker);
  return failed('invalid_input', `${speaker.library} rejects this (${status}${said}).`);
}

function refusedKey(words: string, speaker: Speaker): Result<never> {
  if (words.startsWith('Elevated permission')) {
    return failed('denied', `${speaker.library} does not open locked assets to an API key (401: ${words}).`);
  }
  const said = words === '' ? '' : `: ${words}`;
  return failed(
    'unauthorized',
    `${speaker.library} does not accept the API key (401${said}).`,
    `Check IMMICH_API_KEY; keys are made in ${keyPlace}.`,
  );
}

function forbidden(words: string, speaker: Speaker): Result<never> {
  const scope = /Missing required permission: ([\w.]{1,60})/.exec(words)?.[1];
  if (scope !== undefined) {
    return failed('denied', `The API key lacks the permission ${scope}.`, `Grant ${scope} to the key in ${keyPlace}.`);
  }
  const said = words === '' ? '' : `: ${words}`;
  return failed('denied', `${speaker.library} does not allow this (403${said}).`);
}

function overloaded(status: number, said: string, speaker: Speaker): Result<never> {
  if (status === 429) {
    return failed('unavailable', `${speaker.library} got too many requests (429${said}).`, 'Try again later.');
  }
  const gateway = status === 502 || status === 503 || status === 504;
  const hint = gateway ? 'Is it starting or overloaded? Try again later.' : "Immich's own log says why.";
  return failed('unavailable', `${speaker.library} failed (${status}${said}).`, hint);
}

/** The server's own words: its message, then each complaint about a field. */
function serverWords(body: unknown, clean: CleanText): string {
  if (typeof body !== 'object' || body === null) return '';
  const parts: string[] = [];
  if ('message' in body) parts.push(...textsOf(body.message));
  if ('errors' in body && Array.isArray(body.errors)) parts.push(...body.errors.slice(0, 5).map(describeIssue));
  return clean(parts.filter((part) => part !== '').join('; ')).replace(/\.$/, '');
}

function textsOf(message: unknown): string[] {
  if (typeof message === 'string') return [message];
  return Array.isArray(message) ? message.filter((part) => typeof part === 'string').slice(0, 5) : [];
}

function describeIssue(issue: unknown): string {
  if (typeof issue !== 'object' || issue === null) return '';
  const message = 'message' in issue && typeof issue.message === 'string' ? issue.message : '';
  const path = 'path' in issue && Array.isArray(issue.path) ? issue.path.map(String).join('.') : '';
  return path === '' ? message : `${path}: ${message}`;
}
