/** Which addresses only this machine can reach. */
import { isLoopback } from '../access/networks.ts';
import { failed, type Result, success } from '../catalog/result.ts';

/** Names and addresses that a request to a loopback port may carry in Host and Origin. */
export const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

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
