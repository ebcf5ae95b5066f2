/** Tokens that a PhotoPrism portal signs for the nodes of its cluster: the rules of `internal/auth/jwt`, verifier. */
import { inNetworks } from '../networks.ts';
import { allowedScopes, clusterScopeIn, identityId, nameIn } from './identity-of.ts';
import { keysAt, withoutSlash } from './issuer-keys.ts';
import type { JwtConfig } from './jwt-config.ts';
import { type Report, reportedKeys, type TrustedIssuer, warnOfPlainHttp } from './trusted-issuer.ts';

/** `MaxTokenTTL`, in seconds. */
const maxLifetime = 900;

/** The portal, where this server is a node of its cluster. */
export function clusterIssuer(config: JwtConfig, report: Report, now: () => number): TrustedIssuer[] {
  const node = config.clusterNodeUuid;
  const keysUrl = config.clusterJwksUrl ?? keysOfPortal(config.clusterPortalUrl);
  const issuers = clusterIssuers(config);
  const [name] = issuers;
  if (node === undefined || keysUrl === undefined || name === undefined) return [];
  const scopes = allowedScopes(config.jwtScopes);
  if (keysUrl.startsWith('http:')) warnOfPlainHttp(name, report);
  return [
    {
      name,
      rules: {
        issuers,
        audiences: [`node:${node}`],
        algorithms: ['EdDSA'],
        leeway: config.jwtLeeway,
        maxLifetime,
      },
      keys: reportedKeys(name, (etag) => keysAt(keysUrl, etag), config.jwtJwksCache, report, now),
      takesFrom: config.clusterCidr.length === 0 ? () => true : inNetworks(config.clusterCidr),
      identityOf: (claims) => ({
        id: identityId(name, claims),
        name: nameIn({ ...claims, preferred_username: claims.sub }),
        // A session of a token has the role of an API client.
        role: 'client',
        scope: clusterScopeIn(claims, scopes),
      }),
    },
  ];
}

/** `jwtIssuerCandidates`: the cluster's id, the portal's address, and that of this site. */
function clusterIssuers({ clusterUuid, clusterPortalUrl, serverUrl }: JwtConfig): string[] {
  return [
    ...(clusterUuid === undefined ? [] : [`portal:${clusterUuid}`]),
    ...[clusterPortalUrl, serverUrl].filter((url) => url !== undefined).map(withoutSlash),
  ];
}

function keysOfPortal(portal: string | undefined): string | undefined {
  return portal === undefined ? undefined : `${withoutSlash(portal)}/.well-known/jwks.json`;
}
