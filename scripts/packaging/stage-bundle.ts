/** Lays out what goes into a bundle: the program, and its native packages as npm has them for other systems. */
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { iconPng } from './icon.ts';
import { type BundledSystem, bundledSystems, bundleManifest } from './manifest.ts';

/** Binaries for Linux without glibc: no desktop that runs Claude is one. */
const unneeded = ['@libsql/linux-x64-musl'];

/** Fills `folder`; `workshop` is an empty folder for what npm installs on the way. Nothing is compiled, no script of a package runs. */
export async function stageBundle(system: BundledSystem, folder: string, workshop: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await cp('dist', join(folder, 'dist'), { recursive: true, filter: (path) => !path.endsWith('.map') });
  for (const file of ['LICENSE', 'THIRD-PARTY-LICENSES.txt']) await cp(file, join(folder, file));
  for (const processor of bundledSystems[system]) {
    const installed = join(workshop, `${system}-${processor}`);
    await install(system, processor, installed);
    await cp(join(installed, 'node_modules'), join(folder, 'node_modules'), { recursive: true });
  }
  for (const name of unneeded) await rm(join(folder, 'node_modules', name), { recursive: true, force: true });
  await writeFile(join(folder, 'package.json'), await shortPackage());
  await writeFile(join(folder, 'icon.png'), await iconPng());
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(bundleManifest(system), null, 2)}\n`);
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

async function install(system: string, processor: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) await cp(file, join(folder, file));
  const target = [`--os=${system}`, `--cpu=${processor}`, '--libc=glibc'];
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund'];
  await promisify(execFile)(npm, ['ci', '--omit=dev', ...target, ...quietly], { cwd: folder });
}

/** What Node reads of it (the kind of modules), and people. */
async function shortPackage(): Promise<string> {
  const { name, version, license, type, dependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  return `${JSON.stringify({ name, version, license, type, private: true, dependencies }, null, 2)}\n`;
}
