/** Albumen's entry in the registry of MCP servers: https://modelcontextprotocol.io/registry, schema of 2025-12-11. */
import { readFileSync } from 'node:fs';
import type { Setting } from '../../src/config/setting.ts';
import { settings, stdioSettings } from '../../src/config.ts';
import { plain } from './form.ts';
import { identity } from './identity.ts';
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
    packages: [npmPackage, image(), ...bundles.map(bundlePackage)],
  };
}

const npmPackage: PackageEntry = {
  registryType: 'npm',
  identifier: identity.name,
  version: identity.version,
  runtimeHint: 'npx',
  packageArguments: [{ type: 'positional', value: 'serve' }],
  transport: { type: 'stdio' },
  environmentVariables: variables(stdioSettings),
};

function image(): PackageEntry {
  const own = readFileSync('Dockerfile', 'utf8');
  const isSetThere = ({ env }: Setting<unknown>) => new RegExp(`^(ENV)?\\s+${env}=`, 'm').test(own);
  return {
    registryType: 'oci',
    identifier: `${identity.image}:${identity.version}`,
    runtimeHint: 'docker',
    runtimeArguments: [
      { type: 'named', name: '-p', value: '127.0.0.1:8000:8000' },
      { type: 'named', name: '-v', value: 'albumen:/data' },
    ],
    transport: { type: 'streamable-http', url: 'http://127.0.0.1:8000/mcp' },
    environmentVariables: variables(
      Object.values<Setting<unknown>>(settings).filter((setting) => !isSetThere(setting) && setting.folders !== true),
    ),
  };
}

function bundlePackage({ file, sha256 }: ReleasedBundle): PackageEntry {
  return {
    registryType: 'mcpb',
    identifier: identity.releaseFile(file),
    version: identity.version,
    fileSha256: sha256,
    transport: { type: 'stdio' },
  };
}

function variables(wanted: readonly Setting<unknown>[]): VariableEntry[] {
  return wanted.map((setting) => ({
    name: setting.env,
    description: plain(setting.describe),
    isRequired: false,
    isSecret: setting.fromFile === true,
    format: formatOf(setting),
    ...(isValue(setting) ? { default: setting.fallback } : {}),
  }));
}

function formatOf({ form }: Setting<unknown>): VariableEntry['format'] {
  if (form?.kind === 'switch') return 'boolean';
  return form?.kind === 'folder' ? 'filepath' : 'string';
}

/** A fallback may also be a word for what is done without a value. */
function isValue(setting: Setting<unknown>): setting is Setting<unknown> & { readonly fallback: string } {
  const { fallback } = setting;
  return fallback !== undefined && JSON.stringify(setting.read(fallback)) === JSON.stringify(setting.read(undefined));
}
