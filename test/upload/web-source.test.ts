import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { maxSourceBytes } from '../../src/upload/source.ts';
import { stageUpload, type UploadSettings } from '../../src/upload/uploads.ts';
import { type Respond, startWebHost, type WebHost } from '../fixtures/web-host.ts';

const jpeg = Buffer.concat([Buffer.from('\xff\xd8\xff\xe0', 'latin1'), Buffer.alloc(20_000, 7)]);
const written = 'Wed, 05 Jun 2024 10:00:00 GMT';

const answers: Record<string, Respond> = {
  '/photo.jpg': (_, response) => response.writeHead(200, { 'last-modified': written }).end(jpeg),
  '/named': (_, response) => {
    response.writeHead(200, { 'content-disposition': 'attachment; filename="../My trip.jpg"' }).end(jpeg);
  },
  '/no-extension': (_, response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(jpeg),
  '/page.jpg': (_, response) =>
    response.writeHead(200, { 'content-type': 'image/jpeg' }).end('<!doctype html><p>Log in'),
  '/text.jpg': (_, response) => response.writeHead(200).end('just words'),
  '/empty.jpg': (_, response) => response.writeHead(200).end(),
  '/missing.jpg': (_, response) => response.writeHead(404).end('nothing here'),
  '/announced-huge.jpg': (_, response) => {
    response.writeHead(200, { 'content-length': String(maxSourceBytes + 1) });
    response.write(jpeg);
  },
  '/cut.jpg': (_, response) => {
    response.writeHead(200, { 'content-length': '100000' });
    response.write(jpeg, () => response.destroy());
  },
  '/once': (_, response) => response.writeHead(302, { location: '/photo.jpg' }).end(),
  '/for-ever': (_, response) => response.writeHead(302, { location: '/for-ever' }).end(),
  '/to-file': (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/to-login': (_, response) => response.writeHead(302, { location: 'http://me:pass@127.0.0.1/' }).end(),
  '/to-metadata': (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
};

let host: WebHost;
let neighbour: WebHost;
let stagingFolder: string;
let settings: UploadSettings;

beforeAll(async () => {
  neighbour = await startWebHost((_, response) => response.end(jpeg));
  host = await startWebHost((request, response, path) => {
    if (path === '/to-name') {
      response.writeHead(302, { location: `http://localhost:${neighbour.port}/photo.jpg` }).end();
    } else answers[path]?.(request, response, path);
  });
  stagingFolder = await mkdtemp(join(tmpdir(), 'albumen-staging-'));
  settings = { folders: [], stagingFolder, mayConnect: (address) => address === '127.0.0.1' };
});

afterAll(async () => {
  await host.close();
  await neighbour.close();
  await rm(stagingFolder, { recursive: true });
});

beforeEach(() => {
  host.asked.length = 0;
  neighbour.asked.length = 0;
});

async function tried(source: string, used: UploadSettings = settings): Promise<string> {
  const staged = await stageUpload(source, used, new AbortController().signal);
  if (!staged.ok) return `${staged.failure.code}: ${staged.failure.message}`;
  const size = (await staged.value.file.arrayBuffer()).byteLength;
  await staged.value.discard();
  return `${staged.value.file.name}, ${size} bytes, ${staged.value.modifiedAt?.toISOString() ?? 'no date'}`;
}

describe('a photo on the web', () => {
  test('is downloaded with its name and the date that its server gives', async () => {
    expect(await tried(`${host.origin}/photo.jpg`)).toBe('photo.jpg, 20004 bytes, 2024-06-05T10:00:00.000Z');
  });

  test('is called as its server says, made safe', async () => {
    expect(await tried(`${host.origin}/named`)).toMatch(/^My trip\.jpg, /);
  });

  test('gets its extension from its content', async () => {
    expect(await tried(`${host.origin}/no-extension`)).toMatch(/^no-extension\.jpg, .* no date$/);
  });

  test('is found after a redirect', async () => {
    expect(await tried(`${host.origin}/once`)).toMatch(/^photo\.jpg, /);
  });

  test('leaves nothing behind, whether it was taken or not', async () => {
    await tried(`${host.origin}/photo.jpg`);
    await tried(`${host.origin}/page.jpg`);
    await tried(`${host.origin}/cut.jpg`);
    expect(await readdir(stagingFolder)).toEqual([]);
  });
});

describe('what is no photo is not taken', () => {
  test.each([
    ['/page.jpg', /^invalid_input: That is a web page/],
    ['/text.jpg', /^invalid_input: By its content/],
    ['/empty.jpg', /^invalid_input: The file is empty/],
    ['/missing.jpg', /^unavailable: 127\.0\.0\.1 answered with status 404/],
    ['/announced-huge.jpg', /^refused: The file has 501 MB; at most 500 MB/],
    ['/cut.jpg', /^unavailable: The file could not be read to its end/],
    ['/for-ever', /^refused: .* redirects more than 5 times/],
    ['/to-file', /^refused: 127\.0\.0\.1 redirects .* only http and https/],
    ['/to-login', /^refused: 127\.0\.0\.1 redirects .* user name or password/],
  ])('%s', async (path, wanted) => {
    expect(await tried(host.origin + path)).toMatch(wanted);
  });

  test.each([
    ['ftp://a.example/a.jpg', /^invalid_input: ftp: addresses cannot be uploaded/],
    ['data:image/png;base64,AAAA', /^invalid_input: data: addresses/],
    ['http://', /^invalid_input: That is not a valid/],
    ['http://me:pass@a.example/a.jpg', /^refused: addresses with a user name/],
  ])('%s', async (address, wanted) => {
    expect(await tried(address)).toMatch(wanted);
  });

  test('a body that grows beyond the limit is given up', async () => {
    const { stageFile } = await import('../../src/upload/staged-file.ts');
    let closed = false;
    const source = {
      bytes: (async function* () {
        for (;;) yield jpeg;
      })(),
      name: 'a.jpg',
      size: undefined,
      modifiedAt: undefined,
      close: async () => {
        closed = true;
      },
    };
    const options = { folder: stagingFolder, signal: new AbortController().signal, maxBytes: 1_000_000 };
    expect(await stageFile(source, options)).toMatchObject({
      ok: false,
      failure: { code: 'refused', message: 'The file is larger than the 1 MB that are taken.' },
    });
    expect(closed).toBe(true);
    expect(await readdir(stagingFolder)).toEqual([]);
  });
});

describe('an address inside this network is never connected to', () => {
  test.each([
    ['127.0.0.1'],
    ['127.1'],
    ['2130706433'],
    ['0x7f.1'],
    ['0177.0.0.1'],
    ['localhost'],
    ['[::1]'],
    ['[::ffff:127.0.0.1]'],
    ['[::ffff:7f00:1]'],
    ['0.0.0.0'],
    ['①②⑦.0.0.1'],
  ])('%s', async (name) => {
    const { mayConnect: _, ...asShipped } = settings;
    expect(await tried(`http://${name}:${host.port}/photo.jpg`, asShipped)).toMatch(
      /^refused: .* not on the public internet/,
    );
    expect(host.asked).toEqual([]);
  });

  test('nor when a redirect leads there', async () => {
    expect(await tried(`${host.origin}/to-metadata`)).toMatch(/^refused: 169\.254\.169\.254 is not on the public/);
  });

  test('nor when a redirect names a host that resolves to an address that is not allowed', async () => {
    const onlyFirst: UploadSettings = { ...settings, mayConnect: onlyOnce('127.0.0.1') };
    expect(await tried(`${host.origin}/to-name`, onlyFirst)).toMatch(/^refused: localhost is not on the public/);
    expect(neighbour.asked).toEqual([]);
  });
});

/** Allows the first connection to `address` and none after it. */
function onlyOnce(address: string): (asked: string) => boolean {
  let left = 1;
  return (asked) => {
    left -= 1;
    return asked === address && left >= 0;
  };
}

test('a download that is cancelled ends at once and leaves nothing', async () => {
  const silent = await startWebHost((_, response) => {
    response.writeHead(200);
    response.write(jpeg);
  });
  const stop = new AbortController();
  const running = stageUpload(`${silent.origin}/a.jpg`, settings, stop.signal);
  setTimeout(() => stop.abort(), 50);
  expect(await running).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  expect(await readdir(stagingFolder)).toEqual([]);
  await silent.close();
});
