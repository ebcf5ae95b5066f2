import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jpegBytes, xmpPacket } from '../../fixtures/images.ts';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';

let open: OpenLibrary;

beforeEach(async () => {
  open = await openTestLibrary({ maxUploadBytes: 1024 * 1024 });
});
afterEach(async () => {
  expect(open.faults).toEqual([]);
  expect(await open.filesIn('incoming'), 'left behind').toEqual([]);
  await open.close();
});

async function sha1(seed: number, form: 'hex' | 'base64' = 'hex'): Promise<string> {
  return createHash('sha1')
    .update(await jpegBytes({ seed }))
    .digest(form);
}

async function get(id: string): Promise<unknown> {
  return (await open.ask('GET', `/assets/${id}`)).body;
}

describe('an upload', () => {
  it('becomes an asset with its facts, renditions and the very same bytes', async () => {
    const bytes = await jpegBytes({ seed: 3, dateTimeOriginal: '2021:09:09 09:09:09', make: 'Canon' });
    const answer = await open.upload({ name: 'Été à Paris.jpg', bytes });
    expect(answer).toMatchObject({ status: 201, body: { status: 'created', id: expect.any(String) } });
    const [path = ''] = await open.filesIn('upload');
    expect(await readFile(path)).toEqual(bytes);
    const row = await open.library.store.selectFrom('asset').select('id').executeTakeFirstOrThrow();
    expect(await get(row.id)).toMatchObject({
      originalFileName: 'Été à Paris.jpg',
      type: 'IMAGE',
      fileCreatedAt: '2021-09-09T09:09:09.000Z',
      checksum: createHash('sha1').update(bytes).digest('base64'),
      exifInfo: { make: 'Canon', fileSizeInByte: bytes.length },
    });
    expect((await open.request('GET', `/assets/${row.id}/thumbnail`)).status).toBe(200);
  });

  it('takes its date from the client where the file has none', async () => {
    const id = await open.addAsset({ fields: { fileCreatedAt: '2019-01-02T03:04:05+01:00' } });
    expect(await get(id)).toMatchObject({ fileCreatedAt: '2019-01-02T02:04:05.000Z' });
  });

  it('is a favourite, archived or named as the client says', async () => {
    const id = await open.addAsset({ fields: { isFavorite: 'true', visibility: 'archive', filename: 'named.jpg' } });
    expect(await get(id)).toMatchObject({ isFavorite: true, isArchived: true, originalFileName: 'named.jpg' });
  });

  it('takes what the XMP file beside it says', async () => {
    const form = new FormData();
    for (const name of ['fileCreatedAt', 'fileModifiedAt']) form.append(name, '2020-01-01T00:00:00Z');
    form.append('assetData', new Blob([new Uint8Array(await jpegBytes())]), 'a.jpg');
    form.append('sidecarData', new Blob([xmpPacket({ rating: 4 })]), 'a.jpg.xmp');
    const { status } = await open.ask('POST', '/assets', { body: form });
    expect(status).toBe(201);
    const { rating } = await open.library.store.selectFrom('asset').select('rating').executeTakeFirstOrThrow();
    expect(rating).toBe(4);
    expect((await open.filesIn('upload')).filter((path) => path.endsWith('.xmp'))).toHaveLength(1);
  });

  it('is typed by its content and not by its name', async () => {
    const id = await open.addAsset({ name: 'really-a-jpeg.png' });
    expect(await get(id)).toMatchObject({ originalMimeType: 'image/jpeg' });
  });

  it('is kept when it is damaged, without renditions', async () => {
    const id = await open.addAsset({ name: 'broken.jpg', bytes: Buffer.from('xyz') });
    expect(await get(id)).toMatchObject({ thumbhash: null, width: null });
    const thumbnail = await open.ask('GET', `/assets/${id}/thumbnail`);
    expect(thumbnail).toMatchObject({ status: 404, body: { message: 'Asset media not found' } });
  });

  it('keeps no folders of the client in its name', async () => {
    const id = await open.addAsset({ name: 'photo.jpg', fields: { filename: '../../etc/evil.jpg' } });
    expect(await get(id)).toMatchObject({ originalFileName: 'evil.jpg' });
  });
});

describe('a form with two files in the place of one', () => {
  it('is taken for the first', async () => {
    const form = new FormData();
    for (const field of ['fileCreatedAt', 'fileModifiedAt']) form.append(field, '2020-01-01T00:00:00Z');
    const [first, second] = [await jpegBytes({ seed: 1 }), await jpegBytes({ seed: 2 })];
    for (const bytes of [first, second]) form.append('assetData', new Blob([new Uint8Array(bytes)]), 'photo.jpg');
    expect((await open.ask('POST', '/assets', { body: form })).status).toBe(201);
    const [path = '', ...more] = await open.filesIn('upload');
    expect([await readFile(path), more]).toEqual([first, []]);
  });
});

describe('a file that is there already', () => {
  it('is recognised by its content, under any name', async () => {
    const id = await open.addAsset({ name: 'a.jpg' });
    const again = await open.upload({ name: 'b.jpg' });
    expect(again).toMatchObject({ status: 200, body: { id, status: 'duplicate' } });
    expect(await open.filesIn('upload')).toHaveLength(1);
  });

  it('is recognised in the trash, too', async () => {
    const id = await open.addAsset();
    await open.ask('DELETE', '/assets', { body: { ids: [id] } });
    expect((await open.upload()).body).toEqual({ id, status: 'duplicate' });
  });

  it('is recognised by the checksum that the client announces, before anything is sent', async () => {
    const id = await open.addAsset();
    for (const checksum of [await sha1(1), await sha1(1, 'base64')]) {
      const headers = { 'x-immich-checksum': checksum };
      expect((await open.upload({ bytes: Buffer.from('other'), headers })).body).toEqual({ id, status: 'duplicate' });
    }
  });

  it('is not recognised while its original is not where it was: the upload may be the only one', async () => {
    const id = await open.addAsset();
    await open.library.store.updateTable('asset').set({ isOffline: 1 }).where('id', '=', id).execute();
    expect((await open.upload()).body).toMatchObject({ status: 'created' });
  });

  it('is not recognised for somebody else', async () => {
    await open.addAsset();
    const { key } = await open.addUser('guest');
    expect((await open.upload({ key })).status).toBe(201);
  });

  it('is told by a check of many checksums, hex or base64, in their order', async () => {
    const [kept, trashed] = [await open.addAsset({ seed: 1 }), await open.addAsset({ seed: 2 })];
    await open.ask('DELETE', '/assets', { body: { ids: [trashed] } });
    const assets = [
      { id: 'new', checksum: await sha1(3) },
      { id: 'known', checksum: await sha1(1) },
      { id: 'trashed', checksum: await sha1(2, 'base64') },
      { id: 'nonsense', checksum: 'zz' },
    ];
    const { body } = await open.ask('POST', '/assets/bulk-upload-check', { body: { assets } });
    const known = { action: 'reject', reason: 'duplicate' };
    expect(body).toEqual({
      results: [
        { id: 'new', action: 'accept' },
        { id: 'known', ...known, assetId: kept, isTrashed: false },
        { id: 'trashed', ...known, assetId: trashed, isTrashed: true },
        { id: 'nonsense', action: 'accept' },
      ],
    });
  });
});

describe('uploads that a crash ended', () => {
  it('are removed after a day, with the first upload', async () => {
    const incoming = join(open.library.dataDir, 'incoming');
    await mkdir(incoming);
    const [old, recent] = [join(incoming, 'old'), join(incoming, 'recent')];
    for (const path of [old, recent]) await writeFile(path, 'part of a photo');
    const longAgo = new Date(Date.now() - 25 * 60 * 60 * 1000);
    await utimes(old, longAgo, longAgo);
    await open.upload();
    expect(await open.filesIn('incoming')).toEqual([recent]);
    await rm(recent);
  });
});

const leftBehind = async () => [...(await open.filesIn('upload')), ...(await open.filesIn('incoming'))];

/** An upload whose file never ends: the connection is cut after these bytes, or it goes on for ever. */
function sendEndless(cutAfter: number): Promise<Response> {
  let sent = 0;
  const head = '--x\r\ncontent-disposition: form-data; name="assetData"; filename="a.jpg"\r\n\r\n';
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(head)),
    pull(controller) {
      if (sent >= cutAfter) controller.error(new Error('connection lost'));
      else controller.enqueue(new Uint8Array(65_536));
      sent += 65_536;
    },
  });
  const headers = { 'content-type': 'multipart/form-data; boundary=x', 'x-api-key': open.library.ownerKey };
  return open.library.fetch(
    new Request('http://library/api/assets', { method: 'POST', headers, body, duplex: 'half' }),
  );
}

describe('an upload that is refused leaves nothing behind', () => {
  it.each([
    ['a type that is none of ours', { name: 'note.txt' }, 400, 'Unsupported file type note.txt'],
    ['an empty file', { bytes: new Uint8Array() }, 400, 'File is empty'],
    ['a bare date', { fields: { fileCreatedAt: '2020-01-01' } }, 400, 'Validation failed'],
    ['an unknown visibility', { fields: { visibility: 'nope' } }, 400, 'Validation failed'],
    ['a number for a flag', { fields: { isFavorite: '1' } }, 400, 'Validation failed'],
    [
      'an unknown clip',
      { fields: { livePhotoVideoId: '00000000-0000-4000-8000-000000000000' } },
      400,
      'Live photo video not found',
    ],
    ['a file above the limit', { bytes: new Uint8Array(1024 * 1024 + 1) }, 413, 'File too large'],
  ])('%s', async (_, upload, status, message) => {
    expect(await open.upload(upload)).toMatchObject({ status, body: { message } });
    expect(await leftBehind()).toEqual([]);
    expect((await open.ask('GET', '/assets/statistics')).body).toMatchObject({ total: 0 });
  });

  it.each([
    ['no file', 'multipart/form-data; boundary=x', '--x--\r\n', 'Validation failed'],
    ['no boundary', 'multipart/form-data', 'x', 'Multipart: Boundary not found'],
    [
      'a form that ends early',
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="assetData"; filename="a.jpg"\r\n\r\nabc',
      'Multipart: the form is malformed or incomplete',
    ],
  ])('%s', async (_, type, body, message) => {
    const answer = await open.ask('POST', '/assets', { body, headers: { 'content-type': type } });
    expect(answer).toMatchObject({ status: 400, body: { message } });
    expect(await leftBehind()).toEqual([]);
  });

  it.each([
    ['a client that goes away in the middle of the file', 200_000, 400],
    ['a file above the limit that has no end', Number.POSITIVE_INFINITY, 413],
  ])('%s', async (_, cutAfter, status) => {
    expect((await sendEndless(cutAfter)).status).toBe(status);
    expect(await leftBehind()).toEqual([]);
    expect(open.faults).toEqual([]);
  });

  it('JSON instead of a form', async () => {
    const dates = { fileCreatedAt: '2020-01-01T00:00:00Z', fileModifiedAt: '2020-01-01T00:00:00Z' };
    expect((await open.ask('POST', '/assets', { body: dates })).body).toEqual({ message: 'File is required' });
  });

  it('a key without the permission', async () => {
    const key = await open.addKey(['asset.read']);
    expect((await open.upload({ key })).status).toBe(403);
  });
});
