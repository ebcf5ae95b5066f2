import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { isPrivateAddress, isPublicAddress, publicAddressesOnly } from '../../src/transport/address-policy.ts';

describe('an address that uploads may be fetched from', () => {
  test.each([
    ['1.1.1.1', 'a public IPv4 address'],
    ['9.255.255.255', 'just below 10/8'],
    ['100.63.255.255', 'just below the shared range'],
    ['100.128.0.0', 'just above the shared range'],
    ['172.15.255.255', 'just below 172.16/12'],
    ['172.32.0.0', 'just above 172.16/12'],
    ['192.167.255.255', 'just below 192.168/16'],
    ['198.20.0.0', 'just above the benchmark range'],
    ['223.255.255.255', 'the last address before multicast'],
    ['2606:4700:4700::1111', 'a public IPv6 address'],
    ['2a00:1450:4001:81b::200e', 'a public IPv6 address'],
    ['2001:200::1', 'just above the protocol assignments'],
  ])('%s: %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('an address that uploads are never fetched from', () => {
  test.each([
    ['0.0.0.0', 'this host'],
    ['0.1.2.3', 'this network'],
    ['10.0.0.1', 'private'],
    ['10.255.255.255', 'private'],
    ['100.64.0.1', 'shared by a carrier'],
    ['100.127.255.255', 'shared by a carrier'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['169.254.169.254', 'link-local: where clouds keep credentials'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.0.0.8', 'protocol assignments'],
    ['192.0.2.1', 'documentation'],
    ['192.88.99.1', '6to4 relay'],
    ['192.168.1.1', 'private'],
    ['198.18.0.1', 'benchmarks'],
    ['198.51.100.7', 'documentation'],
    ['203.0.113.7', 'documentation'],
    ['224.0.0.1', 'multicast'],
    ['239.255.255.250', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback as mapped IPv4'],
    ['::ffff:8.8.8.8', 'any mapped IPv4'],
    ['::127.0.0.1', 'IPv4-compatible'],
    ['64:ff9b::7f00:1', 'NAT64 of loopback'],
    ['64:ff9b:1::a00:1', 'local NAT64'],
    ['100::1', 'discard'],
    ['2001::1', 'Teredo'],
    ['2001:10::1', 'ORCHID'],
    ['2001:db8::1', 'documentation'],
    ['2002:7f00:1::', '6to4 of loopback'],
    ['3fff::1', 'documentation'],
    ['5f00::1', 'segment routing'],
    ['fc00::1', 'unique local'],
    ['fd12:3456:789a::1', 'unique local'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local with a zone'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['localhost', 'a name'],
    ['', 'nothing'],
  ])('%s: %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test("this machine's own addresses, whatever they are", () => {
    const own = Object.values(networkInterfaces()).flatMap((entries) => (entries ?? []).map(({ address }) => address));
    const mayConnect = publicAddressesOnly();
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter((address) => mayConnect(address))).toEqual([]);
    expect(mayConnect('1.1.1.1')).toBe(true);
  });
});

describe('an address at home', () => {
  test.each([
    '127.0.0.1',
    '127.8.8.8',
    '::1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.178.20',
    '100.64.0.1',
    'fd12:3456:789a::1',
  ])('%s', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  test.each([
    ['1.1.1.1', 'public'],
    ['172.32.0.1', 'just above 172.16/12'],
    ['100.128.0.1', 'just above the shared range'],
    ['169.254.169.254', 'link-local, where clouds tell secrets'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local with a zone'],
    ['0.0.0.0', 'every address'],
    ['::', 'every address'],
    ['2606:4700:4700::1111', 'public'],
    ['localhost', 'a name'],
    ['', 'nothing'],
  ])('but not %s: %s', (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });
});
