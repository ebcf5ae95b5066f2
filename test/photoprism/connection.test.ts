import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Failure, Result } from '../../src/catalog/result.ts';
import { type ConnectionOptions, connectPhotoPrism, type PhotoPrismLibrary } from '../../src/photoprism/connection.ts';
import type { Fault } from '../fixtures/photoprism/faults.ts';
import {
  adminToken,
  adminUid,
  clientSession,
  type PhotoPrismStandIn,
  type StandInOptions,
  scoped,
  startPhotoPrism,
} from '../fixtures/photoprism/server.ts';
import { addPhoto } from '../fixtures/photoprism/state.ts';
import { watchSecret } from '../fixtures/watched-secrets.ts';

const call = { signal: new AbortController().signal };
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const item of opened.splice(0)) await item.close();
});

async function open(
  options: StandInOptions & Partial<ConnectionOptions> = {},
): Promise<{ library: PhotoPrismLibrary; server: PhotoPrismStandIn }> {
  const server = await startPhotoPrism(options);
  const library = connectPhotoPrism({
    baseUrl: server.url,
    accessToken: adminToken,
    timeoutSeconds: 5,
    maxRetries: 2,
    backoffMilliseconds: 1,
    ...options,
  });
  opened.push(library, server);
  return { library, server };
}

const photos = (library: PhotoPrismLibrary, signal = call.signal) =>
  library.request(
    { path: ['photos'], query: { count: 10, merged: true }, answer: z.array(z.looseObject({ UID: z.string() })) },
    { signal },
  );
const create = (library: PhotoPrismLibrary) =>
  library.request({ method: 'POST', path: ['albums'], body: { Title: 'Sea' }, answer: z.unknown() }, call);

function failureOf(result: Result<unknown>): Failure {
  if (result.ok) throw new Error('expected a failure');
  return result.failure;
}

describe('a request', () => {
  test('carries the token in a header, and brings the body with what PhotoPrism says of the list', async () => {
    const { library, server } = await open();
    for (const files of [1, 2]) addPhoto(server.state, { files: Array.from({ length: files }, () => ({})) });
    const answer = await photos(library);
    if (!answer.ok) throw new Error(answer.failure.message);
    expect(answer.value.page).toEqual({ count: 3, limit: 10, offset: 0 });
    expect(answer.value.body).toHaveLength(2);
    expect(JSON.stringify(server.requests)).not.toContain(adminToken);
  });

  test('that is no list has no such headers', async () => {
    const { library } = await open();
    expect(await create(library)).toMatchObject({ ok: true, value: { page: undefined } });
  });

  test('changes the library with a JSON body', async () => {
    const { library, server } = await open();
    expect((await create(library)).ok).toBe(true);
    expect(server.state.albums.map(({ Title }) => Title)).toEqual(['Sea']);
  });

  test('sends files in a form', async () => {
    const { library, server } = await open();
    const body = new FormData();
    body.append('files', new Blob(['picture']), 'a.jpg');
    const path = ['users', adminUid, 'upload', 'abc123'];
    const answer = z.object({ message: z.string() });
    expect((await library.request({ method: 'POST', path, body, answer }, call)).ok).toBe(true);
    expect([...server.state.uploads.values()]).toMatchObject([[{ name: 'a.jpg', seed: 7 }]]);
  });

  test.each(['../config', 'a/b', 'a?count=1', 'a#b', '%2e%2e'])(
    'never reaches beyond its place: %s is the name of a thing',
    async (uid) => {
      const { library, server } = await open();
      const answer = await library.request({ path: ['photos', uid], answer: z.unknown() }, call);
      expect(failureOf(answer).code).toBe('not_found');
      expect(server.requests.map(({ path }) => path)).toEqual([`/photos/${encodeURIComponent(uid)}`]);
    },
  );

  test.each(['..', '.', ''])('with a part that an address forgets (%j) is a defect of ours', async (uid) => {
    const { library, server } = await open();
    await expect(library.request({ path: ['photos', uid, 'like'], answer: z.unknown() }, call)).rejects.toThrow();
    expect(server.requests).toHaveLength(0);
  });

  test('whose answer has another shape is a failure that names the place, and shows nothing of it', async () => {
    const { library, server } = await open();
    addPhoto(server.state, { Title: 'a secret title' });
    const answer = z.array(z.object({ Title: z.number() }));
    const failure = failureOf(await library.request({ path: ['photos'], query: { count: 1 }, answer }, call));
    expect(failure).toMatchObject({ code: 'unexpected', message: expect.stringContaining('known at 0.Title.') });
    expect(JSON.stringify(failure)).not.toContain('secret');
  });
});

describe('what an error means', () => {
  const cases: [string, Fault, Partial<Failure>][] = [
    [
      'a wrong token',
      { kind: 401 },
      { code: 'unauthorized', hint: expect.stringContaining('PHOTOPRISM_ACCESS_TOKEN') },
    ],
    [
      'a second factor',
      { kind: 401, body: '{"code":32,"error":"Enter verification code"}' },
      { code: 'unauthorized', hint: expect.stringContaining('app password') },
    ],
    [
      'a feature that is off',
      { kind: 403, body: '{"code":403,"error":"Feature disabled"}' },
      { code: 'denied', hint: expect.stringContaining('PhotoPrism > Settings') },
    ],
    [
      'read-only mode',
      { kind: 403, body: '{"code":403,"error":"Not available in read-only mode"}' },
      { code: 'denied', hint: expect.stringContaining('PHOTOPRISM_READONLY') },
    ],
    [
      'public mode',
      { kind: 403, body: '{"code":403,"error":"Not available in public mode"}' },
      { code: 'denied', hint: expect.stringContaining('PHOTOPRISM_PUBLIC') },
    ],
    [
      'a scope, in whatever language',
      { kind: 403, body: '{"code":403,"error":"Zugriff verweigert"}' },
      {
        code: 'denied',
        message: expect.stringContaining('Zugriff verweigert'),
        hint: expect.stringContaining('scope'),
      },
    ],
    ['a missing thing', { kind: 404, body: '{"code":404,"error":"Album not found"}' }, { code: 'not_found' }],
    ['an unknown route', { kind: 404, body: '{"error":"Not found"}' }, { code: 'unsupported' }],
    ['a page of something else', { kind: 404, body: '<html>' }, { code: 'unsupported' }],
    ['a clash', { kind: 409, body: '{"code":409,"error":"Changes could not be saved"}' }, { code: 'conflict' }],
    ['too much', { kind: 413 }, { code: 'refused', hint: expect.stringContaining('less at once') }],
    [
      'a busy server',
      { kind: 429, times: 9 },
      { code: 'unavailable', hint: expect.stringContaining('Nothing was done') },
    ],
    ['a full disk', { kind: 507 }, { code: 'unavailable', message: expect.stringContaining('no storage') }],
    ['its own fault', { kind: 500 }, { code: 'unavailable', hint: expect.stringContaining('log') }],
    [
      'a gateway',
      { kind: 502, times: 9, body: '<html>' },
      { code: 'unavailable', hint: expect.stringContaining('later') },
    ],
    [
      'details',
      { kind: 400, body: '{"code":400,"error":"No","details":"why"}' },
      { code: 'invalid_input', message: expect.stringContaining('No; why') },
    ],
  ];
  test.each(cases)('%s is told with what to do', async (_name, fault, expected) => {
    const { library, server } = await open({ maxRetries: 0 });
    server.faults.add(fault);
    expect(failureOf(await photos(library))).toMatchObject(expected);
  });

  test('a login page instead of data is recognised', async () => {
    const { library, server } = await open();
    server.faults.add({ kind: 200, body: '<html>Sign in</html>' });
    expect(failureOf(await photos(library)).hint).toContain('PHOTOPRISM_BASE_URL');
  });

  test('damaged data is reported as such', async () => {
    const { library, server } = await open();
    server.faults.add({ kind: 200, body: '{"UID": ', headers: { 'content-type': 'application/json' } });
    expect(failureOf(await photos(library)).message).toContain('damaged');
  });

  test('a redirect elsewhere is not followed, and it is the token that stays here', async () => {
    const { library, server } = await open();
    const headers = { location: 'http://other.example/api/v1/photos' };
    server.faults.add({ kind: 302, headers });
    expect(failureOf(await photos(library)).message).toContain('the access token is not sent on');
  });
});

describe('a passing fault', () => {
  test.each<Fault>([{ kind: 503 }, { kind: 429, headers: { 'retry-after': '0' } }, { kind: 'cut' }])(
    'is waited out by what only reads: %j',
    async (fault) => {
      const { library, server } = await open();
      server.faults.add({ ...fault, times: 2 });
      expect((await photos(library)).ok).toBe(true);
      expect(server.requests).toHaveLength(3);
    },
  );

  test('ends a change at once, and leaves a doubt where one is due', async () => {
    const { library, server } = await open();
    server.faults.add({ kind: 'lost' });
    expect(failureOf(await create(library)).hint).toContain('may have been made');
    expect(server.state.albums).toHaveLength(1);
    expect(server.requests).toHaveLength(1);
  });

  test('is not silence: that is given up in time, and the setting named', async () => {
    const { library, server } = await open({ timeoutSeconds: 0.05 });
    server.faults.add({ kind: 'silence' });
    expect(failureOf(await photos(library))).toMatchObject({
      code: 'timeout',
      hint: expect.stringContaining('PHOTOPRISM_TIMEOUT'),
    });
  });
});

describe('the configuration', () => {
  test('says what the server is and may do, without its tokens', async () => {
    const { library, server } = await open();
    addPhoto(server.state);
    server.state.readOnly = true;
    const config = await library.config(call);
    expect(config).toMatchObject({
      ok: true,
      value: { edition: 'ce', readOnly: true, public: false, features: { delete: true }, count: { all: 1 } },
    });
    for (const token of [server.tokens.preview, server.tokens.download]) {
      expect(JSON.stringify(config)).not.toContain(token);
    }
  });

  test('is asked once, and again after the server failed', async () => {
    const { library, server } = await open({ maxRetries: 0 });
    await library.config(call);
    await library.config(call);
    expect(server.requests).toHaveLength(1);
    server.faults.add({ match: 'GET /photos', kind: 500 });
    await photos(library);
    server.state.readOnly = true;
    expect(await library.config(call)).toMatchObject({ value: { readOnly: true } });
  });

  test('of another program is none', async () => {
    const { library, server } = await open();
    server.faults.add({ kind: 200, body: '{"status":"up"}', headers: { 'content-type': 'application/json' } });
    expect(failureOf(await library.config(call)).code).toBe('unexpected');
  });
});

describe('the user of the token', () => {
  test('is asked for once', async () => {
    const { library, server } = await open();
    expect(await library.userUid(call)).toEqual({ ok: true, value: adminUid });
    await library.userUid(call);
    expect(server.requests).toHaveLength(1);
  });

  test('is nobody for the token of a client', async () => {
    const token = 'c11e9t-tok3n-of-nobody-0123456789';
    const { library } = await open({ sessions: [clientSession(token)], accessToken: token });
    expect(await library.userUid(call)).toEqual({ ok: true, value: undefined });
  });
});

describe('a picture', () => {
  async function withPhoto(options: Parameters<typeof open>[0] = {}) {
    const { library, server } = await open(options);
    const { Files } = addPhoto(server.state, { files: [{}, { Error: 'broken' }] });
    const [hash = '', broken = ''] = Files.map(({ Hash }) => Hash);
    return { library, server, hash, broken };
  }

  test('comes as bytes with what they are', async () => {
    const { library, hash } = await withPhoto();
    const picture = await library.picture(hash, 'fit_720', call);
    if (!picture.ok) throw new Error(picture.failure.message);
    expect(picture.value.mimeType).toBe('image/jpeg');
    expect([...picture.value.bytes.slice(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  });

  test('takes the token from the last answer, and asks for one only where there was none', async () => {
    const { library, server, hash } = await withPhoto();
    await photos(library);
    await library.picture(hash, 'tile_50', call);
    expect(server.requests.map(({ path }) => path.split('/')[1]?.replace(/\?.*/, ''))).toEqual(['photos', 't']);
  });

  test('is asked for once more with a new token where the old one is refused', async () => {
    const { library, server, hash } = await withPhoto();
    await photos(library);
    server.tokens.preview = watchSecret('an0therPr3viewToken');
    expect((await library.picture(hash, 'tile_50', call)).ok).toBe(true);
    expect(server.requests.map(({ path }) => path.split('/')[1]?.replace(/\?.*/, ''))).toEqual([
      'photos',
      't',
      'config',
      't',
    ]);
  });

  test('is not asked for again and again', async () => {
    const { library, server, hash } = await withPhoto();
    server.faults.add({ match: 'GET /t/', kind: 403, times: 9 });
    expect(failureOf(await library.picture(hash, 'tile_50', call)).code).toBe('denied');
    expect(server.requests.filter(({ path }) => path.startsWith('/t/'))).toHaveLength(2);
  });

  test('that is an icon is none: a broken file, or one that is not there', async () => {
    const { library, broken } = await withPhoto();
    for (const hash of [broken, 'a'.repeat(40)]) {
      expect(failureOf(await library.picture(hash, 'fit_720', call))).toMatchObject({
        code: 'not_found',
        message: expect.stringContaining('an icon instead'),
      });
    }
  });

  test('that is a web page is none', async () => {
    const { library, server, hash } = await withPhoto();
    server.faults.add({ match: 'GET /t/', kind: 200, body: '<html>' });
    expect(failureOf(await library.picture(hash, 'tile_50', call)).code).toBe('unexpected');
  });

  test.each(['../../config', 'abc', `${'a'.repeat(40)}/x`, ''])('of %j is not asked for', async (hash) => {
    const { library, server } = await withPhoto();
    expect(failureOf(await library.picture(hash, 'tile_50', call)).code).toBe('invalid_input');
    expect(server.requests).toHaveLength(0);
  });

  test('needs no token of a public server', async () => {
    const { library, server, hash } = await withPhoto({ accessToken: 'anything' });
    server.state.publicMode = true;
    expect((await library.picture(hash, 'tile_50', call)).ok).toBe(true);
    expect(failureOf(await photos(connectPhotoPrism({ ...plain, baseUrl: 'http://127.0.0.1:1' }))).code).toBe(
      'unavailable',
    );
  });

  test('without the scope of the configuration is told to be so', async () => {
    const token = watchSecret('onlyPh0tos-aaaaaa-bbbbbb-cccccc');
    const { library, hash } = await withPhoto({ sessions: [scoped(token, 'photos')], accessToken: token });
    expect(failureOf(await library.picture(hash, 'tile_50', call)).code).toBe('denied');
  });
});

const plain = { accessToken: adminToken, timeoutSeconds: 1, maxRetries: 0 };

describe('a secret', () => {
  test('is never told: the token, and those that the server hands out, old and new', async () => {
    const { library, server } = await open({ maxRetries: 0 });
    const { preview, download } = server.tokens;
    await photos(library);
    server.tokens.preview = watchSecret('s3condPreviewToken');
    server.tokens.rotates = true;
    await photos(library);
    const { download: rotated } = server.tokens;
    const secrets = [adminToken, preview, download, server.tokens.preview, watchSecret(rotated)];
    const said = secrets.map((secret) => `${secret} ${encodeURIComponent(secret)}`).join(' ');
    server.faults.add({ kind: 400, body: JSON.stringify({ code: 400, error: said.slice(0, 280) }) });
    const first = failureOf(await photos(library));
    server.faults.add({ kind: 400, body: JSON.stringify({ code: 400, error: said.slice(-280) }) });
    const second = failureOf(await photos(library));
    for (const secret of secrets) expect(JSON.stringify([first, second])).not.toContain(secret);
  });

  test('that the server hands out is made known to whoever keeps secrets, once, and `public` is none', async () => {
    const learned: string[] = [];
    const { library, server } = await open({ learnSecret: (secret) => learned.push(secret) });
    await photos(library);
    await photos(library);
    expect(learned).toEqual([server.tokens.preview, server.tokens.download]);
    server.state.publicMode = true;
    await library.config(call);
    expect(learned).toHaveLength(2);
  });
});

test('links lead into the web app, and let nothing out of its place', () => {
  const { links, webAddress } = connectPhotoPrism({ ...plain, baseUrl: 'https://photos.example.com/prism' });
  expect(webAddress).toBe('https://photos.example.com/prism');
  expect(links.photo('p1&x=2')).toBe('https://photos.example.com/prism/library/browse?q=uid%3Ap1%26x%3D2');
  expect(links.album('../a')).toBe('https://photos.example.com/prism/library/albums/..%2Fa/view');
  expect(links.shared('tok', 'my-album')).toBe('https://photos.example.com/prism/s/tok/my-album');
});
