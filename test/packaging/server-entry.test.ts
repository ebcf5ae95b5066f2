import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { formEnvironment } from '../../scripts/packaging/form.ts';
import { serverEntry } from '../../scripts/packaging/server-entry.ts';
import { serverSchema } from '../../scripts/packaging/server-schema.ts';
import { settings } from '../../src/config.ts';
import { readDockerfile } from './dockerfile.ts';

const bundle = { file: 'albumen-mcp-linux.mcpb', sha256: 'ab'.repeat(32) };
const entry = serverEntry([bundle]);

/** The entry with one thing changed. */
function changed(path: readonly (string | number)[], value: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(entry));
  let at = Object(copy);
  for (const step of path.slice(0, -1)) at = at[step];
  const last = path.at(-1) ?? '';
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

describe('the entry in the registry', () => {
  it('is what the registry takes, as it is in the repository and with bundles', () => {
    expect(serverSchema.parse(JSON.parse(readFileSync('server.json', 'utf8')))).toEqual(serverEntry());
    expect(serverSchema.parse(entry)).toEqual(entry);
  });

  it('has the name and the version of the package', () => {
    expect(entry).toMatchObject({ name: packageJson.mcpName, version: packageJson.version });
    const [npm, oci, mcpb] = entry.packages;
    expect(npm).toMatchObject({ registryType: 'npm', identifier: packageJson.name, version: packageJson.version });
    expect(oci?.identifier).toMatch(new RegExp(`:${packageJson.version.replaceAll('.', '\\.')}$`));
    expect(mcpb).toMatchObject({ registryType: 'mcpb', fileSha256: bundle.sha256 });
    expect(mcpb?.identifier).toContain(`/v${packageJson.version}/${bundle.file}`);
  });

  it('says which variables are secret: those that can come from a file of their own', () => {
    const secret = Object.values(settings).flatMap(({ env, fromFile }) => (fromFile ? [env] : []));
    for (const { environmentVariables = [] } of entry.packages) {
      for (const { name, isSecret } of environmentVariables)
        expect([name, isSecret]).toEqual([name, secret.includes(name)]);
    }
  });

  it('asks for what a form asks for, and for no folder where there is a container', () => {
    const [npm = [], oci = []] = entry.packages.map(({ environmentVariables = [] }) =>
      environmentVariables.map(({ name }) => name),
    );
    expect(npm).toEqual(Object.keys(formEnvironment()));
    expect(npm.length).toBeLessThan(10);
    expect(oci).toEqual(npm.filter((name) => !['ALBUMEN_PHOTOS', 'ALBUMEN_UPLOAD_DIRS'].includes(name)));
  });

  it('is what the package and the image say that they are, so that the registry believes that they are ours', () => {
    expect(entry.name).toBe(packageJson.mcpName);
    const last = readDockerfile(readFileSync('Dockerfile', 'utf8')).at(-1);
    const labels = last?.steps.flatMap((step) => (step.kind === 'LABEL' ? [step.values] : []));
    expect(labels).toContainEqual(expect.objectContaining({ 'io.modelcontextprotocol.server.name': entry.name }));
  });

  it('gives only defaults that the settings read as such', () => {
    for (const { environmentVariables = [] } of entry.packages) {
      for (const { name, default: usual } of environmentVariables) {
        const setting = Object.values(settings).find(({ env }) => env === name);
        if (usual !== undefined) expect([name, setting?.read(usual)]).toEqual([name, setting?.read(undefined)]);
      }
    }
  });

  it.each([
    ['a description of more than 100 characters', ['description'], 'a'.repeat(101)],
    ['a range of versions', ['version'], '^0.1.0'],
    ['the latest version', ['packages', 0, 'version'], 'latest'],
    ['an npm package without a version', ['packages', 0, 'version'], undefined],
    ['an image without a tag', ['packages', 1, 'identifier'], 'ghcr.io/albumen/albumen'],
    ['a version beside the tag of an image', ['packages', 1, 'version'], '0.1.0'],
    ['a bundle without its hash', ['packages', 2, 'fileSha256'], undefined],
    ['a bundle from elsewhere', ['packages', 2, 'identifier'], 'https://example.com/albumen-mcp.mcpb'],
    ['a name that is no reverse domain', ['name'], 'albumen'],
    ['a name that ends in a dot', ['name'], 'io.github.albumen./albumen-'],
    ['a title of blanks', ['title'], ' '],
    [
      'another address than that of a repository',
      ['repository', 'url'],
      'https://github.com/albumen/albumen/tree/main',
    ],
    ['an image from elsewhere', ['packages', 1, 'identifier'], 'registry.example.com/albumen:0.1.0'],
    ['an argument with its value in the name', ['packages', 1, 'runtimeArguments', 0, 'name'], '-p 8000'],
    ['an argument with its name in the value', ['packages', 1, 'runtimeArguments', 0, 'value'], '-p 8000:8000'],
    ['an address that is none of a web server', ['packages', 1, 'transport', 'url'], 'ftp://127.0.0.1/mcp'],
    [
      'a bundle that is no file of a release',
      ['packages', 2, 'identifier'],
      'https://github.com/albumen/albumen-mcp.mcpb',
    ],
    ['a version beside the address of a bundle', ['packages', 2, 'version'], '0.1.0'],
    ['something unknown', ['status'], 'active'],
  ])('would not be taken with %s', (_, path, value) => {
    expect(serverSchema.safeParse(changed(path, value)).success).toBe(false);
  });
});
