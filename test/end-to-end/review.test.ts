/** `albumen review` over HTTP: who gets in, what is refused, and that calls go the way of all calls. */
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { jpegBytes } from '../fixtures/images.ts';
import { type IndexedFolder, indexedFolder } from '../fixtures/indexed-folder.ts';
import { clientKinds } from '../fixtures/mcp-clients.ts';
import { albumen } from '../fixtures/program.ts';
import { dial, head, type Reply, send, statusesIn } from '../fixtures/raw-http.ts';
import { startRaw } from '../fixtures/raw-stdio.ts';
import { enter, type ReviewProgram, type ReviewWindow, startReview } from '../fixtures/review-window.ts';

const told = z.object({
  result: z.object({ isError: z.boolean().optional(), structuredContent: z.looseObject({}).optional() }),
  question: z.object({ id: z.string(), text: z.string() }).optional(),
});

let folder: IndexedFolder;
/** A change that an AI made, to be taken back by hand. */
let changeId: string;

const rating = async () => (await folder.asset('sea.jpg')).rating;

async function rate(value: number): Promise<string> {
  const [kind] = clientKinds;
  const client = await kind?.connect({ stdio: albumen(['serve', '--data-dir', folder.dataDir]) });
  const answer = await client?.call('immich_assets_update', { asset_id: 'sea.jpg', rating: value });
  await client?.close();
  return String(answer?.data?.change_id);
}

beforeAll(async () => {
  folder = await indexedFolder();
  await writeFile(join(folder.photos, 'sea.jpg'), await jpegBytes({ seed: 1 }));
  await folder.index();
  changeId = await rate(5);
}, 60_000);
afterAll(() => folder.remove());

const start = (...args: string[]) => startReview(['history', '--data-dir', folder.dataDir, ...args]);

/** What every refusal has: nothing but a few words, and nothing that a page of others could use. */
function expectRefusal({ status, headers, text }: Reply): void {
  expect(status).toBe(403);
  expect(headers['set-cookie']).toBeUndefined();
  expect(headers['access-control-allow-origin']).toBeUndefined();
  expect(text).not.toMatch(/<script|history_list/);
}

describe('the address', () => {
  let program: ReviewProgram;
  beforeAll(async () => {
    program = await start();
  });
  afterAll(async () => expect(await program.end()).toBe(0));

  it('leads on once, to a place that only the cookie opens, and leaves nothing of itself behind', async () => {
    expect(program.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/enter\/[\w-]{43}$/);
    const first = await send(program.address, 'GET', {});
    expect(first.status).toBe(303);
    expect(first.headers.location).toMatch(/^\/[\w-]{22}\/$/);
    expect(first.headers.location).not.toContain(program.address.slice(-43));
    const [cookie = ''] = first.headers['set-cookie'] ?? [];
    expect(cookie.split('; ').slice(1)).toEqual([`Path=${first.headers.location}`, 'HttpOnly', 'SameSite=Strict']);
    expect(first.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    const room = new URL(first.headers.location ?? '', program.origin).href;
    expectRefusal(await send(room, 'GET', {}));
    expect((await send(room, 'GET', { cookie: cookie.split(';')[0] ?? '' })).status).toBe(200);

    const second = await send(program.address, 'GET', { cookie: cookie.split(';')[0] ?? '' });
    expectRefusal(second);
    expect(second.text).toContain('albumen review');
    await expect.poll(program.server.stderr).toContain('opened once more, and refused');
  });

  it.each(['/', '/enter/', '/enter/wrong', '/page', '/call', '/favicon.ico', '/../enter/x', '/%2e%2e/'])(
    'is the only one: %s opens nothing',
    async (path) => {
      expectRefusal(await send(`${program.origin}${path}`, 'GET', {}));
    },
  );

  it('is not used up by whoever only asks for its head', async () => {
    const other = await start();
    expectRefusal(await send(other.address, 'HEAD', {}));
    expectRefusal(await send(other.address, 'POST', {}));
    expectRefusal(await send(`${other.address}?again`, 'GET', {}));
    expect((await send(other.address, 'GET', {})).status).toBe(303);
    expect(await other.end()).toBe(0);
  });
});

describe('whoever was let in', () => {
  let program: ReviewProgram;
  let window: ReviewWindow;
  const list = { name: 'history_list', arguments: {} };
  beforeAll(async () => {
    program = await start();
    window = await enter(program);
  });
  afterAll(async () => expect(await program.end()).toBe(0));

  const get = (place: string, more: Record<string, string> = {}) =>
    send(`${window.room}${place}`, 'GET', { cookie: window.cookie, ...more });

  it('gets a window that runs nothing but what it came with, and frames nothing from elsewhere', async () => {
    const { headers, text } = await get('');
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    expect(text).not.toContain(program.address.slice(-43));
  });

  it('gets the page in a sandbox without network, also by itself', async () => {
    const policy = (await get('page')).headers['content-security-policy'] ?? '';
    expect(policy).toContain("connect-src 'none'");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).toMatch(/sandbox allow-scripts$/);
  });

  it('has its calls made as every caller has', async () => {
    const { status, text } = await window.call(list);
    expect(status).toBe(200);
    const { result } = told.parse(JSON.parse(text));
    expect(JSON.stringify(result.structuredContent)).toContain(changeId);
    await expect.poll(program.server.stderr).toMatch(/"tool":"history_list","caller":"review"/);
  });

  const wrongs: readonly (readonly [string, () => Promise<Reply>, number])[] = [
    ['without the cookie', () => window.call(list, { cookie: '' }), 403],
    ['with another cookie', () => window.call(list, { cookie: `${window.cookie}x` }), 403],
    ['from a page of another origin', () => window.call(list, { origin: 'http://evil.example' }), 403],
    ['from another port of this machine', () => window.call(list, { origin: 'http://127.0.0.1:1' }), 403],
    ['from a page that hides its origin', () => window.call(list, { origin: 'null' }), 403],
    ['under another name', () => window.call(list, { host: 'rebound.example' }), 403],
    ['under the name of another port', () => window.call(list, { host: '127.0.0.1:1' }), 403],
    [
      'as localhost',
      () => window.call(list, { host: new URL(program.origin).host.replace('127.0.0.1', 'localhost') }),
      403,
    ],
    ['as a form', () => window.call(list, { 'content-type': 'text/plain' }), 415],
    [
      'of a tool that is there for models alone',
      () => window.call({ name: 'immich_albums_create', arguments: { album_name: 'x' } }),
      403,
    ],
    ['of no tool', () => window.call({ name: 'no_such_tool' }), 403],
    ['with more than a call has', () => window.call({ ...list, caller: 'local' }), 400],
    ['that is no call', () => window.call([list]), 400],
    ['longer than any call', () => window.call({ ...list, arguments: { text: 'x'.repeat(300_000) } }), 413],
  ];

  it.each(wrongs)('is refused a call %s', async (_, attempt, status) => {
    const reply = await attempt();
    expect(reply.status).toBe(status);
    expect(reply.text).not.toContain(changeId);
    expect(reply.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('is refused a call without an origin, or by another method', async () => {
    const usual = { cookie: window.cookie, 'content-type': 'application/json' };
    expectRefusal(await send(`${window.room}call`, 'POST', usual, JSON.stringify(list)));
    expectRefusal(await get('call'));
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      expectRefusal(await send(`${window.room}call`, method, { ...usual, origin: program.origin }));
    }
    expectRefusal(await send(`${window.room}page`, 'POST', { ...usual, origin: program.origin }, '{}'));
    expectRefusal(await get('other'));
    expectRefusal(await get('page?x=1'));
  });

  it('is told in the same words that a tool is not for pages and that there is none', async () => {
    const known = await window.call({ name: 'immich_albums_create' });
    const unknown = await window.call({ name: 'no_such_tool' });
    expect(known.text.replace('immich_albums_create', 'no_such_tool')).toBe(unknown.text);
  });

  it('sends nothing that could be read in two ways', async () => {
    const { host } = new URL(program.origin);
    const twice = head('POST /x HTTP/1.1', `Host: ${host}`, 'Host: evil.example', 'Content-Length: 0');
    const elsewhere = head(`GET http://evil.example${new URL(program.address).pathname} HTTP/1.1`, `Host: ${host}`);
    for (const bytes of [twice, elsewhere]) {
      const { closed } = await dial(program.origin, bytes);
      const [status] = statusesIn(await closed);
      expect([400, 403]).toContain(status);
    }
  });
});

describe('where the person is asked about every change', () => {
  const undo = () => ({ name: 'history_undo', arguments: { change_id: changeId, dry_run: false } });

  it('asks first, changes nothing for a no or another answer, and tells the history who did it', async () => {
    changeId = await rate(4);
    const program = await start('--confirm', 'ask');
    const window = await enter(program);
    const ask = async () => told.parse(JSON.parse((await window.call(undo())).text));
    const answer = async (question: string, said: string) =>
      told.parse(JSON.parse((await window.call({ ...undo(), answer: { question, said } })).text));

    const first = await ask();
    expect(first.question?.text).toContain('Undo changes? It touches 1 asset.');
    expect([first.result.isError, await rating()]).toEqual([true, 4]);
    expect((await answer(first.question?.id ?? '', 'no')).result.isError).toBe(true);
    expect((await answer(first.question?.id ?? '', 'yes')).result.isError).toBe(true);
    expect((await answer('made-up', 'yes')).result.isError).toBe(true);
    expect(await rating()).toBe(4);

    const again = await ask();
    expect((await answer(again.question?.id ?? '', 'yes')).result.isError).toBeUndefined();
    expect(await rating()).not.toBe(4);
    const { text } = await window.call({ name: 'history_list', arguments: { caller: 'review' } });
    expect(text).toContain('history_undo');
    expect(await program.end()).toBe(0);
  });
});

describe('where Albumen may only read', () => {
  it('has no call that changes anything', async () => {
    changeId = await rate(3);
    const program = await start('--read-only');
    const window = await enter(program);
    const { status } = await window.call({ name: 'history_undo', arguments: { change_id: changeId, dry_run: false } });
    expect([status, await rating()]).toEqual([403, 3]);
    expect((await window.call({ name: 'history_list' })).status).toBe(200);
    expect(await program.end()).toBe(0);
  });
});

describe('the end', () => {
  /** A window that is open, as the server sees one. */
  async function watch(program: ReviewProgram) {
    const { room, cookie } = await enter(program);
    const { host, pathname } = new URL(room);
    const headers = head(`GET ${pathname}presence HTTP/1.1`, `Host: ${host}`, `Cookie: ${cookie}`);
    const window = await dial(program.origin, headers);
    await expect.poll(window.said).toContain(': here');
    return window;
  }

  it('comes by itself when the last window is closed', async () => {
    const program = await start();
    (await watch(program)).socket.destroy();
    expect(await program.server.ended).toBe(0);
    expect(program.server.stderr()).toContain('window closed');
  });

  it('is told to those that are open', async () => {
    const program = await start();
    const window = await watch(program);
    expect(await program.end()).toBe(0);
    expect(await window.closed).toContain('event: ended');
  });
});

describe.runIf(process.platform === 'linux')('the browser of the system', () => {
  /** A program that is found first under the name of the one that opens browsers. */
  async function reviewWith(opener: string): Promise<{ said: string; code: number | null; address: string }> {
    const bin = await mkdtemp(join(tmpdir(), 'albumen-opener-'));
    await writeFile(join(bin, 'xdg-open'), `#!/bin/sh\n${opener}\n`, { mode: 0o755 });
    const env = { ALBUMEN_DATA_DIR: folder.dataDir, PATH: `${bin}:${process.env.PATH}`, OPENED: join(bin, 'opened') };
    const server = startRaw(albumen(['review', 'history'], env), () => {});
    await vi.waitFor(() => expect(server.stderr()).toMatch(/browser/), 10_000);
    const [address = ''] = server.lines();
    const opened = await readFile(env.OPENED, 'utf8').catch(() => '');
    server.process.kill('SIGTERM');
    const code = await server.ended;
    await rm(bin, { recursive: true });
    expect(opened).toBe(opener.includes('OPENED') ? `${address}\n` : '');
    return { said: server.stderr(), code, address };
  }

  it('is given the address, and nothing else', async () => {
    const { said, code } = await reviewWith('echo "$@" > "$OPENED"');
    expect([code, said]).toEqual([0, expect.stringContaining('It opens in your browser.')]);
  });

  it('that does not open leaves the address to the person', async () => {
    const { said, code, address } = await reviewWith('exit 4');
    expect([code, said]).toEqual([0, expect.stringContaining('No browser could be opened')]);
    expect(address).toMatch(/^http:/);
  });
});

describe('libraries and pages that there are not', () => {
  async function run(...args: string[]): Promise<{ code: number | null; said: string }> {
    const server = startRaw(albumen(['review', '--no-open', ...args], { ALBUMEN_DATA_DIR: folder.dataDir }), () => {});
    return { code: await server.ended, said: server.stderr() };
  }

  it('are said in a sentence', async () => {
    const other = await run('albums');
    expect([other.code, other.said]).toEqual([1, 'albumen: There is no such page. Choose duplicates or history.\n']);
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { code, said } = await run('history', '--port', port);
    expect([code, said]).toEqual([1, expect.stringContaining('the port is in use')]);
    taken.close();
  });

  it('PhotoPrism alone has no groups of duplicates', async () => {
    const server = startRaw(
      albumen(['review', '--no-open'], {
        ALBUMEN_DATA_DIR: folder.dataDir,
        PHOTOPRISM_BASE_URL: 'http://127.0.0.1:1',
        PHOTOPRISM_ACCESS_TOKEN: 'never-asked-0123456789',
      }),
      () => {},
    );
    expect(await server.ended).toBe(1);
    expect(server.stderr()).toContain('PhotoPrism has no groups of duplicates');
  });
});
