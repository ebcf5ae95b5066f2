/** Requests that two readers could read in two ways: a proxy in front might believe one, and this server the other. */
import type { IncomingMessage } from 'node:http';

/** Headers that say one thing: Node would take the first, or join them. */
const single = ['host', 'origin', 'authorization', 'x-auth-token', 'content-type', 'mcp-session-id'];

/**
 * Why a request is ambiguous; undefined for one that is not. Conflicting lengths (Content-Length with Transfer-Encoding) are
 * refused by Node's parser before. More than one Host, or none, has to be refused (RFC 9112, 3.2); a target that names a
 * host of its own would make Host mean nothing (3.2.2), and only proxies are sent one.
 */
export function ambiguity({ url, headers, rawHeaders }: IncomingMessage): string | undefined {
  if (url?.startsWith('/') !== true) return 'The request target must be a path.';
  if (headers.host === undefined || headers.host === '') return 'Host is missing.';
  const names = rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const twice = single.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  return twice === undefined ? undefined : `${twice} is given more than once.`;
}
