/** A household's own identity provider: Keycloak, Authentik, and whoever else signs access tokens as RFC 9068 has them. */
import { allowedScopes, identityId, nameIn, roleIn, scopeIn } from './identity-of.ts';
import { discoveredKeys, keysAt, withoutSlash } from './issuer-keys.ts';
import type { JwtConfig } from './jwt-config.ts';
import { type Report, reportedKeys, type TrustedIssuer, warnOfPlainHttp } from './trusted-issuer.ts';
import type { Claims } from './verify.ts';

/** The configured providers. */
export function providerIssuers(config: JwtConfig, report: Report, now: () => number): TrustedIssuer[] {
  const audiences = acceptedAudiences(config);
  const scopes = allowedScopes(config.jwtScopes);
  return config.jwtIssuer.map((issuer, index) => {
    const name = withoutSlash(issuer);
    const keysUrl = config.jwtJwksUrl[index];
    if ((keysUrl ?? issuer).startsWith('http:')) warnOfPlainHttp(name, report);
    const fetch = keysUrl === undefined ? discoveredKeys(issuer) : (etag: string | undefined) => keysAt(keysUrl, etag);
    const roles = {
      usual: config.jwtRole,
      claim: config.jwtRoleClaim,
      names: config.jwtRoles,
      edition: config.edition,
    };
    return {
      name,
      rules: {
        issuers: [name, `${name}/`],
        audiences,
        algorithms: config.jwtAlgorithms,
        leeway: config.jwtLeeway,
        maxLifetime: config.jwtMaxLifetime,
      },
      keys: reportedKeys(name, fetch, config.jwtJwksCache, report, now),
      takesFrom: () => true,
      identityOf: (claims) => ({
        id: identityId(name, claims),
        name: nameIn(claims),
        role: isAdmin(claims, name, config) ? 'admin' : roleIn(claims, roles),
        scope: scopeIn(claims, scopes),
      }),
    };
  });
}

/**
 * RFC 8707, 2: a token is made for one server. Clients name the address of the endpoint or that of the whole server; some
 * put a slash after it.
 */
function acceptedAudiences({ jwtAudience, serverUrl }: JwtConfig): readonly string[] {
  if (jwtAudience.length > 0 || serverUrl === undefined) return jwtAudience;
  const own = withoutSlash(serverUrl);
  return [own, `${own}/`, `${own}/mcp`, `${own}/api/v1/mcp`];
}

function isAdmin({ sub }: Claims, issuer: string, { jwtAdmins, jwtIssuer }: JwtConfig): boolean {
  if (jwtAdmins.includes(`${issuer} ${sub}`) || jwtAdmins.includes(`${issuer}/ ${sub}`)) return true;
  // With several providers a bare subject could be anybody's.
  return jwtIssuer.length === 1 && jwtAdmins.includes(sub);
}
