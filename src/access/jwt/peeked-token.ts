/** Looks at a token that nobody has vouched for yet: enough to know whose it claims to be. */
import * as z from 'zod';
import { hasRepeatedNames } from './repeated-names.ts';

/** Longest token; the longest one that a front door takes anyway. */
const longestToken = 8192;

const shape = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/**
 * `kid` picks a key and is nothing else: no part of an address or a path. Headers that bring a key of their own (`jwk`,
 * `jku`, `x5u`, `x5c`) are not looked at; one that demands to be understood (`crit`) is not understood.
 */
const headerShape = z.looseObject({
  alg: z.string().max(20),
  kid: z.string().min(1).max(256),
  // ID, refresh and logout tokens are no access tokens. RFC 9068, 2.1 has a type for these; most providers say JWT.
  typ: z.stringFormat('typ', /^(application\/)?(at\+)?jwt$/i).optional(),
  crit: z.undefined().optional(),
});

const claimsShape = z.looseObject({ iss: z.string().min(1).max(1024) });

/** What a token says of itself. */
export interface PeekedToken {
  readonly algorithm: string;
  readonly issuer: string;
}

/** True for what is a token of this kind, good or bad: PhotoPrism's rule is exactly two dots. */
export function isJwt(credential: string): boolean {
  return credential.split('.', 4).length === 3;
}

/** Undefined for what cannot be a signed access token with a key id. */
export function peekAt(token: string): PeekedToken | undefined {
  if (token.length > longestToken || !shape.test(token)) return undefined;
  const [header, claims] = token.split('.', 2).map(readPart);
  const readHeader = headerShape.safeParse(header);
  const readClaims = claimsShape.safeParse(claims);
  if (!readHeader.success || !readClaims.success) return undefined;
  return { algorithm: readHeader.data.alg, issuer: readClaims.data.iss };
}

function readPart(part: string): unknown {
  try {
    const json = Buffer.from(part, 'base64url').toString();
    const value: unknown = JSON.parse(json);
    return hasRepeatedNames(json) ? undefined : value;
  } catch {
    return undefined;
  }
}
