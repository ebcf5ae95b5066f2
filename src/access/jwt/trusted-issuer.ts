/** What is known of one issuer whose tokens are let in. */
import type { Identity } from '../identity.ts';
import { failureText } from './documents.ts';
import { type FetchedKeys, type KeySet, openKeySet } from './key-set.ts';
import type { Claims, TokenRules } from './verify.ts';

/** Tells whoever runs the server. Facts hold no part of a token but what its signature vouches for, and its algorithm. */
export type Report = (message: string, facts: Readonly<Record<string, string>>) => void;

export interface TrustedIssuer {
  /** As it is configured. */
  readonly name: string;
  readonly rules: TokenRules;
  readonly keys: KeySet;
  /** Whether its tokens are taken from this address. */
  takesFrom(address: string): boolean;
  identityOf(claims: Claims): Identity;
}

/** The keys of the issuer of that name; says what goes wrong with them. */
export function reportedKeys(
  issuer: string,
  fetch: (etag: string | undefined) => Promise<FetchedKeys>,
  cacheSeconds: number,
  report: Report,
  now: () => number,
): KeySet {
  return openKeySet({
    fetch,
    cacheSeconds,
    now,
    onFailure: (error) => report('keys cannot be fetched', { issuer, why: failureText(error) ?? String(error) }),
  });
}

/** Says what it means that an issuer's keys come without encryption; they are asked for only in private networks. */
export function warnOfPlainHttp(issuer: string, report: Report): void {
  report('keys are fetched over plain http: whoever is on that network can sign in as anybody', { issuer });
}
