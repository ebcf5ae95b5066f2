import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/library/store/open.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-store-'));
  path = join(folder, 'library.db');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('one file, several processes', () => {
  it('can be opened, and made, by all of them at once', async () => {
    const module = JSON.stringify(resolve(import.meta.dirname, '../../../src/library/store/open.ts'));
    const script = `import { openStore } from ${module}; await (await openStore(process.argv[1])).destroy();`;
    const open = () =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script, path]);
    await expect(Promise.all([open(), open(), open()])).resolves.toHaveLength(3);
  });

  it('keeps a transaction that has only read so far able to write', async () => {
    const [one, two] = [await openStore(path), await openStore(path)];
    await sql`pragma busy_timeout = 0`.execute(two);
    const write = (store: typeof one) => store.deleteFrom('user').execute();
    await one.transaction().execute(async (trx) => {
      await trx.selectFrom('user').selectAll().execute();
      await expect(write(two)).rejects.toThrow('locked');
      await write(trx);
    });
    await expect(write(two)).resolves.toBeDefined();
    for (const store of [one, two]) await store.destroy();
  });
});

describe('a file that is no database', () => {
  it('is refused', async () => {
    await expect(openStore(import.meta.filename)).rejects.toThrow('not a database');
  });
});
