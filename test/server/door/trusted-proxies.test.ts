import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Network } from '../../../src/catalog/network.ts';
import { trustedProxies } from '../../../src/server/door/trusted-proxies.ts';

const proxy = '10.0.0.2';
const networks: Network[] = [
  { address: '10.0.0.0', bits: 24, family: 'ipv4' },
  { address: 'fd00::', bits: 64, family: 'ipv6' },
];

/** As much of a request as is looked at. */
function from(remoteAddress: string, headers: Record<string, string> = {}) {
  return { socket: { remoteAddress }, headers: { host: 'albumen:8000', ...headers } } as unknown as IncomingMessage;
}

function sender(peer: string, forwardedFor: string): string {
  return trustedProxies(networks).originOf(from(peer, { 'x-forwarded-for': forwardedFor })).address;
}

describe('the address of whoever sent a request', () => {
  it.each([
    ['the one that the proxy saw', proxy, '203.0.113.9', '203.0.113.9'],
    ['the right-most that is no proxy: the left ones may be made up', proxy, '1.2.3.4, 203.0.113.9', '203.0.113.9'],
    ['found past proxies of ours', proxy, '1.2.3.4, 203.0.113.9, 10.0.0.7,fd00::3', '203.0.113.9'],
    ['the first proxy, where there is nobody else', proxy, '10.0.0.9, 10.0.0.8', '10.0.0.9'],
    ['IPv6', proxy, '2001:DB8::9', '2001:db8::9'],
    ['IPv6 with a port', proxy, '[2001:db8::9]:443', '2001:db8::9'],
    ['IPv4 with a port', proxy, '203.0.113.9:5060', '203.0.113.9'],
    ['told by a proxy on IPv6', 'fd00::2', '203.0.113.9', '203.0.113.9'],
    ['told by a proxy on an IPv6 socket', '::ffff:10.0.0.2', '::ffff:203.0.113.9', '203.0.113.9'],
    ['the proxy itself, where it tells nothing', proxy, '', proxy],
    ['the last that can be read', proxy, '203.0.113.9, unknown, 10.0.0.7', '10.0.0.7'],
    ['the peer, where it is no proxy of ours', '198.51.100.1', '203.0.113.9', '198.51.100.1'],
    ['the peer, just outside of the network', '10.0.1.2', '203.0.113.9', '10.0.1.2'],
  ])('is %s', (_what, peer, forwardedFor, address) => {
    expect(sender(peer, forwardedFor)).toBe(address);
  });
});

describe('scheme and host', () => {
  const told = { 'x-forwarded-proto': 'http, https', 'x-forwarded-host': 'evil.example, photos.example.com' };

  it('are those that the nearest proxy wrote', () => {
    expect(trustedProxies(networks).originOf(from(proxy, told))).toEqual({
      address: proxy,
      scheme: 'https',
      hosts: ['albumen:8000', 'photos.example.com'],
    });
  });

  it.each([
    ['no proxy is trusted', trustedProxies([]), '10.0.0.2'],
    ['it came from elsewhere', trustedProxies(networks), '198.51.100.1'],
  ])('are those of the connection where %s', (_why, proxies, peer) => {
    expect(proxies.originOf(from(peer, told))).toMatchObject({ scheme: 'http', hosts: ['albumen:8000'] });
  });

  it('are those of the connection where the proxy says nonsense', () => {
    expect(trustedProxies(networks).originOf(from(proxy, { 'x-forwarded-proto': 'gopher' })).scheme).toBe('http');
  });
});
