/** Access tokens: what a client gets for its id and secret, for a limited time. Only their hashes are kept. */
import { type Kysely, sql } from 'kysely';
import { type Client, clientOf } from './clients.ts';
import type { AccessTables } from './schema.ts';
import { narrowedScope } from './scope.ts';
import { hashOf, newAccessToken } from './secrets.ts';

/** A token just made. It is in this answer and nowhere else. */
export interface IssuedToken {
  readonly token: string;
  /** SHA-256 of the token, as PhotoPrism calls sessions. */
  readonly sessionId: string;
  readonly scope: string;
  /** Undefined: it never expires. */
  readonly expiresIn: number | undefined;
}

export interface FoundToken {
  readonly hash: string;
  readonly client: Client;
  /** What is left of the client's scope as it is now. */
  readonly scope: string;
  readonly isExpired: boolean;
  readonly lastUsedAt: number | undefined;
}

export interface Tokens {
  /**
   * Makes a token, with all that the client's scope permits or with the part of it that is `wanted`. Of more tokens than the
   * client may have the oldest end. Undefined where the client is gone or disabled meanwhile.
   */
  issue(client: Client, wanted?: string): Promise<IssuedToken | undefined>;
  /** The token, expired or not; undefined where there is none of this hash. */
  find(hash: string): Promise<FoundToken | undefined>;
  /** Ends a token; it is no error where there is none. */
  revoke(hash: string): Promise<void>;
}

type Database = Kysely<AccessTables>;

/** The access tokens in this database. */
export function tokensIn(db: Database, now: () => number = Date.now): Tokens {
  return {
    issue: (client, wanted) => issue(db, client, wanted, now()),
    find: (hash) => find(db, hash, now()),
    revoke: async (hash) => {
      await db.deleteFrom('accessToken').where('hash', '=', hash).execute();
    },
  };
}

async function issue(
  db: Database,
  client: Client,
  wanted: string | undefined,
  now: number,
): Promise<IssuedToken | undefined> {
  const token = newAccessToken();
  const hash = hashOf(token);
  return db.transaction().execute(async (within) => {
    // Holding the client's row keeps a second issue, and its removal, waiting.
    const held = await within
      .updateTable('client')
      .set({ lastUsedAt: now })
      .where('id', '=', client.id)
      .where('enabled', '=', 1)
      .where('secretMadeAt', '=', client.secretMadeAt)
      .executeTakeFirst();
    if (held.numUpdatedRows === 0n) return undefined;
    await within.deleteFrom('accessToken').where('expiresAt', '<=', now).execute();
    const { latest } = await within
      .selectFrom('accessToken')
      .select(sql<number | null>`max("createdAt")`.as('latest'))
      .where('clientId', '=', client.id)
      .executeTakeFirstOrThrow();
    const row = {
      hash,
      clientId: client.id,
      scope: wanted ?? null,
      expiresAt: client.expires === -1 ? null : now + client.expires * 1000,
      createdAt: Math.max(now, (latest ?? 0) + 1),
      lastUsedAt: null,
    };
    await within.insertInto('accessToken').values(row).execute();
    await endSurplus(within, client);
    return {
      token,
      sessionId: hash,
      scope: scopeOf(client, row.scope),
      expiresIn: client.expires === -1 ? undefined : client.expires,
    };
  });
}

/** Ends the oldest tokens beyond the client's number. */
async function endSurplus(db: Database, { id, tokens }: Client): Promise<void> {
  if (tokens === -1) return;
  const surplus = await db
    .selectFrom('accessToken')
    .select('createdAt')
    .where('clientId', '=', id)
    .orderBy('createdAt', 'desc')
    .limit(1)
    .offset(tokens)
    .executeTakeFirst();
  if (surplus === undefined) return;
  await db.deleteFrom('accessToken').where('clientId', '=', id).where('createdAt', '<=', surplus.createdAt).execute();
}

async function find(db: Database, hash: string, now: number): Promise<FoundToken | undefined> {
  const row = await db
    .selectFrom('accessToken')
    .innerJoin('client', 'client.id', 'accessToken.clientId')
    .selectAll('client')
    .select(['hash', 'accessToken.scope as wanted', 'expiresAt', 'accessToken.lastUsedAt as tokenUsedAt'])
    .where('hash', '=', hash)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const client = clientOf(row);
  return {
    hash: row.hash,
    client,
    scope: scopeOf(client, row.wanted),
    isExpired: row.expiresAt !== null && row.expiresAt <= now,
    lastUsedAt: row.tokenUsedAt ?? undefined,
  };
}

function scopeOf(client: Client, wanted: string | null): string {
  return wanted === null ? client.scope : narrowedScope(client.scope, wanted);
}
