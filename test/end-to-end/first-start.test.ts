import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { hasOpenssl, selfSigned } from '../fixtures/certificates.ts';
import { albumen } from '../fixtures/program.ts';
import { hello, json, send } from '../fixtures/raw-http.ts';
import { type RawServer, startRaw } from '../fixtures/raw-stdio.ts';
import { newTranscript } from '../fixtures/transcript.ts';

const run = promisify(execFile);
const transcript = newTranscript();
const secrets: string[] = [];
let folder: string;
let env: Record<string, string>;
let server: RawServer | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-first-start-'));
  env = {
    ALBUMEN_DATA_DIR: join(folder, 'data'),
    ALBUMEN_TRANSPORT: 'streamable-http',
    ALBUMEN_HOST: '0.0.0.0',
    ALBUMEN_PORT: '0',
    ALBUMEN_WAIT_FOR_CLIENT: 'true',
  };
});
afterEach(async () => {
  server?.process.kill('SIGTERM');
  await server?.ended;
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});
afterAll(() => transcript.expectNone(secrets));

/** Where it listens, `/mcp` included. */
async function listening(more: Record<string, string> = {}): Promise<string> {
  const started = startRaw(albumen(['serve'], { ...env, ...more }), transcript.note);
  server = started;
  const url = await vi.waitFor(() => {
    const found = /listens on (\S+)\n/.exec(started.stderr())?.[1];
    if (found === undefined) throw new Error(`not listening: ${started.stderr()}`);
    return found;
  }, 20_000);
  return url.replace('0.0.0.0', '127.0.0.1');
}

/** Runs a command line that the server told of; resolves with what it prints. */
async function runTold(line: string): Promise<string> {
  const [, ...args] = line.trim().match(/"[^"]*"|\S+/g) ?? [];
  const command = albumen(
    args.map((word) => word.replaceAll('"', '')),
    env,
  );
  return (await run(command.command, [...command.args], { env: { ...command.env } })).stdout;
}

describe('the first start of a server that others reach', () => {
  it('lets nobody in, says how to make a client, and lets that in without a restart', async () => {
    const url = await listening();
    expect((await send(url, 'POST', json, hello)).status).toBe(401);
    await vi.waitFor(() => expect(server?.stderr()).toContain('Nobody may come in yet'));
    const told =
      server
        ?.stderr()
        .split('\n')
        .find((line) => line.includes('albumen clients add')) ?? '';
    const printed = await runTold(told.slice(told.indexOf('albumen')));
    const bearer = /Bearer ([\w.-]+)/.exec(printed)?.[1] ?? '';
    secrets.push(bearer.split('.')[1] ?? '');
    const answer = await send(url, 'POST', { ...json, authorization: `Bearer ${bearer}` }, hello);
    expect(answer.status).toBe(200);
  });

  it('says nothing of clients once there is one', async () => {
    const command = albumen(['clients', 'add', '--name', 'desk', '--role', 'admin', '--scope', 'mcp', '--json'], env);
    const { stdout } = await run(command.command, [...command.args], { env: { ...command.env } });
    secrets.push(z.looseObject({ client_secret: z.string() }).parse(JSON.parse(stdout)).client_secret);
    const url = await listening();
    expect((await send(url, 'POST', json, hello)).status).toBe(401);
    expect(server?.stderr()).not.toContain('Nobody may come in yet');
  });
});

describe('albumen health', () => {
  /** The exit code, asked of the port that `url` has. */
  function healthOf(url: string, more: Record<string, string> = {}): Promise<number | null> {
    const { port } = new URL(url);
    return startRaw(albumen(['health'], { ...env, ALBUMEN_PORT: port, ...more }), transcript.note).ended;
  }

  it('is 0 while the server lives, and 1 from then on', async () => {
    const url = await listening();
    expect(await healthOf(url)).toBe(0);
    server?.process.kill('SIGTERM');
    expect(await server?.ended).toBe(0);
    expect(await healthOf(url)).toBe(1);
  });

  it.skipIf(!hasOpenssl)('knows a server with a certificate', async () => {
    const { cert, key } = selfSigned(folder, 'photos.example.com');
    const tls = { ALBUMEN_TLS_CERT: cert, ALBUMEN_TLS_KEY: key };
    const url = await listening(tls);
    expect(await healthOf(url, tls)).toBe(0);
    expect(await healthOf(url)).toBe(1);
  });

  it('has nothing to ask over stdio', async () => {
    expect(await startRaw(albumen(['health']), transcript.note).ended).toBe(0);
  });
});
