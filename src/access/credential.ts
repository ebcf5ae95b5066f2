/** Where a request carries its credential: in headers, never in its address, which ends up in logs and histories. */

/** More than any token of ours or of an identity provider needs. */
const longest = 8192;

/** Letters of tokens (RFC 6750, 2.1). */
const tokenLetters = /^[A-Za-z0-9\-._~+/]+=*$/;

/**
 * The credential of a request, from PhotoPrism's headers in its order: `X-Auth-Token`, `X-Session-ID`, `Authorization: Bearer`.
 * `malformed` also where they hold different ones: which of them counts must not be a matter of order.
 * Another scheme in `Authorization` is not for us (a proxy may have asked for it).
 */
export function credentialIn(headers: Headers): { readonly credential: string } | 'missing' | 'malformed' {
  const given = [headers.get('x-auth-token'), headers.get('x-session-id'), bearerIn(headers)]
    .map((text) => text?.trim())
    .filter((text) => text !== undefined && text !== '');
  const [credential, ...others] = new Set(given);
  if (credential === undefined) return 'missing';
  const isWhole = credential.length <= longest && tokenLetters.test(credential);
  return others.length === 0 && isWhole ? { credential } : 'malformed';
}

function bearerIn(headers: Headers): string | undefined {
  return /^bearer +(.*)$/i.exec(headers.get('authorization')?.trim() ?? '')?.[1];
}
