/** Clients' ids and secrets as credentials: `<id>.<secret>`. */
import type { ClientCheck } from './client-check.ts';
import type { Client } from './clients.ts';
import type { CredentialReader, Identity } from './identity.ts';
import { isClientId, isClientSecret } from './secrets.ts';
import type { Usage } from './usage.ts';

/**
 * Reads `<id>.<secret>`. Shown in this way it is a token like any other: it is good for as long as the client's tokens are,
 * from when the secret was made.
 */
export function clientReader(check: ClientCheck, usage: Usage, now: () => number = Date.now): CredentialReader {
  return {
    read: async (credential) => {
      const [id = '', secret = '', ...more] = credential.split('.');
      if (!isClientId(id) || !isClientSecret(secret) || more.length > 0) return undefined;
      const client = await check(id, secret);
      if (typeof client === 'string') return client;
      if (now() >= (directUseEnds(client) ?? Number.POSITIVE_INFINITY)) return 'expired';
      usage.noteClient(client);
      return identityOf(client, client.scope);
    },
  };
}

/** Until when `<id>.<secret>` opens the door by itself, in milliseconds; undefined: for ever. */
export function directUseEnds({ expires, secretMadeAt }: Client): number | undefined {
  return expires === -1 ? undefined : secretMadeAt + expires * 1000;
}

/** Who somebody is that came with this client's credential, which may do less than the client may. */
export function identityOf({ id, name, role, hasLibraryKey }: Client, scope: string): Identity {
  return { id: `client:${id}`, name, role, scope, ...(hasLibraryKey ? { keyOwner: id } : {}) };
}
