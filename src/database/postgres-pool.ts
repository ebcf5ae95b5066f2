/** The few connections that all rooms of this process share to one PostgreSQL. */
import pg from 'pg';
import { DatabaseUnavailable, type PostgresAddress, unavailable } from './database-unavailable.ts';
import type { DatabasePlace } from './place.ts';

export type PostgresPlace = Extract<DatabasePlace, { kind: 'postgres' }>;

/** Few: each costs the server a process, and replicas share its 100. */
const connections = 8;
/** Milliseconds until a connection counts as not to be had. */
const longestConnecting = 5000;
/** Milliseconds that a statement may take, waiting for locks included. */
const longestStatement = 15_000;

/** A pool that others use, too. */
export interface SharedPool {
  readonly pool: pg.Pool;
  readonly address: PostgresAddress;
  /** The PostgreSQL schema in which names are looked up. */
  readonly schema: string;
  /** Ends the connections as soon as nobody uses them any more. */
  release(): Promise<void>;
}

interface KeptPool {
  readonly pool: pg.Pool;
  users: number;
}

const kept = new Map<string, KeptPool>();

/** Whole numbers and sums come as texts otherwise; ours stay below 2^53. */
const numbers: ReadonlySet<number> = new Set([pg.types.builtins.INT8, pg.types.builtins.NUMERIC]);

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return numbers.has(oid) ? Number : pg.types.getTypeParser(oid, format);
}

/** The schema that holds Albumen's tables. */
export function schemaOf({ schema = 'albumen' }: PostgresPlace): string {
  return schema;
}

/** Makes a pool of its own. Nothing is sent before the first query. `longest`: milliseconds that a statement may take. */
export function makePool(place: PostgresPlace, most = connections, longest = longestStatement): pg.Pool {
  const pool = new pg.Pool({
    connectionString: asLibpqReadsIt(place.url),
    application_name: 'albumen',
    max: most,
    connectionTimeoutMillis: longestConnecting,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    types: { getTypeParser },
    onConnect: async (client) => {
      await client.query(
        [
          `set search_path to ${pg.escapeIdentifier(schemaOf(place))}`,
          'set synchronous_commit to on',
          `set statement_timeout to ${longest}`,
          `set idle_in_transaction_session_timeout to ${longest}`,
        ].join('; '),
      );
    },
  });
  surviveBrokenConnections(pool);
  endOverdueConnections(pool, longest * 2);
  return pool;
}

/** What breaks while it is used fails the query; what breaks in between is replaced by the next use. Neither ends the process. */
function surviveBrokenConnections(pool: pg.Pool): void {
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
}

/** A server that is gone without a word would be waited for as long as the network allows: a quarter of an hour. */
function endOverdueConnections(pool: pg.Pool, longest: number): void {
  const timers = new WeakMap<pg.ClientBase, NodeJS.Timeout>();
  pool.on('acquire', (client) => {
    const overdue = () => {
      client.release(true);
      // Whoever has it gives it back once more.
      client.release = () => {};
    };
    timers.set(client, setTimeout(overdue, longest).unref());
  });
  pool.on('release', (_error, client) => clearTimeout(timers.get(client)));
}

/** The pool of this process for this place; everybody gets the same one. */
export function sharedPool(place: PostgresPlace): SharedPool {
  const schema = schemaOf(place);
  const address = addressOf(place);
  const key = JSON.stringify([place.url, schema]);
  const shared = kept.get(key) ?? { pool: makePool(place), users: 0 };
  kept.set(key, shared);
  shared.users += 1;
  let isUsed = true;
  return {
    pool: shared.pool,
    address,
    schema,
    release: async () => {
      if (!isUsed) return;
      isUsed = false;
      shared.users -= 1;
      if (shared.users > 0) return;
      kept.delete(key);
      await shared.pool.end();
    },
  };
}

/** Where the connections go, as the driver itself reads it. */
export function addressOf({ url }: PostgresPlace): PostgresAddress {
  try {
    const { host, port, database } = new pg.Client(asLibpqReadsIt(url));
    return { host, port, database: database ?? '' };
  } catch {
    // The error quotes the address.
    throw new DatabaseUnavailable('The address of PostgreSQL, or a certificate file that it names, cannot be read.');
  }
}

/** A connection, or a failure in words that name no secret. */
export async function connectThrough(pool: pg.Pool, address: PostgresAddress): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw unavailable(address, error);
  }
}

/** `sslmode` as PostgreSQL's own programs read it: `require` encrypts, `verify-full` checks the certificate as well. */
function asLibpqReadsIt(url: string): string {
  if (!/[?&]sslmode=/.test(url) || /[?&]uselibpqcompat=/.test(url)) return url;
  return `${url}&uselibpqcompat=true`;
}
