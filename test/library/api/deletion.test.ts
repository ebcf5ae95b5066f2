import { copyFile, readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jpegBytes } from '../../fixtures/images.ts';
import { fillLibrary } from '../../fixtures/library-rows.ts';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';

let open: OpenLibrary;

beforeEach(async () => {
  open = await openTestLibrary();
});
afterEach(() => open.close());

function remove(ids: string[], force?: boolean) {
  return open.ask('DELETE', '/assets', { body: force === undefined ? { ids } : { ids, force } });
}

async function rowOf(id: string) {
  return open.library.store.selectFrom('asset').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

async function addVideo(): Promise<string> {
  return open.addAsset({ name: 'clip.mp4', bytes: Buffer.from('a clip') });
}

describe('the trash', () => {
  it('is a state: everything about the asset stays, and it comes back as it was', async () => {
    const id = await open.addAsset();
    expect((await remove([id])).status).toBe(204);
    expect((await open.ask('GET', `/assets/${id}`)).body).toMatchObject({ isTrashed: true });
    expect((await open.request('GET', `/assets/${id}/original`)).status).toBe(200);
    const restored = await open.ask('POST', '/trash/restore/assets', { body: { ids: [id] } });
    expect(restored).toMatchObject({ status: 200, body: { count: 1 } });
    expect((await open.ask('GET', `/assets/${id}`)).body).toMatchObject({ isTrashed: false });
  });

  it('keeps the time of the first deletion', async () => {
    const id = await open.addAsset();
    await remove([id]);
    const { deletedAt } = await rowOf(id);
    await remove([id]);
    expect((await rowOf(id)).deletedAt).toBe(deletedAt);
  });

  it('gives everything back at once, and counts it', async () => {
    const ids = [await open.addAsset({ seed: 1 }), await open.addAsset({ seed: 2 })];
    await remove(ids);
    expect((await open.ask('POST', '/trash/restore')).body).toEqual({ count: 2 });
    expect((await open.ask('POST', '/trash/restore')).body).toEqual({ count: 0 });
  });

  it('keeps what was locked in it from being emptied or restored by a key', async () => {
    const id = await open.addAsset();
    await remove([id]);
    expect((await open.ask('PUT', '/assets', { body: { ids: [id], visibility: 'locked' } })).status).toBe(204);
    const before = await rowOf(id);
    for (const path of ['/trash/empty', '/trash/restore']) {
      expect((await open.ask('POST', path)).body).toEqual({ count: 0 });
    }
    expect(await rowOf(id)).toEqual(before);
  });

  it('belongs to one user', async () => {
    const id = await open.addAsset();
    await remove([id]);
    const { key } = await open.addUser('guest');
    expect((await open.ask('POST', '/trash/empty', { key })).body).toEqual({ count: 0 });
    expect((await open.ask('POST', '/trash/restore/assets', { key, body: { ids: [id] } })).status).toBe(400);
  });
});

describe('a permanent deletion', () => {
  it('moves the original into the holding folder, byte for byte, and answers the asset to nobody', async () => {
    const id = await open.addAsset();
    const { originalPath } = await rowOf(id);
    const bytes = await readFile(originalPath);
    expect((await remove([id], true)).status).toBe(204);
    expect((await open.ask('GET', `/assets/${id}`)).status).toBe(400);
    expect((await open.request('GET', `/assets/${id}/thumbnail`)).status).toBe(400);
    const { heldPath } = await rowOf(id);
    expect(await readFile(heldPath ?? '')).toEqual(bytes);
    expect(await open.filesIn('held')).toEqual([heldPath]);
    expect(await open.filesIn('upload')).toEqual([]);
  });

  it('is what emptying the trash does', async () => {
    const id = await open.addAsset();
    const kept = await open.addAsset({ seed: 2 });
    await remove([id]);
    expect((await open.ask('POST', '/trash/empty')).body).toEqual({ count: 1 });
    expect((await rowOf(id)).heldPath).not.toBeNull();
    expect((await rowOf(kept)).heldPath).toBeNull();
  });

  it('cannot be undone through the trash', async () => {
    const id = await open.addAsset();
    await remove([id], true);
    expect((await open.ask('POST', '/trash/restore')).body).toEqual({ count: 0 });
    expect((await open.ask('POST', '/trash/restore/assets', { body: { ids: [id] } })).status).toBe(400);
  });

  it('lets the same file be uploaded again', async () => {
    const first = await open.addAsset();
    await remove([first], true);
    const again = await open.upload();
    expect(again.status).toBe(201);
  });

  it('takes the clip of a Live Photo along, unless another picture uses it', async () => {
    const clip = await addVideo();
    const fields = { livePhotoVideoId: clip };
    const [one, two] = [await open.addAsset({ seed: 1, fields }), await open.addAsset({ seed: 2, fields })];
    await remove([one], true);
    expect((await rowOf(clip)).heldPath).toBeNull();
    await remove([two], true);
    expect((await rowOf(clip)).heldPath).not.toBeNull();
  });

  it('hides an asset whose original is gone already', async () => {
    const id = await open.addAsset();
    await open.library.store
      .updateTable('asset')
      .set({ originalPath: '/nowhere/x.jpg' })
      .where('id', '=', id)
      .execute();
    expect((await remove([id], true)).status).toBe(204);
    expect((await open.ask('GET', `/assets/${id}`)).status).toBe(400);
  });

  it('is all or nothing: a file that cannot be moved brings the others back', async () => {
    const movable = await open.addAsset({ seed: 1 });
    const stuck = await open.addAsset({ seed: 2 });
    // A folder cannot be moved into its own inside, whoever runs the test.
    const originalPath = open.library.dataDir;
    await open.library.store.updateTable('asset').set({ originalPath }).where('id', '=', stuck).execute();
    const answer = await remove([movable, stuck], true);
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining('Nothing was deleted') } });
    expect(await open.filesIn('held')).toEqual([]);
    expect((await open.request('GET', `/assets/${movable}/original`)).status).toBe(200);
    expect((await rowOf(movable)).heldPath).toBeNull();
  });

  it('never overwrites what is held already', async () => {
    const [one, two] = [await open.addAsset({ seed: 1 }), await open.addAsset({ seed: 2 })];
    await remove([one], true);
    // As after a hold that was taken back: the same asset goes a second time.
    const { heldPath, originalPath } = await rowOf(one);
    await open.library.store.updateTable('asset').set({ heldPath: null }).where('id', '=', one).execute();
    await copyFile((await rowOf(two)).originalPath, originalPath);
    await remove([one], true);
    expect(await readFile(heldPath ?? '')).toEqual(await jpegBytes({ seed: 1 }));
    expect(await open.filesIn('held')).toHaveLength(2);
  });

  it('leaves stacks whole: another first picture, and no stack of one', async () => {
    const ids = [await open.addAsset({ seed: 1 }), await open.addAsset({ seed: 2 }), await open.addAsset({ seed: 3 })];
    const [first = '', second = '', third = ''] = ids;
    const { store, owner } = open.library;
    const stackId = crypto.randomUUID();
    await store.insertInto('stack').values({ id: stackId, ownerId: owner.id, primaryAssetId: first }).execute();
    await store.updateTable('asset').set({ stackId }).where('id', 'in', ids).execute();
    await remove([first], true);
    const { body } = await open.ask('GET', `/assets/${second}`);
    expect(body).toMatchObject({ stack: { id: stackId, assetCount: 2 } });
    expect(body).not.toMatchObject({ stack: { primaryAssetId: first } });
    await remove([second], true);
    expect((await open.ask('GET', `/assets/${third}`)).body).toMatchObject({ stack: null });
  });
});

describe('whose asset it is', () => {
  it('decides: those of others are neither changed nor deleted', async () => {
    const id = await open.addAsset();
    const { key } = await open.addUser('guest');
    const asking = { key, body: { ids: [id], isFavorite: true } };
    expect((await open.ask('PUT', '/assets', asking)).body).toEqual({ message: 'Not found or no asset.update access' });
    expect((await open.ask('DELETE', '/assets', asking)).body).toEqual({
      message: 'Not found or no asset.delete access',
    });
  });
});

describe('ten thousand at once', () => {
  it('are changed, trashed, restored and deleted', async () => {
    await fillLibrary(open.library.store, { assets: 10_000, seed: 1 });
    const own = open.library.store.selectFrom('asset').select('id').where('ownerId', '=', open.library.owner.id);
    const rows = await own.where('visibility', '!=', 'locked').where('heldPath', 'is', null).execute();
    const ids = rows.map(({ id }) => id);
    const position = { latitude: 48.8584, longitude: 2.2945 };
    const answers = [
      await open.ask('PUT', '/assets', { body: { ids, rating: 3, dateTimeRelative: 60, ...position } }),
      await remove(ids),
      await open.ask('POST', '/trash/restore/assets', { body: { ids } }),
      await open.ask('POST', '/download/info', { body: { assetIds: ids } }),
      await remove(ids, true),
    ];
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 200, 201, 204]);
    expect(open.faults).toEqual([]);
    expect((await open.ask('GET', '/assets/statistics')).body).toEqual({ images: 0, videos: 0, total: 0 });
  });
});
