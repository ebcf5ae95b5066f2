/** `albumen setup`: prints a client's configuration, ready to paste. It writes no file and never prints a key. */
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { failed, type Result, success } from '../catalog/result.ts';
import { type Config, type Flags, readConfig, settings } from '../config.ts';
import { fail, type Program, thisProgram } from './program.ts';
import { hasImmichSide } from './served-libraries.ts';

export const setupClients = ['claude-desktop', 'claude-code', 'vscode', 'cursor'] as const;
type SetupClient = (typeof setupClients)[number];

interface Entry {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A secret that a library needs: its variable, and what people call it. */
interface Secret {
  readonly variable: string;
  readonly title: string;
  readonly id: string;
}

const immichKey: Secret = { variable: 'IMMICH_API_KEY', title: 'Immich API key', id: 'immich-api-key' };
const photoprismToken: Secret = {
  variable: 'PHOTOPRISM_ACCESS_TOKEN',
  title: 'PhotoPrism app password',
  id: 'photoprism-access-token',
};

/** The secrets of the libraries that `config` names. */
function secretsOf({ immichBaseUrl, photoprismBaseUrl }: Config): Secret[] {
  return [
    ...(immichBaseUrl === undefined ? [] : [immichKey]),
    ...(photoprismBaseUrl === undefined ? [] : [photoprismToken]),
  ];
}

/**
 * The text to paste and where it belongs, for the libraries that `config` names. Their secrets appear only as
 * placeholders, or as questions where the client can ask for them.
 */
export function clientSetup(client: string, config: Config, program: Program): Result<string> {
  const known = setupClients.find((name) => name === client);
  if (known === undefined) {
    return failed('invalid_input', `Unknown client ${JSON.stringify(client)}.`, `Known: ${setupClients.join(', ')}.`);
  }
  return success(writers[known](config, program));
}

const toFillIn = ({ title }: Secret) => `<your ${title}>`;

const writers: Record<SetupClient, (config: Config, program: Program) => string> = {
  'claude-desktop': (config, program) =>
    pasteInto(
      'Add to claude_desktop_config.json (Claude Desktop: Settings > Developer > Edit Config), then restart Claude Desktop:',
      { mcpServers: { albumen: entry(config, program, toFillIn) } },
    ),
  'claude-code': (config, program) => {
    const { command, args, env } = entry(config, program, toFillIn);
    const variables = Object.entries(env).flatMap(([name, value]) => ['--env', shellWord(`${name}=${value}`)]);
    const words = ['claude mcp add albumen', ...variables, '--', ...[command, ...args].map(shellWord)];
    return `Run in a terminal:\n\n${words.join(' ')}\n`;
  },
  vscode: (config, program) => {
    const inputs = secretsOf(config).map(({ id, title }) => ({
      type: 'promptString',
      id,
      description: title,
      password: true,
    }));
    const server = { type: 'stdio', ...entry(config, program, ({ id }) => `\${input:${id}}`) };
    return pasteInto(
      'Save as .vscode/mcp.json, or add to the user-level mcp.json (command "MCP: Open User Configuration"):',
      {
        ...(inputs.length === 0 ? {} : { inputs }),
        servers: { albumen: server },
      },
    );
  },
  cursor: (config, program) =>
    pasteInto('Add to ~/.cursor/mcp.json (keys are taken from your environment):', {
      mcpServers: { albumen: entry(config, program, ({ variable }) => `\${env:${variable}}`) },
    }),
};

function entry(config: Config, program: Program, placeholder: (secret: Secret) => string): Entry {
  const secrets = secretsOf(config).map((secret) => [secret.variable, placeholder(secret)]);
  return {
    command: program.command,
    args: [program.script, 'serve'],
    env: { ...environment(config), ...Object.fromEntries(secrets) },
  };
}

/** Every setting that is not as it is without being set, so that the client starts the server that was asked for. */
function environment(config: Config): Record<string, string> {
  const { toolsets, immichBaseUrl, photoprismBaseUrl } = config;
  return {
    ...(immichBaseUrl === undefined ? {} : immichEnvironment(config, immichBaseUrl)),
    ...(hasImmichSide(config) && immichBaseUrl === undefined ? localEnvironment(config) : {}),
    ...(photoprismBaseUrl === undefined ? {} : photoprismEnvironment(config, photoprismBaseUrl)),
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
    ...unlessUsual(settings.immichTimeout, immichTimeout),
    ...unlessUsual(settings.immichMaxRetries, immichMaxRetries),
  };
}

function photoprismEnvironment(
  { photoprismTimeout, photoprismMaxRetries }: Config,
  baseUrl: string,
): Record<string, string> {
  return {
    PHOTOPRISM_BASE_URL: baseUrl,
    ...unlessUsual(settings.photoprismTimeout, photoprismTimeout),
    ...unlessUsual(settings.photoprismMaxRetries, photoprismMaxRetries),
  };
}

function unlessUsual({ env, fallback }: { env: string; fallback?: string }, value: number): Record<string, string> {
  return `${value}` === fallback ? {} : { [env]: `${value}` };
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
  // Where a key goes does not depend on the key, so a missing one is no obstacle.
  const missing = { IMMICH_API_KEY: 'not-printed', PHOTOPRISM_ACCESS_TOKEN: 'not-printed' };
  const config = readConfig({ ...missing, ...process.env }, flags);
  const text = config.ok ? clientSetup(client, config.value, thisProgram()) : config;
  if (text.ok) process.stdout.write(text.value);
  else fail(text.failure);
}
