/** Who really sent a request that came through reverse proxies, and under which address they see this server. */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { unmapped } from '../../access/limits/address-key.ts';
import { inNetworks } from '../../access/networks.ts';
import type { Network } from '../../catalog/network.ts';

/** What a proxy said of a request. Of a request that came from nowhere trusted, only the connection speaks. */
export interface Origin {
  readonly address: string;
  readonly scheme: 'http' | 'https';
  /** Host, then what the proxy was asked for; each of them has to be allowed. */
  readonly hosts: readonly string[];
}

export interface TrustedProxies {
  has(address: string): boolean;
  /** Reads X-Forwarded-For, -Proto and -Host from a trusted proxy; ignores them from everybody else. */
  originOf(incoming: IncomingMessage): Origin;
}

/** Knows the proxies in these networks. */
export function trustedProxies(networks: readonly Network[]): TrustedProxies {
  const has = inNetworks(networks);
  return {
    has,
    originOf: (incoming) => {
      const peer = unmapped(incoming.socket.remoteAddress ?? '');
      const direct: Origin = {
        address: peer,
        scheme: 'encrypted' in incoming.socket ? 'https' : 'http',
        hosts: [incoming.headers.host ?? ''],
      };
      if (!has(peer)) return direct;
      const asked = last(incoming.headers['x-forwarded-host']);
      const scheme = last(incoming.headers['x-forwarded-proto'])?.toLowerCase();
      return {
        address: senderOf(peer, incoming.headers['x-forwarded-for'], has),
        scheme: scheme === 'https' || scheme === 'http' ? scheme : direct.scheme,
        hosts: asked === undefined ? direct.hosts : [...direct.hosts, asked],
      };
    },
  };
}

/**
 * The right-most address that is no proxy of ours: what stands left of it, the sender may have written. An entry that is
 * no address ends the search at the proxy that wrote it.
 */
function senderOf(
  peer: string,
  forwarded: string | string[] | undefined,
  isProxy: (address: string) => boolean,
): string {
  let sender = peer;
  for (const entry of entries(forwarded).reverse()) {
    const address = unmapped(entry.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1'));
    if (isIP(address) === 0) return sender;
    sender = address;
    if (!isProxy(address)) return sender;
  }
  return sender;
}

/** What the nearest proxy wrote stands last. */
function last(header: string | string[] | undefined): string | undefined {
  return entries(header).at(-1);
}

function entries(header: string | string[] | undefined): string[] {
  return [header ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
