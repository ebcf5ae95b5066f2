/** `albumen setup`: prints a client's configuration, ready to paste. It writes no file and never prints a key. */
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { failed, type Result, success } from '../catalog/result.ts';
import { type Config, type Flags, readConfig, settings } from '../config.ts';
import { fail, type Program, thisProgram } from './program.ts';

export const setupClients = ['claude-desktop', 'claude-code', 'vscode', 'cursor'] as const;
type SetupClient = (typeof setupClients)[number];

interface Entry {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const keyVariable = 'IMMICH_API_KEY';

/**
 * The text to paste and where it belongs, for the library that `config` names. The Immich key appears only as a
 * placeholder, or as a question where the client can ask for it.
 */
export function clientSetup(client: string, config: Config, program: Program): Result<string> {
  const known = setupClients.find((name) => name === client);
  if (known === undefined) {
    return failed('invalid_input', `Unknown client ${JSON.stringify(client)}.`, `Known: ${setupClients.join(', ')}.`);
  }
  return success(writers[known](config, program));
}

const writers: Record<SetupClient, (config: Config, program: Program) => string> = {
  'claude-desktop': (config, program) =>
    pasteInto(
      'Add to claude_desktop_config.json (Claude Desktop: Settings > Developer > Edit Config), then restart Claude Desktop:',
      { mcpServers: { albumen: entry(config, program, '<your Immich API key>') } },
    ),
  'claude-code': (config, program) => {
    const { command, args, env } = entry(config, program, '<your Immich API key>');
    const variables = Object.entries(env).flatMap(([name, value]) => ['--env', shellWord(`${name}=${value}`)]);
    const words = ['claude mcp add albumen', ...variables, '--', ...[command, ...args].map(shellWord)];
    return `Run in a terminal:\n\n${words.join(' ')}\n`;
  },
  vscode: (config, program) => {
    const asks = config.immichBaseUrl !== undefined;
    const inputs = asks
      ? [{ type: 'promptString', id: 'immich-api-key', description: 'Immich API key', password: true }]
      : [];
    // biome-ignore lint/suspicious/noTemplateCurlyInString: VS Code's own placeholder syntax.
    const server = { type: 'stdio', ...entry(config, program, '${input:immich-api-key}') };
    return pasteInto(
      'Save as .vscode/mcp.json, or add to the user-level mcp.json (command "MCP: Open User Configuration"):',
      {
        ...(asks ? { inputs } : {}),
        servers: { albumen: server },
      },
    );
  },
  cursor: (config, program) =>
    pasteInto('Add to ~/.cursor/mcp.json (the key is taken from your environment):', {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Cursor's own placeholder syntax.
      mcpServers: { albumen: entry(config, program, '${env:IMMICH_API_KEY}') },
    }),
};

function entry(config: Config, program: Program, key: string): Entry {
  return { command: program.command, args: [program.script, 'serve'], env: environment(config, key) };
}

/** Every setting that is not as it is without being set, so that the client starts the server that was asked for. */
function environment(config: Config, key: string): Record<string, string> {
  const library =
    config.immichBaseUrl === undefined
      ? localEnvironment(config)
      : { ...immichEnvironment(config, config.immichBaseUrl), [keyVariable]: key };
  const { toolsets } = config;
  return {
    ...library,
    ...(config.dataDir === join(homedir(), '.albumen') ? {} : { ALBUMEN_DATA_DIR: config.dataDir }),
    ...(config.uploadDirs.length === 0 ? {} : { ALBUMEN_UPLOAD_DIRS: config.uploadDirs.join(delimiter) }),
    ...(toolsets === 'default' ? {} : { ALBUMEN_TOOLSETS: typeof toolsets === 'string' ? toolsets : toolsets.join() }),
    ...(config.readOnly ? { ALBUMEN_READ_ONLY: 'true' } : {}),
  };
}

function localEnvironment({ photos, publicUrl }: Config): Record<string, string> {
  return {
    ALBUMEN_PHOTOS: photos.join(delimiter) || '<folder of your photos>',
    ...(publicUrl === undefined ? {} : { ALBUMEN_PUBLIC_URL: publicUrl }),
  };
}

function immichEnvironment(config: Config, baseUrl: string): Record<string, string> {
  const { immichExternalUrl: external, immichTimeout, immichMaxRetries } = config;
  return {
    IMMICH_BASE_URL: baseUrl,
    ...(external === undefined ? {} : { IMMICH_EXTERNAL_URL: external }),
    ...(`${immichTimeout}` === settings.immichTimeout.fallback ? {} : { IMMICH_TIMEOUT: `${immichTimeout}` }),
    ...(`${immichMaxRetries}` === settings.immichMaxRetries.fallback
      ? {}
      : { IMMICH_MAX_RETRIES: `${immichMaxRetries}` }),
  };
}

function pasteInto(where: string, configuration: object): string {
  return `${where}\n\n${JSON.stringify(configuration, null, 2)}\n`;
}

/** Quotes a word for a POSIX shell where it needs it. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** The command itself: prints the configuration for the library that flags and environment name. */
export function setup(client: string, flags: Flags): void {
  // Where the key goes does not depend on the key, so a missing one is no obstacle.
  const config = readConfig({ IMMICH_API_KEY: 'not-printed', ...process.env }, flags);
  const text = config.ok ? clientSetup(client, config.value, thisProgram()) : config;
  if (text.ok) process.stdout.write(text.value);
  else fail(text.failure);
}
