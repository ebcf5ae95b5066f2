/** Lays out what goes into a bundle: the program, and its native packages as npm has them for other systems. */
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { iconPng } from './icon.ts';
import { type BundledSystem, bundledSystems, bundleManifest } from './manifest.ts';

/** Binaries for Linux without glibc (no desktop that runs Claude is one), and what asks for WebAssembly in a browser. */
const unneeded = ['@libsql/linux-x64-musl', '@img/sharp-webcontainers-wasm32'];

/**
 * Fills `folder`; `workshop` is an empty folder for what npm installs on the way. Nothing is compiled, no script of a package runs.
 * The image library is there as WebAssembly, too: Claude Desktop for macOS loads no binary but its own.
 */
export async function stageBundle(system: BundledSystem, folder: string, workshop: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await cp('dist', join(folder, 'dist'), { recursive: true, filter: (path) => !path.endsWith('.map') });
  for (const file of ['LICENSE', 'THIRD-PARTY-LICENSES.txt']) await cp(file, join(folder, file));
  const binaries = bundledSystems[system].map((processor) => ({ os: system, cpu: processor }));
  for (const { os, cpu } of [...binaries, webAssembly]) {
    const installed = join(workshop, `${os}-${cpu}`);
    await install(os, cpu, installed);
    await cp(join(installed, 'node_modules'), join(folder, 'node_modules'), { recursive: true });
  }
  for (const name of unneeded) await rm(join(folder, 'node_modules', name), { recursive: true, force: true });
  await writeFile(join(folder, 'package.json'), await shortPackage());
  await writeFile(join(folder, 'icon.png'), await iconPng());
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(bundleManifest(system), null, 2)}\n`);
}

/** As npm names it for those who want no binary. */
const webAssembly = { os: 'linux', cpu: 'wasm32' };

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

async function install(os: string, cpu: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) await cp(file, join(folder, file));
  const target = [`--os=${os}`, `--cpu=${cpu}`, '--libc=glibc'];
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund'];
  await promisify(execFile)(npm, ['ci', '--omit=dev', ...target, ...quietly], { cwd: folder });
}

/** What Node reads of it (the kind of modules), and people. */
async function shortPackage(): Promise<string> {
  const { name, version, license, type, dependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  return `${JSON.stringify({ name, version, license, type, private: true, dependencies }, null, 2)}\n`;
}
