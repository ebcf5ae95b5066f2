import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqlite } from '../../src/database/open-sqlite.ts';
import { script } from '../../src/database/script.ts';

interface Tables {
  readonly entry: { readonly text: string };
}
type Database = Kysely<Tables>;

const migrations = { '0001': script('create table entry (text text not null unique);\n') };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-patient-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** As two processes have the same file open. */
async function openTwice(name: string): Promise<readonly [Database, Database]> {
  const open = () => openSqlite<Tables>(join(folder, name), { migrations, synchronous: 'normal', cacheKiB: 1000 });
  return [await open(), await open()];
}

function write(db: Database, text: string) {
  return db.insertInto('entry').values({ text }).execute();
}

async function texts(db: Database): Promise<string[]> {
  const rows = await db.selectFrom('entry').select('text').orderBy(sql`rowid`).execute();
  return rows.map(({ text }) => text);
}

test('a write waits for the transaction of another connection and does not stop this process meanwhile', async () => {
  const [one, two] = await openTwice('waits.db');
  const written: string[] = [];
  let waiting: Promise<unknown> = Promise.resolve();
  await one.transaction().execute(async (transaction) => {
    await write(transaction, 'first');
    waiting = write(two, 'second').then(() => written.push('second'));
    // The other connection has tried meanwhile, and this one still gets its turn.
    await new Promise((resolve) => setTimeout(resolve, 50));
    await write(transaction, 'first again');
    written.push('first again');
  });
  await waiting;
  expect(written).toEqual(['first again', 'second']);
  expect(await texts(two)).toEqual(['first', 'first again', 'second']);
  for (const db of [one, two]) await db.destroy();
});

test('two that each need the file which the other has locked both get it in the end', async () => {
  const [library, libraryElsewhere] = await openTwice('library.db');
  const [journal, journalElsewhere] = await openTwice('journal.db');
  await Promise.all([
    library.transaction().execute(async (transaction) => {
      await write(transaction, 'here');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }),
    journalElsewhere.transaction().execute(async (transaction) => {
      await write(transaction, 'there');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }),
    write(journal, 'here'),
    write(libraryElsewhere, 'there'),
  ]);
  expect(await texts(library)).toEqual(['here', 'there']);
  expect(await texts(journal)).toEqual(['there', 'here']);
  for (const db of [library, libraryElsewhere, journal, journalElsewhere]) await db.destroy();
});

test('an error that waiting cannot mend is told at once', async () => {
  const [one, two] = await openTwice('refuses.db');
  await write(one, 'only once');
  await expect(write(two, 'only once')).rejects.toThrow(/UNIQUE/);
  for (const db of [one, two]) await db.destroy();
});
