/** What is asked of the image, whatever runs it. */
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { Target } from '../fixtures/mcp-clients.ts';
import { hello, json, send } from '../fixtures/raw-http.ts';
import type { Container, Engine } from './container.ts';
import { callsTool, expectSuccess, listsTools, step } from './tried.ts';

/** The tour, then its library behind an address as Immich's would be, then the server in front of that. */
export async function tryImage(engine: Engine): Promise<void> {
  await step('docker run albumen tour', async () => {
    const container = engine.start({}, ['tour', '--keep', '/data/tour']);
    expectSuccess({ code: await container.ended, output: container.said() });
    return container.said().match(/Done: .*/)?.[0] ?? 'no end';
  });
  await step('docker stop, in the middle of the tour', async () => {
    const container = engine.start({}, ['tour']);
    await saysSoon(container, /1\. Index/);
    const code = await Promise.race([container.stop(), pause(5000)]);
    if (code === undefined) throw new Error('it goes on as if it had not been asked');
    return `exit code ${code}`;
  });
  await step('docker run -i albumen serve --transport stdio', () =>
    listsTools({ stdio: engine.overStdio(['serve', '--transport', 'stdio']) }),
  );
  const libraryData = ['--data-dir', '/data/tour/library'];
  const libraryPort = await freePort();
  const library = engine.start({}, ['library', 'serve', ...libraryData, '--port', `${libraryPort}`]);
  await saysSoon(library, /listens|http:\/\//);
  const key = await library.exec(['albumen', 'library', 'keys', 'add', 'try', ...libraryData]);
  const port = await freePort();
  const server = engine.start({
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
    const line = /(?:docker|podman) exec \S+ (albumen clients add .*)|^ +(albumen clients add .*)/m.exec(server.said());
    const words = (line?.[1] ?? line?.[2] ?? '').match(/"[^"]*"|\S+/g) ?? [];
    const ran = await server.exec(words.map((word) => word.replaceAll('"', '')));
    expectSuccess(ran);
    token = /Bearer ([\w.-]+)/.exec(ran.stdout)?.[1] ?? '';
    return 'a client';
  });
  await step('tools/list over HTTP', () => listsTools({ url, token }));
  await step('immich_assets_statistics', () => callsTool({ url, token }, 'immich_assets_statistics'));
  await step('view_video', () => seesVideo({ url, token }));
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

const videos = z.object({ assets: z.tuple([z.object({ id: z.string() })]).rest(z.unknown()) });
const seen = z.object({ frames: z.record(z.string(), z.number()) });

/** Only ffmpeg makes several frames of one video. */
async function seesVideo(target: Target): Promise<string> {
  const { assets } = videos.parse(JSON.parse(await callsTool(target, 'list_assets', { asset_type: 'VIDEO' })));
  const told = await callsTool(target, 'view_video', { asset_id: assets[0].id });
  const { frames } = seen.parse(JSON.parse(told.split('\n')[0] ?? ''));
  return `${Object.keys(frames).length} frames`;
}

async function saysSoon(container: Container, what: RegExp): Promise<void> {
  for (let left = 200; !what.test(container.said()); left -= 1) {
    const code = await Promise.race([container.ended, pause(100)]);
    if (left === 0 || typeof code === 'number') throw new Error(`it said: ${container.said()}`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
