import { existsSync } from 'node:fs';
import { readdir, readlink, symlink, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jpegBytes } from '../../fixtures/images.ts';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';

const unknownId = '00000000-0000-4000-8000-000000000000';
let open: OpenLibrary;
let photo: string;
let video: string;
let bytes: Buffer;

beforeAll(async () => {
  open = await openTestLibrary();
  bytes = await jpegBytes({ seed: 5, width: 400, height: 300 });
  photo = await open.addAsset({ name: "Été (1) 'x'.jpg", bytes });
  video = await open.addAsset({ name: 'clip.mp4', bytes: Buffer.from('0123456789'.repeat(100)) });
});
afterAll(async () => {
  expect(open.faults).toEqual([]);
  await open.close();
});

async function body(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

describe('an original', () => {
  it('comes byte for byte, with its type and name, cacheable', async () => {
    const response = await open.request('GET', `/assets/${photo}/original`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(bytes.length),
      'accept-ranges': 'bytes',
      'cache-control': expect.stringMatching(/^private, max-age=86400/),
      'content-disposition': "inline; filename*=UTF-8''%C3%89t%C3%A9%20(1)%20%27x%27.jpg",
      'x-content-type-options': 'nosniff',
    });
    expect(await body(response)).toEqual(bytes);
  });

  it('is not sent again to a client that has it', async () => {
    const first = await open.request('GET', `/assets/${photo}/original`);
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    const second = await open.request('GET', `/assets/${photo}/original`, { headers });
    expect([second.status, await second.text()]).toEqual([304, '']);
  });

  it.each([
    ['bytes=0-9', 0, 9],
    ['bytes=100-199', 100, 199],
    ['bytes=-5', -5, undefined],
  ])('comes in part for %s', async (range, start, end) => {
    const response = await open.request('GET', `/assets/${photo}/original`, { headers: { range } });
    const part = end === undefined ? bytes.subarray(start) : bytes.subarray(start, end + 1);
    expect(response.status).toBe(206);
    expect(response.headers.get('content-length')).toBe(String(part.length));
    expect(response.headers.get('content-range')).toMatch(new RegExp(`/${bytes.length}$`));
    expect(await body(response)).toEqual(part);
  });

  it('has no part behind its end', async () => {
    const headers = { range: 'bytes=9999999-' };
    const response = await open.request('GET', `/assets/${photo}/original`, { headers });
    expect([response.status, response.headers.get('content-range')]).toEqual([404, `bytes */${bytes.length}`]);
    expect(await response.json()).toEqual({ message: 'Not Found' });
  });

  it.each(['pages=1-2', 'bytes=0-9,20-29', 'bytes=x'])('comes whole for %s', async (range) => {
    const response = await open.request('GET', `/assets/${photo}/original`, { headers: { range } });
    expect([response.status, (await body(response)).length]).toEqual([200, bytes.length]);
  });

  it('comes whole when the part that is asked for is of another version', async () => {
    const headers = { range: 'bytes=0-9', 'if-range': 'W/"1-1"' };
    expect((await open.request('GET', `/assets/${photo}/original`, { headers })).status).toBe(200);
  });

  it('answers HEAD without a body', async () => {
    const response = await open.request('HEAD', `/assets/${photo}/original`);
    expect([response.status, (await body(response)).length]).toEqual([200, 0]);
  });

  it('is 404 where it is unknown, somebody else’s, gone, or a link to another file', async () => {
    const { key } = await open.addUser('guest');
    const [gone, linked] = [await open.addAsset({ seed: 8 }), await open.addAsset({ seed: 9 })];
    const link = join(open.library.dataDir, 'link.jpg');
    await symlink(import.meta.filename, link);
    for (const [id, originalPath] of [
      [gone, '/nowhere'],
      [linked, link],
    ] as const) {
      await open.library.store.updateTable('asset').set({ originalPath }).where('id', '=', id).execute();
    }
    for (const [id, asking] of [
      [unknownId, {}],
      [photo, { key }],
      [gone, {}],
      [linked, {}],
    ] as const) {
      const answer = await open.ask('GET', `/assets/${id}/original`, asking);
      expect(answer).toMatchObject({ status: 404, body: { message: 'Not Found' } });
    }
  });

  it('cannot run scripts when it is an SVG', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
    const id = await open.addAsset({ name: 'x.svg', bytes: Buffer.from(svg) });
    const { headers } = await open.request('GET', `/assets/${id}/original`);
    expect(headers.get('content-security-policy')).toBe('sandbox');
  });
});

describe.skipIf(!existsSync('/proc/self/fd'))('a file that is being sent is closed again', () => {
  const openFiles = async (part: string) => {
    const names = await readdir('/proc/self/fd');
    const targets = await Promise.all(names.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')));
    return targets.filter((target) => target.includes(part));
  };
  /** An original of several chunks, whose first chunk has been read. */
  async function begin() {
    const id = await open.addAsset({ name: 'long.mp4', bytes: Buffer.alloc(2_000_000, open.library.owner.id) });
    const response = await open.request('GET', `/assets/${id}/original`);
    const reader = response.body?.getReader();
    await reader?.read();
    expect(await openFiles(id)).toHaveLength(1);
    return { id, reader };
  }

  it('when the client goes away', async () => {
    const { id, reader } = await begin();
    await reader?.cancel();
    expect(await openFiles(id)).toEqual([]);
  });

  it('when it became shorter on the way, which cuts the answer off', async () => {
    const { id, reader } = await begin();
    const { originalPath } = await open.library.store
      .selectFrom('asset')
      .select('originalPath')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await truncate(originalPath, 10);
    await expect(reader?.read()).rejects.toThrow('The file ended early');
    expect(await openFiles(id)).toEqual([]);
  });
});

describe('a thumbnail', () => {
  it.each([
    ['', 'image/webp', '_thumbnail.webp'],
    ['?size=thumbnail', 'image/webp', '_thumbnail.webp'],
    ['?size=preview', 'image/jpeg', '_preview.jpeg'],
  ])('for %j is %s', async (query, type, ending) => {
    const response = await open.request('GET', `/assets/${photo}/thumbnail${query}`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
    expect(response.headers.get('content-disposition')).toContain(ending);
    const { default: sharp } = await import('sharp');
    expect((await sharp(await body(response)).metadata()).width).toBeGreaterThan(0);
  });

  it.each([
    ['?size=original', 'original?'],
    ['?size=fullsize', 'original?'],
  ])('%s leads to the original', async (query, location) => {
    const response = await open.request('GET', `/assets/${photo}/thumbnail${query}`);
    expect([response.status, response.headers.get('location')]).toEqual([302, location]);
  });

  it('in full size leads to the preview where browsers do not show the original', async () => {
    const response = await open.request('GET', `/assets/${video}/thumbnail?size=fullsize`);
    expect(response.headers.get('location')).toBe(`/api/assets/${video}/thumbnail?size=preview`);
  });

  it('is 404 where there is none, 400 where there is no access or no such size', async () => {
    const none = await open.ask('GET', `/assets/${video}/thumbnail`);
    expect(none).toMatchObject({ status: 404, body: { message: 'Asset media not found' } });
    const unknown = await open.ask('GET', `/assets/${unknownId}/thumbnail`);
    expect(unknown).toMatchObject({ status: 400, body: { message: 'Not found or no asset.view access' } });
    expect((await open.ask('GET', `/assets/${photo}/thumbnail?size=huge`)).status).toBe(400);
  });
});

describe('playback', () => {
  it('sends videos in parts, without a name', async () => {
    const headers = { range: 'bytes=10-19' };
    const response = await open.request('GET', `/assets/${video}/video/playback`, { headers });
    expect([response.status, await response.text()]).toEqual([206, '0123456789']);
    expect(response.headers.get('content-disposition')).toBeNull();
  });

  it.each([
    ['a photo', () => photo],
    ['an unknown id', () => unknownId],
  ])('is 404 for %s', async (_, id) => {
    expect((await open.ask('GET', `/assets/${id()}/video/playback`)).status).toBe(404);
  });
});
