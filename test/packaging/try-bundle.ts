/** `npm run try:bundle`: the bundle for this system, unpacked into an empty folder and started as its manifest says. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { getMcpConfigForManifest, unpackExtension } from '@anthropic-ai/mcpb';
import { McpbManifestSchema } from '@anthropic-ai/mcpb/schemas/0.4';
import { type BundledSystem, bundledSystems } from '../../scripts/packaging/manifest.ts';
import { packBundle } from '../../scripts/packaging/pack-bundle.ts';
import { openNodeSqlite } from '../../src/database/node-sqlite-engine.ts';
import { run } from '../conformance/tooling.ts';
import { jpegBytes } from '../fixtures/images.ts';
import { startLibraryStandIn } from '../fixtures/library-stand-in.ts';
import { type Command, clientKinds } from '../fixtures/mcp-clients.ts';
import { openTestLibrary } from '../fixtures/open-library.ts';
import { nodeFolders } from './nodes.ts';
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
await step('started with a folder', async () => showsPhoto(await started({ albumen_photos: photos })));

const library = await openTestLibrary();
await library.addAsset();
const server = await startLibraryStandIn(library.library, [3, 2]);
const immich = { immich_base_url: server.url, immich_api_key: library.library.ownerKey, albumen_photos: '' };
await step('started with an Immich server', async () => callsTool(await started(immich), 'immich_albums_list'));

const host = fileURLToPath(new URL('../fixtures/claude-desktop-host.cjs', import.meta.url));
const [ownNode, ...newerNodes] = await nodeFolders();
for (const [major, bin] of newerNodes) {
  await step(`inside Claude Desktop with Node ${major}`, async () =>
    listsTools(inside(bin, await started({ albumen_photos: photos }))),
  );
  await step(`there where no binary loads, with Node ${major}`, async () => {
    const { stdio } = await started({ albumen_photos: photos });
    const env = { ...stdio.env, NO_BINARIES: '1', ALBUMEN_DATA_DIR: join(place, `data-${major}`) };
    const target = inside(bin, { stdio: { ...stdio, env } });
    const made = await callsTool(target, 'immich_albums_create', { album_name: 'New' });
    return `${await showsPhoto(target)}, and makes ${made}`;
  });
}

await step(`without any binary, with Node ${ownNode?.[0]}`, async () => {
  const modules = join(folder, 'node_modules');
  const pictures = (await readdir(join(modules, '@img'))).filter((name) => !/^(colour|sharp-wasm32)$/.test(name));
  for (const name of [...pictures.map((one) => join('@img', one)), '@libsql'])
    await rm(join(modules, name), { recursive: true });
  const listed = await listsTools(await started({}));
  await callsTool(await started(immich), 'immich_albums_list');
  const made = await told(callsTool(await started(immich), 'immich_albums_create', { album_name: 'New' }));
  const hasSqlite = openNodeSqlite(':memory:') !== undefined;
  if (made.includes('(libsql) does not load on this system') === hasSqlite) throw new Error(made);
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

/** The same program, loaded by Claude Desktop with this Node. */
function inside(bin: string, { stdio }: { readonly stdio: Command }): { readonly stdio: Command } {
  const { args, env } = stdio;
  return { stdio: { command: join(bin, 'node'), args: [host, ...args], env } };
}

/** Waits until its only photo is indexed, and looks at it. */
async function showsPhoto(target: { readonly stdio: Command }): Promise<string> {
  const [kind] = clientKinds;
  const client = await kind?.connect(target);
  if (client === undefined) throw new Error('no client');
  try {
    // It is indexed while the server already answers.
    for (let tries = 0; tries < 100; tries++) {
      const { text } = await client.call('list_assets', {});
      const [, id] = /"id":"([^"]+)","file":"one.jpg"/.exec(text) ?? [];
      if (id !== undefined) {
        const { images } = await client.call('view_assets', { asset_ids: [id] });
        if (images.length !== 1) throw new Error('its photo is not shown');
        return `shows a picture (${images.join()}) of a folder`;
      }
      await sleep(200);
    }
    throw new Error('its photo was never there');
  } finally {
    await client.close();
  }
}

/** Why it failed. */
function told(work: Promise<string>): Promise<string> {
  return work.then(
    (text) => `did not fail: ${text}`,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}
