/** What people paste into each client, so that it starts Albumen or reaches it. No secret is ever written here. */
import { type Config, settings } from '../config.ts';
import type { ClientName } from './client-names.ts';
import type { Program } from './program.ts';
import { hasLocalLibrary } from './served-libraries.ts';
import { shellWord } from './shell-word.ts';

/** One thing to type or to paste, and what to do with it. */
export interface Instruction {
  readonly say: string;
  readonly language: 'json' | 'sh' | 'ini';
  readonly text: string;
}

/** Settings as environment variables. */
export type Given = Readonly<Record<string, string>>;

/** What a configuration is made for. */
export interface Wanted {
  readonly config: Config;
  /** The settings that are not as they are without being given; no secret among them. */
  readonly given: Given;
  readonly program: Program;
}

/** A secret that a library needs: its variable, and what people call it. */
interface Secret {
  readonly variable: string;
  readonly title: string;
  readonly id: string;
}

function secretOf({ env, form }: (typeof settings)['immichApiKey'], id: string): Secret {
  return { variable: env, title: form?.title ?? env, id };
}

const immichKey = secretOf(settings.immichApiKey, 'immich-api-key');
const photoprismToken = secretOf(settings.photoprismAccessToken, 'photoprism-access-token');

/** The secrets of the libraries that the configuration names, but for those that stand in files of their own. */
function secretsOf({ config: { immichBaseUrl, photoprismBaseUrl }, given }: Omit<Wanted, 'program'>): Secret[] {
  const needed = [
    ...(immichBaseUrl === undefined ? [] : [immichKey]),
    ...(photoprismBaseUrl === undefined ? [] : [photoprismToken]),
  ];
  return needed.filter(({ variable }) => given[`${variable}_FILE`] === undefined);
}

const toFillIn = ({ title }: Secret) => `<your ${title}>`;

/** How each client is told, by the name that `albumen setup` takes. */
export const clientConfigurations = {
  'claude-desktop': (wanted) => [
    {
      say: 'Add to claude_desktop_config.json (Claude Desktop: Settings > Developer > Edit Config), then restart Claude Desktop:',
      ...json({ mcpServers: { albumen: entry(wanted, toFillIn) } }),
    },
  ],
  'claude-code': (wanted) => {
    const { command, args, env } = entry(wanted, ({ variable }) => `\${${variable}}`);
    const variables = Object.entries(env).flatMap(([name, value]) => ['--env', shellWord(`${name}=${value}`)]);
    const words = ['claude mcp add --scope user albumen', ...variables, '--', ...[command, ...args].map(shellWord)];
    return [
      { say: 'Run in a terminal (keys are taken from your environment):', language: 'sh', text: words.join(' ') },
    ];
  },
  vscode: (wanted) => {
    const inputs = secretsOf(wanted).map(({ id, title }) => ({
      type: 'promptString',
      id,
      description: title,
      password: true,
    }));
    const server = { type: 'stdio', ...entry(wanted, ({ id }) => `\${input:${id}}`) };
    return [
      {
        say: 'Save as .vscode/mcp.json, or add to the user-level mcp.json (command "MCP: Open User Configuration"):',
        ...json({ ...(inputs.length === 0 ? {} : { inputs }), servers: { albumen: server } }),
      },
    ];
  },
  cursor: (wanted) => [
    {
      say: 'Add to ~/.cursor/mcp.json (keys are taken from your environment):',
      ...json({ mcpServers: { albumen: entry(wanted, ({ variable }) => `\${env:${variable}}`) } }),
    },
  ],
  'lm-studio': (wanted) => [
    {
      say: 'Add to mcp.json (LM Studio: the tab Program on the right, Install > Edit mcp.json):',
      ...json({ mcpServers: { albumen: entry(wanted, toFillIn) } }),
    },
  ],
  'open-webui': ({ config, given, program }) => [
    {
      say: 'Open WebUI starts no programs: it reaches a server. Make a client for it, which prints an id and a secret:',
      language: 'sh',
      text: [...calling(program), ...makingClient].join(' '),
    },
    {
      say: 'Give the server its settings as environment variables:',
      language: 'ini',
      text: Object.entries({ ...environment(config, given), ...placeholders({ config, given }, toFillIn) })
        .map(([name, value]) => `${name}=${value}`)
        .join('\n'),
    },
    {
      say: 'Start it where the container of Open WebUI reaches it:',
      language: 'sh',
      text: [...calling(program), ...listening].join(' '),
    },
    {
      say: 'In Open WebUI 0.6.31 or later: Admin Settings > External Tools > +, type MCP (Streamable HTTP), with this address and key. Or start its container with this list as TOOL_SERVER_CONNECTIONS:',
      ...json([webUiConnection]),
    },
  ],
} as const satisfies Record<ClientName, (wanted: Wanted) => readonly Instruction[]>;

/** A host's name for the machine that its containers run on. */
const seenFromContainers = 'host.docker.internal';

/** As Open WebUI keeps a server; its model needs every one of these. */
const webUiConnection = {
  type: 'mcp',
  url: `http://${seenFromContainers}:8000/mcp`,
  path: '',
  auth_type: 'bearer',
  key: '<id>.<secret>',
  config: { enable: true },
  info: { id: 'albumen', name: 'Albumen', description: 'Your own photos' },
};

const makingClient = [
  'clients',
  'add',
  '--name',
  '"Open WebUI"',
  '--role',
  'admin',
  '--scope',
  'mcp',
  '--expires',
  '-1',
];
const listening = [
  'serve',
  '--transport',
  'streamable-http',
  '--host',
  '0.0.0.0',
  '--allowed-hosts',
  seenFromContainers,
];

function calling({ command, args }: Program): string[] {
  return [command, ...args].map(shellWord);
}

function entry(wanted: Wanted, placeholder: (secret: Secret) => string) {
  const { config, given, program } = wanted;
  return {
    command: program.command,
    args: [...program.args, 'serve'],
    env: { ...environment(config, given), ...placeholders(wanted, placeholder) },
  };
}

/** What stands for each secret, by its variable. */
function placeholders(wanted: Omit<Wanted, 'program'>, placeholder: (secret: Secret) => string): Given {
  return Object.fromEntries(secretsOf(wanted).map((secret) => [secret.variable, placeholder(secret)]));
}

/** A client that is to work on folders has to be told which. */
function environment(config: Config, given: Given): Given {
  const needsFolders = hasLocalLibrary(config) && config.photos.length === 0;
  return { ...(needsFolders ? { ALBUMEN_PHOTOS: '<folder of your photos>' } : {}), ...given };
}

function json(configuration: object): Pick<Instruction, 'text'> & { readonly language: 'json' } {
  return { language: 'json', text: JSON.stringify(configuration, null, 2) };
}
