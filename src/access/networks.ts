/** What an address is: of this machine alone, or in one of several networks. */
import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';
import type { Network } from '../catalog/network.ts';
import { unmapped } from './limits/address-key.ts';

/** True for `localhost`, ::1 and all of 127.0.0.0/8 (RFC 1122, 3.2.1.3; RFC 4291, 2.5.3): what only this machine can reach. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

/** True for the addresses in these networks, in whatever form; for none where there are no networks. */
export function inNetworks(networks: readonly Network[]): (address: string) => boolean {
  const list = new BlockList();
  for (const { address, bits, family } of networks) list.addSubnet(address, bits, family);
  return (address) => {
    const bare = unmapped(address);
    return isIP(bare) !== 0 && list.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4');
  };
}
