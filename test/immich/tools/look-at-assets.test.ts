import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jpegBytes } from '../../fixtures/images.ts';
import { answerJson, startStandIn } from '../../fixtures/immich-stand-in.ts';
import { connectForTest, type LocalTools, openLocalTools, toolsOf } from '../../fixtures/immich-tools.ts';

let local: LocalTools;
let assetId: string;
beforeAll(async () => {
  local = await openLocalTools();
  const bytes = await jpegBytes({
    width: 1600,
    height: 1200,
    dateTimeOriginal: '2023:06:14 10:12:33',
    offset: '+02:00',
    gps: [48.8584, 2.2945],
    make: 'Canon',
  });
  assetId = await local.addAsset({ name: 'tower.jpg', bytes });
});
afterAll(() => local.close());

describe('immich_assets_get', () => {
  test('returns all that the library knows, without the empty fields', async () => {
    const { data } = await local.call('immich_assets_get', { asset_id: assetId });
    expect(data).toMatchObject({
      id: assetId,
      originalFileName: 'tower.jpg',
      exifInfo: { make: 'Canon', city: 'Paris', timeZone: expect.any(String) },
    });
    expect(Object.values(data)).not.toContain(null);
  });

  test('finds an id that is written in capitals', async () => {
    const { data } = await local.call('immich_assets_get', { asset_id: assetId.toUpperCase() });
    expect(data.id).toBe(assetId);
  });

  test('says of an unknown id or name that it is not found, and refuses an empty one', async () => {
    const unknown = await local.call('immich_assets_get', { asset_id: '00000000-0000-4000-8000-000000000000' });
    expect(unknown.error).toContain('Not found or no asset.read access');
    for (const bad of ['../../admin', `${assetId}/original`]) {
      expect((await local.call('immich_assets_get', { asset_id: bad })).error).toContain(
        'asset_id: no asset is called',
      );
    }
    expect((await local.call('immich_assets_get', { asset_id: ' ' })).error).toContain('asset_id: must not be empty');
  });
});

describe('immich_assets_view', () => {
  test.each([
    ['thumbnail', 'webp', 250],
    ['preview', 'jpeg', 1000],
  ])('shows the %s as a picture block', async (size, format, least) => {
    const told = await local.call('immich_assets_view', { asset_id: assetId, size });
    expect(told.error).toBeUndefined();
    const [picture] = told.images;
    expect(picture?.mimeType).toBe(`image/${format}`);
    const facts = await sharp(Buffer.from(picture?.data ?? '', 'base64')).metadata();
    expect(facts).toMatchObject({ format });
    expect(facts.width).toBeGreaterThanOrEqual(least);
    expect(told.text.split('\n').at(-1)).toBe('"tower.jpg"');
  });

  test('names what it shows, and takes the thumbnail unless told', async () => {
    const told = await local.call('immich_assets_view', { asset_id: assetId });
    expect(told.data).toEqual({
      asset_id: assetId,
      file: 'tower.jpg',
      taken: '2023-06-14T10:12',
      city: 'Paris',
      country: 'France',
    });
    expect(told.images[0]?.mimeType).toBe('image/webp');
  });

  test('says so where the library could make no picture', async () => {
    const broken = await local.addAsset({ name: 'broken.jpg', bytes: (await jpegBytes({ seed: 9 })).subarray(0, 300) });
    const told = await local.call('immich_assets_view', { asset_id: broken });
    expect(told).toMatchObject({ error: undefined, images: [], data: { picture: expect.stringMatching(/^None: /) } });
  });

  test('shows the still of a video with its address in the web app, and never the key', async () => {
    const picture = await jpegBytes({});
    const server = await startStandIn((request, response) => {
      if (!request.url.includes('/thumbnail')) return answerJson(response, asset);
      response.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture);
    });
    const asset = {
      id: assetId,
      originalFileName: 'a.jpg',
      localDateTime: '2023-06-14T10:12:33.000Z',
      type: 'VIDEO',
      visibility: 'timeline',
      duration: 12_480,
    };
    const connection = connectForTest({
      baseUrl: server.url,
      apiKey: 'very-secret',
      externalUrl: 'https://photos.example',
    });
    const told = await toolsOf(connection)('immich_assets_view', { asset_id: assetId });
    expect(told.data).toMatchObject({
      web_url: `https://photos.example/photos/${assetId}`,
      type: 'VIDEO',
      seconds: 12,
    });
    expect(told.images).toMatchObject([{ mimeType: 'image/jpeg', data: picture.toString('base64') }]);
    expect(JSON.stringify(told)).not.toContain('very-secret');
    expect(server.requests.map((request) => request.url).join()).not.toContain('very-secret');
    await connection.close();
    await server.close();
  });

  test('shows nothing that is no picture', async () => {
    const server = await startStandIn((request, response) => {
      if (!request.url.includes('/thumbnail'))
        return answerJson(response, { id: assetId, originalFileName: 'a', localDateTime: '', visibility: 'timeline' });
      response.writeHead(200, { 'content-type': 'text/html' }).end('<script>');
    });
    const connection = connectForTest({ baseUrl: server.url });
    const told = await toolsOf(connection)('immich_assets_view', { asset_id: assetId });
    expect(told).toMatchObject({ images: [], data: { picture: expect.stringMatching(/^None: /) } });
    await connection.close();
    await server.close();
  });
});

test('immich_assets_statistics counts the archive and not the trash', async () => {
  const before = (await local.call('immich_assets_statistics')).data;
  const archived = await local.addAsset({ seed: 21 });
  const trashed = await local.addAsset({ seed: 22 });
  await local.ask('PUT', '/assets', { body: { ids: [archived], visibility: 'archive' } });
  await local.ask('DELETE', '/assets', { body: { ids: [trashed] } });
  expect((await local.call('immich_assets_statistics')).data).toEqual({
    images: Number(before.images) + 1,
    videos: 0,
    total: Number(before.total) + 1,
  });
});

describe('health and user', () => {
  test('immich_ping tells the version', async () => {
    expect((await local.call('immich_ping')).data).toMatchObject({ version: 'v3.1.0', library: 'The local library' });
  });

  test('immich_ping says what to do when the server is not there', async () => {
    const server = await startStandIn((_request, response) => response.end());
    await server.close();
    const connection = connectForTest({ baseUrl: server.url });
    const { error } = await toolsOf(connection)('immich_ping');
    expect(error).toMatch(/cannot be reached.*IMMICH_BASE_URL/s);
    await connection.close();
  });

  test('immich_capabilities says how smart search works here', async () => {
    expect((await local.call('immich_capabilities')).data).toMatchObject({
      version: '3.1.0',
      trash: true,
      smart_search: expect.stringMatching(/^By words/),
    });
  });

  test('immich_user_me tells name and use, and no licence key', async () => {
    const { data } = await local.call('immich_user_me');
    expect(data).toMatchObject({ id: local.library.owner.id, name: 'Owner', isAdmin: true });
    expect(data).not.toHaveProperty('license');
  });
});
