/** What a refused client is told about where to get a credential: RFC 6750, 3 and RFC 9728, 5.1. */
import type { Refusal } from './identity.ts';

/** RFC 9728, 3: below it, the path of each resource. */
export const metadataPath = '/.well-known/oauth-protected-resource';

export interface Challenged {
  /** The address of this server as the client sees it, without a slash at its end. */
  readonly publicUrl: string;
  /** What was asked for, for example `/mcp`. */
  readonly path: string;
  /** What a credential for it needs, in words that an identity provider understands. */
  readonly scope: string;
}

/**
 * The value of `WWW-Authenticate` with 401 and 403. MCP's clients take the scope from here (2026-07-28, "Scope Selection
 * Strategy"), and the address of the metadata, which names who gives tokens out.
 */
export function challenge(
  { status, reason }: Pick<Refusal, 'status' | 'reason'>,
  { publicUrl, path, scope }: Challenged,
): string {
  const known = status === 403 ? 'insufficient_scope' : 'invalid_token';
  // RFC 6750, 3.1: whoever showed no credential is told no error.
  const error = reason === 'missing' ? [] : [`error="${known}"`];
  const metadata = `resource_metadata="${publicUrl}${metadataPath}${path}"`;
  return `Bearer ${['realm="albumen"', ...error, `scope="${scope}"`, metadata].join(', ')}`;
}
