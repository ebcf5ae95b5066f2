/** Albumen's entry in the registry of MCP servers: https://modelcontextprotocol.io/registry, schema of 2025-12-11. */
import type { Setting } from '../../src/config/setting.ts';
import { type AskedSetting, askedSettings } from './form.ts';
import { iconFile, identity } from './identity.ts';
import type { PackageEntry, ServerEntry, VariableEntry } from './server-schema.ts';

/** A bundle of a release: its name and the SHA-256 of its bytes. */
export interface ReleasedBundle {
  readonly file: string;
  readonly sha256: string;
}

/** The entry; with bundles, once there are any to name. */
export function serverEntry(bundles: readonly ReleasedBundle[] = []): ServerEntry {
  return {
    $schema: 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json',
    name: identity.serverName,
    title: identity.title,
    description: identity.description,
    version: identity.version,
    repository: { url: identity.repository, source: 'github' },
    icons: [{ src: identity.rawFile(iconFile), mimeType: 'image/png', sizes: ['512x512'] }],
    packages: [npmPackage, image, ...bundles.map(bundlePackage)],
  };
}

const npmPackage: PackageEntry = {
  registryType: 'npm',
  identifier: identity.name,
  version: identity.version,
  runtimeHint: 'npx',
  packageArguments: [{ type: 'positional', value: 'serve' }],
  transport: { type: 'stdio' },
  environmentVariables: variables(askedSettings),
};

const image: PackageEntry = {
  registryType: 'oci',
  identifier: `${identity.image}:${identity.version}`,
  runtimeHint: 'docker',
  runtimeArguments: [
    { type: 'named', name: '-p', value: '127.0.0.1:8000:8000' },
    { type: 'named', name: '-v', value: 'albumen:/data' },
  ],
  transport: { type: 'streamable-http', url: 'http://127.0.0.1:8000/mcp' },
  // A folder has another name in there.
  environmentVariables: variables(askedSettings.filter(({ folders }) => folders !== true)),
};

function bundlePackage({ file, sha256 }: ReleasedBundle): PackageEntry {
  return {
    registryType: 'mcpb',
    identifier: identity.releaseFile(file),
    fileSha256: sha256,
    transport: { type: 'stdio' },
  };
}

/** Clients such as VS Code ask the person for each of them, one after the other: so they are those of the form, and no other. */
function variables(wanted: readonly AskedSetting[]): VariableEntry[] {
  return wanted.map((setting) => ({
    name: setting.env,
    description: setting.form.ask,
    isRequired: false,
    isSecret: setting.fromFile === true,
    format: formatOf(setting),
    ...(isValue(setting) ? { default: setting.fallback } : {}),
  }));
}

function formatOf({ form: { kind } }: AskedSetting): VariableEntry['format'] {
  if (kind === 'switch') return 'boolean';
  return kind === 'folder' ? 'filepath' : 'string';
}

/** A fallback may also be a word for what is done without a value. */
function isValue(setting: Setting<unknown>): setting is Setting<unknown> & { readonly fallback: string } {
  const { fallback } = setting;
  return fallback !== undefined && JSON.stringify(setting.read(fallback)) === JSON.stringify(setting.read(undefined));
}
