/** Whether an id and a secret are those of a client. */
import type { Client, Clients } from './clients.ts';
import type { RefusalReason } from './identity.ts';
import { type CompareHashes, hashOf, newClientSecret, sameHash } from './secrets.ts';

export type ClientCheck = (id: string, secret: string) => Promise<Client | RefusalReason>;

/** Stands in for clients that do not exist, so that one is compared with, too. */
const nobodysHash = hashOf(newClientSecret());

/** Checks against these clients. Known and unknown ids take the same way through `compare`. */
export function clientCheck(clients: Clients, compare: CompareHashes = sameHash): ClientCheck {
  return async (id, secret) => {
    const found = await clients.findWithHash(id);
    const isSame = compare(hashOf(secret), found?.secretHash ?? nobodysHash);
    if (found === undefined) return 'unknown';
    if (!isSame) return 'wrong';
    return found.client.enabled ? found.client : 'disabled';
  };
}
