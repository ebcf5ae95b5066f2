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
  return wanted.map(({ env, describe, fallback, fromFile, form }) => ({
    name: env,
    description: plain(describe),
    isRequired: false,
    isSecret: fromFile === true,
    format: form?.kind === 'switch' ? 'boolean' : form?.kind === 'folder' ? 'filepath' : 'string',
    // A fallback that names another setting, or the home folder, is no value.
    ...(fallback === undefined || /^[A-Z_~]/.test(fallback) ? {} : { default: fallback }),
  }));
}
