/** What the token endpoint answers: the names of OAuth (RFC 6749, 5.2), and the fields that PhotoPrism's clients look for. */
import type { Context } from 'hono';

export type OAuthError =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_scope'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_token_type'
  | 'temporarily_unavailable';

type Status = 400 | 401 | 403 | 413 | 503;

/** An error in the words of both. */
export function refuse(context: Context, status: Status, error: OAuthError, message: string): Response {
  // Only who used this header is told of it (RFC 6749, 5.2): a browser would ask for a password otherwise.
  const isBasic = /^basic\b/i.test(context.req.header('authorization')?.trim() ?? '');
  if (status === 401 && isBasic) context.header('WWW-Authenticate', 'Basic realm="Albumen"');
  return context.json({ error, error_description: message, code: status, message }, status);
}

/** Too many failures from this address: PhotoPrism's words, and when to come back. */
export function tooMany(context: Context, seconds: number): Response {
  context.header('Retry-After', String(Math.ceil(seconds)));
  return context.json({ error: 'rate limit exceeded', code: 429 }, 429);
}
