/** Who came in, and why somebody did not. */
import type { Role } from '../catalog/role-names.ts';

/** Whoever was let in. Nothing in it is a secret. */
export interface Identity {
  /**
   * Stable as long as the credential's owner is the same, whichever of its tokens is shown: sessions, limits, plans and
   * the journal are bound to it. `local`, `public:<address>`, `client:<id>` or `jwt:<issuer> <subject>`.
   */
  readonly id: string;
  /** What people call it, for logs. */
  readonly name: string;
  readonly role: Role;
  /** PhotoPrism's scope grammar, for example `mcp` or `read mcp`. */
  readonly scope: string;
  /** The client whose own key for the library is used; the server's own where undefined. */
  readonly keyOwner?: string;
  /** Showed no credential where none is needed: sees what is public, which nothing of a library is. */
  readonly isPublic?: true;
}

/** Why somebody was not let in: for the audit line. */
export type RefusalReason =
  | 'missing'
  | 'malformed'
  | 'unknown'
  | 'wrong'
  | 'expired'
  | 'revoked'
  | 'disabled'
  | 'not_permitted'
  | 'too_many'
  | 'unavailable';

/** What whoever was not let in is told; nothing that would help somebody who guesses. */
export interface Refusal {
  readonly status: 401 | 403 | 429 | 503;
  readonly reason: RefusalReason;
  readonly message: string;
  /** With 429 and 503. */
  readonly retryAfterSeconds?: number;
}

export type Admission =
  | { readonly admitted: true; readonly identity: Identity }
  | { readonly admitted: false; readonly refusal: Refusal };

/** One kind of credential: clients' secrets, access tokens, tokens of an identity provider. */
export interface CredentialReader {
  /** Undefined where `credential` is not of this kind; a reason where it is, and does not open. Rejects only on defects. */
  read(credential: string, address: string): Promise<Identity | RefusalReason | undefined>;
}

/** Finds out who sent a request. */
export interface SignIn {
  /** `address`: who connected, as far as configured proxies can be believed. Reads headers alone, never the URL. */
  identify(headers: Headers, address: string): Promise<Admission>;
}
