/**
 * `npm run try:container`: the Dockerfile's instructions carried out one by one, then the image as an operator runs it. Where this
 * is not Debian 12, or not root with a mount namespace, it says that it was skipped.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { hello, json, send } from '../fixtures/raw-http.ts';
import { type Container, overStdio, seal, startContainer } from './container.ts';
import { buildImage, type Image, mount } from './image.ts';
import { nodeFolders } from './nodes.ts';
import { callsTool, expectSuccess, listsTools, step } from './tried.ts';

const own = 'ALBUMEN_TRIES_CONTAINER';
if (process.env[own] === undefined) tryInNamespace();
else await tryContainer(process.env[own]);

/** Starts this script again where its mounts are nobody else's, and end with it. */
function tryInNamespace(): void {
  const obstacle = whatIsMissing();
  if (obstacle !== undefined) {
    process.stdout.write(`SKIPPED: ${obstacle}\n`);
    return;
  }
  const place = mkdtempSync(join(tmpdir(), 'albumen-container-'));
  const again = [process.execPath, ...process.execArgv, fileURLToPath(import.meta.url)];
  const ran = spawnSync('unshare', ['--mount', '--propagation', 'private', ...again], {
    env: { ...process.env, [own]: place },
    stdio: 'inherit',
  });
  rmSync(place, { recursive: true, force: true });
  process.exitCode = ran.status ?? 1;
}

function whatIsMissing(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root can mount file systems';
  if (!/^VERSION_ID="12"/m.test(readFileSync('/etc/os-release', 'utf8'))) return 'this is not the Debian of the image';
  const mounts = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']);
  return mounts.status === 0 ? undefined : 'file systems cannot be mounted here';
}

async function tryContainer(place: string): Promise<void> {
  const nodes = await nodeFolders();
  mount('-t', 'tmpfs', 'tmpfs', place);
  const context = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
  let image: Image | undefined;
  let last = '';
  await step('Dockerfile', async () => {
    const onStep = (text: string) => {
      last = text;
    };
    try {
      image = buildImage({ context, place, node: `${nodes.get('24')}/node`, onStep });
    } catch (error) {
      throw new Error(`at ${last}: ${error instanceof Error ? error.message : error}`);
    }
    return `every instruction carried out; /app has ${megabytesIn(join(image.root, image.folder))} MB`;
  });
  if (image === undefined) return;
  seal(image);
  await tryImage(image);
}

/** The tour, then its library behind an address as Immich's would be, then the server in front of that. */
async function tryImage(image: Image): Promise<void> {
  await step('docker run albumen tour', async () => {
    const container = startContainer(image, {}, ['tour', '--keep', '/data/tour']);
    expectSuccess({ code: await container.ended, output: container.said() });
    return container.said().match(/Done: .*/)?.[0] ?? 'no end';
  });
  await step('docker stop, in the middle of the tour', async () => {
    const container = startContainer(image, {}, ['tour']);
    await saysSoon(container, /1\. Index/);
    const code = await Promise.race([container.stop(), pause(5000)]);
    if (code === undefined) throw new Error('it goes on as if it had not been asked');
    return `exit code ${code}`;
  });
  await step('docker run -i albumen serve --transport stdio', () =>
    listsTools({ stdio: overStdio(image, ['serve', '--transport', 'stdio']) }),
  );
  const libraryData = ['--data-dir', '/data/tour/library'];
  const libraryPort = await freePort();
  const library = startContainer(image, {}, ['library', 'serve', ...libraryData, '--port', `${libraryPort}`]);
  await saysSoon(library, /listens|http:\/\//);
  const key = await library.exec(['albumen', 'library', 'keys', 'add', 'try', ...libraryData]);
  const port = await freePort();
  const server = startContainer(image, {
    IMMICH_BASE_URL: `http://127.0.0.1:${libraryPort}`,
    IMMICH_API_KEY: /\b[\w-]{30,}\b/.exec(key.stdout)?.[0] ?? '',
    ALBUMEN_PORT: `${port}`,
  });
  await tryServer(server, `http://127.0.0.1:${port}/mcp`);
  await step('docker stop', async () => {
    const codes = await Promise.all([server.stop(), library.stop()]);
    expectSuccess({ code: Math.max(...codes.map((code) => code ?? 1)), output: server.said() + library.said() });
    return 'exit code 0';
  });
}

async function tryServer(server: Container, url: string): Promise<void> {
  let token = '';
  await step('docker run, with the environment of an Immich MCP server', async () => {
    await saysSoon(server, /Nobody may come in yet/);
    for (let left = 50; !(await server.healthy()); left -= 1) {
      if (left === 0) throw new Error('it does not become healthy');
      await pause(100);
    }
    const { status } = await send(url, 'POST', json, hello);
    if (status !== 401) throw new Error(`somebody without a credential gets ${status}`);
    return 'healthy, and closed to everybody';
  });
  await step('docker exec, as the first start says', async () => {
    const line = /docker exec \S+ (albumen clients add .*)|^ +(albumen clients add .*)/m.exec(server.said());
    const words = (line?.[1] ?? line?.[2] ?? '').match(/"[^"]*"|\S+/g) ?? [];
    const ran = await server.exec(words.map((word) => word.replaceAll('"', '')));
    expectSuccess(ran);
    token = /Bearer ([\w.-]+)/.exec(ran.stdout)?.[1] ?? '';
    return 'a client';
  });
  await step('tools/list over HTTP', () => listsTools({ url, token }));
  await step('immich_assets_statistics', () => callsTool({ url, token }, 'immich_assets_statistics'));
  await step('confinement', async () => {
    const tries = ['touch /app/x', 'touch /x', 'echo >> /app/dist/albumen.js', 'chroot /'];
    for (const line of tries) {
      if ((await server.exec(['sh', '-c', line])).code === 0) throw new Error(`could ${line}`);
    }
    const ffmpeg = await server.exec(['dpkg-query', '-W', '-f', `\${Version}`, 'ffmpeg']);
    expectSuccess(ffmpeg);
    return `nothing but /data and /tmp can be written; ffmpeg ${ffmpeg.stdout}`;
  });
}

async function saysSoon(container: Container, what: RegExp): Promise<void> {
  for (let left = 200; !what.test(container.said()); left -= 1) {
    const code = await Promise.race([container.ended, pause(100)]);
    if (left === 0 || typeof code === 'number') throw new Error(`it said: ${container.said()}`);
  }
}

function megabytesIn(folder: string): string {
  return spawnSync('du', ['-sm', folder], { encoding: 'utf8' }).stdout.split('\t')[0] ?? '';
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
