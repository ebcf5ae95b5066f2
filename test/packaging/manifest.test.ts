import { getMcpConfigForManifest } from '@anthropic-ai/mcpb';
import { McpbManifestSchema } from '@anthropic-ai/mcpb/schemas/0.4';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { iconPng } from '../../scripts/packaging/icon.ts';
import { bundledSystems, bundleManifest } from '../../scripts/packaging/manifest.ts';
import { readConfig, secretsIn, settings } from '../../src/config.ts';
import { watchSecret } from '../fixtures/watched-secrets.ts';

const systems = ['darwin', 'win32', 'linux'] as const;
const manifest = bundleManifest('linux');

/** The environment in which a host starts the program after this was filled in. */
async function environment(userConfig: Record<string, string | boolean>): Promise<Record<string, string>> {
  const config = await getMcpConfigForManifest({
    manifest: McpbManifestSchema.parse(manifest),
    extensionPath: '/bundle',
    systemDirs: {},
    userConfig,
    pathSeparator: '/',
  });
  return config?.env ?? {};
}

describe('the manifest of a bundle', () => {
  it.each(systems)('for %s is one, to those who defined the format, and names that system', (system) => {
    const checked = McpbManifestSchema.parse(bundleManifest(system));
    expect(checked.compatibility).toEqual({ platforms: [system], runtimes: { node: packageJson.engines.node } });
    expect(checked.version).toBe(packageJson.version);
    expect(checked.license).toBe('AGPL-3.0-only');
  });

  it('is made for every system that there are binaries for', () => {
    expect(Object.keys(bundledSystems)).toEqual([...systems]);
  });

  it('lists the tools of a usual library, each with one sentence', () => {
    const names = manifest.tools.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['immich_albums_list', 'history_undo', 'contact_sheet', 'list_assets']),
    );
    expect(names.filter((name) => name.startsWith('page_') || name.startsWith('photoprism_'))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    for (const { description } of manifest.tools) expect(description).toMatch(/^[A-Z].*\.$/);
  });

  it('lists the prompts with their arguments and texts', () => {
    expect(manifest.prompts.map(({ name }) => name)).toContain('immich/review_duplicates');
    for (const { text, arguments: known } of manifest.prompts) {
      expect(text).toMatch(/^1\. /m);
      expect(known.length).toBeGreaterThan(0);
    }
  });

  it('says what becomes of people’s data', () => {
    expect(manifest.long_description).toMatch(/Privacy: .*nobody else/);
  });

  it('has an icon of 512 × 512', async () => {
    const icon = await iconPng();
    expect(icon.subarray(1, 4).toString()).toBe('PNG');
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([512, 512]);
    expect(icon.length).toBeLessThan(30_000);
  });
});

describe('the form of a bundle', () => {
  it('hides every secret, and offers a picker for folders', () => {
    const fields = Object.entries(manifest.user_config);
    const secrets = fields.filter(([, { sensitive }]) => sensitive === true).map(([key]) => key);
    expect(secrets).toEqual(['immich_api_key', 'photoprism_access_token']);
    expect(manifest.user_config).toMatchObject({ albumen_photos: { type: 'directory' } });
  });

  it('fills variables that are settings, each from a field of its own', () => {
    const known = Object.values(settings).map(({ env }) => env);
    const { env } = manifest.server.mcp_config;
    for (const [name, value] of Object.entries(env)) {
      expect(known).toContain(name);
      const [, key = ''] = /^\$\{user_config\.(\w+)\}$/.exec(value) ?? [];
      expect(manifest.user_config).toHaveProperty(key);
    }
    expect(Object.keys(env)).toHaveLength(Object.keys(manifest.user_config).length);
  });

  it('gives the program what was filled in', async () => {
    const key = watchSecret('bundle-key-never-to-be-told');
    const env = await environment({ immich_base_url: 'https://photos.example.com', immich_api_key: key });
    const config = readConfig(env);
    if (!config.ok) throw new Error(config.failure.message);
    expect(config.value).toMatchObject({ immichBaseUrl: 'https://photos.example.com', photos: [], readOnly: false });
    expect(secretsIn(config.value)).toEqual([key]);
  });

  it.each([
    ['nothing is filled in', {}],
    ['all is left blank', Object.fromEntries(Object.keys(manifest.user_config).map((key) => [key, '']))],
  ])('starts the program as without any settings where %s', async (_, filledIn) => {
    expect(readConfig(await environment(filledIn))).toEqual(readConfig({}));
  });

  it('hands on a folder and a switch', async () => {
    const config = readConfig(await environment({ albumen_photos: '/srv/My Photos', albumen_read_only: true }));
    expect(config).toMatchObject({ ok: true, value: { photos: ['/srv/My Photos'], readOnly: true } });
  });
});
