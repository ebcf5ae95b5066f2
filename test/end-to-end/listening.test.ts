import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { hasOpenssl, selfSigned } from '../fixtures/certificates.ts';
import { albumen } from '../fixtures/program.ts';
import { hello, inSession, json, message, modernCall, send } from '../fixtures/raw-http.ts';
import { type RawServer, startRaw } from '../fixtures/raw-stdio.ts';
import { newTranscript } from '../fixtures/transcript.ts';
import { watchSecret } from '../fixtures/watched-secrets.ts';

const run = promisify(execFile);
const transcript = newTranscript();
const secrets: string[] = [];
const running: RawServer[] = [];
let folder: string;
let env: Record<string, string>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-listening-'));
  env = { ALBUMEN_DATA_DIR: join(folder, 'data'), ALBUMEN_TRANSPORT: 'streamable-http', ALBUMEN_PORT: '0' };
});
afterEach(async () => {
  for (const server of running.splice(0)) {
    server.process.kill('SIGTERM');
    await server.ended;
  }
  await rm(folder, { recursive: true, force: true });
});
afterAll(() => transcript.expectNone(secrets));

function start(args: readonly string[], more: Record<string, string> = {}): RawServer {
  const server = startRaw(albumen(['serve', ...args], { ...env, ...more }), transcript.note);
  running.push(server);
  return server;
}

async function listening(args: readonly string[], more: Record<string, string> = {}): Promise<string> {
  const server = start(args, more);
  const url = await vi.waitFor(() => {
    const found = /listens on (\S+)/.exec(server.stderr())?.[1];
    if (found === undefined) throw new Error(`not listening: ${server.stderr()}`);
    return found;
  }, 20_000);
  return url.replace(/0\.0\.0\.0|\[::\]/, '127.0.0.1');
}

/** Registers a client; returns its id and secret. */
async function addClient(...args: string[]): Promise<{ client_id: string; client_secret: string }> {
  const command = albumen(['clients', 'add', '--name', 'laptop', '--role', 'admin', '--json', ...args], env);
  const { stdout } = await run(command.command, [...command.args], { env: { ...command.env } });
  const made = z.looseObject({ bearer: z.string() }).parse(JSON.parse(stdout));
  const [id = '', secret = ''] = made.bearer.split('.');
  secrets.push(secret);
  return { client_id: id, client_secret: secret };
}

const as = (token: string) => ({ ...json, authorization: `Bearer ${token}` });

describe('an address that others reach', () => {
  it.each(['0.0.0.0', '::', '192.0.2.1'])('is not listened on (%s) without anybody to guard it', async (host) => {
    const server = start(['--host', host]);
    expect(await server.ended).toBe(1);
    expect(server.stderr()).toContain('no client is registered yet');
    expect(server.stderr()).toContain('albumen clients add --name');
  });

  it('is guarded by a client: without a credential nobody comes in', async () => {
    const { client_id, client_secret } = await addClient('--scope', 'mcp');
    const url = await listening([], { ALBUMEN_HOST: '0.0.0.0' });
    expect((await send(url, 'POST', json, hello)).status).toBe(401);
    expect((await send(url, 'POST', as(`${client_id}.${client_secret}`), hello)).status).toBe(200);
  });

  it('is open to everybody with --no-auth, which is said loudly', async () => {
    const url = await listening(['--host', '0.0.0.0', '--no-auth']);
    expect((await send(url, 'POST', json, hello)).status).toBe(200);
    expect(running[0]?.stderr()).toMatch(/WARNING: --no-auth .* Everybody who reaches this port/);
  });

  it('answers to its addresses, not to names that it was not given', async () => {
    const url = await listening(['--host', '0.0.0.0', '--no-auth', '--allowed-hosts', 'albumen']);
    expect((await send(url, 'POST', { ...json, host: '198.51.100.7:8000' }, hello)).status).toBe(200);
    expect((await send(url, 'POST', { ...json, host: 'albumen:8000' }, hello)).status).toBe(200);
    expect((await send(url, 'POST', { ...json, host: 'evil.example' }, hello)).status).toBe(403);
  });
});

describe('a loopback address', () => {
  it.each(['127.0.0.1', '[::1]'])(
    '%s is open to this machine until there is a client, and to no proxy',
    async (host) => {
      const url = await listening(['--host', host]);
      expect((await send(url, 'POST', json, hello)).status).toBe(200);
      const proxied = await send(url, 'POST', { ...json, 'x-forwarded-for': '203.0.113.9' }, hello);
      expect(proxied.status).toBe(403);
      const { client_id, client_secret } = await addClient('--scope', 'mcp');
      expect((await send(url, 'POST', json, hello)).status).toBe(401);
      expect((await send(url, 'POST', as(`${client_id}.${client_secret}`), hello)).status).toBe(200);
    },
  );

  it('stays open with ALBUMEN_NO_AUTH', async () => {
    await addClient('--scope', 'mcp');
    const url = await listening([], { ALBUMEN_NO_AUTH: 'true' });
    expect((await send(url, 'POST', json, hello)).status).toBe(200);
    expect(running[0]?.stderr()).not.toContain('WARNING');
  });
});

it('gives a client a token for its id and secret, which opens the door until it is revoked', async () => {
  const client = await addClient('--scope', 'mcp');
  const url = await listening([]);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...client }).toString();
  for (const prefix of ['', '/api/v1']) {
    const issued = await send(url.replace('/mcp', `${prefix}/oauth/token`), 'POST', form, body);
    expect(issued).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    const { access_token: token } = z.looseObject({ access_token: z.string() }).parse(JSON.parse(issued.text));
    secrets.push(token);
    const opened = await send(url, 'POST', as(token), hello);
    expect(opened.status).toBe(200);
    const session = { ...inSession(String(opened.headers['mcp-session-id'])), authorization: `Bearer ${token}` };
    expect((await send(url, 'POST', session, message('tools/list'))).status).toBe(200);
    const revoke = new URLSearchParams({ token, ...client }).toString();
    expect((await send(url.replace('/mcp', `${prefix}/oauth/revoke`), 'POST', form, revoke)).status).toBe(200);
    expect((await send(url, 'POST', session, message('tools/list'))).status).toBe(401);
  }
  const wrong = new URLSearchParams({ client_id: client.client_id, client_secret: '0'.repeat(32) }).toString();
  expect((await send(url.replace('/mcp', '/oauth/token'), 'POST', form, wrong)).status).toBe(401);
});

it('shows figures to whoever has their scope', async () => {
  const { client_id, client_secret } = await addClient('--scope', 'metrics');
  const url = (await listening([], { ALBUMEN_METRICS: 'scope' })).replace('/mcp', '/metrics');
  expect((await send(url, 'GET', {})).status).toBe(401);
  expect((await send(url, 'GET', as(`${client_id}.${client_secret}`))).text).toContain('albumen_sessions 0');
});

it('is ready when its database is', async () => {
  const url = await listening([]);
  expect((await send(url.replace('/mcp', '/readyz'), 'GET', {})).text).toBe('{"status":"ready"}');
});

describe('a library that does not answer', () => {
  it('holds up nobody who asks for something else', async () => {
    let asked = 0;
    const dead = createServer(() => {
      asked += 1;
    });
    await new Promise<void>((resolve) => dead.listen(0, '127.0.0.1', resolve));
    const { port } = z.object({ port: z.number() }).parse(dead.address());
    const patient = await addClient('--scope', 'mcp');
    const other = await addClient('--scope', 'mcp');
    const url = await listening([], {
      IMMICH_BASE_URL: `http://127.0.0.1:${port}`,
      IMMICH_API_KEY: watchSecret('listening-key-never-seen-90c2'),
    });
    const call = (who: typeof patient, name: string, args: object) => {
      const { headers, body } = modernCall(name, args);
      return send(url, 'POST', { ...headers, ...as(`${who.client_id}.${who.client_secret}`) }, body);
    };
    let ended = 0;
    const stuck = Array.from({ length: 30 }, () =>
      call(patient, 'immich_albums_list', {}).then(
        () => {
          ended += 1;
        },
        () => {},
      ),
    );
    await vi.waitFor(() => expect(asked).toBeGreaterThan(0), 20_000);
    for (let turn = 0; turn < 5; turn += 1) {
      expect((await call(other, 'list_config_keys', { query: 'http' })).text).toContain('"total_matches"');
    }
    expect((await send(url.replace('/mcp', '/readyz'), 'GET', {})).status).toBe(200);
    expect(ended).toBe(0);
    dead.closeAllConnections();
    dead.close();
    running[0]?.process.kill('SIGKILL');
    await Promise.all(stuck);
  });
});

describe.skipIf(!hasOpenssl)('with a certificate', () => {
  it('speaks HTTPS', async () => {
    const { cert, key } = selfSigned(folder, 'photos.example.com');
    const url = await listening(['--tls-cert', cert, '--tls-key', key, '--server-url', 'https://photos.example.com']);
    expect(url).toMatch(/^https:/);
    expect((await send(url, 'POST', json, hello)).status).toBe(200);
    expect((await send(url, 'POST', { ...json, host: 'photos.example.com' }, hello)).status).toBe(200);
  });

  it('that cannot be read, it does not start', async () => {
    const server = start(['--tls-cert', join(folder, 'none'), '--tls-key', join(folder, 'none')]);
    expect(await server.ended).toBe(1);
    expect(server.stderr()).toContain('must name readable PEM files');
  });
});

describe('switched off', () => {
  it('over stdio it does not start', async () => {
    const server = start([], { ALBUMEN_TRANSPORT: 'stdio', ALBUMEN_DISABLE_MCP: 'true' });
    expect(await server.ended).toBe(1);
    expect(server.stderr()).toContain('--disable-mcp=false');
    expect(server.lines()).toEqual(['']);
  });

  it('over HTTP there is no such path, and a flag switches it on again', async () => {
    const off = await listening(['--disable-mcp']);
    expect((await send(`${off}/mcp`, 'POST', json, hello)).status).toBe(404);
    expect((await send(`${off}/healthz`, 'GET', {})).status).toBe(200);
    const on = await listening(['--disable-mcp=false'], { ALBUMEN_DISABLE_MCP: 'true' });
    expect((await send(on, 'POST', json, hello)).status).toBe(200);
  });

  it('over HTTP it says so, and names no address of MCP', async () => {
    const off = await listening(['--disable-mcp']);
    expect(new URL(off).pathname).toBe('/');
    expect(running.at(-1)?.stderr()).toContain('MCP is switched off (ALBUMEN_DISABLE_MCP).');
  });
});
