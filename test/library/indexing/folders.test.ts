import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addFolder, isWithin } from '../../../src/library/indexing/folders.ts';
import { type IndexedFolder, indexedFolder } from '../../fixtures/indexed-folder.ts';

let here: IndexedFolder;
beforeEach(async () => {
  here = await indexedFolder();
});
afterEach(() => here.remove());

function add(path: string) {
  return addFolder(here.store, { path, ownerId: here.ownerId, dataDir: here.dataDir });
}

describe('adding a folder', () => {
  it('registers its real path, once', async () => {
    const link = join(here.photos, '..', 'link');
    await symlink(here.photos, link);
    const folder = await add(link);
    expect(folder.path).toBe(here.photos);
    expect(await add(`${here.photos}/`)).toEqual(folder);
  });

  it.each([
    ['a folder that does not exist', 'missing', () => join(here.photos, 'nowhere')],
    ['a file', 'no-folder', () => join(here.photos, 'file.jpg')],
    ["Albumen's data directory", 'inside-data', () => here.dataDir],
    ['a folder inside the data directory', 'inside-data', () => join(here.dataDir, 'thumbs')],
    ['a folder inside a registered one', 'overlapping', () => join(here.photos, 'trip')],
    ['a folder around a registered one', 'overlapping', () => join(here.photos, '..')],
  ])('refuses %s', async (_, code, path) => {
    await mkdir(join(here.photos, 'trip'));
    await mkdir(join(here.dataDir, 'thumbs'), { recursive: true });
    await writeFile(join(here.photos, 'file.jpg'), 'x');
    await add(here.photos);
    await expect(add(path())).rejects.toMatchObject({ name: 'FolderError', code });
    expect(await here.store.selectFrom('folder').selectAll().execute()).toHaveLength(1);
  });

  it('registers it once for two who add it at the same time', async () => {
    const [first, second] = await Promise.all([add(here.photos), add(here.photos)]);
    expect(second).toEqual(first);
  });

  it('accepts a folder whose name only begins like a registered one', async () => {
    await add(here.photos);
    await mkdir(`${here.photos}-old`);
    expect((await add(`${here.photos}-old`)).path).toBe(`${here.photos}-old`);
  });
});

describe('one path within another', () => {
  it.each([
    ['/photos', '/photos', true],
    ['/photos', '/photos/2023/a.jpg', true],
    ['/photos', '/photos-old', false],
    ['/photos', '/', false],
    ['/photos', '/photos/..data', true],
    ['/', '/photos', true],
  ])('%s holds %s: %s', (folder, path, within) => {
    expect(isWithin(folder, path)).toBe(within);
  });
});
