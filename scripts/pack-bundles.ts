/**
 * `npm run bundle [-- darwin win32 linux]`: makes the bundles for Claude Desktop, one for each system, and beside them the
 * entry for the registry that names them. Nothing is compiled: the native packages come from npm as they are.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BundledSystem, bundledSystems } from './packaging/manifest.ts';
import { type PackedBundle, packBundle } from './packaging/pack-bundle.ts';
import { serverEntry } from './packaging/server-entry.ts';
import { serverSchema } from './packaging/server-schema.ts';

const target = 'bundles';

const known: readonly BundledSystem[] = ['darwin', 'win32', 'linux'];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.some((system) => system === name));
if (unknown.length > 0) throw new Error(`Unknown system ${unknown.join(', ')}. Known: ${known.join(', ')}.`);

await rm(target, { recursive: true, force: true });
await mkdir(target);
const packed: PackedBundle[] = [];
for (const system of known.filter((name) => asked.length === 0 || asked.includes(name))) {
  const bundle = await packBundle(system, target);
  packed.push(bundle);
  const processors = bundledSystems[system].join(', ');
  process.stdout.write(`${bundle.path}: ${(bundle.bytes / 1e6).toFixed(1)} MB (${system}: ${processors})\n`);
}
const entry = serverSchema.parse(serverEntry(packed));
await writeFile(join(target, 'server.json'), `${JSON.stringify(entry, null, 2)}\n`);
process.stdout.write(`${join(target, 'server.json')}: ${entry.packages.length} packages\n`);
