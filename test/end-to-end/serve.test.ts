import { existsSync } from 'node:fs';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addFolder } from '../../src/library/indexing/folders.ts';
import { openLibrary } from '../../src/library/library.ts';
import { clientKinds, type Target, type TestClient } from '../fixtures/mcp-clients.ts';
import { photoFolder } from '../fixtures/photo-folder.ts';
import { albumen } from '../fixtures/program.ts';
import { greet, type RawServer, startRaw } from '../fixtures/raw-stdio.ts';
import { newTranscript } from '../fixtures/transcript.ts';

const apiKey = 'serve-key-never-seen-4417';
const transcript = newTranscript();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-serve-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  transcript.expectNone([apiKey]);
});

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): RawServer {
  return startRaw(albumen(['serve', ...args], env), transcript.note);
}

async function listening(server: RawServer): Promise<string> {
  return vi.waitFor(() => {
    const url = /listens on (\S+)/.exec(server.stderr())?.[1];
    if (url === undefined) throw new Error(`not listening: ${server.stderr()}`);
    return url;
  }, 20_000);
}

describe.each(clientKinds)('the local library, for $name', (kind) => {
  describe.each(['stdio', 'streamable-http'] as const)('over %s', (transport) => {
    let client: TestClient;
    let server: RawServer | undefined;

    beforeAll(async () => {
      const home = await mkdtemp(join(folder, 'home-'));
      const photos = await photoFolder(join(home, 'photos'), ['beach.jpg', 'dune.jpg', 'sea.jpg']);
      await writeFile(join(photos, 'broken.jpg'), 'this is no picture');
      const env = { ALBUMEN_DATA_DIR: join(home, 'data'), ALBUMEN_PHOTOS: photos };
      let target: Target = { stdio: albumen(['serve'], env) };
      if (transport === 'streamable-http') {
        server = start(['--transport', transport, '--port', '0'], env);
        target = { url: await listening(server) };
      }
      client = await kind.connect(target, transcript.note);
    });

    afterAll(async () => {
      await client.close();
      server?.process.kill('SIGTERM');
      if (server !== undefined) expect(await server.ended).toBe(0);
    });

    async function call(name: string, args: Record<string, unknown> = {}) {
      const outcome = await client.call(name, args);
      transcript.note(JSON.stringify(outcome));
      return outcome;
    }

    it('is browsed, searched and organised', async () => {
      await vi.waitFor(async () => expect((await call('immich_albums_list')).data).not.toHaveProperty('notice'), {
        timeout: 20_000,
        interval: 200,
      });
      expect((await call('immich_assets_statistics')).data).toMatchObject({ images: 3 });
      const found = await call('immich_search_metadata', { query: 'dune.jpg' });
      expect(found.isError, found.text).toBe(false);
      expect(found.text).toContain('dune.jpg');
      const album = await call('immich_albums_create', { album_name: 'Holidays' });
      expect(album.data).toMatchObject({ albumName: 'Holidays' });
      expect((await call('immich_albums_list')).text).toContain('Holidays');
    });

    it('says what is wrong with a call, and what would work', async () => {
      expect(await call('immich_albums_list', { pgae: 1 })).toMatchObject({
        isError: true,
        text: expect.stringContaining('unknown argument "pgae" (known: '),
      });
      const missing = await call('immich_assets_get', { asset_id: '00000000-0000-4000-8000-000000000000' });
      expect(missing.isError).toBe(true);
    });
  });
});

describe('before the first call', () => {
  it('nothing is opened: tools are listed although the data folder cannot be made', async () => {
    const data = join(folder, 'never', 'made');
    const server = start([], { ALBUMEN_DATA_DIR: data });
    await greet(server);
    server.send({ id: 1, method: 'tools/list' });
    expect(JSON.stringify(await server.answer(1))).toContain('immich_search_smart');
    expect(existsSync(data)).toBe(false);
    server.process.stdin.end();
    expect(await server.ended).toBe(0);
  });

  it('a data folder that cannot be used is a clear error of the call, and the server goes on', async () => {
    const data = join(folder, 'a-file');
    await writeFile(data, '');
    const server = start([], { ALBUMEN_DATA_DIR: data });
    await greet(server);
    server.send({ id: 1, method: 'tools/call', params: { name: 'immich_ping', arguments: {} } });
    expect(JSON.stringify(await server.answer(1))).toContain('Check that ALBUMEN_DATA_DIR');
    server.send({ id: 2, method: 'ping' });
    expect(await server.answer(2)).toMatchObject({ result: {} });
    server.process.stdin.end();
    expect(await server.ended).toBe(0);
  });
});

describe('a folder that is not indexed to the end', () => {
  async function answered(env: Readonly<Record<string, string>>): Promise<string> {
    const server = start([], env);
    await greet(server);
    server.send({ id: 1, method: 'tools/call', params: { name: 'immich_assets_statistics', arguments: {} } });
    const answer = JSON.stringify(await server.answer(1));
    server.process.stdin.end();
    expect(await server.ended).toBe(0);
    return answer;
  }

  it('is named in every answer, also where another command began it', async () => {
    const data = join(folder, 'begun');
    const photos = await realpath(await photoFolder(join(folder, 'begun-photos'), ['sea.jpg']));
    const library = await openLibrary({ dataDir: data });
    await addFolder(library.store, { path: photos, ownerId: library.owner.id, dataDir: library.dataDir });
    await library.close();
    expect(await answered({ ALBUMEN_DATA_DIR: data })).toContain(`Not indexed to the end yet: ${photos}.`);
  });

  it('is named where it is not there, so that nobody takes an empty library for the truth', async () => {
    const photos = join(folder, 'not-mounted');
    const answer = await answered({ ALBUMEN_DATA_DIR: join(folder, 'waiting'), ALBUMEN_PHOTOS: photos });
    expect(answer).toMatch(/"notice":"[^"]*not-mounted (is being|could not be) indexed/);
    expect(answer).toContain('is missing here');
  });

  it('and where no folder was ever chosen, the model is told to ask for one', async () => {
    const env = { ALBUMEN_DATA_DIR: join(folder, 'empty') };
    const answers = [await answered(env), await answered(env)];
    expect(answers.map((answer) => answer.includes('"notice":"No library is chosen yet'))).toEqual([true, true]);
  });
});

describe('an Immich server', () => {
  async function askPing(url: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
    const server = start([], {
      IMMICH_BASE_URL: url,
      IMMICH_API_KEY: apiKey,
      IMMICH_TIMEOUT: '1',
      IMMICH_MAX_RETRIES: '0',
      ...more,
    });
    await greet(server);
    server.send({ id: 1, method: 'tools/list' });
    expect(JSON.stringify(await server.answer(1))).toContain('immich_ping');
    server.send({ id: 2, method: 'tools/call', params: { name: 'immich_ping', arguments: {} } });
    const answer = await server.answer(2);
    expect(answer).toMatchObject({ result: { isError: true } });
    server.process.stdin.end();
    expect(await server.ended).toBe(0);
    return JSON.stringify(answer);
  }

  it('that is not there: tools are listed, and a call says so', async () => {
    expect(await askPing(`http://127.0.0.1:${await freePort()}`)).toMatch(/reach|refused|connect/i);
  });

  it('that never answers: the call ends with the time limit', async () => {
    const silent = createServer(() => {});
    const port = await listen(silent);
    try {
      expect(await askPing(`http://127.0.0.1:${port}`)).toMatch(/did not answer|1 s/);
    } finally {
      silent.closeAllConnections();
      silent.close();
    }
  });

  it('that repeats the key in its error: the key stays inside', async () => {
    let asked = 0;
    const chatty = createServer((request, response) => {
      asked += 1;
      response.writeHead(401, { 'content-type': 'application/json' });
      const key = String(request.headers['x-api-key']);
      response.end(JSON.stringify({ message: `Invalid API key ${key}`, error: 'Unauthorized', statusCode: 401 }));
    });
    const port = await listen(chatty);
    try {
      const answer = await askPing(`http://127.0.0.1:${port}`);
      expect(answer).toMatch(/key/i);
      expect(answer).not.toContain(apiKey);
      expect(asked).toBe(1);
    } finally {
      chatty.closeAllConnections();
      chatty.close();
    }
  });
});

describe('a library on the network', () => {
  const main = { ALBUMEN_DATA_DIR: '' };
  let library: RawServer;
  let url: string;
  let key: string;

  beforeAll(async () => {
    const home = await mkdtemp(join(folder, 'network-'));
    main.ALBUMEN_DATA_DIR = join(home, 'data');
    const photos = await photoFolder(join(home, 'photos'), ['tower.jpg', 'bridge.jpg']);
    await ended(startRaw(albumen(['library', 'add', photos], main), transcript.note));
    // The key is printed once, to whoever made it: it is kept out of the transcript, which must not hold it.
    const adding = startRaw(albumen(['library', 'keys', 'add', 'tests'], main), () => {});
    await ended(adding);
    key = adding.lines()[0] ?? '';
    library = startRaw(albumen(['library', 'serve', '--port', '0'], main), transcript.note);
    url = await vi.waitFor(() => {
      const found = /(http:\/\/[^\s/;]+)/.exec(library.stderr())?.[1];
      if (found === undefined) throw new Error(`not serving: ${library.stderr()}`);
      return found;
    }, 20_000);
  });

  afterAll(async () => {
    library.process.kill('SIGTERM');
    await library.ended;
    transcript.expectNone([key]);
  });

  async function ended(server: RawServer): Promise<void> {
    expect(await server.ended, server.stderr()).toBe(0);
  }

  function ask(withKey: string, name: string, args: object): Promise<string> {
    const server = start([], { IMMICH_BASE_URL: `${url}/api/`, IMMICH_API_KEY: withKey });
    return greet(server).then(async () => {
      server.send({ id: 1, method: 'tools/call', params: { name, arguments: args } });
      const answer = JSON.stringify(await server.answer(1));
      server.process.stdin.end();
      await ended(server);
      return answer;
    });
  }

  it('is searched like any Immich server', async () => {
    const answer = await ask(key, 'immich_search_metadata', { query: 'bridge.jpg' });
    expect(answer).toContain('bridge.jpg');
    expect(answer).not.toContain('tower.jpg');
  });

  it('refuses a wrong key, and the answer says what to check', async () => {
    const answer = await ask(apiKey, 'immich_assets_statistics', {});
    expect(answer).toContain('"isError":true');
    expect(answer).toContain('IMMICH_API_KEY');
  });
});

describe('what does not start', () => {
  it.each([
    [
      'an address that others reach',
      ['--transport', 'streamable-http', '--host', '0.0.0.0'],
      {},
      /no client is registered yet/,
    ],
    ['an unknown transport', ['--transport', 'sse'], {}, /ALBUMEN_TRANSPORT must be one of: stdio, streamable-http/],
    [
      'a port that is none',
      ['--transport', 'streamable-http', '--port', '99999'],
      {},
      /ALBUMEN_PORT must be a whole number from 0 to 65535/,
    ],
    ['an unknown toolset', ['--toolsets', 'serach'], {}, /Unknown toolset "serach"/],
    ['Immich without a key', [], { IMMICH_BASE_URL: 'http://127.0.0.1:1' }, /IMMICH_API_KEY/],
    [
      'a key with a line break',
      [],
      { IMMICH_BASE_URL: 'http://127.0.0.1:1', IMMICH_API_KEY: `${apiKey}\nx` },
      /must be one line/,
    ],
  ] as const)('%s', async (_what, args, env, message) => {
    const server = start(args, env);
    server.process.stdin.end();
    expect(await server.ended).toBe(1);
    expect(server.stderr()).toMatch(message);
    expect(server.lines()).toEqual(['']);
  });

  it.each([
    ['nothing is filled in', {}, true],
    ['a folder is', { ALBUMEN_PHOTOS: '/nonexistent/photos' }, false],
    ['an Immich server is', { IMMICH_BASE_URL: 'http://127.0.0.1:1', IMMICH_API_KEY: apiKey }, false],
  ] as const)('has the model ask for a library where %s', async (_, env, asks) => {
    const server = start([], { ...env });
    const { result } = await greet(server);
    expect(Object(result).instructions.includes('No library is chosen yet')).toBe(asks);
    server.process.stdin.end();
    await server.ended;
  });

  it('is told in the chat of a client that shows no stderr, by a server that has nothing else', async () => {
    const server = start([], { IMMICH_BASE_URL: 'photos.example.com', IMMICH_API_KEY: apiKey });
    const greeting = await greet(server);
    server.send({ id: 1, method: 'tools/list' });
    server.send({ id: 2, method: 'tools/call', params: { name: 'albumen_settings_problem', arguments: {} } });
    server.send({ id: 3, method: 'tools/call', params: { name: 'immich_albums_list', arguments: {} } });
    const [tools, called, other] = await Promise.all([server.answer(1), server.answer(2), server.answer(3)]);
    const why = 'IMMICH_BASE_URL must be an http:// or https:// address.';
    expect(greeting).toMatchObject({ result: { instructions: expect.stringContaining(why) } });
    expect(tools).toMatchObject({ result: { tools: [{ description: expect.stringContaining(why) }] } });
    for (const answer of [called, other]) {
      expect(answer).toMatchObject({ result: { isError: true, content: [{ text: expect.stringContaining(why) }] } });
    }
    server.process.stdin.end();
    expect(await server.ended).toBe(1);
  });
});

describe('configuration', () => {
  it.each([
    ['--toolsets slim', ['--toolsets', 'slim'], ['tools_change', 'tools_find', 'tools_read'], []],
    [
      '--toolsets albums --read-only',
      ['--toolsets', 'albums', '--read-only'],
      ['immich_albums_list'],
      ['immich_albums_create', 'immich_ping'],
    ],
    [
      '--read-only',
      ['--read-only'],
      ['immich_albums_list', 'immich_ping'],
      ['immich_albums_create', 'immich_assets_delete'],
    ],
  ])('%s', async (_what, args, present, absent) => {
    const server = start(args, { ALBUMEN_DATA_DIR: join(folder, 'unused') });
    await greet(server);
    server.send({ id: 1, method: 'tools/list' });
    const listed = JSON.stringify(await server.answer(1));
    for (const name of present) expect(listed).toContain(`"${name}"`);
    for (const name of absent) expect(listed).not.toContain(`"${name}"`);
    server.process.stdin.end();
    expect(await server.ended).toBe(0);
  });
});

function listen(server: ReturnType<typeof createTcpServer>): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

async function freePort(): Promise<number> {
  const server = createTcpServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
