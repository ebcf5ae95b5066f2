/** What is pasted into each client, as `albumen setup` prints it. */
import { clientConfigurations, type Instruction } from '../../src/cli/client-configurations.ts';
import { type ClientName, clientNames } from '../../src/cli/client-names.ts';
import { npxProgram } from '../../src/cli/program.ts';
import { readConfig } from '../../src/config.ts';
import { identity } from '../packaging/identity.ts';
import { type BundledSystem, bundledSystems, bundleFile } from '../packaging/manifest.ts';
import { table } from './markdown.ts';

/** An Immich server, started through npx: what most people have. */
const immich = { IMMICH_BASE_URL: 'https://photos.example.com' };
/** A folder, and the program installed: what is run on the machine that has the photos. */
const folder = { ALBUMEN_PHOTOS: '/home/you/Pictures' };

/** What `albumen setup` prints for a client, with the example's settings. */
export function setupOf(client: ClientName): readonly Instruction[] {
  const [given, program] = client === 'open-webui' ? [folder, { command: 'albumen', args: [] }] : [immich, npxProgram];
  const config = readConfig({ ...given, IMMICH_API_KEY: 'not-shown' });
  if (!config.ok) throw new Error(config.failure.message);
  return clientConfigurations[client]({ config: config.value, given, program });
}

function setupBlock(client: ClientName): string {
  return setupOf(client)
    .map(({ say, language, text }) => `${say}\n\n\`\`\`${language}\n${text}\n\`\`\``)
    .join('\n\n');
}

const systemNames: Readonly<Record<BundledSystem, string>> = { darwin: 'macOS', win32: 'Windows', linux: 'Linux' };

function bundleTable(): string {
  const systems: readonly BundledSystem[] = ['darwin', 'win32', 'linux'];
  const rows = systems.map((system) => [
    `[${bundleFile(system)}](${identity.releaseFile(bundleFile(system))})`,
    systemNames[system],
    bundledSystems[system].join(', '),
  ]);
  return table(['file', 'for', 'processors'], rows);
}

/** What installs the plugin, typed into Claude Code. */
function pluginBlock(): string {
  const repository = new URL(identity.repository).pathname.slice(1);
  const lines = [`/plugin marketplace add ${repository}`, `/plugin install ${identity.name}@${identity.name}`];
  return ['```text', ...lines, '```'].join('\n');
}

/** A part of the documents for each client, and for what Claude's programs install. */
export const clientParts: Record<string, () => string> = {
  ...Object.fromEntries(clientNames.map((client) => [`client-${client}`, () => setupBlock(client)])),
  bundles: bundleTable,
  'claude-plugin': pluginBlock,
};
