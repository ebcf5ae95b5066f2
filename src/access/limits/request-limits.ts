/** How many requests are taken within a minute. */
import { addressKey } from './address-key.ts';
import type { Counter, CounterStore } from './counters.ts';

export interface RequestRules {
  /** Requests of one identity in a minute; 0: as many as it likes. */
  readonly perIdentity: number;
  /** Requests from one address (IPv6: /64) in a minute; 0: as many as it likes. */
  readonly perAddress: number;
}

export const usualRequestRules: RequestRules = { perIdentity: 1200, perAddress: 3000 };

export interface RequestLimits {
  /** Counts a request; seconds until the address may send one more, 0 where this one is taken. */
  fromAddress(address: string): Promise<number>;
  /** Counts a request; seconds until the identity of this id may send one more, 0 where this one is taken. */
  ofIdentity(id: string): Promise<number>;
}

const minute = 60;

/** Counts from the first request of a minute to its end. */
export function openRequestLimits(store: CounterStore, rules: RequestRules = usualRequestRules): RequestLimits {
  const open = (name: string, most: number) => (most === 0 ? undefined : store(name, { most, seconds: minute }));
  const addresses = open('requests-address', rules.perAddress);
  const identities = open('requests-caller', rules.perIdentity);
  return {
    fromAddress: (address) => waitFor(addresses, addressKey(address)),
    ofIdentity: (id) => waitFor(identities, id),
  };
}

async function waitFor(counter: Counter | undefined, key: string): Promise<number> {
  if (counter === undefined) return 0;
  const { exceeded, resetSeconds } = await counter.add(key);
  return exceeded ? resetSeconds : 0;
}
