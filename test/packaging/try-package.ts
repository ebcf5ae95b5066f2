/** `npm run try:package`: the tarball, installed into an empty folder without running any script, on each release of Node. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { npm, run } from '../conformance/tooling.ts';
import { nodeFolders } from './nodes.ts';
import { expectSuccess, listsTools, step } from './tried.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const packed = z.tuple([z.object({ filename: z.string(), size: z.number(), unpackedSize: z.number() })]);
const installed = z.object({ packages: z.record(z.string(), z.object({ hasInstallScript: z.boolean().optional() })) });

const nodes = await nodeFolders();
const place = await mkdtemp(join(tmpdir(), 'albumen-package-'));
await step('npm pack', pack);
await step('npm install in an empty folder', install);
const [first, ...others] = nodes;
if (first !== undefined) await tryOn(first, []);
// Drawing the sample photos takes longer than all the rest: one tour does it, the others look at the same ones.
await Promise.all(others.map((node) => tryOn(node, ['--photos', join(place, `tour-${first?.[0]}`, 'photos')])));
await rm(place, { recursive: true, force: true });

async function pack(): Promise<string> {
  const ran = await run(npm, ['pack', '--ignore-scripts', '--json', '--pack-destination', place], repository);
  expectSuccess(ran);
  const [{ filename, size, unpackedSize }] = packed.parse(JSON.parse(ran.stdout));
  await writeFile(
    join(place, 'package.json'),
    JSON.stringify({ private: true, dependencies: { albumen: `./${filename}` } }),
  );
  return `${megabytes(size)}, ${megabytes(unpackedSize)} unpacked`;
}

async function install(): Promise<string> {
  expectSuccess(await run(npm, ['install', '--ignore-scripts', '--no-audit', '--no-fund'], place));
  const { packages } = installed.parse(
    JSON.parse(await readFile(join(place, 'node_modules/.package-lock.json'), 'utf8')),
  );
  const needy = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript === true);
  const others = needy.map(([path]) => path).filter((path) => path !== 'node_modules/albumen');
  if (others.length > 0) throw new Error(`needs scripts to be installed: ${others.join(', ')}`);
  return `${Object.keys(packages).length} packages`;
}

/** By the link that npx starts; npx itself once, as it looks for the program in the folder that it is called in. */
async function tryOn([major, folder]: readonly [string, string], photos: readonly string[]): Promise<void> {
  const env = { PATH: [folder, process.env.PATH].join(delimiter), HOME: place };
  const program = join(place, 'node_modules/.bin/albumen');
  await step(`Node ${major}: npx albumen --version`, async () => {
    const ran = await run('npx', ['--no', '--', 'albumen', '--version'], place, env);
    expectSuccess(ran);
    return ran.stdout.trim();
  });
  await step(`Node ${major}: albumen serve`, () =>
    listsTools({ stdio: { command: program, args: ['serve', '--data-dir', join(place, `data-${major}`)], env } }),
  );
  await step(`Node ${major}: albumen tour`, async () => {
    const ran = await run(program, ['tour', '--keep', join(place, `tour-${major}`), ...photos], place, env);
    expectSuccess(ran);
    return ran.stdout.match(/Done: .*/)?.[0] ?? 'no end';
  });
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
