import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeSqlite } from '../../src/database/close-sqlite.ts';
import { openSqlite } from '../../src/database/open-sqlite.ts';
import { script } from '../../src/database/script.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-sqlite-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a new file, and those beside it, are for their owner alone, however open the folder is', async () => {
  const path = join(folder, 'data.db');
  const migrations = { '0001-first': script('create table thing (id integer primary key) strict;\n') };
  const db = await openSqlite(path, { migrations, synchronous: 'normal', cacheKiB: 100 });
  for (const suffix of ['', '-wal', '-shm']) {
    expect((await stat(path + suffix)).mode & 0o777).toBe(0o600);
  }
  await closeSqlite(db);
});
