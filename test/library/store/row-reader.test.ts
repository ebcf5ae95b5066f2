import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openStore } from '../../../src/library/store/open.ts';

test('rows come with their column names and unchanged values', async () => {
  const store = await openStore(':memory:');
  const { rows } = await sql`select 1 as "row", 'é' as text, null as missing, x'00ff' as bytes, 1.5 as real`.execute(
    store,
  );
  expect(rows).toEqual([{ row: 1, text: 'é', missing: null, bytes: Buffer.from([0, 255]), real: 1.5 }]);
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
