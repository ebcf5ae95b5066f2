/** A cache that several replicas share: texts by key, compressed, bounded in size. Losing all of it costs nothing but time. */
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { type Kysely, sql } from 'kysely';
import { closeDatabase, openDatabase } from './open-database.ts';
import type { DatabasePlace } from './place.ts';
import type { RoomSchema } from './room-schema.ts';

interface CacheTables {
  readonly cache: {
    readonly key: string;
    /** Another one after each writing. */
    readonly version: string;
    /** Of `bytes`. */
    readonly size: number;
    readonly writtenAt: number;
    /** The text, gzipped. */
    readonly bytes: Uint8Array;
  };
}

const schema: RoomSchema = {
  room: 'cache',
  steps: {
    '0001-cache': ({ integer, text, bytes, keyed }) => `
create table cache (
  key ${text} primary key,
  version ${text} not null,
  size ${integer} not null,
  "writtenAt" ${integer} not null,
  bytes ${bytes} not null
) ${keyed};
create index "cacheTime" on cache("writtenAt");
`,
  },
};

/** What was not written for so long is removed, in milliseconds. */
const keptUnused = 30 * 24 * 3_600_000;
/** After a failure the database is left alone for so long, so that nobody waits for it again and again; in milliseconds. */
const pauseAfterFailure = 15_000;

export interface CacheOptions {
  /** Most that all entries together take, in bytes as they are stored. */
  readonly mostBytes?: number;
  /** Told why something could not be kept or read, once for each pause. */
  readonly report?: (error: unknown) => void;
  readonly now?: () => number;
}

/** Keys are words with `/` between them. But for `close`, nothing here rejects: what cannot be kept or read is not there. */
export interface SharedCache {
  stamp(key: string): Promise<string | undefined>;
  read(key: string): Promise<string | undefined>;
  /** False where it could not be kept. */
  write(key: string, text: string): Promise<boolean>;
  /** Keys that are `prefix` and one word more, sorted. `prefix` ends with `/`. */
  keys(prefix: string): Promise<readonly string[]>;
  remove(keys: readonly string[]): Promise<void>;
  /** Removes what nobody has written for a month. */
  forgetUnused(): Promise<void>;
  close(): Promise<void>;
}

/** Makes it; the database is opened by the first use, and again after it could not be reached. */
export function sharedCache(place: DatabasePlace, options: CacheOptions = {}): SharedCache {
  const { mostBytes = 256_000_000, report = () => {}, now = Date.now } = options;
  let opened: Promise<Kysely<CacheTables>> | undefined;
  let pausedUntil = 0;

  async function attempt<Value>(instead: Value, work: (db: Kysely<CacheTables>) => Promise<Value>): Promise<Value> {
    if (now() < pausedUntil) return instead;
    try {
      opened ??= openDatabase<CacheTables>(place, schema);
      return await work(await opened);
    } catch (error) {
      pausedUntil = now() + pauseAfterFailure;
      report(error);
      return instead;
    } finally {
      await opened?.catch(() => {
        opened = undefined;
      });
    }
  }

  return {
    stamp: (key) => attempt(undefined, async (db) => (await columnOf(db, key, 'version'))?.version),
    read: (key) => attempt(undefined, async (db) => unpacked((await columnOf(db, key, 'bytes'))?.bytes)),
    write: (key, text) =>
      attempt(false, async (db) => {
        const bytes = await promisify(gzip)(text);
        if (bytes.length > mostBytes) return false;
        await write(db, key, bytes, now());
        await forgetBeyond(db, mostBytes);
        return true;
      }),
    keys: (prefix) => attempt([], (db) => keysBelow(db, prefix)),
    remove: (keys) =>
      attempt(undefined, async (db) => {
        if (keys.length > 0) await db.deleteFrom('cache').where('key', 'in', keys).execute();
      }),
    forgetUnused: () =>
      attempt(undefined, async (db) => {
        await db
          .deleteFrom('cache')
          .where('writtenAt', '<', now() - keptUnused)
          .execute();
      }),
    close: async () => {
      const db = await opened?.catch(() => undefined);
      if (db !== undefined) await closeDatabase(db);
    },
  };
}

function columnOf<Column extends 'version' | 'bytes'>(db: Kysely<CacheTables>, key: string, column: Column) {
  return db.selectFrom('cache').select(column).where('key', '=', key).executeTakeFirst();
}

/** Undefined where it is no text of this cache. */
async function unpacked(bytes: Uint8Array | undefined): Promise<string | undefined> {
  return bytes === undefined ? undefined : (await promisify(gunzip)(bytes)).toString('utf8');
}

async function write(db: Kysely<CacheTables>, key: string, bytes: Uint8Array, writtenAt: number): Promise<void> {
  const row = { version: randomUUID(), size: bytes.length, writtenAt, bytes };
  await db
    .insertInto('cache')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}

/** Removes what was written longest ago, until the rest fits. */
async function forgetBeyond(db: Kysely<CacheTables>, mostBytes: number): Promise<void> {
  await sql`
    delete from cache where key in (
      select key from (select key, sum(size) over (order by "writtenAt" desc, key) as total from cache) as summed
      where total > ${mostBytes}
    )
  `.execute(db);
}

async function keysBelow(db: Kysely<CacheTables>, prefix: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('cache')
    .select('key')
    .where('key', '>=', prefix)
    // The character after `/`: everything that begins with the prefix lies between the two.
    .where('key', '<', `${prefix.slice(0, -1)}0`)
    .orderBy('key')
    .execute();
  return rows.map(({ key }) => key).filter((key) => !key.slice(prefix.length).includes('/'));
}
