/** Which addresses only this machine can reach. */
import { isIPv4 } from 'node:net';
import { failed, type Result, success } from '../catalog/result.ts';

/** Names and addresses that a request to a loopback port may carry in Host and Origin. */
export const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** True for `localhost`, ::1 and all of 127.0.0.0/8 (RFC 1122, 3.2.1.3; RFC 4291, 2.5.3). */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

/** Checks where to listen. Anything but loopback is refused, and the message says why. */
export function listeningAddress(host: string, port: number): Result<{ host: string; port: number }> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return failed('invalid_input', 'The port must be a whole number from 0 to 65535.');
  }
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if (isLoopback(bare)) return success({ host: bare, port });
  return failed(
    'refused',
    `Not listening on ${JSON.stringify(host)}: there is no access control yet, so whoever reaches the port could read and change the whole library.`,
    'Use --host 127.0.0.1. A tunnel or a proxy in front of it would not help: everyone who gets through has the same full access. To use the library from another machine, run albumen there over stdio.',
  );
}
