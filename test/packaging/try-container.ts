/**
 * `npm run try:container`: the Dockerfile's instructions carried out one by one, then the image as an operator runs it; and once more
 * by a container engine, where there is one. Where this is not Debian 12, or not root with a mount namespace, it says that it was
 * skipped.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Engine, ownEngine } from './container.ts';
import { buildImage, type Image, mount } from './image.ts';
import { nodeFolders } from './nodes.ts';
import { openPodman, whatPodmanLacks } from './podman.ts';
import { step } from './tried.ts';
import { tryImage } from './try-image.ts';

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
  await tryImage(ownEngine(image));
  await tryWithPodman(context, place, `${nodes.get('24')}/node`);
}

/** The same with the programs that people use, where they are installed. */
async function tryWithPodman(context: string, place: string, node: string): Promise<void> {
  const missing = whatPodmanLacks();
  if (missing.length > 0) {
    process.stdout.write(`SKIPPED, the same with a container engine: not installed: ${missing.join(', ')}\n`);
    return;
  }
  let engine: Engine | undefined;
  await step('buildah build', async () => {
    const built = await openPodman({ context, place: join(place, 'podman'), node });
    engine = built.engine;
    return `the image has ${built.megabytes} MB, of which ${built.baseMegabytes} are the stand-in for its base`;
  });
  if (engine !== undefined) await tryImage(engine);
}

function megabytesIn(folder: string): string {
  return spawnSync('du', ['-sm', folder], { encoding: 'utf8' }).stdout.split('\t')[0] ?? '';
}
