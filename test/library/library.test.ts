import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLibrary } from '../../src/library/library.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-open-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('opening a library', () => {
  it('makes what is missing, for its owner alone', async () => {
    const dataDir = join(folder, 'data', 'deeper');
    const library = await openLibrary({ dataDir });
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    expect(library.owner).toMatchObject({ isAdmin: 1, name: 'Owner' });
    await library.close();
  });

  it('finds the same owner again, with another key', async () => {
    const first = await openLibrary({ dataDir: folder });
    await first.close();
    const second = await openLibrary({ dataDir: folder });
    expect(second.owner).toEqual(first.owner);
    expect(second.ownerKey).not.toBe(first.ownerKey);
    await second.close();
  });

  it('makes one owner when two processes open it at once', async () => {
    const both = await Promise.all([openLibrary({ dataDir: folder }), openLibrary({ dataDir: folder })]);
    expect(both[0].owner.id).toBe(both[1].owner.id);
    for (const library of both) await library.close();
  });

  it('leaves all of it in one file when it is closed', async () => {
    const library = await openLibrary({ dataDir: folder });
    await library.close();
    const copy = join(folder, 'copy');
    await mkdir(copy);
    await copyFile(join(folder, 'library.db'), join(copy, 'library.db'));
    const again = await openLibrary({ dataDir: copy });
    expect(again.owner).toEqual(library.owner);
    await again.close();
  });

  it('never writes its key down', async () => {
    const library = await openLibrary({ dataDir: folder });
    const request = new Request('http://library/api/users/me', { headers: { 'x-api-key': library.ownerKey } });
    expect((await library.fetch(request)).status).toBe(200);
    await library.close();
    for (const name of await readdir(folder)) {
      // SQLite may take its log away only now.
      const content = await readFile(join(folder, name)).catch(() => Buffer.alloc(0));
      expect(content.includes(library.ownerKey)).toBe(false);
    }
  });

  it('says why when the folder is a file', async () => {
    await expect(openLibrary({ dataDir: join(import.meta.dirname, 'library.test.ts') })).rejects.toThrow(
      /EEXIST|ENOTDIR/,
    );
  });
});
