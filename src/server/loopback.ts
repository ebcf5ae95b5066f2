/** Which addresses only this machine can reach. */
import { isIPv4 } from 'node:net';
import { failed, type Result, success } from '../catalog/result.ts';

/** Names and addresses that a request to a loopback port may carry in Host and Origin. */
export const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** True for `localhost`, ::1 and all of 127.0.0.0/8 (RFC 1122, 3.2.1.3; RFC 4291, 2.5.3). */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

/** True for the addresses that mean every address of this machine. */
export function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** Checks where to listen. An address that others can reach is refused unless `guarded`: the message says how to guard it. */
export function listeningAddress(
  host: string,
  port: number,
  guarded: boolean,
): Result<{ readonly host: string; readonly port: number }> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return failed('invalid_input', 'The port must be a whole number from 0 to 65535.');
  }
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  // Node takes an empty address for all of them.
  if (bare === '') return failed('invalid_input', 'The address to listen on must not be empty.');
  if (guarded || isLoopback(bare)) return success({ host: bare, port });
  return failed(
    'refused',
    `Not listening on ${JSON.stringify(host)}: no client is registered yet, so whoever reaches the port could read and change the whole library.`,
    'Make a client first (albumen clients add --name "my laptop" --role admin --scope mcp) or configure an identity provider. With --no-auth everybody who reaches the port gets in, with all rights.',
  );
}
