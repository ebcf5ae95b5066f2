/** `albumen setup`: prints a client's configuration, ready to paste. It writes no file and never prints a key. */
import { failed, type Result, success } from '../catalog/result.ts';
import { type Config, type Flags, givenSettings, readConfig } from '../config.ts';
import { fail, type Program, thisProgram } from './program.ts';
import { hasImmichSide } from './served-libraries.ts';

export const setupClients = ['claude-desktop', 'claude-code', 'vscode', 'cursor'] as const;
type SetupClient = (typeof setupClients)[number];

interface Entry {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Settings as environment variables. */
type Given = Readonly<Record<string, string>>;

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
 * The text to paste and where it belongs, for the libraries that `config` names, with the settings that are `given`. Secrets appear only as
 * placeholders, or as questions where the client can ask for them.
 */
export function clientSetup(client: string, config: Config, given: Given, program: Program): Result<string> {
  const known = setupClients.find((name) => name === client);
  if (known === undefined) {
    return failed('invalid_input', `Unknown client ${JSON.stringify(client)}.`, `Known: ${setupClients.join(', ')}.`);
  }
  return success(writers[known](config, given, program));
}

const toFillIn = ({ title }: Secret) => `<your ${title}>`;

const writers: Record<SetupClient, (config: Config, given: Given, program: Program) => string> = {
  'claude-desktop': (config, given, program) =>
    pasteInto(
      'Add to claude_desktop_config.json (Claude Desktop: Settings > Developer > Edit Config), then restart Claude Desktop:',
      { mcpServers: { albumen: entry(config, given, program, toFillIn) } },
    ),
  'claude-code': (config, given, program) => {
    const { command, args, env } = entry(config, given, program, toFillIn);
    const variables = Object.entries(env).flatMap(([name, value]) => ['--env', shellWord(`${name}=${value}`)]);
    const words = ['claude mcp add albumen', ...variables, '--', ...[command, ...args].map(shellWord)];
    return `Run in a terminal:\n\n${words.join(' ')}\n`;
  },
  vscode: (config, given, program) => {
    const inputs = secretsOf(config).map(({ id, title }) => ({
      type: 'promptString',
      id,
      description: title,
      password: true,
    }));
    const server = { type: 'stdio', ...entry(config, given, program, ({ id }) => `\${input:${id}}`) };
    return pasteInto(
      'Save as .vscode/mcp.json, or add to the user-level mcp.json (command "MCP: Open User Configuration"):',
      {
        ...(inputs.length === 0 ? {} : { inputs }),
        servers: { albumen: server },
      },
    );
  },
  cursor: (config, given, program) =>
    pasteInto('Add to ~/.cursor/mcp.json (keys are taken from your environment):', {
      mcpServers: { albumen: entry(config, given, program, ({ variable }) => `\${env:${variable}}`) },
    }),
};

function entry(config: Config, given: Given, program: Program, placeholder: (secret: Secret) => string): Entry {
  const secrets = secretsOf(config).map((secret) => [secret.variable, placeholder(secret)]);
  return {
    command: program.command,
    args: [program.script, 'serve'],
    env: { ...environment(config, given), ...Object.fromEntries(secrets) },
  };
}

/** A client that is to work on folders has to be told which. */
function environment(config: Config, given: Given): Given {
  const needsFolders = hasImmichSide(config) && config.immichBaseUrl === undefined && config.photos.length === 0;
  return { ...(needsFolders ? { ALBUMEN_PHOTOS: '<folder of your photos>' } : {}), ...given };
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
  const env = { ...missing, ...process.env };
  const config = readConfig(env, flags);
  const text = config.ok ? clientSetup(client, config.value, givenSettings(env, flags), thisProgram()) : config;
  if (text.ok) process.stdout.write(text.value);
  else fail(text.failure);
}
