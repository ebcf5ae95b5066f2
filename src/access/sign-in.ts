/** Who sent a request, and whether they may come in: PhotoPrism's order of checks (`internal/api.AuthAny`). */
import type { Edition } from '../catalog/role-names.ts';
import { credentialIn } from './credential.ts';
import type { Admission, CredentialReader, Identity, Refusal, RefusalReason, SignIn } from './identity.ts';
import { type KnownCredentials, knownCredentials } from './known-credentials.ts';
import type { AttemptLimit } from './limits/attempts.ts';
import { grants } from './roles.ts';
import { scopePermits } from './scope.ts';

export interface SignInParts {
  /** Asked one after the other, until one knows the credential's kind. */
  readonly readers: readonly CredentialReader[];
  readonly edition: Edition;
  readonly attempts: AttemptLimit;
  /** What is behind the door; MCP unless told. Seeing it takes the permission `view`. */
  readonly resource?: string;
  /** Told why a credential could not be checked. */
  readonly report?: (error: unknown) => void;
}

/** Seconds after which to try again what could not be checked. */
const patience = 5;

/** Lets in whoever has a credential whose scope and role both permit to see the resource. Never rejects. */
export function openSignIn(parts: SignInParts): SignIn {
  const known = knownCredentials();
  return {
    identify: async (headers, address) => {
      try {
        return await identify(parts, known, headers, address);
      } catch (error) {
        parts.report?.(error);
        return refused('unavailable', patience);
      }
    },
  };
}

async function identify(
  parts: SignInParts,
  known: KnownCredentials,
  headers: Headers,
  address: string,
): Promise<Admission> {
  const { readers, attempts } = parts;
  const given = credentialIn(headers);
  // Clients ask without a credential first, to learn that one is needed: nothing was guessed.
  if (given === 'missing') return refused('missing');
  const wait = await attempts.wait(address);
  const isKnown = given !== 'malformed' && known.has(given.credential, address);
  // Past the limit nothing is looked up, not even what may be right: otherwise guessing would go on. What has opened the door
  // from there before is no guess; without this, one forgotten client would lock out everybody else behind the same router.
  if (wait > 0 && !isKnown) return refused('too_many', wait);
  const read = given === 'malformed' ? given : await readWith(readers, given.credential, address);
  if (typeof read !== 'string') {
    if (given !== 'malformed') known.add(given.credential, address);
    return admit(parts, read);
  }
  if (read === 'unavailable') return refused(read, patience);
  if (given !== 'malformed') known.remove(given.credential, address);
  await attempts.noteFailure(address);
  return refused(read);
}

async function readWith(
  readers: readonly CredentialReader[],
  credential: string,
  address: string,
): Promise<Identity | RefusalReason> {
  for (const reader of readers) {
    const read = await reader.read(credential, address);
    if (read !== undefined) return read;
  }
  return 'unknown';
}

function admit({ edition, resource = 'mcp' }: SignInParts, identity: Identity): Admission {
  const isPermitted =
    scopePermits(identity.scope, resource, ['view']) && grants(edition, identity.role, resource, 'view');
  return isPermitted ? { admitted: true, identity } : refused('not_permitted');
}

function refused(reason: RefusalReason, retryAfterSeconds?: number): Admission {
  const { status, message } = answers[reason] ?? unauthorized;
  const refusal: Refusal = { status, reason, message };
  return { admitted: false, refusal: retryAfterSeconds === undefined ? refusal : { ...refusal, retryAfterSeconds } };
}

type Answer = Pick<Refusal, 'status' | 'message'>;

/** One answer for whatever is wrong with a credential. */
const unauthorized: Answer = { status: 401, message: 'This credential is not valid.' };

const answers: Partial<Record<RefusalReason, Answer>> = {
  missing: { status: 401, message: 'A credential is needed: Authorization: Bearer <token>.' },
  not_permitted: { status: 403, message: 'The scope or role of this credential does not permit this.' },
  too_many: { status: 429, message: 'Too many failed sign-ins from this address.' },
  unavailable: { status: 503, message: 'The credential cannot be checked at the moment.' },
};
