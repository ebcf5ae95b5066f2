/** Addresses instead of pictures, over real HTTP: two people of one household, of whom one has a library of her own. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type LibraryStandIn, startLibraryStandIn } from '../fixtures/library-stand-in.ts';
import { clientKinds, type TestClient } from '../fixtures/mcp-clients.ts';
import { type OpenLibrary, openTestLibrary } from '../fixtures/open-library.ts';
import { albumen } from '../fixtures/program.ts';
import { modernCall, send } from '../fixtures/raw-http.ts';
import { type RawServer, startRaw } from '../fixtures/raw-stdio.ts';
import { noteSaid, watchSecret } from '../fixtures/watched-secrets.ts';

const run = promisify(execFile);
const added = z.looseObject({ bearer: z.string() });
const shown = z.looseObject({ assets: z.array(z.looseObject({ id: z.string(), picture: z.url() })) });
const [kind] = clientKinds;

let folder: string;
let local: OpenLibrary;
let immich: LibraryStandIn;
let env: Record<string, string>;
let url: string;
let server: RawServer;
/** Credentials, and a photo of each library that the other person cannot see. */
let desk: string;
let anna: string;
let ours: string;
let hers: string;
let annasKey: string;

async function command(...args: string[]): Promise<string> {
  const { command: program, args: all, env: variables } = albumen(args, env);
  return (await run(program, [...all], { env: { ...variables } })).stdout;
}

async function addClient(...args: string[]): Promise<string> {
  const { bearer } = added.parse(JSON.parse(await command('clients', 'add', '--scope', 'mcp', '--json', ...args)));
  watchSecret(bearer.slice(bearer.indexOf('.') + 1));
  return bearer;
}

async function serve(...args: string[]): Promise<{ url: string; server: RawServer }> {
  const started = startRaw(albumen(['serve', '--transport', 'streamable-http', '--port', '0', ...args], env), () => {});
  const address = await vi.waitFor(() => {
    const found = /listens on (\S+)/.exec(started.stderr())?.[1];
    if (found === undefined) throw new Error(started.stderr());
    return found;
  }, 20_000);
  return { url: address, server: started };
}

async function end(started: RawServer): Promise<void> {
  started.process.kill('SIGTERM');
  expect(await started.ended).toBe(0);
  noteSaid('the log of a server', started.stderr());
}

function connect(token: string, where = url): Promise<TestClient> {
  if (kind === undefined) throw new Error('no client');
  return kind.connect({ url: where, token });
}

/** What `view_assets` says, as somebody. */
async function view(token: string, args: Record<string, unknown>, where = url) {
  const client = await connect(token, where);
  const told = await client.call('view_assets', args);
  await client.close();
  return told;
}

/** The address of a photo, made for somebody; no log may have it. */
async function addressOf(token: string, id: string, where = url): Promise<string> {
  const told = await view(token, { asset_ids: [id], links: true }, where);
  expect(told.isError, told.text).toBe(false);
  const address = shown.parse(told.data).assets[0]?.picture ?? '';
  return address;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-links-'));
  local = await openTestLibrary();
  immich = await startLibraryStandIn(local.library, [3, 1]);
  const user = await local.addUser('anna');
  annasKey = watchSecret(user.key);
  ours = await local.addAsset({ name: 'ours.jpg', seed: 1 });
  hers = await local.addAsset({ name: 'hers.jpg', seed: 2, key: user.key });
  const keyFile = join(folder, 'anna.key');
  await writeFile(keyFile, user.key);
  env = {
    ALBUMEN_DATA_DIR: join(folder, 'data'),
    IMMICH_BASE_URL: immich.url,
    IMMICH_API_KEY: local.library.ownerKey,
  };
  desk = await addClient('--name', 'desk');
  anna = await addClient('--name', 'anna', '--library-key-file', keyFile);
  ({ url, server } = await serve());
}, 60_000);

afterAll(async () => {
  await end(server);
  await immich.close();
  await local.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the argument', () => {
  it('is listed where there are addresses, and nowhere else', async () => {
    const listed = async (client: TestClient) => {
      const tools = await client.list();
      await client.close();
      return JSON.stringify(tools.find(({ name }) => name === 'view_assets')?.inputSchema);
    };
    expect(await listed(await connect(desk))).toContain('"links"');
    const stdio = await kind?.connect({ stdio: albumen(['serve'], env) });
    if (stdio === undefined) throw new Error('no client');
    const refused = await stdio.call('view_assets', { asset_ids: [ours], links: true });
    expect(refused).toMatchObject({ isError: true, text: expect.stringContaining('links') });
    expect(await listed(stdio)).not.toContain('"links"');
    const everywhere = await serve('--host', '0.0.0.0');
    expect(await listed(await connect(desk, everywhere.url.replace('0.0.0.0', '127.0.0.1')))).not.toContain('"links"');
    await end(everywhere.server);
  });

  it('left out, brings pictures as ever', async () => {
    const told = await view(desk, { asset_ids: [ours] });
    expect(told.data).toMatchObject({ image_tokens: expect.any(Number) });
    expect(JSON.stringify(told.data)).not.toContain('/pictures/');
  });
});

describe('an address', () => {
  it('brings the picture to whoever has it, without a credential or a cookie', async () => {
    const address = await addressOf(desk, ours);
    expect(new URL(address).origin).toBe(new URL(url).origin);
    const answer = await fetch(address);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^image\/(jpeg|webp)$/);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(answer.headers.get('set-cookie')).toBeNull();
    const bytes = await answer.arrayBuffer();
    const own = await local.request('GET', `/assets/${ours}/thumbnail?size=thumbnail`);
    expect(Buffer.from(bytes).equals(Buffer.from(await own.arrayBuffer()))).toBe(true);

    const head = await send(address, 'HEAD', {});
    expect([head.status, head.text, head.headers['content-length']]).toEqual([200, '', String(bytes.byteLength)]);
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await send(address, method, {})).status).toBe(404);
    expect((await send(address, 'GET', { host: 'rebound.example' })).status).toBe(403);
    await vi.waitFor(() => expect(server.stderr()).toMatch(/"tool":"picture","caller":"client:/));
    expect(server.stderr()).not.toContain(address.slice(-40));
  });

  it('stands in the list and as a link for the client, and costs no picture', async () => {
    const { headers, body } = modernCall('view_assets', { asset_ids: [ours], links: true });
    const { text } = await send(url, 'POST', { ...headers, authorization: `Bearer ${desk}` }, body);
    const { result } = JSON.parse(text.replace(/^[^{]*/, ''));
    const [line] = result.structuredContent.assets;
    expect(result.content.slice(1)).toEqual([{ type: 'resource_link', uri: expect.any(String), name: 'ours.jpg' }]);
    expect(line).toMatchObject({ id: ours, picture: result.content[1].uri });
    expect(result.structuredContent).toMatchObject({ links_end_in_minutes: 10, image_tokens: 0 });
  });

  it('is made for nobody who may not see the photo, and shows each their own', async () => {
    for (const [token, foreign] of [
      [desk, hers],
      [anna, ours],
    ] as const) {
      const told = await view(token, { asset_ids: [foreign], links: true });
      expect([told.isError, told.text]).toEqual([true, expect.not.stringContaining('/pictures/')]);
    }
    const [first, second] = [await addressOf(desk, ours), await addressOf(anna, hers)];
    const bytes = await Promise.all([first, second].map(async (address) => (await fetch(address)).arrayBuffer()));
    const own = await Promise.all(
      [
        local.request('GET', `/assets/${ours}/thumbnail`),
        local.request('GET', `/assets/${hers}/thumbnail`, { key: annasKey }),
      ].map(async (answer) => (await answer).arrayBuffer()),
    );
    for (const [at, picture] of bytes.entries()) {
      expect(Buffer.from(picture).equals(Buffer.from(own[at] ?? new ArrayBuffer()))).toBe(true);
    }
  });

  it('leads nowhere once the photo is locked', async () => {
    const address = await addressOf(desk, ours);
    const show = (visibility: 'locked' | 'timeline') =>
      local.library.store.updateTable('asset').set({ visibility }).where('id', '=', ours).execute();
    await show('locked');
    expect((await fetch(address)).status).toBe(404);
    expect((await view(desk, { asset_ids: [ours], links: true })).text).not.toContain('/pictures/');
    await show('timeline');
    expect((await fetch(address)).status).toBe(200);
  });

  it('leads nowhere once the key of her own is gone: never to what the server can see', async () => {
    const id = anna.slice(0, 16);
    const address = await addressOf(anna, hers);
    await command('clients', 'mod', id, '--remove-library-key');
    const answer = await fetch(address);
    const never = await fetch(`${new URL(url).origin}/pictures/never`);
    const nowhere = await fetch(`${new URL(url).origin}/nowhere`);
    const told = async (reply: Response) => [reply.status, await reply.text()];
    expect(await told(answer)).toEqual(await told(nowhere));
    expect(await told(never)).toEqual([404, expect.any(String)]);
  });

  it('leads nowhere once the client is gone', async () => {
    const lost = await addClient('--name', 'lost phone');
    const address = await addressOf(lost, ours);
    expect((await fetch(address)).status).toBe(200);
    await command('clients', 'rm', '--force', lost.slice(0, 16));
    expect((await fetch(address)).status).toBe(404);
  });

  it('begins as clients see the server, and is of no use at another one', async () => {
    const other = await serve('--server-url', 'https://photos.home.example');
    const address = await addressOf(desk, ours, other.url);
    expect(address).toMatch(/^https:\/\/photos\.home\.example\/pictures\/v1\./);
    const { pathname } = new URL(address);
    expect((await fetch(new URL(pathname, other.url))).status).toBe(200);
    expect((await fetch(new URL(pathname, url))).status).toBe(404);
    await end(other.server);
  });
});

it('a public server makes none for visitors, and has none for them', async () => {
  const open = await serve('--public');
  const visitor = await kind?.connect({ url: open.url });
  const told = await visitor
    ?.call('view_assets', { asset_ids: [ours], links: true })
    .catch((error: Error) => ({ text: error.message }));
  expect(told?.text).toContain('Unknown tool');
  await visitor?.close();
  await end(open.server);
});
