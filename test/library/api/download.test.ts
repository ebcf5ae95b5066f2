import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';

const downloadInfo = z.object({
  totalSize: z.number(),
  archives: z.array(z.object({ size: z.number(), assetIds: z.array(z.string()) })),
});
let open: OpenLibrary;
let ids: string[];

beforeAll(async () => {
  open = await openTestLibrary();
  ids = [await open.addAsset({ seed: 1 }), await open.addAsset({ seed: 2 }), await open.addAsset({ seed: 3 })];
  await open.library.store.updateTable('asset').set({ fileSize: 100 }).execute();
});
afterAll(() => open.close());

async function info(body: unknown) {
  const answer = await open.ask('POST', '/download/info', { body });
  expect(answer.status).toBe(201);
  return downloadInfo.parse(answer.body);
}

describe('what a download will be', () => {
  it('is everything that was selected, once', async () => {
    const { totalSize, archives } = await info({ assetIds: ids });
    expect(totalSize).toBe(300);
    expect(archives.flatMap(({ assetIds }) => assetIds).toSorted()).toEqual(ids.toSorted());
  });

  it('fills one archive after the other', async () => {
    const { archives } = await info({ assetIds: ids, archiveSize: 150 });
    expect(archives.map(({ size, assetIds }) => [size, assetIds.length])).toEqual([
      [200, 2],
      [100, 1],
    ]);
  });

  it('goes on with an archive that has just reached its size', async () => {
    const { archives } = await info({ assetIds: ids, archiveSize: 200 });
    expect(archives.map(({ size }) => size)).toEqual([300]);
  });

  it('is empty for an empty selection', async () => {
    expect(await info({ assetIds: [] })).toEqual({ totalSize: 0, archives: [] });
  });

  it('is a user’s whole library, without the trash', async () => {
    const trashed = await open.addAsset({ seed: 4 });
    await open.ask('DELETE', '/assets', { body: { ids: [trashed] } });
    const { archives } = await info({ userId: open.library.owner.id });
    expect(archives.flatMap(({ assetIds }) => assetIds).toSorted()).toEqual(ids.toSorted());
  });

  it('brings the clip of a Live Photo along', async () => {
    const clip = await open.addAsset({ name: 'c.mp4', bytes: Buffer.from('c') });
    const picture = await open.addAsset({ seed: 9, fields: { livePhotoVideoId: clip } });
    const { archives } = await info({ assetIds: [picture] });
    expect(archives[0]?.assetIds).toEqual([picture, clip]);
  });

  it.each([
    [{}, 'assetIds, albumId, or userId is required'],
    [{ assetIds: ['00000000-0000-4000-8000-000000000000'] }, 'Not found or no asset.download access'],
    [{ albumId: '00000000-0000-4000-8000-000000000000' }, 'Not found or no album.download access'],
    [{ userId: '00000000-0000-4000-8000-000000000000' }, 'Not found or no timeline.download access'],
  ])('is refused for %j', async (body, message) => {
    expect(await open.ask('POST', '/download/info', { body })).toMatchObject({ status: 400, body: { message } });
  });
});
