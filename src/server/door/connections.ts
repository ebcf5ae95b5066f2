/** How many connections one address may hold open. */
import type { Socket } from 'node:net';
import { addressKey } from '../../access/limits/address-key.ts';

export interface ConnectionRules {
  /** Connections at the same time. */
  readonly most: number;
  /** Connections from one address (IPv6: /64) at the same time. */
  readonly mostPerAddress: number;
}

export const usualConnectionRules: ConnectionRules = { most: 1000, mostPerAddress: 200 };

export interface Connections {
  /** Takes a new connection in, or closes it at once; false where there was no place. */
  take(socket: Socket): boolean;
  readonly open: number;
}

/** Counts connections until they close. Those from addresses that are `exempt` (proxies carry everybody) count for the sum alone. */
export function countConnections(rules: ConnectionRules, exempt: (address: string) => boolean): Connections {
  const byAddress = new Map<string, number>();
  let open = 0;
  return {
    take: (socket) => {
      const address = socket.remoteAddress ?? '';
      const key = addressKey(address);
      const own = byAddress.get(key) ?? 0;
      if (open >= rules.most || (own >= rules.mostPerAddress && !exempt(address))) {
        socket.destroy();
        return false;
      }
      open += 1;
      byAddress.set(key, own + 1);
      socket.once('close', () => {
        open -= 1;
        const left = (byAddress.get(key) ?? 1) - 1;
        if (left > 0) byAddress.set(key, left);
        else byAddress.delete(key);
      });
      return true;
    },
    get open() {
      return open;
    },
  };
}
