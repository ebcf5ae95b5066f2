import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import {
  type IdentityProvider,
  type SigningKey,
  sign,
  signingKey,
  startIdentityProvider,
} from '../fixtures/identity-provider.ts';
import { clientKinds, type TestClient } from '../fixtures/mcp-clients.ts';
import { photoFolder } from '../fixtures/photo-folder.ts';
import { albumen } from '../fixtures/program.ts';
import { type RawServer, startRaw } from '../fixtures/raw-stdio.ts';
import { newTranscript } from '../fixtures/transcript.ts';

const run = promisify(execFile);
const transcript = newTranscript();
const secrets: string[] = [];
const added = z.looseObject({ bearer: z.string() });

let folder: string;
let env: Record<string, string>;
let url: string;
let server: RawServer;
/** Credentials of an admin's program, of one that only looks, and of an admin's that is for reading. */
let desk: string;
let tablet: string;
let reader: string;

const references = /_(config_keys|search_filters|cli_commands|file_formats|metadata_fields)$/;

/** Runs a command of the program to its end; what it says. */
async function command(...args: string[]): Promise<string> {
  const { command: program, args: all, env: variables } = albumen(args, env);
  return (await run(program, [...all], { env: { ...variables } })).stdout;
}

/** Registers a client; returns the credential to show. */
async function addClient(...args: string[]): Promise<string> {
  const { bearer } = added.parse(JSON.parse(await command('clients', 'add', '--scope', 'mcp', '--json', ...args)));
  secrets.push(bearer.slice(bearer.indexOf('.') + 1));
  return bearer;
}

/** Gives somebody a key of their own for the local library, in a file. */
async function libraryKey(name: string): Promise<string> {
  const said = await command('library', 'keys', 'add', name);
  const key = said.split(/\s+/).find((word) => /^[\w-]{40,}$/.test(word));
  if (key === undefined) throw new Error(`no key in: ${said}`);
  secrets.push(key);
  const path = join(folder, `${name}.key`);
  await writeFile(path, `${key}\n`);
  return path;
}

async function serve(...args: string[]): Promise<{ url: string; server: RawServer }> {
  const started = startRaw(
    albumen(['serve', '--transport', 'streamable-http', '--port', '0', ...args], env),
    transcript.note,
  );
  const address = await vi.waitFor(() => {
    const found = /listens on (\S+)/.exec(started.stderr())?.[1];
    if (found === undefined) throw new Error(started.stderr());
    return found;
  }, 20_000);
  return { url: address, server: started };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-household-'));
  const photos = await photoFolder(join(folder, 'photos'), ['beach.jpg', 'dune.jpg']);
  env = { ALBUMEN_DATA_DIR: join(folder, 'data'), ALBUMEN_CONFIRM: 'off' };
  await command('library', 'add', photos);
  desk = await addClient('--name', 'desk', '--role', 'admin');
  tablet = await addClient('--name', 'tablet');
  reader = await addClient('--name', 'reader', '--role', 'admin', '--scope', 'read mcp');
  ({ url, server } = await serve());
}, 60_000);

afterAll(async () => {
  server.process.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  await rm(folder, { recursive: true, force: true });
  transcript.expectNone(secrets);
});

async function names(client: TestClient): Promise<string[]> {
  return (await client.list()).map(({ name }) => name);
}

/** What the tool said, in the transcript. */
async function call(client: TestClient, name: string, args: Record<string, unknown> = {}) {
  const outcome = await client
    .call(name, args)
    .catch((error: Error) => ({ isError: true, text: error.message, data: undefined }));
  transcript.note(JSON.stringify(outcome));
  return outcome;
}

describe.each(clientKinds)('over HTTP, for $name', (kind) => {
  it('lets an admin do everything, and a client only look and search', async () => {
    const admin = await kind.connect({ url, token: desk });
    const guest = await kind.connect({ url, token: tablet });
    expect(await names(admin)).toEqual(expect.arrayContaining(['immich_albums_create', 'history_undo']));
    const seen = await names(guest);
    expect(seen).toEqual(expect.arrayContaining(['immich_search_metadata', 'immich_assets_view', 'history_list']));
    expect(seen.filter((name) => /create|update|delete|undo|upload|merge|resolve/.test(name))).toEqual([]);
    expect((await call(admin, 'immich_albums_create', { album_name: 'Winter' })).isError).toBe(false);
    const refused = await call(guest, 'immich_albums_create', { album_name: 'Summer' });
    expect(refused.text).toContain('Unknown tool "immich_albums_create"');
    expect(refused.text.replaceAll('immich_albums_create', 'no_such_tool')).toBe(
      (await call(guest, 'no_such_tool')).text,
    );
    expect(guest.instructions() ?? '').not.toMatch(/dry_run|history_undo/);
    await Promise.all([admin.close(), guest.close()]);
  });

  it('narrows what a scope narrows', async () => {
    const client = await kind.connect({ url, token: reader });
    expect((await names(client)).filter((name) => /create|update|delete|undo/.test(name))).toEqual([]);
    await client.close();
  });

  it('writes prompts of nothing that the caller may not use', async () => {
    const guest = await kind.connect({ url, token: tablet });
    const [allowed, prompts] = [await names(guest), await guest.prompts()];
    for (const { name, arguments: wanted = [] } of prompts) {
      const args = Object.fromEntries(wanted.filter(({ required }) => required).map((each) => [each.name, 'Winter']));
      const named = (await guest.prompt(name, args)).match(/\b(?:immich|history)_[a-z_]+/g) ?? [];
      expect(named.filter((tool) => !allowed.includes(tool))).toEqual([]);
    }
    await guest.close();
  });

  it.each(['', 'c000000000000000.wrong', 'a'.repeat(48), 'x.y.z'])('lets nobody in who shows %j', async (token) => {
    await expect(kind.connect({ url, token })).rejects.toThrow();
  });
});

it.each(['announced', 'chunked'])('refuses many megabytes in words that a client hears, %s', async (how) => {
  const bytes = new Uint8Array(8 * 1024 * 1024);
  const headers = { authorization: `Bearer ${desk}`, 'content-type': 'application/json' };
  for (let time = 0; time < 8; time += 1) {
    const body = how === 'announced' ? bytes : new Blob([bytes]).stream();
    const reply = await fetch(url, { method: 'POST', headers, body, duplex: 'half' });
    expect([reply.status, await reply.text()]).toEqual([413, expect.stringContaining('262144 bytes')]);
  }
});

it('tells on the command line whose a change was, and lists those of one caller', async () => {
  const admin = await clientKinds[0]?.connect({ url, token: desk });
  await admin?.call('immich_albums_create', { album_name: 'Spring' });
  await admin?.close();
  const caller = `client:${desk.slice(0, 16)}`;
  const theirs = (await command('history', 'list', '--caller', caller)).trimEnd().split('\n');
  expect(theirs[0]).toContain('"album_name":"Spring"');
  for (const line of theirs) expect(line).toContain(`  by ${caller}`);
  expect(await command('history', 'list', '--caller', 'local')).toBe('');
});

describe.each(clientKinds)('people with keys of their own, for $name', (kind) => {
  it('act as themselves, and see the history of what is theirs', async () => {
    const key = await libraryKey(`anna-${clientKinds.indexOf(kind)}`);
    const bearer = await addClient('--name', 'anna', '--role', 'admin', '--library-key-file', key);
    const anna = await kind.connect({ url, token: bearer });
    const admin = await kind.connect({ url, token: desk });
    const made = await call(anna, 'immich_albums_create', { album_name: `Anna's ${kind.name}` });
    expect(made.isError, made.text).toBe(false);
    const { change_id: change } = z.object({ change_id: z.string() }).parse(made.data);
    expect((await call(anna, 'history_list')).text).toContain(change);
    expect((await call(admin, 'history_list')).text).not.toContain(change);
    expect((await call(admin, 'history_show', { change_id: change })).isError).toBe(true);
    expect((await call(admin, 'history_undo', { change_id: change, dry_run: false })).isError).toBe(true);
    const id = bearer.slice(0, 16);
    expect(await command('history', 'list')).not.toContain(change);
    expect(await command('history', 'list', '--client', id)).toContain(change);
    const undone = await call(anna, 'history_undo', { change_id: change, dry_run: false });
    expect(undone.isError, undone.text).toBe(false);
    await Promise.all([anna.close(), admin.close()]);
  });

  it("are refused when their key is no longer good, and never act with the server's", async () => {
    const name = `ben-${clientKinds.indexOf(kind)}`;
    const path = await libraryKey(name);
    const ben = await kind.connect({ url, token: await addClient('--name', 'ben', '--library-key-file', path) });
    expect((await call(ben, 'immich_albums_list')).isError).toBe(false);
    await command('library', 'keys', 'remove', name);
    const refused = await call(ben, 'immich_albums_list');
    expect(refused.isError).toBe(true);
    await ben.close();
  });
});

describe('a client that is taken away', () => {
  it('cannot go on with the session that it has', async () => {
    const [, , , first] = clientKinds;
    const token = await addClient('--name', 'lost phone');
    const client = await first?.connect({ url, token });
    expect(client === undefined ? [] : await names(client)).toContain('immich_albums_list');
    await command('clients', 'rm', '--force', token.slice(0, 16));
    await vi.waitFor(async () => await expect(client?.list()).rejects.toThrow(), { timeout: 3000 });
  });
});

describe.each(clientKinds)('a client whose scope is narrowed, for $name', (kind) => {
  it('has no more rights in the middle of a conversation than it has by now', async () => {
    const token = await addClient('--name', 'kiosk', '--role', 'admin');
    const client = await kind.connect({ url, token });
    expect(await names(client)).toContain('immich_albums_create');
    await command('clients', 'mod', '--scope', 'read mcp', token.slice(0, 16));
    await vi.waitFor(async () => {
      const made = await call(client, 'immich_albums_create', { album_name: 'Too late' });
      expect(made.text).toMatch(/Unknown tool|Session not found/);
    });
  });
});

describe('people who sign in with the identity provider of the house', () => {
  let provider: IdentityProvider;
  let key: SigningKey;
  let guarded: { url: string; server: RawServer };

  beforeAll(async () => {
    key = await signingKey();
    provider = await startIdentityProvider([key.jwk]);
    guarded = await serve(
      ...['--jwt-issuer', provider.issuer, '--jwt-audience', 'https://photos.home.example'],
      ...['--jwt-role-claim', 'groups', '--jwt-roles', 'parents=admin'],
    );
  });
  afterAll(async () => {
    guarded.server.process.kill('SIGTERM');
    expect(await guarded.server.ended).toBe(0);
    await provider.close();
  });

  function tokenOf(subject: string, claims: Record<string, unknown> = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const usual = { iss: provider.issuer, aud: 'https://photos.home.example', sub: subject, iat: now, exp: now + 300 };
    return sign(key, { ...usual, scope: 'openid mcp', ...claims });
  }

  it.each(clientKinds)('do what their role there permits, for $name', async (kind) => {
    const parent = await kind.connect({ url: guarded.url, token: await tokenOf('maria', { groups: ['parents'] }) });
    const child = await kind.connect({ url: guarded.url, token: await tokenOf('tim', { groups: ['children'] }) });
    expect(await names(parent)).toContain('immich_albums_create');
    expect((await names(child)).filter((name) => /create|update|delete|undo/.test(name))).toEqual([]);
    expect(await names(child)).toContain('immich_search_metadata');
    await Promise.all([parent.close(), child.close()]);
  });

  it('are not let in with a token that was made for somebody else', async () => {
    const [kind] = clientKinds;
    await expect(
      kind?.connect({ url: guarded.url, token: await tokenOf('maria', { aud: 'https://other.example' }) }),
    ).rejects.toThrow();
  });

  it('are led to the provider from the first refusal', async () => {
    const refused = await fetch(guarded.url, { method: 'POST' });
    const metadata = /resource_metadata="([^"]+)"/.exec(refused.headers.get('www-authenticate') ?? '')?.[1] ?? '';
    expect(await (await fetch(metadata)).json()).toMatchObject({
      resource: guarded.url,
      authorization_servers: [provider.issuer, new URL(guarded.url).origin],
    });
  });
});

describe.each(clientKinds)('a public server, for $name', (kind) => {
  let open: { url: string; server: RawServer };
  beforeAll(async () => {
    open = await serve('--public');
  });
  afterAll(async () => {
    open.server.process.kill('SIGTERM');
    expect(await open.server.ended).toBe(0);
  });

  it('shows the references to whoever comes, and nothing that touches a library', async () => {
    const anybody = await kind.connect({ url: open.url });
    expect(await names(anybody)).toEqual(expect.arrayContaining(['find_search_filters', 'list_config_keys']));
    const shown = await names(anybody);
    expect(shown.filter((name) => !references.test(name))).toEqual([]);
    expect((await call(anybody, 'list_config_keys', { query: 'http', limit: 3 })).isError).toBe(false);
    const admin = await kind.connect({ url: open.url, token: desk });
    const hidden = (await names(admin)).filter((name) => !shown.includes(name));
    await admin.close();
    expect(hidden.length).toBeGreaterThan(40);
    for (const name of hidden) expect((await call(anybody, name)).text).toContain('Unknown tool');
    expect(await anybody.prompts()).toEqual([]);
    await anybody.close();
  });

  it('knows its clients, and refuses a credential that is wrong', async () => {
    const admin = await kind.connect({ url: open.url, token: desk });
    expect(await names(admin)).toContain('immich_albums_create');
    await admin.close();
    await expect(kind.connect({ url: open.url, token: 'a'.repeat(48) })).rejects.toThrow();
  });
});
