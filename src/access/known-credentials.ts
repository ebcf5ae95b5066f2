/** Which credentials have opened the door, from where. */
import { hashOf } from './secrets.ts';

export interface KnownCredentials {
  has(credential: string, address: string): boolean;
  add(credential: string, address: string): void;
  remove(credential: string, address: string): void;
}

/** Remembers as hashes the latest `most` that came in, until the process ends. */
export function knownCredentials(most = 1000): KnownCredentials {
  const known = new Set<string>();
  const keyOf = (credential: string, address: string) => hashOf(`${address} ${credential}`);
  return {
    has: (credential, address) => known.has(keyOf(credential, address)),
    add: (credential, address) => {
      const key = keyOf(credential, address);
      known.delete(key);
      known.add(key);
      const [oldest = ''] = known;
      if (known.size > most) known.delete(oldest);
    },
    remove: (credential, address) => {
      known.delete(keyOf(credential, address));
    },
  };
}
