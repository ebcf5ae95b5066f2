/** Clients' own keys for the library, so that each family member acts as themselves. */
import { failed, type Result, success } from '../catalog/result.ts';
import type { Clients } from './clients.ts';
import { type Sealer, sealerOf } from './sealed.ts';

export interface LibraryKeys {
  /** Keeps the key, sealed. Fails where there is no such client or no server's secret. */
  keep(clientId: string, key: string): Promise<Result<void>>;
  /**
   * The client's own key; undefined where it has none. Fails where the client is gone or the key does not open: whoever
   * has a key of their own must never act with the server's.
   */
  libraryKeyOf(clientId: string): Promise<Result<string | undefined>>;
}

/** Keys of these clients, sealed with the secret that `secret` gives; it is asked for only when a key is there. */
export function libraryKeysOf(clients: Clients, secret: () => Promise<Result<string>>): LibraryKeys {
  const sealer = async (): Promise<Result<Sealer>> => {
    const given = await secret();
    return given.ok ? success(sealerOf(given.value, 'library keys of clients')) : given;
  };
  return {
    keep: async (clientId, key) => {
      const opened = await sealer();
      if (!opened.ok) return opened;
      const kept = await clients.keepLibraryKey(clientId, opened.value.seal(key, clientId));
      return kept ? success(undefined) : gone(clientId);
    },
    libraryKeyOf: async (clientId) => {
      const sealed = await clients.sealedLibraryKey(clientId);
      if (sealed === undefined) return gone(clientId);
      if (sealed === null) return success(undefined);
      const opened = await sealer();
      if (!opened.ok) return opened;
      const key = opened.value.open(sealed, clientId);
      return key === undefined ? closed(clientId) : success(key);
    },
  };
}

function gone(clientId: string): Result<never> {
  return failed('not_found', `There is no client ${clientId}.`);
}

function closed(clientId: string): Result<never> {
  return failed(
    'unauthorized',
    `The library key of client ${clientId} cannot be opened: the server's secret is not the one that it was kept with.`,
    `Bring the secret back (ALBUMEN_SECRET, or the file secret in the data folder), or give the key anew: albumen clients mod ${clientId} --library-key-file <path>`,
  );
}
