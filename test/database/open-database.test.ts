/** Whatever the kind of database, a room's tables are there after it was opened, and hold the same things. */
import { type Generated, type Kysely, sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { closeDatabase, isPostgres, openDatabase } from '../../src/database/open-database.ts';
import type { DatabasePlace } from '../../src/database/place.ts';
import type { RoomSchema } from '../../src/database/room-schema.ts';
import { describeDatabases } from '../fixtures/databases.ts';

interface Tables {
  readonly note: {
    readonly number: Generated<number>;
    readonly writtenAt: number;
    readonly text: string;
    readonly details: string | null;
    readonly picture: Uint8Array | null;
  };
}

const firstStep = {
  '0001-notes': ({ counter, integer, text, bytes, isJson, strict }) => `
create table note (
  number ${counter},
  "writtenAt" ${integer} not null,
  text ${text} not null,
  details ${text} check (details is null or ${isJson('details')}),
  picture ${bytes}
) ${strict};
create index "noteTime" on note("writtenAt");
`,
} satisfies RoomSchema['steps'];
const notes: RoomSchema = { room: 'notes', steps: firstStep };

const open: Kysely<Tables>[] = [];

async function opened(place: DatabasePlace, schema = notes): Promise<Kysely<Tables>> {
  const db = await openDatabase<Tables>(place, schema);
  open.push(db);
  return db;
}

afterEach(async () => {
  for (const db of open.splice(0)) await closeDatabase(db);
});

function written(text: string, more: Partial<{ details: string; picture: Uint8Array }> = {}) {
  return { writtenAt: Date.UTC(2026, 0, 1), text, ...more };
}

describeDatabases('a database', (fresh) => {
  test('knows which kind it is, also inside of a transaction', async () => {
    const place = await fresh();
    const db = await opened(place);
    expect(isPostgres(db)).toBe(place.kind === 'postgres');
    expect(await db.transaction().execute(async (trx) => isPostgres(trx))).toBe(place.kind === 'postgres');
  });

  test('gives back what was put in: milliseconds and sums as numbers, JSON as text, bytes as bytes', async () => {
    const db = await opened(await fresh());
    const note = { ...written('Zoë 🦊'), details: '{"a": "\\u0000"}', picture: new Uint8Array([0, 255, 10]) };
    await db
      .insertInto('note')
      .values([note, written('plain')])
      .execute();
    const [first, second] = await db.selectFrom('note').selectAll().orderBy('number').execute();
    expect(first).toMatchObject({ number: 1, writtenAt: note.writtenAt, text: note.text, details: note.details });
    expect(Buffer.from(first?.picture ?? []).toString('hex')).toBe('00ff0a');
    expect(second).toMatchObject({ number: 2, details: null, picture: null });
    const sums = await db
      .selectFrom('note')
      .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.sum<number>('writtenAt').as('sum')])
      .executeTakeFirst();
    expect(sums).toEqual({ count: 2, sum: 2 * note.writtenAt });
  });

  test('sorts and compares texts byte by byte', async () => {
    const db = await opened(await fresh());
    const texts = ['b', 'a', 'B', 'ä', '_', 'a b', 'ab'];
    await db
      .insertInto('note')
      .values(texts.map((text) => written(text)))
      .execute();
    const sorted = await db.selectFrom('note').select('text').orderBy('text').execute();
    expect(sorted.map(({ text }) => text)).toEqual(['B', '_', 'a', 'a b', 'ab', 'b', 'ä']);
  });

  test('takes a text with any character in it', async () => {
    const db = await opened(await fresh());
    await db.insertInto('note').values(written('before\0after')).execute();
    const { text } = await db.selectFrom('note').select('text').executeTakeFirstOrThrow();
    // libsql reads no further than to U+0000.
    expect(text).toBe(isPostgres(db) ? 'before\ufffdafter' : 'before');
  });

  test('refuses what is no JSON where JSON belongs', async () => {
    const db = await opened(await fresh());
    await expect(
      db
        .insertInto('note')
        .values(written('x', { details: '{' }))
        .execute(),
    ).rejects.toThrow();
  });

  test('is made once, however many open it at the same moment', async () => {
    const place = await fresh();
    const all = await Promise.all(Array.from({ length: 8 }, () => opened(place)));
    await Promise.all(
      all.map((db, number) =>
        db
          .insertInto('note')
          .values(written(String(number)))
          .execute(),
      ),
    );
    expect(await all[0]?.selectFrom('note').select('text').execute()).toHaveLength(8);
  });

  test('keeps what is in it when a later version adds a step', async () => {
    const place = await fresh();
    const before = await opened(place);
    await before.insertInto('note').values(written('old')).execute();
    const steps = {
      ...firstStep,
      '0002-more': ({ text }) => `alter table note add column more ${text};\n`,
    } satisfies RoomSchema['steps'];
    const [db] = await Promise.all([opened(place, { room: 'notes', steps }), opened(place, { room: 'notes', steps })]);
    expect(await db.selectFrom('note').selectAll().execute()).toMatchObject([{ text: 'old', more: null }]);
    // One of the version before goes on, and may be started again.
    await (await opened(place)).insertInto('note').values(written('older')).execute();
  });

  test('has nothing of a step that fails', async () => {
    const place = await fresh();
    const steps = { '0001-broken': () => 'create table half (id text);\ncreate table half (id text);\n' };
    await expect(openDatabase(place, { room: 'notes', steps })).rejects.toThrow(/half/);
    const db = await opened(place);
    await expect(sql`select * from half`.execute(db)).rejects.toThrow(/half/);
  });

  test('a transaction that fails leaves nothing', async () => {
    const db = await opened(await fresh());
    const failing = db.transaction().execute(async (trx) => {
      await trx.insertInto('note').values(written('never')).execute();
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await db.selectFrom('note').selectAll().execute()).toEqual([]);
  });
});
