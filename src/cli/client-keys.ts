/** Clients' own keys for the library, in the clear: for the server, and for commands that act as one of them. */
import { type LibraryKeys, libraryKeysOf } from '../access/library-keys.ts';
import { type Access, openAccess } from '../access/open-access.ts';
import { serverSecret } from '../access/server-secret.ts';
import { failed, success } from '../catalog/result.ts';
import type { Config } from '../config.ts';
import { accessPlace } from './access-place.ts';
import type { KeyOf } from './accounts.ts';
import { once } from './once.ts';

/** Whoever has a key of their own never acts with the server's: where theirs is gone, nothing is done. `learn` is told of each. */
export function ownKeys({ libraryKeyOf }: LibraryKeys, learn: (secret: string) => void): KeyOf {
  return async (client) => {
    const key = await libraryKeyOf(client);
    if (!key.ok) return key;
    if (key.value === undefined) return failed('unauthorized', 'This client has no key of its own for the library.');
    learn(key.value);
    return success(key.value);
  };
}

export interface ClientKeys {
  readonly keyOf: KeyOf;
  close(): Promise<void>;
}

/** The keys for one command; the database of clients is opened when the first is asked for, and rejects as it does. */
export function clientKeys(config: Config, learn: (secret: string) => void): ClientKeys {
  const place = accessPlace(config);
  const access = once((): Promise<Access> => openAccess(place));
  const secret = () => serverSecret({ given: config.secret, dataDir: config.dataDir, database: place.kind });
  return {
    keyOf: async (client) => ownKeys(libraryKeysOf((await access.get()).clients, secret), learn)(client),
    close: async () => (await access.ifAny())?.close(),
  };
}
