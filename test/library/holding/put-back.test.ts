import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdAssets } from '../../../src/library/api/held-originals.ts';
import { listHeld, putBackOriginals } from '../../../src/library/holding/put-back.ts';
import { jpegBytes } from '../../fixtures/images.ts';
import { type IndexedFolder, indexedFolder } from '../../fixtures/indexed-folder.ts';

let folder: IndexedFolder;
let path: string;
let id: string;

beforeEach(async () => {
  folder = await indexedFolder();
  await mkdir(join(folder.photos, 'trip'));
  path = join(folder.photos, 'trip', 'one.jpg');
  await writeFile(path, await jpegBytes({ seed: 1 }));
  await folder.index();
  ({ id } = await folder.asset('trip/one.jpg'));
});
afterEach(() => folder.remove());

async function hold(...ids: string[]) {
  await holdAssets(folder.store, folder.dataDir, ids);
}

async function isVisible(assetId = id): Promise<boolean> {
  const request = new Request(`http://library/api/assets/${assetId}`, {
    headers: { 'x-api-key': folder.library.ownerKey },
  });
  return (await folder.library.fetch(request)).status === 200;
}

describe('the list of held originals', () => {
  it('names each with where it was, where it lies and when it went', async () => {
    expect(await listHeld(folder.store)).toEqual([]);
    const before = Date.now();
    await hold(id);
    const [held] = await listHeld(folder.store);
    expect(held).toMatchObject({ id, fileName: 'one.jpg', originalPath: path });
    expect(held?.heldPath?.startsWith(join(folder.dataDir, 'held'))).toBe(true);
    expect(held?.heldAt).toBeGreaterThanOrEqual(before);
  });
});

describe('an original that is put back', () => {
  it('is in its place again, byte for byte, and its asset is visible and not in the trash', async () => {
    await hold(id);
    expect(await putBackOriginals(folder.store, [id])).toEqual([{ id, path, reason: null }]);
    expect(await readFile(path)).toEqual(await jpegBytes({ seed: 1 }));
    expect(await isVisible()).toBe(true);
    expect(await folder.asset('trip/one.jpg')).toMatchObject({ id, deletedAt: null, heldPath: null, isOffline: 0 });
    expect(await listHeld(folder.store)).toEqual([]);
  });

  it('is unchanged to the next indexing', async () => {
    await hold(id);
    await folder.index();
    await putBackOriginals(folder.store, [id]);
    expect(await folder.index()).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
  });

  it('brings back the folder that was around it', async () => {
    await hold(id);
    await rm(join(folder.photos, 'trip'), { recursive: true });
    expect(await putBackOriginals(folder.store, [id])).toEqual([{ id, path, reason: null }]);
  });

  it('never takes the place of another file', async () => {
    await hold(id);
    await writeFile(path, await jpegBytes({ seed: 2 }));
    const [refused] = await putBackOriginals(folder.store, [id]);
    expect(refused).toMatchObject({ id, path: null, reason: expect.stringContaining('another file') });
    expect(await readFile(path)).toEqual(await jpegBytes({ seed: 2 }));
    expect(await listHeld(folder.store)).toHaveLength(1);
    expect(await isVisible()).toBe(false);
  });

  it('stays held when the library has a new asset for its path', async () => {
    await hold(id);
    await writeFile(path, await jpegBytes({ seed: 2 }));
    await folder.index();
    const [refused] = await putBackOriginals(folder.store, [id]);
    expect(refused?.reason).toContain('another asset');
  });

  it('waits for the disk of its folder', async () => {
    await hold(id);
    await rename(folder.photos, `${folder.photos}-away`);
    const [refused] = await putBackOriginals(folder.store, [id]);
    expect(refused).toMatchObject({ path: null, reason: `The folder ${folder.photos} is not there.` });
    await rename(`${folder.photos}-away`, folder.photos);
    expect(await putBackOriginals(folder.store, [id])).toEqual([{ id, path, reason: null }]);
  });

  it('brings the clip of its Live Photo along', async () => {
    await writeFile(join(folder.photos, 'two.jpg'), await jpegBytes({ seed: 2 }));
    await folder.index();
    const { id: clip } = await folder.asset('two.jpg');
    await folder.store.updateTable('asset').set({ livePhotoVideoId: clip }).where('id', '=', id).execute();
    await hold(id);
    expect(await isVisible(clip)).toBe(false);
    expect((await putBackOriginals(folder.store, [id])).map((outcome) => outcome.id)).toEqual([id, clip]);
    expect(await isVisible(clip)).toBe(true);
  });

  it('comes back among the uploads where it was one', async () => {
    const form = new FormData();
    form.append('assetData', new Blob([new Uint8Array(await jpegBytes({ seed: 7 }))]), 'up.jpg');
    for (const field of ['fileCreatedAt', 'fileModifiedAt']) form.append(field, '2024-05-06T07:08:09.000Z');
    const headers = { 'x-api-key': folder.library.ownerKey };
    await folder.library.fetch(new Request('http://library/api/assets', { method: 'POST', headers, body: form }));
    const uploads = folder.store.selectFrom('asset').selectAll().where('folderId', 'is', null);
    const upload = await uploads.executeTakeFirstOrThrow();
    await hold(upload.id);
    expect(await putBackOriginals(folder.store, [upload.id])).toMatchObject([{ path: upload.originalPath }]);
    expect(await readFile(upload.originalPath)).toEqual(await jpegBytes({ seed: 7 }));
    expect(await uploads.executeTakeFirstOrThrow()).toMatchObject({ heldPath: null, deletedAt: null });
  });

  it('comes back once when it is asked for twice at once', async () => {
    await hold(id);
    const twice = await Promise.all([putBackOriginals(folder.store, [id]), putBackOriginals(folder.store, [id])]);
    expect(twice.flat().filter((outcome) => outcome.path !== null).length).toBeGreaterThanOrEqual(1);
    expect(await readFile(path)).toEqual(await jpegBytes({ seed: 1 }));
    expect(await folder.asset('trip/one.jpg')).toMatchObject({ id, heldPath: null });
  });

  it('can go and come again', async () => {
    for (const _ of [1, 2]) {
      await hold(id);
      await putBackOriginals(folder.store, [id]);
    }
    expect(await readFile(path)).toEqual(await jpegBytes({ seed: 1 }));
  });
});

describe('what cannot be put back', () => {
  it.each(['00000000-0000-4000-8000-000000000000', 'nonsense', ''])('%j is refused by name', async (unknown) => {
    expect(await putBackOriginals(folder.store, [unknown, id])).toEqual([
      { id: unknown, path: null, reason: 'It is not among the held originals.' },
      { id, path: null, reason: 'It is not among the held originals.' },
    ]);
  });

  it('an asset whose file was gone when it was deleted says so, and comes back with its file', async () => {
    await rm(path);
    await hold(id);
    const [refused] = await putBackOriginals(folder.store, [id]);
    expect(refused?.reason).toContain('there was no file');
    await writeFile(path, await jpegBytes({ seed: 1 }));
    expect(await putBackOriginals(folder.store, [id])).toEqual([{ id, path, reason: null }]);
  });
});

describe('two deletions of the same asset at once', () => {
  it('do not forget where the original is', async () => {
    await Promise.allSettled([hold(id), hold(id)]);
    const [held] = await listHeld(folder.store);
    expect(await readFile(held?.heldPath ?? '')).toEqual(await jpegBytes({ seed: 1 }));
  });
});
