/** Which packages reach whoever installs Albumen, and under which licences. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import * as z from 'zod';
import manifest from '../../package.json' with { type: 'json' };
import lock from '../../package-lock.json' with { type: 'json' };
import { bundle } from '../bundle.ts';
import { mitTerms } from './mit-terms.ts';

/** A package of others. */
export interface OtherPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly licence: string;
}

/** One whose code is in the bundle. */
export interface BundledPackage extends OtherPackage {
  readonly source: string;
  /** The licence as the package gives it; undefined where it only names it and nothing more is known. */
  readonly text: string | undefined;
  /** The package whose own bundle it came in. */
  readonly within?: string;
}

const described = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  repository: z.union([z.string(), z.object({ url: z.string() })]).optional(),
});

/** What packages write that is no SPDX expression. */
const spdx: Readonly<Record<string, string>> = {
  'GNU Affero General Public License version 3': 'AGPL-3.0-only',
};

/** Packages that come inside another one's bundle and are not installed here, as their repositories name their licences. */
const knownInside: Readonly<Record<string, { licence: string; source: string }>> = {
  '@cfworker/json-schema': { licence: 'MIT', source: 'https://github.com/cfworker/cfworker' },
};

/** Who holds the rights to packages that name the MIT licence and bring no file of it: the authors that their repositories name. */
const mitHolders: Readonly<Record<string, string>> = {
  '@cfworker/json-schema': 'Jeremy Danyow',
  '@oazapfts/runtime': 'Felix Gnass',
  thumbhash: 'Evan Wallace',
};

/** Every package of which the built program or a page of the chat contains code or data, by name. */
export async function bundledPackages(): Promise<BundledPackage[]> {
  const files = await bundledFiles();
  const folders = new Set(files.map(folderOf).filter((folder) => folder !== undefined));
  const own = [...folders].map((folder) => read(folder));
  const inside = files.flatMap((file) => carried(file, own));
  const found = new Map([...inside, ...own].map((one) => [`${one.name} ${one.version}`, one]));
  return [...found.values()].sort(byName);
}

/** Every package that npm may install beside the bundle, on one system or another, by name. */
export function installedPackages(): OtherPackage[] {
  const found = new Map<string, OtherPackage>();
  for (const [path, entry] of Object.entries<LockEntry>(lock.packages)) {
    if (path === '' || entry.dev === true || entry.devOptional === true) continue;
    const { version = '', license = 'none stated' } = entry;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    found.set(`${name} ${version}`, { name, version, licence: spdx[license] ?? license });
  }
  return [...found.values()].sort(byName);
}

/** What the bundle asks for at run time, Node's own modules left out, and what the manifest has installed. */
export async function leftOutside(): Promise<{ readonly asked: string[]; readonly installed: string[] }> {
  const { metafile } = await build({ ...bundle, ...unwritten });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const asked = new Set(imports.filter((one) => one.external === true).map((one) => one.path));
  return { asked: [...asked].sort(), installed: Object.keys(manifest.dependencies).sort() };
}

const unwritten = { write: false, metafile: true, sourcemap: false } as const;

interface LockEntry {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

/** Files of packages of which something is left after esbuild has dropped what is not used. */
async function bundledFiles(): Promise<string[]> {
  const pages = { ...bundle, entryPoints: pagePrograms(), plugins: [], splitting: false };
  const built = await Promise.all([bundle, pages].map((what) => build({ ...what, ...unwritten })));
  return [...new Set(built.flatMap(({ metafile }) => inputsOf(metafile)))];
}

function pagePrograms(): string[] {
  return readdirSync('src/apps')
    .map((page) => join('src/apps', page, 'page.ts'))
    .filter((path) => existsSync(path));
}

function inputsOf({ outputs }: Metafile): string[] {
  return Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
}

function folderOf(file: string): string | undefined {
  return /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

function read(folder: string): BundledPackage {
  const { name, version, license, repository } = described.parse(
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  );
  const address = typeof repository === 'string' ? repository : (repository?.url ?? '');
  const text = licenceText(folder) ?? knownTerms(name, license);
  return { name, version, licence: spdx[license] ?? license, source: webAddress(address), text };
}

/** Packages that were bundled into `file` before it came here: pnpm's paths are left in comments. */
function carried(file: string, own: readonly BundledPackage[]): BundledPackage[] {
  const folder = folderOf(file);
  if (folder === undefined) return [];
  const within = read(folder).name;
  const marks = readFileSync(file, 'utf8').matchAll(/node_modules\/\.pnpm\/((?:@[^+/@]+\+)?[^@/]+)@([^_/]+)/g);
  return [...marks].flatMap(([, marked = '', version = '']) => {
    const name = marked.replace('+', '/');
    if (own.some((one) => one.name === name)) return [];
    const here = existsSync(join('node_modules', name)) ? read(join('node_modules', name)) : unseen(name);
    return [{ ...here, version, within }];
  });
}

function unseen(name: string): Omit<BundledPackage, 'version'> {
  const known = knownInside[name] ?? { licence: 'unknown', source: '' };
  return { name, ...known, text: knownTerms(name, known.licence) };
}

function knownTerms(name: string, licence: string): string | undefined {
  const holder = mitHolders[name];
  return licence === 'MIT' && holder !== undefined ? mitTerms(holder) : undefined;
}

function webAddress(repository: string): string {
  const path = repository
    .replace(/^git\+/, '')
    .replace(/^(ssh|git|https):\/\//, '')
    .replace(/^git@/, '')
    .replace('github.com:', 'github.com/')
    .replace(/\.git$/, '');
  return `https://${path.startsWith('github.com/') ? path : `github.com/${path}`}`;
}

/** The file of that name, or the chapter of the README. */
function licenceText(folder: string): string | undefined {
  const names = readdirSync(folder);
  const file = names.find((name) => /^licen[cs]e(\.|$)/i.test(name));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8');
  const readme = names.find((name) => /^readme\.md$/i.test(name));
  if (readme === undefined) return undefined;
  const chapter = /^#+ *licen[cs]e\s*\n([\s\S]*?)(?=^#|$(?![\s\S]))/im.exec(readFileSync(join(folder, readme), 'utf8'));
  return chapter?.[1]?.includes('WARRANTY') ? chapter[1] : undefined;
}

function byName(left: OtherPackage, right: OtherPackage): number {
  return left.name < right.name ? -1 : Number(left.name > right.name);
}
