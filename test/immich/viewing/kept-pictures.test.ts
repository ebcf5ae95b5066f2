/** Pictures that are kept on disk: asked for once, and shown only to who may see them at that moment. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pictureFiles } from '../../../src/viewing/picture-files.ts';
import { answerJson } from '../../fixtures/immich-stand-in.ts';
import { connectForTest, toolsOf } from '../../fixtures/immich-tools.ts';
import { album, type PhotosImmich, startPhotosImmich } from '../../fixtures/photos-immich.ts';

let folder: string;
let server: PhotosImmich;
const open: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-kept-'));
  server = await startPhotosImmich({ assets: [{}, {}, {}] });
});
afterEach(async () => {
  for (const connection of open.splice(0)) await connection.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function connect(apiKey: string, mostBytes = 1e7) {
  const connection = connectForTest({ baseUrl: server.url, apiKey, pictureCache: pictureFiles(folder, mostBytes) });
  open.push(connection);
  return { call: toolsOf(connection), eyes: connection.eyes };
}

const asset_ids = () => server.assets.map(({ id }) => id);

test('a picture is asked for once, by whatever tool it is shown, also after a new start', async () => {
  await connect('key-1').call('view_assets', { asset_ids: asset_ids() });
  expect(server.pictureRequests()).toHaveLength(3);
  const again = connect('key-1').call;
  expect((await again('view_assets', { asset_ids: asset_ids() })).images).toHaveLength(3);
  expect((await again('immich_assets_view', { asset_id: asset_ids()[0] })).images).toHaveLength(1);
  expect(Object.keys((await again('page_thumbnails', { asset_ids: asset_ids() })).data.pictures ?? {})).toHaveLength(3);
  expect(server.pictureRequests()).toHaveLength(3);
});

test('with another key all are asked for again: who may see them is another person', async () => {
  const [one, two] = [connect('key-1'), connect('key-2')];
  expect(one.eyes.account).not.toBe(two.eyes.account);
  await one.call('view_assets', { asset_ids: asset_ids() });
  await two.call('view_assets', { asset_ids: asset_ids() });
  expect(server.pictureRequests()).toHaveLength(6);
});

test('what was shown before is not shown any more once the library does not let this caller see it', async () => {
  const { call } = connect('key-1');
  await call('view_assets', { asset_ids: asset_ids() });
  const [first, second] = asset_ids();
  server.on(`GET /assets/${first}`, (_, response) =>
    answerJson(response, { message: 'Not found or no asset.read access' }, 400),
  );
  server.on(`GET /assets/${second}`, (_, response) =>
    answerJson(response, { ...server.assets[1], visibility: 'locked' }),
  );
  const told = await call('view_assets', { asset_ids: asset_ids() });
  expect(told.data).toMatchObject({ missing: [first], hidden: [second] });
  expect(told.images).toHaveLength(1);
  expect((await call('immich_assets_view', { asset_id: first })).images).toEqual([]);
  const { none } = (await call('page_thumbnails', { asset_ids: asset_ids() })).data;
  expect(none).toEqual([first, second]);
  expect(server.pictureRequests()).toHaveLength(3);
});

test('a picture that has changed is asked for again', async () => {
  const { call } = connect('key-1');
  await call('contact_sheet', { album_id: album.id });
  const changed = { ...server.assets[0], updatedAt: '2030-01-01T00:00:00.000Z' };
  server.on(`GET /assets/${changed.id}`, (_, response) => answerJson(response, changed));
  await call('contact_sheet', { asset_ids: asset_ids() });
  expect(server.pictureRequests()).toHaveLength(4);
});

test('where the library does not say which version it is, nothing is kept', async () => {
  const { call } = connect('key-1');
  const bare = { ...server.assets[0], checksum: undefined, thumbhash: null, updatedAt: undefined };
  server.on(`GET /assets/${bare.id}`, (_, response) => answerJson(response, bare));
  for (let turn = 0; turn < 2; turn++) await call('view_assets', { asset_ids: [bare.id] });
  expect(server.pictureRequests()).toHaveLength(2);
});

test('no kept file tells the key, an id or a name', async () => {
  await connect('key-never-written').call('view_assets', { asset_ids: asset_ids() });
  const names = await readdir(folder);
  expect(names).toHaveLength(3);
  const all = names.join() + (await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')))).join();
  for (const told of ['key-never-written', 'photo-1', ...asset_ids()]) expect(all).not.toContain(told);
});
