/** Lets in whoever shows a token that a configured issuer signed: an identity provider, a PhotoPrism portal. */
import type { CredentialReader } from '../identity.ts';
import { clusterIssuer } from './cluster.ts';
import type { JwtConfig } from './jwt-config.ts';
import { isJwt, peekAt } from './peeked-token.ts';
import { providerIssuers } from './provider.ts';
import type { Report, TrustedIssuer } from './trusted-issuer.ts';
import { verifyToken } from './verify.ts';

export interface JwtSurroundings {
  /** Told, for whoever runs the server, why a token of a configured issuer was refused and why keys cannot be had. */
  readonly report: Report;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/**
 * The readers of signed tokens; none where neither an identity provider nor a cluster is configured. Opens nothing: keys are
 * fetched with the first token. Load this file only where HTTP is served (`await import(…)`): it brings the code for
 * signatures. Put the readers after those of our own tokens. What they answer: an identity, whose scope may be empty;
 * `malformed`, `unknown` (issuer or key), `wrong` (signature, audience, algorithm, times), `expired`, `unavailable` (no keys).
 */
export function openJwtReaders(config: JwtConfig, { report, now = Date.now }: JwtSurroundings): CredentialReader[] {
  const issuers = [...clusterIssuer(config, report, now), ...providerIssuers(config, report, now)];
  return issuers.length === 0 ? [] : [jwtReader(issuers, report, now)];
}

function jwtReader(issuers: readonly TrustedIssuer[], report: Report, now: () => number): CredentialReader {
  return {
    read: async (credential, address) => {
      if (!isJwt(credential)) return undefined;
      const token = peekAt(credential);
      if (token === undefined) return 'malformed';
      const issuer = issuers.find(({ rules, takesFrom }) => rules.issuers.includes(token.issuer) && takesFrom(address));
      if (issuer === undefined) return 'unknown';
      const read = await verifyToken(credential, issuer.keys, issuer.rules, now());
      if ('claims' in read) return issuer.identityOf(read.claims);
      const { reason, ...facts } = read;
      // That keys cannot be fetched was told when it was tried, once for all tokens.
      if (reason === 'unavailable') return reason;
      report('a token was refused', { issuer: issuer.name, ...facts, algorithm: token.algorithm });
      return reason;
    },
  };
}
