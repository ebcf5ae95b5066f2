/** The registered clients: programs that may use this server, each with a secret of its own. */
import type { Kysely, Selectable } from 'kysely';
import { failed, type Result, success } from '../catalog/result.ts';
import { type ClientRole, clientRoles } from './roles.ts';
import type { AccessTables, ClientTable } from './schema.ts';
import { hashOf, newClientId, newClientSecret } from './secrets.ts';

/** What a person decides about a client. */
export interface ClientTerms {
  readonly name: string;
  /** Whom it belongs to, as people call them; empty where nobody is named. */
  readonly user: string;
  readonly role: ClientRole;
  /** In its normal form. */
  readonly scope: string;
  /** Seconds that a token is good for; -1: for ever. */
  readonly expires: number;
  /** Access tokens at the same time; -1: any number. */
  readonly tokens: number;
  readonly enabled: boolean;
}

export interface Client extends ClientTerms {
  readonly id: string;
  /** Whether it has a key of its own for the library. */
  readonly hasLibraryKey: boolean;
  /** Milliseconds, as all times here. */
  readonly createdAt: number;
  readonly secretMadeAt: number;
  /** Exact to a minute. */
  readonly lastUsedAt: number | undefined;
}

/** What is undefined stays as it is. */
export type ChangedTerms = { readonly [Name in keyof ClientTerms]?: ClientTerms[Name] | undefined };

/** What is chosen by the registering person instead of by chance, where given. */
interface Chosen {
  readonly id?: string | undefined;
  readonly secret?: string | undefined;
}

export interface Clients {
  /** Registers a client. The secret is in this answer and nowhere else. Fails where the chosen id is taken. */
  add(terms: ClientTerms, chosen?: Chosen): Promise<Result<{ readonly client: Client; readonly secret: string }>>;
  find(id: string): Promise<Client | undefined>;
  /** A client with the hash of its secret, to check a credential. */
  findWithHash(id: string): Promise<{ readonly client: Client; readonly secretHash: string } | undefined>;
  /** Whether there is one at all. */
  any(): Promise<boolean>;
  /** All of them, in the order in which they were registered. */
  all(): Promise<Client[]>;
  /** Changes the terms that are given. Disabling ends the client's access tokens. Undefined where there is no such client. */
  change(id: string, terms: ChangedTerms): Promise<Client | undefined>;
  /** Gives the client another secret, ends its access tokens, and returns the secret; undefined where there is no such client. */
  renewSecret(id: string, chosen?: string): Promise<string | undefined>;
  /** Removes the client and its access tokens; false where there is no such client. */
  remove(id: string): Promise<boolean>;
  /** Removes all clients; says how many there were. */
  removeAll(): Promise<number>;
  /** The client's own key for the library as it was sealed: null where it has none, undefined where there is no such client. */
  sealedLibraryKey(id: string): Promise<string | null | undefined>;
  /** Keeps a sealed key, or none with null; false where there is no such client. */
  keepLibraryKey(id: string, sealed: string | null): Promise<boolean>;
}

type Database = Kysely<AccessTables>;

/** The clients in this database. */
export function clientsIn(db: Database, now: () => number = Date.now): Clients {
  const row = (id: string) => db.selectFrom('client').selectAll().where('id', '=', id).executeTakeFirst();
  const find = async (id: string) => {
    const found = await row(id);
    return found && clientOf(found);
  };
  return {
    add: (terms, chosen = {}) => add(db, terms, chosen, now()),
    find,
    findWithHash: async (id) => {
      const found = await row(id);
      return found && { client: clientOf(found), secretHash: found.secretHash };
    },
    any: async () => (await db.selectFrom('client').select('id').limit(1).executeTakeFirst()) !== undefined,
    all: async () => {
      const rows = await db.selectFrom('client').selectAll().orderBy('createdAt').orderBy('id').execute();
      return rows.map(clientOf);
    },
    change: async (id, terms) => {
      const values = columnsOf(terms);
      await db.transaction().execute(async (within) => {
        if (Object.values(values).some((value) => value !== undefined)) {
          await within.updateTable('client').set(values).where('id', '=', id).execute();
        }
        if (terms.enabled === false) await endTokens(within, id);
      });
      return find(id);
    },
    renewSecret: async (id, secret = newClientSecret()) => {
      const values = { secretHash: hashOf(secret), secretMadeAt: now() };
      const changed = await db.transaction().execute(async (within) => {
        await endTokens(within, id);
        return within.updateTable('client').set(values).where('id', '=', id).executeTakeFirst();
      });
      return changed.numUpdatedRows === 0n ? undefined : secret;
    },
    remove: async (id) => {
      const removed = await db.deleteFrom('client').where('id', '=', id).executeTakeFirst();
      return removed.numDeletedRows > 0n;
    },
    removeAll: async () => Number((await db.deleteFrom('client').executeTakeFirst()).numDeletedRows),
    sealedLibraryKey: async (id) => (await row(id))?.libraryKey,
    keepLibraryKey: async (id, libraryKey) => {
      const changed = await db.updateTable('client').set({ libraryKey }).where('id', '=', id).executeTakeFirst();
      return changed.numUpdatedRows > 0n;
    },
  };
}

async function add(
  db: Database,
  terms: ClientTerms,
  chosen: Chosen,
  now: number,
): Promise<Result<{ readonly client: Client; readonly secret: string }>> {
  const { id = newClientId(), secret = newClientSecret() } = chosen;
  const row = {
    id,
    name: terms.name,
    userName: terms.user,
    role: terms.role,
    scope: terms.scope,
    expires: terms.expires,
    tokens: terms.tokens,
    enabled: flagOf(terms.enabled),
    secretHash: hashOf(secret),
    secretMadeAt: now,
    libraryKey: null,
    createdAt: now,
    lastUsedAt: null,
  };
  const added = await db
    .insertInto('client')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n) return failed('conflict', `There is a client ${id} already.`);
  return success({ client: clientOf(row), secret });
}

async function endTokens(db: Database, id: string): Promise<void> {
  await db.deleteFrom('accessToken').where('clientId', '=', id).execute();
}

function columnsOf({ user, enabled, ...others }: ChangedTerms) {
  return { ...others, userName: user, enabled: enabled === undefined ? undefined : flagOf(enabled) };
}

function flagOf(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}

/** A client as its row says. A role that only a later version knows permits nothing. */
export function clientOf(row: Selectable<ClientTable>): Client {
  const { id, name, scope, expires, tokens, createdAt, secretMadeAt } = row;
  return {
    id,
    name,
    user: row.userName,
    role: clientRoles.find((role) => role === row.role) ?? 'none',
    scope,
    expires,
    tokens,
    enabled: row.enabled === 1,
    hasLibraryKey: row.libraryKey !== null,
    createdAt,
    secretMadeAt,
    lastUsedAt: row.lastUsedAt ?? undefined,
  };
}
