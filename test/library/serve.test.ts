import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { getAssetInfo, getMyUser, uploadAsset } from '@immich/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LibraryServer, serveLibrary } from '../../src/library/serve.ts';
import { jpegBytes } from '../fixtures/images.ts';
import { type OpenLibrary, openTestLibrary } from '../fixtures/open-library.ts';

let open: OpenLibrary;
let server: LibraryServer;
let key: string;

beforeAll(async () => {
  open = await openTestLibrary();
  key = await open.addKey(['all']);
  server = await serveLibrary(open.library, { port: 0 });
});
afterAll(async () => {
  await server.close();
  await open.close();
});

describe('the library on a port', () => {
  it('listens on loopback unless told otherwise', () => {
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
  });

  it('answers the SDK of Immich: who I am, an upload, the asset', async () => {
    const options = { baseUrl: `${server.url}/api`, headers: { 'x-api-key': key } };
    expect(await getMyUser(options)).toMatchObject({ id: open.library.owner.id });
    const assetData = new File([new Uint8Array(await jpegBytes({ seed: 7 }))], 'served.jpg');
    const dates = { fileCreatedAt: '2024-01-01T00:00:00Z', fileModifiedAt: '2024-01-01T00:00:00Z' };
    const { id } = await uploadAsset({ assetMediaCreateDto: { assetData, ...dates } }, options);
    expect(await getAssetInfo({ id }, options)).toMatchObject({ originalFileName: 'served.jpg' });
  });

  it('sends ranges of files', async () => {
    const id = await open.addAsset({ seed: 8 });
    const headers = { 'x-api-key': key, range: 'bytes=0-2' };
    const response = await fetch(`${server.url}/api/assets/${id}/original`, { headers });
    expect(response.status).toBe(206);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  });

  it('asks everybody for a key', async () => {
    const response = await fetch(`${server.url}/api/users/me`);
    expect(response.status).toBe(401);
  });

  it('says that a port is taken', async () => {
    await expect(serveLibrary(open.library, { port: server.port })).rejects.toThrow('EADDRINUSE');
  });

  it('lets a request in flight finish, and takes no more', async () => {
    const other = await serveLibrary(open.library, { port: 0 });
    const headers = { 'x-api-key': key, 'content-type': 'application/json', expect: '100-continue' };
    const sent = request(`${other.url}/api/assets/bulk-upload-check`, { method: 'POST', headers });
    sent.flushHeaders();
    await once(sent, 'continue');
    const closed = other.close();
    sent.end('{"assets":[{"id":"a","checksum":"zz"}]}');
    const [answer] = await once(sent, 'response');
    expect(JSON.parse(await text(answer))).toEqual({ results: [{ id: 'a', action: 'accept' }] });
    await closed;
    await expect(fetch(`${other.url}/api/server/ping`)).rejects.toThrow();
  });
});
