/** What holds for PostgreSQL alone: connections, failures in words without secrets, a server that goes away and comes back. */
import { type Kysely, sql } from 'kysely';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DatabaseUnavailable } from '../../src/database/database-unavailable.ts';
import { closeDatabase, openDatabase } from '../../src/database/open-database.ts';
import { openPool } from '../../src/database/open-pool.ts';
import { makePool } from '../../src/database/postgres-pool.ts';
import type { RoomSchema } from '../../src/database/room-schema.ts';
import { freshPostgres, hasPostgres, type PostgresPlace, skippedNote } from '../fixtures/databases.ts';
import { openRelay, type Relay } from '../fixtures/relay.ts';
import { watchSecret } from '../fixtures/watched-secrets.ts';

interface Tables {
  readonly note: { readonly text: string };
}

const notes: RoomSchema = {
  room: 'notes',
  steps: { '0001-notes': ({ text }) => `create table note (text ${text} primary key);\n` },
};
const password = watchSecret('Kennwort-9f3ab2');

describe.skipIf(!hasPostgres)(`PostgreSQL${skippedNote}`, () => {
  let database: Awaited<ReturnType<typeof freshPostgres>>;
  let relay: Relay;
  const open: Kysely<Tables>[] = [];

  beforeAll(async () => {
    database = await freshPostgres();
    relay = await openRelay(database.place.url);
  });
  afterAll(async () => {
    await relay.close();
    await database.drop();
  });
  afterEach(async () => {
    relay.mend();
    for (const db of open.splice(0)) await closeDatabase(db);
  });

  async function opened(place: PostgresPlace = database.place): Promise<Kysely<Tables>> {
    const db = await openDatabase<Tables>(place, notes);
    open.push(db);
    return db;
  }

  /** The same database through the relay, with a password, as a household has it. */
  function relayed(change: (url: URL) => void = () => {}): PostgresPlace {
    const url = new URL(relay.url);
    url.password = password;
    change(url);
    return { kind: 'postgres', url: url.href };
  }

  async function shown(db: Kysely<Tables>, name: string): Promise<unknown> {
    const { rows } = await sql<{ value: unknown }>`select current_setting(${name}) as value`.execute(db);
    return rows[0]?.value;
  }

  test('is told who asks, waits for its disk, and gives up what takes too long', async () => {
    const db = await opened();
    expect(await shown(db, 'application_name')).toBe('albumen');
    expect(await shown(db, 'synchronous_commit')).toBe('on');
    expect(await shown(db, 'statement_timeout')).toBe('15s');
    expect(await shown(db, 'idle_in_transaction_session_timeout')).toBe('15s');
    expect(await shown(db, 'search_path')).toBe('albumen');
  });

  test('finds what was stored with a character that it does not take, also in a list', async () => {
    const db = await opened();
    await db.insertInto('note').values({ text: 'a\0b' }).execute();
    const found = sql<{ count: number }>`select count(*) as count from note where text = any(${['a\0b', 'c']})`;
    expect((await found.execute(db)).rows).toEqual([{ count: 1 }]);
    await db.deleteFrom('note').execute();
  });

  test('gives all rooms of a process a few connections together, and closes them with the last', async () => {
    const many = await Promise.all(Array.from({ length: 5 }, () => opened()));
    await Promise.all(many.flatMap((db) => Array.from({ length: 10 }, () => sql`select pg_sleep(0.01)`.execute(db))));
    const count = sql<{ count: number }>`
      select count(*) as count from pg_stat_activity where datname = current_database() and application_name = 'albumen'`;
    const [first] = many;
    if (first === undefined) throw new Error('nothing was opened');
    expect((await count.execute(first)).rows[0]?.count).toBeLessThanOrEqual(8);
    for (const db of open.splice(0)) await closeDatabase(db);
    await expect(sql`select 1`.execute(first)).rejects.toThrow();
    expect((await count.execute(await opened())).rows[0]?.count).toBeLessThanOrEqual(1);
  });

  test('keeps the rooms apart: each counts its own steps', async () => {
    const other: RoomSchema = {
      room: 'other',
      steps: { '0001-notes': ({ text }) => `create table other (id ${text});\n` },
    };
    await opened();
    const db = await openDatabase<{ other: { id: string } }>(database.place, other);
    await db.insertInto('other').values({ id: 'a' }).execute();
    expect(await db.selectFrom('other').selectAll().execute()).toEqual([{ id: 'a' }]);
    await closeDatabase(db);
  });

  test('counts for rate limits, for all replicas together', async () => {
    const counts: RoomSchema = {
      room: 'counts',
      steps: {
        '0001-counts': ({ text, integer }) =>
          `create table counts (key ${text} primary key, points ${integer} not null, expire ${integer});\n`,
      },
    };
    const places = ['a', 'b'].map((name) => ({
      ...database.place,
      url: `${database.place.url}&application_name=${name}`,
    }));
    const pools = await Promise.all(places.map((place) => openPool(place, counts)));
    const limiters = pools.map(
      ({ pool }) =>
        new RateLimiterPostgres({
          storeClient: pool,
          tableName: 'counts',
          tableCreated: true,
          points: 10,
          duration: 60,
        }),
    );
    const tries = await Promise.allSettled(
      Array.from({ length: 30 }, (_, number) => limiters[number % 2]?.consume('somebody')),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    for (const { close } of pools) await close();
  });

  test('whose connections break in the middle fails the work at hand, and nothing after it', async () => {
    const db = await opened(relayed());
    await db.insertInto('note').values({ text: 'before' }).execute();
    const interrupted = db.transaction().execute(async (trx) => {
      await trx.insertInto('note').values({ text: 'never' }).execute();
      relay.cut();
      await trx.insertInto('note').values({ text: 'nor this' }).execute();
    });
    await expect(interrupted).rejects.toThrow();
    relay.mend();
    expect(await db.selectFrom('note').select('text').execute()).toEqual([{ text: 'before' }]);
  });

  test('whose connections break while nobody uses them is connected to anew', async () => {
    const db = await opened(relayed());
    await db.selectFrom('note').selectAll().execute();
    relay.cut();
    // The first may have been on its way already.
    await expect(db.selectFrom('note').selectAll().execute()).rejects.toThrow();
    await expect(db.selectFrom('note').selectAll().execute()).rejects.toThrow(DatabaseUnavailable);
    relay.mend();
    await db.selectFrom('note').selectAll().execute();
  });

  test('that falls silent is not waited for as long as the network allows', async () => {
    const pool = makePool(relayed(), 1, 200);
    await pool.query('select 1');
    relay.silence();
    await expect(pool.query('select 1')).rejects.toThrow(/terminated/);
    await pool.query('select 1');
    await pool.end();
  });

  test.each([
    ['does not listen there', () => relayed((url) => url.searchParams.set('port', '1'))],
    [
      'has no such database',
      () =>
        relayed((url) => {
          url.pathname = '/nowhere';
        }),
    ],
    ['refuses the user or password', () => relayed((url) => url.searchParams.set('user', 'stranger'))],
    ['does not speak TLS', () => relayed((url) => url.searchParams.set('sslmode', 'require'))],
    ['cannot be read', () => relayed((url) => url.searchParams.set('sslrootcert', '/does/not/exist'))],
  ])('that %s says so, and names no secret', async (what, place) => {
    const failure = await openDatabase(place(), notes).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(DatabaseUnavailable);
    expect(String(failure)).toContain(what);
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain(password);
  });
});
