/** Checks a token: who signed it, for whom, and when. */
import { errors, type JWSHeaderParameters, jwtVerify } from 'jose';
import * as z from 'zod';
import { visibleText } from '../../catalog/visible-text.ts';
import type { RefusalReason } from '../identity.ts';
import type { KeySet } from './key-set.ts';

export interface TokenRules {
  readonly issuers: readonly string[];
  /** A token must be made for one of them. */
  readonly audiences: readonly string[];
  readonly algorithms: readonly string[];
  /** How far clocks may be apart, in seconds. */
  readonly leeway: number;
  /** Longest time between making and expiry, in seconds. */
  readonly maxLifetime: number;
}

/** `why` is for whoever runs the server: what to set right. */
export interface Refused {
  readonly reason: RefusalReason;
  readonly why: string;
  /** For whom it was made, where that is what is wrong. */
  readonly audience?: string;
}

const claimsShape = z.looseObject({
  iss: z.string(),
  // OpenID Connect Core 1.0, 2: at most 255 characters. Whatever cannot be seen has no place in an id.
  sub: z.stringFormat('sub', /^[^\p{C}\p{Zl}\p{Zp}]{1,255}$/u),
  iat: z.number(),
  exp: z.number(),
});

/** What a token says, once it is known who says it. */
export type Claims = z.output<typeof claimsShape>;

export type Verified = { readonly claims: Claims } | Refused;

/**
 * Checks signature, issuer, audience and times. `now` in milliseconds since the epoch. Rejects only on defects.
 * The key comes from `keys` alone, whatever the token's header offers.
 */
export async function verifyToken(token: string, keys: KeySet, rules: TokenRules, now: number): Promise<Verified> {
  const keyFor = async (header: JWSHeaderParameters) => {
    const key = await keys.find(header);
    if (key === 'unavailable') throw new NoKeys();
    if (key === 'unknown') throw new errors.JWKSNoMatchingKey();
    return key;
  };
  try {
    const { payload } = await jwtVerify(token, keyFor, {
      algorithms: [...rules.algorithms],
      issuer: [...rules.issuers],
      audience: [...rules.audiences],
      clockTolerance: rules.leeway,
      currentDate: new Date(now),
    });
    return checkClaims(payload, rules, now);
  } catch (error) {
    if (error instanceof errors.JOSEError) return refusalFor(error);
    throw error;
  }
}

/** Nobody can say at the moment which keys are right. */
class NoKeys extends errors.JOSEError {}

function checkClaims(payload: unknown, { leeway, maxLifetime }: TokenRules, now: number): Verified {
  const read = claimsShape.safeParse(payload);
  if (!read.success) return { reason: 'malformed', why: `claim ${String(read.error.issues[0]?.path[0])}` };
  const { iat, exp, typ, cnf } = read.data;
  // Keycloak names the kind of a token there, and signs ID tokens with the same keys.
  if (typ !== undefined && typ !== 'Bearer') return { reason: 'wrong', why: 'no access token' };
  // RFC 9449, 7.1 and RFC 8705, 3: bound to a key that whoever shows it has not proved to have.
  if (cnf !== undefined) return { reason: 'wrong', why: 'bound to a key' };
  if (iat > now / 1000 + leeway) return { reason: 'wrong', why: 'not yet valid' };
  if (exp - iat > maxLifetime) return { reason: 'wrong', why: 'lives too long' };
  return { claims: read.data };
}

function refusalFor(error: errors.JOSEError): Refused {
  if (error instanceof NoKeys) return { reason: 'unavailable', why: 'no keys' };
  if (error instanceof errors.JWTExpired) return { reason: 'expired', why: 'expired' };
  if (error instanceof errors.JWTClaimValidationFailed) return claimRefusal(error);
  if (error instanceof errors.JOSEAlgNotAllowed) return { reason: 'wrong', why: 'algorithm' };
  if (error instanceof errors.JWKSNoMatchingKey) return { reason: 'unknown', why: 'unknown key' };
  if (error instanceof errors.JWSSignatureVerificationFailed) return { reason: 'wrong', why: 'signature' };
  return { reason: 'malformed', why: 'malformed' };
}

function claimRefusal({ claim, reason, payload }: errors.JWTClaimValidationFailed): Refused {
  if (reason === 'missing') return { reason: 'malformed', why: `no ${claim}` };
  if (claim === 'aud') {
    const audience = visibleText([payload.aud].flat().join(' ')).slice(0, 200);
    return { reason: 'wrong', why: 'made for another audience', audience };
  }
  if (claim === 'nbf' && reason === 'check_failed') return { reason: 'wrong', why: 'not yet valid' };
  return { reason: 'malformed', why: `claim ${claim}` };
}
