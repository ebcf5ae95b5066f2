import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jpegBytes } from '../../fixtures/images.ts';
import { type ChangeLog, openChangeLog } from '../../fixtures/photoprism/change-log.ts';
import { clientSession, type StandInOptions } from '../../fixtures/photoprism/server.ts';
import { addPhoto } from '../../fixtures/photoprism/state.ts';
import { addAlbum, shownIn } from '../../fixtures/photoprism/things.ts';
import { openPhotoPrismTools, type PhotoPrismTools } from '../../fixtures/photoprism/tools.ts';

let folder: string;
let tools: PhotoPrismTools;
let log: ChangeLog;
let hash: string;

async function open(options: StandInOptions & { readonly accessToken?: string } = {}): Promise<PhotoPrismTools> {
  const uploads = { folders: [join(folder, 'allowed')], stagingFolder: join(folder, 'staging') };
  return openPhotoPrismTools({ uploads, recorder: log.recorder, ...options });
}

beforeEach(async () => {
  log = openChangeLog();
  folder = await mkdtemp(join(tmpdir(), 'albumen-upload-'));
  await mkdir(join(folder, 'allowed'));
  const picture = await jpegBytes({ seed: 1 });
  hash = createHash('sha1').update(picture).digest('hex');
  await writeFile(join(folder, 'allowed', 'sea.jpg'), picture);
  await writeFile(join(folder, 'secret.jpg'), picture);
  await writeFile(join(folder, 'allowed', 'page.jpg'), '<html>');
  tools = await open();
});

afterEach(async () => {
  await tools.close();
  await rm(folder, { recursive: true });
});

const upload = (args: Record<string, unknown> = {}) =>
  tools.call('photoprism_files_upload', { source: 'sea.jpg', ...args });
const photos = () => tools.server.state.photos;
const writes = () => tools.server.requests.filter(({ method }) => method !== 'GET');

describe('photoprism_files_upload', () => {
  test('adds a file from an allowed folder, into an album, and leaves no copy behind', async () => {
    const album = addAlbum(tools.server.state, 'Sea');
    const { data } = await upload({ album_id: 'Sea' });
    const [photo] = photos();
    expect(data).toMatchObject({ id: photo?.UID, status: 'created', file: 'sea.jpg', album_id: album.UID });
    expect(photo?.Files[0]?.Hash).toBe(hash);
    expect(shownIn(tools.server.state, album.UID)).toEqual([photo?.UID]);
    expect(await readdir(join(folder, 'staging'))).toEqual([]);
    expect(log.last().outcomes).toEqual([
      {
        id: photo?.UID,
        ok: true,
        made: {
          kind: 'photoprism_photo',
          before: { archived: true, albums: [] },
          after: { archived: false, albums: [album.UID] },
        },
      },
    ]);
  });

  test('adds nothing that PhotoPrism has already, and says where it is', async () => {
    const photo = addPhoto(tools.server.state, { files: [{ Hash: hash }], DeletedAt: '2025-01-01T00:00:00Z' });
    const { data } = await upload();
    expect(data).toMatchObject({ id: photo.UID, status: 'duplicate', note: expect.stringContaining('in the archive') });
    expect(writes()).toEqual([]);
  });

  test('takes no photo for the same whose file is another, whatever a search finds', async () => {
    const other = addPhoto(tools.server.state);
    const body = JSON.stringify([{ UID: other.UID, Files: [{ UID: 'ft1', Hash: 'another' }] }]);
    const headers = { 'content-type': 'application/json', 'x-count': '1', 'x-limit': '1000', 'x-offset': '0' };
    tools.server.faults.add({ match: 'GET /photos', kind: 200, body, headers });
    expect((await upload()).data).toMatchObject({ status: 'created' });
    expect(photos()).toHaveLength(2);
  });

  test.each([
    ['../secret.jpg', 'not inside a folder'],
    ['page.jpg', 'web page'],
    ['none.jpg', 'no readable file'],
    ['ftp://example.com/a.jpg', 'cannot be uploaded'],
  ])('refuses %s', async (source, message) => {
    expect((await upload({ source })).error).toContain(message);
    expect(photos()).toEqual([]);
  });

  test('says that nothing was added where sending fails', async () => {
    tools.server.faults.add({ match: 'POST /users', kind: 'cut' });
    expect((await upload()).error).toContain('was not added to the library');
  });

  test('looks again where the last answer is lost, and where it lies', async () => {
    tools.server.faults.add({ match: 'PUT /users', kind: 'lost' });
    expect((await upload()).data).toMatchObject({ status: 'created' });
    photos().splice(0);
    tools.server.faults.add({
      match: 'PUT /users',
      kind: 200,
      body: '{"code":200,"message":"Upload has been processed"}',
    });
    expect((await upload()).error).toContain('No photo shows the file.');
  });

  test('says that PhotoPrism is busy, and that trying again is safe', async () => {
    tools.server.faults.add({ match: 'PUT /users', kind: 503 });
    const { error } = await upload();
    expect(error).toContain('503');
    expect(error).toContain('again is safe');
    expect((await upload()).data).toMatchObject({ status: 'created' });
  });

  test('is refused in the preview for a token without a user, and where uploads are off', async () => {
    const token = 'client-token-0004';
    const client = await open({ sessions: [clientSession(token)], accessToken: token });
    const told = await client.call('photoprism_files_upload', { source: 'sea.jpg', dry_run: true });
    await client.close();
    expect(told.error).toContain('belongs to no user');
    tools.server.state.features.upload = false;
    expect((await upload({ dry_run: true })).error).toContain('Uploading is off');
    const without = await openPhotoPrismTools();
    expect((await without.call('photoprism_files_upload', { source: 'sea.jpg' })).error).toContain('not set up');
    await without.close();
  });
});
