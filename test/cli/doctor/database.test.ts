/** What `albumen doctor` says of the PostgreSQL that replicas share. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkDatabase } from '../../../src/cli/doctor/database.ts';
import { freshPostgres, hasPostgres, skippedNote } from '../../fixtures/databases.ts';
import { watchSecret } from '../../fixtures/watched-secrets.ts';

const password = watchSecret('Passwort-5d1c77');

test('one that does not answer is a problem, told without the password', async () => {
  const findings = await checkDatabase(`postgres://albumen:${password}@127.0.0.1:1/photos`);
  expect(findings).toMatchObject([
    {
      level: 'problem',
      message: expect.stringContaining('PostgreSQL at 127.0.0.1:1, database photos, does not listen'),
    },
  ]);
  expect(JSON.stringify(findings)).not.toContain(password);
});

describe.skipIf(!hasPostgres)(`PostgreSQL${skippedNote}`, () => {
  let database: Awaited<ReturnType<typeof freshPostgres>>;
  let client: pg.Client;
  beforeAll(async () => {
    database = await freshPostgres();
    client = new pg.Client(database.place.url);
    await client.connect();
  });
  afterAll(async () => {
    await client.query('drop owned by visitor_of_doctor; drop role visitor_of_doctor').catch(() => {});
    await client.end();
    await database.drop();
  });

  test('that can be used is fine, and nothing is made in it', async () => {
    expect(await checkDatabase(database.place.url)).toEqual([
      { level: 'ok', message: expect.stringMatching(/^PostgreSQL \d+\.\d+ at .*, can be used\.$/) },
    ]);
    const { rows } = await client.query("select from pg_namespace where nspname = 'albumen'");
    expect(rows).toEqual([]);
  });

  test('in which the user may not make tables is a problem, until somebody has made the schema for it', async () => {
    await client.query(`create role visitor_of_doctor login password '${password}'`);
    const url = new URL(database.place.url);
    url.username = 'visitor_of_doctor';
    url.password = password;
    expect(await checkDatabase(url.href)).toMatchObject([
      { level: 'problem', message: expect.stringContaining("may not make Albumen's tables") },
    ]);
    await client.query('create schema albumen; grant all on schema albumen to visitor_of_doctor');
    expect(await checkDatabase(url.href)).toMatchObject([{ level: 'ok' }]);
  });
});
