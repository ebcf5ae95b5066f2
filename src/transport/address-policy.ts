/** Which network addresses may be connected to, where somebody else chooses them or no certificate says who answers. */
import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Answers whether a resolved address (IPv4 or IPv6 text, no brackets) may be connected to. */
export type AddressPolicy = (address: string) => boolean;

/** Ranges of the IANA IPv4 special-purpose registry, multicast and the reserved class E. */
const specialIpv4: readonly [network: string, bits: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Ranges inside global unicast that are special all the same: IETF protocols with Teredo, documentation, 6to4. */
const specialIpv6: readonly [network: string, bits: number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const special = new BlockList();
for (const [network, bits] of specialIpv4) special.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of specialIpv6) special.addSubnet(network, bits, 'ipv6');

/** The only part of IPv6 that is handed out for public use; it leaves out IPv4-mapped and NAT64 forms. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/**
 * True for an address on the public internet: no loopback, private, link-local, shared (CGNAT), multicast, reserved or
 * documentation range, and no IPv6 form that carries an IPv4 address (mapped, 6to4, NAT64, Teredo).
 */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !special.check(address, 'ipv4');
  if (version !== 6 || address.includes('%')) return false;
  return globalUnicast.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

/** Loopback, private use (RFC 1918, RFC 4193) and shared address space (RFC 6598), which overlay networks at home use. */
const privateUse = new BlockList();
privateUse.addSubnet('10.0.0.0', 8, 'ipv4');
privateUse.addSubnet('100.64.0.0', 10, 'ipv4');
privateUse.addSubnet('127.0.0.0', 8, 'ipv4');
privateUse.addSubnet('172.16.0.0', 12, 'ipv4');
privateUse.addSubnet('192.168.0.0', 16, 'ipv4');
privateUse.addAddress('::1', 'ipv6');
privateUse.addSubnet('fc00::', 7, 'ipv6');

/** True for an address of this machine or of a network at home; not for link-local ones, where clouds answer with secrets. */
export function isPrivateAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 0 || address.includes('%')) return false;
  return privateUse.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

/**
 * The policy for addresses that strangers choose: public, and not on a network that this machine is part of. The second half matters for IPv6,
 * where every device at home has a public address.
 */
export function publicAddressesOnly(): AddressPolicy {
  const own = ownNetworks();
  return (address) => isPublicAddress(address) && !own.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

function ownNetworks(): BlockList {
  const own = new BlockList();
  const cidrs = Object.values(networkInterfaces()).flatMap((entries) => (entries ?? []).map((entry) => entry.cidr));
  for (const cidr of cidrs) {
    const [network, bits] = cidr?.split('/') ?? [];
    if (network === undefined || Number(bits) === 0 || isIP(network) === 0) continue;
    own.addSubnet(network, Number(bits), isIP(network) === 6 ? 'ipv6' : 'ipv4');
  }
  return own;
}
