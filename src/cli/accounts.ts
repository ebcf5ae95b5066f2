/** The connections to one library: the server's own, and one for each client that brings its own key. */
import type { Connect } from '../catalog/binding.ts';
import type { Caller } from '../catalog/caller.ts';
import type { Result } from '../catalog/result.ts';
import type { ImmichLibrary } from '../immich/connection.ts';

/** Finds a client's own key for the library, in the clear. Fails where it has none any more, or it cannot be opened. */
export type KeyOf = (client: string) => Promise<Result<string>>;

export interface Accounts {
  readonly connect: Connect<ImmichLibrary>;
  close(): Promise<void>;
}

interface Account {
  readonly key: string;
  readonly library: Promise<Result<ImmichLibrary>>;
}

/** After another key came, or too many others, the old connection serves the calls that are under way for this long. */
const farewellMs = 10 * 60_000;

/** Connections with clients' own keys at the same time. */
const mostAccounts = 100;

/**
 * Keeps connections. `open` makes one, with the server's own key where none is given. A client's key is asked for at every
 * call: one that was taken away or changed stops working at once.
 */
export function openAccounts(open: (key?: string) => Promise<Result<ImmichLibrary>>, keyOf: KeyOf): Accounts {
  const own = new Map<string, Account>();
  const leaving = new Map<Account, NodeJS.Timeout>();

  function dismiss(owner: string): void {
    const account = own.get(owner);
    if (account === undefined) return;
    own.delete(owner);
    const end = () => {
      leaving.delete(account);
      void closeAccount(account);
    };
    leaving.set(account, setTimeout(end, farewellMs).unref());
  }

  function admit(owner: string, key: string): Account {
    const account = { key, library: open(key) };
    own.set(owner, account);
    const [longestUnused = owner] = own.keys();
    if (own.size > mostAccounts) dismiss(longestUnused);
    return account;
  }

  async function connectWithKeyOf(owner: string): Promise<Result<ImmichLibrary>> {
    const key = await keyOf(owner);
    const known = own.get(owner);
    if (!key.ok || known?.key !== key.value) dismiss(owner);
    if (!key.ok) return key;
    const account = own.get(owner) ?? admit(owner, key.value);
    own.delete(owner);
    own.set(owner, account);
    const library = await account.library;
    if (!library.ok && own.get(owner) === account) own.delete(owner);
    return library;
  }

  return {
    connect: ({ keyOwner }: Caller) => (keyOwner === undefined ? open() : connectWithKeyOf(keyOwner)),
    close: async () => {
      for (const timer of leaving.values()) clearTimeout(timer);
      await Promise.all([...own.values(), ...leaving.keys()].map(closeAccount));
    },
  };
}

async function closeAccount({ library }: Account): Promise<void> {
  const opened = await library;
  if (opened.ok) await opened.value.close();
}
