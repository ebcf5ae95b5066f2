import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChangeLibrary, openChangeLibrary } from '../../fixtures/change-library.ts';
import { jpegBytes } from '../../fixtures/images.ts';
import { startWebHost, type WebHost } from '../../fixtures/web-host.ts';

let changing: ChangeLibrary;
let host: WebHost;
let served: Buffer;

beforeAll(async () => {
  changing = await openChangeLibrary({ mayConnect: (address) => address === '127.0.0.1' });
  served = await jpegBytes({ width: 64, height: 48, seed: 1 });
  host = await startWebHost((_, response) => {
    response.writeHead(200, { 'last-modified': 'Wed, 05 Jun 2019 10:00:00 GMT' }).end(served);
  });
});

afterAll(async () => {
  await changing.close();
  await host.close();
});

describe('immich_assets_upload', () => {
  test('adds a file from an allowed folder, byte for byte, under its name', async () => {
    const path = await changing.writePhoto('Été.jpg');
    const told = await changing.call('immich_assets_upload', { source: path });
    expect(told.data).toMatchObject({ status: 'created', file: 'Été.jpg' });
    const sha1 = createHash('sha1')
      .update(await readFile(path))
      .digest('base64');
    expect(await changing.read(`/assets/${told.data.id}`)).toMatchObject({
      originalFileName: 'Été.jpg',
      checksum: sha1,
    });
  });

  test('takes the date from inside the file before anything else', async () => {
    const path = await changing.writePhoto(
      'dated.jpg',
      { dateTimeOriginal: '2018:03:04 05:06:07' },
      '2021-01-01T00:00:00Z',
    );
    const told = await changing.call('immich_assets_upload', { source: path });
    const asset = await changing.read(`/assets/${told.data.id}`);
    expect(String(asset.localDateTime)).toMatch(/^2018-03-04T05:06:07/);
  });

  test('dates a file without one by when it was written, never by now', async () => {
    const path = await changing.writePhoto('plain.jpg', {}, '2017-08-09T10:11:12.000Z');
    const told = await changing.call('immich_assets_upload', { source: path });
    expect(await changing.read(`/assets/${told.data.id}`)).toMatchObject({
      fileCreatedAt: '2017-08-09T10:11:12.000Z',
      fileModifiedAt: '2017-08-09T10:11:12.000Z',
    });
  });

  test('an argument says it better than the file system; a bare day is completed', async () => {
    const path = await changing.writePhoto('scan.jpg', {}, '2017-08-09T10:11:12.000Z');
    const told = await changing.call('immich_assets_upload', { source: path, file_created_at: '1987-05-06' });
    expect(await changing.read(`/assets/${told.data.id}`)).toMatchObject({ fileCreatedAt: '1987-05-06T00:00:00.000Z' });
  });

  test('marks as favourite when asked', async () => {
    const path = await changing.writePhoto('liked.jpg');
    const told = await changing.call('immich_assets_upload', { source: path, is_favorite: true });
    expect(await changing.read(`/assets/${told.data.id}`)).toMatchObject({ isFavorite: true });
  });

  test('adds a photo from the web with the date that its server gives', async () => {
    const told = await changing.call('immich_assets_upload', { source: `${host.origin}/pictures/web.jpg?x=1` });
    expect(told.data).toMatchObject({ status: 'created', file: 'web.jpg' });
    expect(await changing.read(`/assets/${told.data.id}`)).toMatchObject({ fileCreatedAt: '2019-06-05T10:00:00.000Z' });
  });

  test('says plainly that the library has the file already', async () => {
    const path = await changing.writePhoto('twice.jpg');
    const first = await changing.call('immich_assets_upload', { source: path });
    const before = await changing.state();
    const second = await changing.call('immich_assets_upload', { source: path, is_favorite: true });
    expect(second.data).toMatchObject({
      id: first.data.id,
      status: 'duplicate',
      note: expect.stringMatching(/nothing was added\. is_favorite was not applied/),
    });
    expect(second.data).not.toHaveProperty('in_trash');
    expect(await changing.state()).toBe(before);
  });

  test('says so too when that one is in the trash', async () => {
    const path = await changing.writePhoto('trashed.jpg');
    const first = await changing.call('immich_assets_upload', { source: path });
    await changing.call('immich_assets_delete', { asset_ids: [String(first.data.id)], dry_run: false });
    const second = await changing.call('immich_assets_upload', { source: path });
    expect(second.data).toMatchObject({
      id: first.data.id,
      status: 'duplicate',
      in_trash: true,
      note: expect.stringContaining('in the trash'),
    });
  });

  test('gives a name the extension of its content, by which the library tells types', async () => {
    const path = await changing.writePhoto('no extension');
    const told = await changing.call('immich_assets_upload', { source: path });
    expect(told.data).toMatchObject({ status: 'created', file: 'no extension.jpg' });
  });

  test('takes no file that only calls itself a photo', async () => {
    await writeFile(join(changing.folder, 'key.jpg'), '-----BEGIN OPENSSH PRIVATE KEY-----');
    const before = await changing.state();
    const told = await changing.call('immich_assets_upload', { source: 'key.jpg' });
    expect(told.error).toMatch(/neither a photo nor a video/);
    expect(await changing.state()).toBe(before);
  });

  test('leaves no copy behind, whatever came of it', async () => {
    expect(await readdir(changing.stagingFolder)).toEqual([]);
  });

  test('from a path is off until a folder is configured, and names the setting', async () => {
    const strict = await openChangeLibrary({ noFolders: true });
    const told = await strict.call('immich_assets_upload', { source: '/home/me/a.jpg' });
    expect(told.error).toMatch(/no folder is allowed.*ALBUMEN_UPLOAD_DIRS/);
    await strict.close();
  });

  test('with a key that may not upload names the missing scope', async () => {
    const weak = await openChangeLibrary({ permissions: ['asset.read'] });
    const told = await weak.call('immich_assets_upload', { source: await weak.writePhoto('a.jpg') });
    expect(told.error).toMatch(/lacks the permission asset\.upload/);
    await weak.close();
  });
});
