/** Under which key an address is counted. */
import { isIPv6, SocketAddress } from 'node:net';

/**
 * IPv4 addresses stand for themselves, also those mapped into IPv6 (RFC 4291, 2.5.5.2); of IPv6 addresses the first 64
 * bits count, because a household or a server usually has all of the rest to choose from (RFC 6177).
 */
export function addressKey(address: string): string {
  const bare = unmapped(address);
  if (!isIPv6(bare)) return bare;
  return `${network(bare)}::/64`;
}

/**
 * The address in its usual form (RFC 5952), so that one address has one spelling: IPv4 that is mapped into IPv6 as IPv4,
 * without a zone. What is no address stays as it is.
 */
export function unmapped(address: string): string {
  const bare = address.replace(/%.*$/, '');
  if (!isIPv6(bare)) return bare;
  const canonical = new SocketAddress({ address: bare, family: 'ipv6' }).address;
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(canonical)?.[1] ?? canonical;
}

/** The first four groups of a canonical IPv6 address. */
function network(canonical: string): string {
  const [head = '', tail] = canonical.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}
