import { existsSync, mkdirSync, renameSync } from 'node:fs';
import {
  chmod,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { previewPath, thumbnailPath } from '../../../src/library/media/rendition-paths.ts';
import { renameTag } from '../../../src/library/store/tag-changes.ts';
import { jpegBytes, pngDeclaring, writeJpeg, writeXmp } from '../../fixtures/images.ts';
import { type IndexedFolder, indexedFolder } from '../../fixtures/indexed-folder.ts';

let here: IndexedFolder;
beforeEach(async () => {
  here = await indexedFolder();
});
afterEach(() => here.remove());

function at(...names: string[]): string {
  return join(here.photos, ...names);
}

/** Every file below the folder with its bytes and time: what indexing must leave as it is. */
async function originals(): Promise<Map<string, string>> {
  const files = (await readdir(here.photos, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  const facts = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path, `${(await stat(path)).mtimeMs} ${(await readFile(path)).toString('base64')}`] as const;
  });
  return new Map(await Promise.all(facts));
}

async function names(): Promise<string[]> {
  const assets = await here.store.selectFrom('asset').select('originalPath').orderBy('originalPath').execute();
  return assets.map(({ originalPath }) => originalPath.slice(here.photos.length + 1));
}

async function found(words: string): Promise<string[]> {
  const rows = await sql<{ originalFileName: string }>`
    select originalFileName from asset join assetText on assetText.rowid = asset.row
    where assetText match ${words} order by originalFileName`.execute(here.store);
  return rows.rows.map(({ originalFileName }) => originalFileName);
}

describe('indexing a folder', () => {
  it('makes an asset of every photo, with facts, place, tags, searchable text and renditions', async () => {
    await writeJpeg(at('trip', 'eiffel.jpg'), {
      dateTimeOriginal: '2023:06:14 10:12:33',
      offset: '+02:00',
      gps: [48.8584, 2.2945],
      make: 'Canon',
      model: 'Canon EOS R5',
      orientation: 6,
    });
    await writeXmp(at('trip', 'eiffel.jpg.xmp'), {
      rating: 5,
      description: 'La tour',
      hierarchicalSubject: ['Trips|Paris'],
    });
    const report = await here.index();
    expect(report).toMatchObject({ status: 'complete', found: 1, done: 1, added: 1, skipped: 0, skippedFiles: [] });
    const asset = await here.asset('trip/eiffel.jpg');
    expect(asset).toMatchObject({
      ownerId: here.ownerId,
      originalFileName: 'eiffel.jpg',
      type: 'IMAGE',
      mimeType: 'image/jpeg',
      fileCreatedAt: Date.parse('2023-06-14T08:12:33Z'),
      localDateTime: Date.parse('2023-06-14T10:12:33Z'),
      dateTimeOriginal: Date.parse('2023-06-14T08:12:33Z'),
      timeZone: 'UTC+2',
      width: 320,
      height: 240,
      orientation: '6',
      make: 'Canon',
      city: 'Paris',
      country: 'France',
      description: 'La tour',
      rating: 5,
      hasRenditions: 1,
      isOffline: 0,
    });
    expect(asset.fileSize).toBe((await stat(asset.originalPath)).size);
    expect(existsSync(thumbnailPath(here.dataDir, asset.id))).toBe(true);
    expect(existsSync(previewPath(here.dataDir, asset.id))).toBe(true);
    const tags = await here.store.selectFrom('tag').select(['value', 'parentId', 'id']).orderBy('value').execute();
    expect(tags.map(({ value }) => value)).toEqual(['Trips', 'Trips/Paris']);
    expect(tags[1]?.parentId).toBe(tags[0]?.id);
    expect(await found('paris june canon tour')).toEqual(['eiffel.jpg']);
  });

  it('never writes to the folder', async () => {
    await writeJpeg(at('a.jpg'));
    await writeXmp(at('a.xmp'), { rating: 3 });
    await writeFile(at('notes.txt'), 'text');
    const before = await originals();
    await here.index();
    await here.index();
    expect(await originals()).toEqual(before);
  });

  it('falls back on the time of the file for a photo that does not say when it was taken', async () => {
    await writeJpeg(at('a.jpg'));
    const time = new Date('2001-02-03T04:05:06Z');
    await utimes(at('a.jpg'), time, time);
    await here.index();
    expect(await here.asset('a.jpg')).toMatchObject({
      fileCreatedAt: time.getTime(),
      localDateTime: time.getTime(),
      timeZone: null,
    });
  });

  it('passes over hidden folders, those of other programs, and whatever links lead to', async () => {
    await writeJpeg(at('a.jpg'));
    for (const name of ['.trash', '@eaDir', '#recycle', '.albumen']) await writeJpeg(at(name, 'hidden.jpg'));
    await writeJpeg(at('._a.jpg'));
    await writeFile(at('Thumbs.db'), 'x');
    await writeJpeg(join(here.photos, '..', 'outside', 'secret.jpg'));
    await symlink(join(here.photos, '..', 'outside'), at('way out'));
    await symlink(join(here.photos, '..', 'outside', 'secret.jpg'), at('secret.jpg'));
    await symlink(here.photos, at('loop'));
    expect(await here.index()).toMatchObject({ found: 1, added: 1, skipped: 0 });
    expect(await names()).toEqual(['a.jpg']);
  });

  it('takes in a photo whose name has no extension, and says nothing of other files', async () => {
    await writeJpeg(at('photo'));
    for (const name of ['README', 'notes.txt', 'list.csv']) await writeFile(at(name), 'text');
    expect(await here.index()).toMatchObject({ found: 1, added: 1, skipped: 0 });
    expect(await here.asset('photo')).toMatchObject({ mimeType: 'image/jpeg' });
  });

  it('takes exact copies for assets of their own', async () => {
    await writeJpeg(at('a.jpg'));
    await copyFile(at('a.jpg'), at('b.jpg'));
    expect(await here.index()).toMatchObject({ added: 2, moved: 0 });
  });

  it('tells how far it is', async () => {
    for (const seed of [1, 2, 3]) await writeJpeg(at(`${seed}.jpg`), { seed });
    const steps: string[] = [];
    const { bytes } = await here.index({ onProgress: ({ done, found }) => steps.push(`${done}/${found}`) });
    expect(steps).toEqual(['1/3', '2/3', '3/3']);
    expect(bytes).toBe(
      (await Promise.all([1, 2, 3].map((name) => stat(at(`${name}.jpg`))))).reduce((sum, { size }) => sum + size, 0),
    );
  });
});

describe('indexing a folder again', () => {
  beforeEach(async () => {
    await writeJpeg(at('a.jpg'), { seed: 1, description: 'first' });
    await writeJpeg(at('b.jpg'), { seed: 2 });
    await here.index();
  });

  it('leaves unchanged files untouched', async () => {
    const before = await here.store.selectFrom('asset').selectAll().orderBy('row').execute();
    expect(await here.index()).toMatchObject({ added: 0, changed: 0, unchanged: 2, bytes: 0 });
    expect(await here.store.selectFrom('asset').selectAll().orderBy('row').execute()).toEqual(before);
  });

  it('reads a changed file again and keeps its id and its favourite', async () => {
    const before = await here.asset('a.jpg');
    await here.store.updateTable('asset').set({ isFavorite: 1 }).where('id', '=', before.id).execute();
    await writeJpeg(at('a.jpg'), { seed: 9, width: 200, height: 100, description: 'second' });
    expect(await here.index()).toMatchObject({ added: 0, changed: 1, unchanged: 1 });
    const after = await here.asset('a.jpg');
    expect(after).toMatchObject({ id: before.id, isFavorite: 1, width: 200, description: 'second' });
    expect(after.checksum).not.toBe(before.checksum);
    expect(after.perceptualHash).not.toBe(before.perceptualHash);
    expect(await found('second')).toEqual(['a.jpg']);
    expect(await found('first')).toEqual([]);
  });

  it('keeps what a person changed, and takes the rest from the file', async () => {
    const { id } = await here.asset('a.jpg');
    const edited = { description: 'by hand', latitude: 35.6586, longitude: 139.7454, city: 'Tokyo' };
    await here.store.updateTable('asset').set(edited).where('id', '=', id).execute();
    await writeJpeg(at('a.jpg'), { seed: 1, description: 'by camera', gps: [48.8584, 2.2945], make: 'Canon' });
    await writeXmp(at('a.jpg.xmp'), { rating: 2 });
    await here.index();
    expect(await here.asset('a.jpg')).toMatchObject({ ...edited, rating: 2, make: 'Canon' });
  });

  it('keeps a rating that a person took away', async () => {
    await writeXmp(at('a.jpg.xmp'), { rating: 2 });
    await here.index();
    const { id } = await here.asset('a.jpg');
    await here.store.updateTable('asset').set({ rating: null }).where('id', '=', id).execute();
    await writeXmp(at('a.jpg.xmp'), { rating: 4 });
    await utimes(at('a.jpg.xmp'), 1, 1);
    expect(await here.index()).toMatchObject({ changed: 1 });
    expect((await here.asset('a.jpg')).rating).toBeNull();
  });

  it('follows the tags of the file, and leaves those that a person gave or took', async () => {
    await writeXmp(at('a.jpg.xmp'), { subject: ['stays', 'goes', 'taken'] });
    await here.index();
    const { id } = await here.asset('a.jpg');
    const taken = here.store.selectFrom('tag').select('id').where('value', '=', 'taken');
    await here.store.deleteFrom('tagAsset').where('tagId', 'in', taken).execute();
    const own = { id: crypto.randomUUID(), userId: here.ownerId, value: 'own', createdAt: 0, updatedAt: 0 };
    await here.store.insertInto('tag').values(own).execute();
    await here.store.insertInto('tagAsset').values({ tagId: own.id, assetId: id }).execute();
    await writeXmp(at('a.jpg.xmp'), { subject: ['stays', 'taken', 'comes'] });
    await utimes(at('a.jpg.xmp'), 1, 1);
    await here.index();
    const tags = here.store.selectFrom('tagAsset').innerJoin('tag', 'tag.id', 'tagAsset.tagId').select('tag.value');
    const values = await tags.where('assetId', '=', id).orderBy('tag.value').execute();
    expect(values.map(({ value }) => value)).toEqual(['comes', 'own', 'stays']);
  });

  it('leaves a tag that a person renamed as it is', async () => {
    await writeXmp(at('a.jpg.xmp'), { subject: ['old'] });
    await here.index();
    const { id } = await here.asset('a.jpg');
    const tag = await here.store.selectFrom('tag').selectAll().where('value', '=', 'old').executeTakeFirstOrThrow();
    await renameTag(here.store, tag, 'new');
    await writeXmp(at('a.jpg.xmp'), { subject: ['old'], rating: 3 });
    await utimes(at('a.jpg.xmp'), 1, 1);
    expect(await here.index()).toMatchObject({ changed: 1 });
    const tags = here.store.selectFrom('tagAsset').innerJoin('tag', 'tag.id', 'tagAsset.tagId').select('tag.value');
    expect(await tags.where('assetId', '=', id).execute()).toEqual([{ value: 'new' }]);
  });

  it('recognises a moved and a renamed file by its content', async () => {
    const [a, b] = [await here.asset('a.jpg'), await here.asset('b.jpg')];
    await mkdir(at('sorted'));
    await rename(at('a.jpg'), at('sorted', 'a.jpg'));
    await rename(at('b.jpg'), at('renamed.jpg'));
    expect(await here.index()).toMatchObject({ added: 0, moved: 2, offline: 0 });
    expect((await here.asset('sorted/a.jpg')).id).toBe(a.id);
    expect(await here.asset('renamed.jpg')).toMatchObject({
      id: b.id,
      originalFileName: 'renamed.jpg',
      hasRenditions: 1,
      width: 320,
    });
    expect(await found('renamed')).toEqual(['renamed.jpg']);
    expect(await found('b')).toEqual([]);
  });

  it('gives a moved file back to one of its copies only', async () => {
    const { id } = await here.asset('a.jpg');
    await copyFile(at('a.jpg'), at('copy1.jpg'));
    await rename(at('a.jpg'), at('copy2.jpg'));
    expect(await here.index()).toMatchObject({ added: 1, moved: 1 });
    const ids = [(await here.asset('copy1.jpg')).id, (await here.asset('copy2.jpg')).id];
    expect(ids.filter((one) => one === id)).toHaveLength(1);
  });

  it('marks a removed file offline, and takes it back when it returns', async () => {
    const { id } = await here.asset('a.jpg');
    const kept = await readFile(at('a.jpg'));
    const { mtime } = await stat(at('a.jpg'));
    await rm(at('a.jpg'));
    expect(await here.index()).toMatchObject({ offline: 1, unchanged: 1 });
    expect(await here.asset('a.jpg')).toMatchObject({ id, isOffline: 1 });
    expect(await here.index()).toMatchObject({ offline: 0 });
    await writeFile(at('a.jpg'), kept);
    await utimes(at('a.jpg'), mtime, mtime);
    expect(await here.index()).toMatchObject({ restored: 1, added: 0 });
    expect(await here.asset('a.jpg')).toMatchObject({ id, isOffline: 0 });
  });

  it('marks nothing offline when the folder is missing, and says so', async () => {
    const folder = await here.store.selectFrom('folder').selectAll().executeTakeFirstOrThrow();
    const { indexFolder } = await import('../../../src/library/indexing/index-folder.ts');
    await rename(here.photos, `${here.photos} away`);
    const { ownerId, dataDir } = here;
    const report = await indexFolder(here.store, { folderId: folder.id, path: folder.path, ownerId, dataDir });
    expect(report).toMatchObject({ status: 'unavailable', offline: 0 });
    expect(report.message).toContain('is not there');
    expect((await here.asset('a.jpg')).isOffline).toBe(0);
  });

  it('marks nothing offline when the folder is suddenly empty, and says so', async () => {
    await rm(at('a.jpg'));
    await rm(at('b.jpg'));
    const report = await here.index();
    expect(report).toMatchObject({ status: 'unavailable', offline: 0 });
    expect(report.message).toContain('2 assets');
    expect((await here.asset('a.jpg')).isOffline).toBe(0);
  });
});

describe('a folder that goes away while it is indexed', () => {
  async function indexUntilGone(takeAway: () => void) {
    for (let seed = 0; seed < 6; seed++) await writeJpeg(at(`${seed}.jpg`), { seed });
    await here.index();
    for (let seed = 0; seed < 6; seed++) await writeJpeg(at(`${seed}.jpg`), { seed: seed + 10 });
    return here.index({ onProgress: ({ done }) => done === 1 && takeAway() });
  }

  it.each([
    { what: 'the folder', takeAway: () => renameSync(here.photos, `${here.photos} away`), says: 'is not there' },
    {
      what: 'all that is in it',
      takeAway: () => {
        renameSync(here.photos, `${here.photos} away`);
        mkdirSync(here.photos);
      },
      says: 'perhaps its disk is not connected',
    },
  ])('takes no asset offline and says so: $what', async ({ takeAway, says }) => {
    const report = await indexUntilGone(takeAway);
    expect(report).toMatchObject({ status: 'unavailable', offline: 0, message: expect.stringContaining(says) });
    const offline = here.store.selectFrom('asset').select('id').where('isOffline', '=', 1);
    expect(await offline.execute()).toEqual([]);
  });
});

describe('a data folder that cannot be written', () => {
  it('ends the run, and leaves neither half pictures nor assets without them', async () => {
    await writeJpeg(at('a.jpg'));
    await writeFile(join(here.dataDir, 'thumbs'), 'in the way');
    await expect(here.index()).rejects.toThrow(/EEXIST|ENOTDIR/);
    expect(await names()).toEqual([]);
    await rm(join(here.dataDir, 'thumbs'));
    expect(await here.index()).toMatchObject({ added: 1 });
  });
});

describe('files that cannot be taken in', () => {
  // The system refuses root nothing.
  it.skipIf(process.getuid?.() === 0)('are tried again when they may be read after all, though unchanged', async () => {
    await writeJpeg(at('a.jpg'));
    await chmod(at('a.jpg'), 0o000);
    expect((await here.index()).skippedFiles).toEqual([{ path: at('a.jpg'), reason: 'cannot be read: no permission' }]);
    await chmod(at('a.jpg'), 0o644);
    expect(await here.index()).toMatchObject({ added: 1, skipped: 0 });
  });

  it.skipIf(process.platform !== 'linux')('say so when no text can be their name', async () => {
    const name = Buffer.concat([Buffer.from(at('bad')), Buffer.from([0xff]), Buffer.from('.jpg')]);
    await writeFile(name, await jpegBytes({ seed: 1 }));
    await writeJpeg(at('good.jpg'));
    const { added, skippedFiles } = await here.index();
    expect(added).toBe(1);
    expect(skippedFiles.map(({ reason }) => reason)).toEqual(['has a name that is not valid UTF-8']);
  });

  it('are named with the reason, and do not stop the others', async () => {
    await writeJpeg(at('good.jpg'));
    await writeFile(at('cut.jpg'), (await jpegBytes({ width: 900 })).subarray(0, -2000));
    await writeFile(at('empty.jpg'), '');
    await writeFile(at('text.jpg'), 'Dear diary,');
    await writeFile(at('huge.png'), pngDeclaring(60_000, 60_000));
    const report = await here.index();
    expect(report).toMatchObject({ status: 'complete', found: 5, done: 5, added: 1, skipped: 4 });
    const reasons = Object.fromEntries(report.skippedFiles.map(({ path, reason }) => [path, reason]));
    expect(reasons).toEqual({
      [at('cut.jpg')]: expect.stringMatching(/^is damaged: /),
      [at('empty.jpg')]: 'is empty',
      [at('text.jpg')]: 'is not what its name says (image/jpeg)',
      [at('huge.png')]: 'has more than 268 million pixels',
    });
    const noted = await here.store.selectFrom('skippedFile').select('path').execute();
    expect(noted).toHaveLength(4);
  });

  it('are named again on the next run, and taken in once they are whole', async () => {
    await writeFile(at('a.jpg'), 'not yet');
    await here.index();
    expect((await here.index()).skippedFiles).toEqual([
      { path: at('a.jpg'), reason: 'is not what its name says (image/jpeg)' },
    ]);
    await writeJpeg(at('a.jpg'));
    expect(await here.index()).toMatchObject({ added: 1, skipped: 0 });
    expect(await here.store.selectFrom('skippedFile').selectAll().execute()).toEqual([]);
  });

  it('are forgotten when they are gone', async () => {
    await writeJpeg(at('b.jpg'));
    await writeFile(at('a.jpg'), '');
    await here.index();
    await rm(at('a.jpg'));
    expect(await here.index()).toMatchObject({ skipped: 0 });
    expect(await here.store.selectFrom('skippedFile').selectAll().execute()).toEqual([]);
  });

  it('leave the asset that was there before as it was', async () => {
    await writeJpeg(at('a.jpg'));
    await here.index();
    const before = await here.asset('a.jpg');
    await writeFile(at('a.jpg'), (await jpegBytes({ width: 900 })).subarray(0, -2000));
    expect(await here.index()).toMatchObject({ skipped: 1, changed: 0, offline: 0 });
    expect(await here.asset('a.jpg')).toEqual(before);
  });
});

describe('a run that is stopped', () => {
  it('keeps what it has done, marks nothing offline, and the next one goes on', async () => {
    for (let seed = 0; seed < 12; seed++) await writeJpeg(at(`${seed}.jpg`), { seed, width: 32, height: 24 });
    const stop = new AbortController();
    const first = await here.index({ signal: stop.signal, onProgress: ({ done }) => done === 4 && stop.abort() });
    expect(first.status).toBe('stopped');
    expect(first.added).toBeGreaterThanOrEqual(4);
    expect(first.added).toBeLessThan(12);
    expect(first.offline).toBe(0);
    const second = await here.index();
    expect(second).toMatchObject({ status: 'complete', unchanged: first.added, added: 12 - first.added });
  });
});
