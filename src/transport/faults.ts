/** Every way in which a request can end without an answer, and what a person can do about it. */
import type { Failure } from '../catalog/result.ts';
import type { Speaker } from './foreign-text.ts';

/** Thrown by the transport, which has no other way out through an SDK; whoever sends a request turns it back into a value. */
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
    return fault(
      'unavailable',
      `${speaker.library} cannot be found (${code}).`,
      `Check the name in ${speaker.settings.address}.`,
    );
  }
  const reason = code === '' ? '' : ` (${code})`;
  return fault(
    'unavailable',
    `${speaker.library} cannot be reached, or it cut the connection${reason}.`,
    `Is the server running, and is ${speaker.settings.address} right?`,
    code !== 'ECONNREFUSED',
  );
}

/** The deadline for one answer passed. */
export function timeoutFault(seconds: number, speaker: Speaker): LibraryFault {
  return fault(
    'timeout',
    `${speaker.library} did not answer within ${seconds} s.`,
    `Ask for less at once, or raise ${speaker.settings.timeout}.`,
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

/** A name or address that leads where this connection may not go. */
export function forbiddenFault(hostname: string, speaker: Speaker): LibraryFault {
  return fault(
    'refused',
    `${speaker.library} is at an address that may not be connected to: ${speaker.clean(hostname, 100)}.`,
    `Check ${speaker.settings.address}.`,
  );
}

/** A redirect that is not followed: what opens this server must not go to another one. */
export function redirectFault(status: number, target: URL | undefined, speaker: Speaker): LibraryFault {
  const place = target === undefined ? 'nowhere' : speaker.clean(target.origin);
  return fault(
    'unavailable',
    `${speaker.library} redirects to ${place} (${status}), and the ${speaker.credential} is not sent on.`,
    `Set ${speaker.settings.address} to the address where ${speaker.product} itself answers; a login page in front of it must let the API pass.`,
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
    `Is ${speaker.settings.address} the address of ${speaker.product} itself? A proxy or login page in front of it must let the API pass.`,
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
