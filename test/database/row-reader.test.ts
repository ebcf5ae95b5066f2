import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openStore } from '../../src/library/store/open.ts';

test('rows come with their column names and unchanged values', async () => {
  const store = await openStore(':memory:');
  const { rows } = await sql`select 1 as "row", 'é' as text, null as missing, x'00ff' as bytes, 1.5 as real`.execute(
    store,
  );
  expect(rows).toEqual([{ row: 1, text: 'é', missing: null, bytes: Buffer.from([0, 255]), real: 1.5 }]);
  await store.destroy();
});

test('a column that another process adds is read under its own name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'albumen-rows-'));
  const [one, two] = [await openStore(join(folder, 'x.db')), await openStore(join(folder, 'x.db'))];
  await sql`create table pair (a, b)`.execute(one);
  await sql`insert into pair values (1, 2)`.execute(one);
  const read = async () => (await sql`select x.*, y.b as other from pair as x join pair as y`.execute(one)).rows;
  expect(await read()).toEqual([{ a: 1, b: 2, other: 2 }]);
  await sql`alter table pair add column c default 3`.execute(two);
  expect(await read()).toEqual([{ a: 1, b: 2, c: 3, other: 2 }]);
  for (const store of [one, two]) await store.destroy();
  await rm(folder, { recursive: true });
});

test('a statement that failed works the next time', async () => {
  const store = await openStore(':memory:');
  const user = {
    name: 'U',
    isAdmin: 0,
    avatarColor: 'primary',
    profileChangedAt: 0,
    createdAt: 0,
    updatedAt: 0,
  } as const;
  const insert = (id: string) =>
    store
      .insertInto('user')
      .values({ ...user, id, email: id })
      .execute();
  await insert('a');
  await expect(insert('a')).rejects.toThrow('UNIQUE');
  await insert('b');
  const remove = (id: string) => store.deleteFrom('user').where('id', '=', id).returning('name').execute();
  expect([await remove('a'), await remove('a'), await remove('b')]).toEqual([[{ name: 'U' }], [], [{ name: 'U' }]]);
  await store.destroy();
});

test('more different statements than are kept all work', async () => {
  const store = await openStore(':memory:');
  for (let number = 0; number < 500; number++) {
    const { rows } = await sql`select ${sql.lit(number % 300)} as value`.execute(store);
    expect(rows).toEqual([{ value: number % 300 }]);
  }
  await store.destroy();
});

test('rows can be streamed', async () => {
  const store = await openStore(':memory:');
  const user = { id: 'u', email: 'u', name: 'U', isAdmin: 1, avatarColor: 'primary' } as const;
  await store
    .insertInto('user')
    .values({ ...user, profileChangedAt: 0, createdAt: 0, updatedAt: 0 })
    .execute();
  for (const name of ['a', 'b']) await store.insertInto('folder').values(folder(name)).execute();
  const paths: string[] = [];
  for await (const { path } of store.selectFrom('folder').select('path').orderBy('path').stream()) paths.push(path);
  expect(paths).toEqual(['/a', '/b']);
  await store.destroy();
});

function folder(name: string) {
  return { id: name, ownerId: 'u', path: `/${name}`, createdAt: 0, indexedAt: null };
}
