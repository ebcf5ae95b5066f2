/** `page_thumbnails`: the pictures that pages inside the chat show. */
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Thumbnails } from '../../../src/catalog/pages/thumbnails.ts';
import { jpegBytes } from '../../fixtures/images.ts';
import { connectForTest, type LocalTools, openLocalTools, type Told, toolsOf } from '../../fixtures/immich-tools.ts';
import { type PhotosImmich, sendPicture, startPhotosImmich } from '../../fixtures/photos-immich.ts';

function thumbnailsIn(told: Told): Thumbnails {
  if (told.error !== undefined) throw new Error(told.error);
  // Checked by what each test expects of it.
  return told.data as unknown as Thumbnails;
}

describe('over real files', () => {
  let local: LocalTools;
  let id: string;
  beforeAll(async () => {
    local = await openLocalTools();
    id = await local.addAsset({ bytes: await jpegBytes({ width: 1600, height: 1200 }) });
  });
  afterAll(() => local.close());

  test.each([
    ['thumb', 250],
    ['preview', 1238],
  ])('%s pictures come as data addresses by id, and nothing of them for a model', async (size, width) => {
    const told = await local.call('page_thumbnails', { asset_ids: [id], size });
    expect([told.text, told.images]).toEqual(['', []]);
    const { pictures, none, later } = thumbnailsIn(told);
    expect([Object.keys(pictures), none, later]).toEqual([[id], [], []]);
    const [, data = ''] = /^data:image\/[a-z]+;base64,(.*)$/.exec(pictures[id] ?? '') ?? [];
    expect((await sharp(Buffer.from(data, 'base64')).metadata()).width).toBe(width);
  });

  test("what is locked, another user's, unknown, or without a picture is all the same to a page: none", async () => {
    const other = await local.addUser('other');
    const theirs = await local.addAsset({ key: other.key, seed: 2 });
    const locked = await local.addAsset({ seed: 3 });
    await local.ask('PUT', '/assets', { body: { ids: [locked], visibility: 'locked' } });
    const broken = await local.addAsset({ name: 'b.jpg', bytes: (await jpegBytes({ seed: 4 })).subarray(0, 300) });
    const unknown = '00000000-0000-4000-8000-000000000000';
    const asset_ids = [theirs, locked, id, broken, unknown];
    const { pictures, none, later } = thumbnailsIn(await local.call('page_thumbnails', { asset_ids }));
    expect(Object.keys(pictures)).toEqual([id]);
    expect(none).toEqual([theirs, locked, broken, unknown]);
    expect(later).toEqual([]);
  });
});

describe('over an Immich', () => {
  let server: PhotosImmich;
  afterEach(() => server.close());

  test('what does not fit into one answer is named, not asked for, and comes with the next calls', async () => {
    server = await startPhotosImmich({ assets: Array.from({ length: 60 }, () => ({})) });
    const noise = sharp({
      create: {
        width: 250,
        height: 187,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    });
    const bytes = await noise.png({ compressionLevel: 0 }).toBuffer();
    for (const asset of server.assets)
      server.onPicture(asset, (_, response) => sendPicture(response, bytes, 'image/png'));
    const connection = connectForTest({ baseUrl: server.url });
    const call = toolsOf(connection);
    const wanted = server.assets.map(({ id }) => id);
    let left: readonly string[] = wanted;
    const seen: string[] = [];
    while (left.length > 0) {
      const before = server.pictureRequests().length;
      const told = thumbnailsIn(await call('page_thumbnails', { asset_ids: left }));
      const got = Object.keys(told.pictures);
      expect(got.length).toBeGreaterThan(0);
      expect(JSON.stringify(told.pictures).length).toBeLessThanOrEqual(510_000);
      expect(server.pictureRequests().length - before).toBeLessThanOrEqual(12);
      seen.push(...got);
      left = told.later;
    }
    expect(seen).toEqual(wanted);
    expect((await call('page_thumbnails', { asset_ids: [...wanted, 'one-more.jpg'] })).error).toContain('at most 60');
    await connection.close();
  });
});
