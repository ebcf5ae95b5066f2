import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openNodeSqlite } from '../../src/database/node-sqlite-engine.ts';
import { albumen } from '../fixtures/program.ts';
import { greet, type RawServer, startRaw } from '../fixtures/raw-stdio.ts';

const host = fileURLToPath(new URL('../fixtures/claude-desktop-host.cjs', import.meta.url));
const running: RawServer[] = [];
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'albumen-desktop-'));
});
afterAll(async () => {
  for (const server of running) server.process.kill('SIGKILL');
  await rm(home, { recursive: true, force: true });
});

/** The program as Claude Desktop loads it from a bundle. */
async function startInside(env: Record<string, string>): Promise<RawServer> {
  const { command, args, env: base } = albumen(['serve'], { HOME: home, ...env });
  const server = startRaw({ command, args: [host, ...args], env: base }, () => {});
  running.push(server);
  await greet(server);
  return server;
}

let nextId = 1;
async function call(server: RawServer, name: string, args: object): Promise<string> {
  nextId += 1;
  server.send({ id: nextId, method: 'tools/call', params: { name, arguments: args } });
  return JSON.stringify(await server.answer(nextId));
}

it('runs where the process is Electron’s, and takes a message of a megabyte there', async () => {
  const server = await startInside({});
  const told = await call(server, 'immich_albums_create', { album_name: 'Album', description: 'x'.repeat(1_000_000) });
  expect(told).toContain('description');
  expect(await call(server, 'immich_albums_create', { album_name: 'Harbour' })).not.toContain('"isError":true');
  expect(await call(server, 'immich_albums_list', {})).toContain('Harbour');
});

// Claude Desktop's own Node has been 22 and later since it brings one.
const hasSqlite = openNodeSqlite(':memory:') !== undefined;

it.runIf(hasSqlite)('changes a library with Node’s own SQLite where the host loads no binary', async () => {
  const server = await startInside({ NO_BINARIES: '1' });
  expect(await call(server, 'immich_albums_create', { album_name: 'Lighthouse' })).toContain('Lighthouse');
  expect(await call(server, 'immich_albums_list', {})).toContain('Lighthouse');
  expect(server.process.exitCode).toBeNull();
});
