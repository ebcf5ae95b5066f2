/** `npm run try:bundle`: the bundle for this system, unpacked into an empty folder and started as its manifest says. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getMcpConfigForManifest, unpackExtension } from '@anthropic-ai/mcpb';
import { McpbManifestSchema } from '@anthropic-ai/mcpb/schemas/0.4';
import { type BundledSystem, bundledSystems } from '../../scripts/packaging/manifest.ts';
import { packBundle } from '../../scripts/packaging/pack-bundle.ts';

import { run } from '../conformance/tooling.ts';
import { jpegBytes } from '../fixtures/images.ts';
import { startLibraryStandIn } from '../fixtures/library-stand-in.ts';
import { type Command, clientKinds } from '../fixtures/mcp-clients.ts';
import { openTestLibrary } from '../fixtures/open-library.ts';
import { callsTool, expectSuccess, listsTools, step } from './tried.ts';

type Answers = Readonly<Record<string, string | boolean>>;

const place = await mkdtemp(join(tmpdir(), 'albumen-try-bundle-'));
const folder = join(place, 'unpacked');
const photos = join(place, 'Photos');
await mkdir(photos);
await writeFile(join(photos, 'one.jpg'), await jpegBytes({ width: 64, height: 48, seed: 1 }));

await step('packed and validated', async () => {
  const { path, bytes } = await packBundle(thisSystem(), place);
  if (!(await unpackExtension({ mcpbPath: path, outputDir: folder, silent: true })))
    throw new Error('cannot be unpacked');
  return `${(bytes / 1e6).toFixed(1)} MB`;
});
await step('started with nothing filled in', async () => listsTools(await started({})));
await step('shows the tour', async () => {
  const { command, args, env } = (await started({})).stdio;
  const [program = ''] = args;
  const ran = await run(command, [program, 'tour', '--keep', join(place, 'tour')], place, env);
  expectSuccess(ran);
  return ran.stdout.match(/Done: .*/)?.[0] ?? 'no end';
});
await step('started with a folder', async () => {
  const [kind] = clientKinds;
  const client = await kind?.connect(await started({ albumen_photos: photos }));
  if (client === undefined) throw new Error('no client');
  // It is indexed while the server already answers.
  for (let tries = 0; tries < 100; tries++) {
    const { text } = await client.call('immich_assets_statistics', {});
    if (text.includes('"images":1')) return client.close().then(() => text);
    await sleep(200);
  }
  throw new Error('its photo was never there');
});

const library = await openTestLibrary();
await library.addAsset();
const server = await startLibraryStandIn(library.library, [3, 2]);
const immich = { immich_base_url: server.url, immich_api_key: library.library.ownerKey, albumen_photos: '' };
await step('started with an Immich server', async () => callsTool(await started(immich), 'immich_albums_list'));

await step('without the binaries of another processor', async () => {
  for (const packages of ['@img', '@libsql']) await rm(join(folder, 'node_modules', packages), { recursive: true });
  const listed = await listsTools(await started({}));
  await callsTool(await started(immich), 'immich_albums_list');
  const made = await told(callsTool(await started(immich), 'immich_albums_create', { album_name: 'New' }));
  const read = await told(callsTool(await started({ albumen_photos: photos }), 'list_assets'));
  for (const text of [made, read]) if (!text.includes('(libsql) does not load on this system')) throw new Error(text);
  return `${listed}; a server can be read; else: ${made}`;
});

await server.close();
await library.close();
await rm(place, { recursive: true, force: true });

function thisSystem(): BundledSystem {
  const systems: readonly BundledSystem[] = ['darwin', 'win32', 'linux'];
  const system = systems.find((name) => name === process.platform);
  if (system === undefined || !bundledSystems[system].some((processor) => processor === process.arch)) {
    throw new Error(`there is no bundle for ${process.platform} ${process.arch}`);
  }
  return system;
}

/** The program as a host starts it after somebody has filled in the form. */
async function started(answers: Answers): Promise<{ readonly stdio: Command }> {
  const manifest = McpbManifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
  const config = await getMcpConfigForManifest({
    manifest,
    extensionPath: folder,
    systemDirs: { HOME: place },
    userConfig: answers,
    pathSeparator: sep,
  });
  if (config === undefined) throw new Error('the manifest asks for more');
  const { command, args = [], env = {} } = config;
  const program = command === 'node' ? process.execPath : command;
  return { stdio: { command: program, args, env: { PATH: process.env.PATH ?? '', HOME: place, ...env } } };
}

/** Why it failed. */
function told(work: Promise<string>): Promise<string> {
  return work.then(
    (text) => `did not fail: ${text}`,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}
