import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clientNames } from '../../src/cli/client-names.ts';
import { npxOn, npxProgram } from '../../src/cli/program.ts';
import { clientSetup } from '../../src/cli/setup.ts';
import { type Config, givenSettings, readConfig } from '../../src/config.ts';

const program = { command: '/usr/bin/node', args: ['/opt/albumen/dist/albumen.js'] };
const key = 'k3y-that-must-not-be-printed';
const token = 't0ken-that-must-not-be-printed';

function config(env: Record<string, string>): Config {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.failure.message);
  return read.value;
}

/** A configuration, and the variables that it came from. */
interface Given {
  readonly config: Config;
  readonly env: Record<string, string>;
}

function given(env: Record<string, string>): Given {
  return { config: config(env), env };
}

const immich = given({ IMMICH_BASE_URL: 'https://photos.example.com/api/', IMMICH_API_KEY: key });
const photoprism = { PHOTOPRISM_BASE_URL: 'https://pp.example.com', PHOTOPRISM_ACCESS_TOKEN: token };
const both = given({ IMMICH_BASE_URL: 'https://photos.example.com', IMMICH_API_KEY: key, ...photoprism });
const local = given({ ALBUMEN_PHOTOS: '/srv/My Photos' });

function instructions(client: string, { config, env }: Given) {
  const told = clientSetup(client, { config, given: givenSettings(env), program });
  if (!told.ok) throw new Error(told.failure.message);
  return told.value;
}

function printed(client: string, from: Given): string {
  return instructions(client, from)
    .map(({ say, text }) => `${say}\n${text}`)
    .join('\n');
}

function pasted(client: string, from: Given): unknown {
  const [found, ...others] = instructions(client, from).filter(({ language }) => language === 'json');
  expect(others).toEqual([]);
  return JSON.parse(found?.text ?? '');
}

function clientSetupOf(wanted: Parameters<typeof clientSetup>[1]) {
  const told = clientSetup('cursor', wanted);
  return told.ok ? told.value : [];
}

/** Variables as Cursor gives them to the program. */
function expanded(env: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, value.startsWith('${env:') ? 'filled-in' : value]),
  );
}

describe('albumen setup', () => {
  it.each(clientNames)('never prints the key for %s', (client) => {
    expect(printed(client, immich)).not.toContain(key);
  });

  it.each(clientNames)('names the secrets of both libraries for %s, and prints neither', (client) => {
    const text = printed(client, both);
    expect(text).toContain('IMMICH_API_KEY');
    expect(text).toContain('PHOTOPRISM_ACCESS_TOKEN');
    for (const secret of [key, token]) expect(text).not.toContain(secret);
  });

  it('asks in VS Code for the secrets of both libraries', () => {
    const ids = [{ id: 'immich-api-key' }, { id: 'photoprism-access-token' }];
    expect(pasted('vscode', both)).toMatchObject({ inputs: ids });
  });

  it('gives Claude Desktop a server under mcpServers with absolute paths', () => {
    expect(pasted('claude-desktop', immich)).toEqual({
      mcpServers: {
        albumen: {
          command: '/usr/bin/node',
          args: ['/opt/albumen/dist/albumen.js', 'serve'],
          env: { IMMICH_BASE_URL: 'https://photos.example.com', IMMICH_API_KEY: '<your Immich API key>' },
        },
      },
    });
  });

  it('lets VS Code ask for the key and hide it', () => {
    expect(pasted('vscode', immich)).toMatchObject({
      inputs: [{ type: 'promptString', id: 'immich-api-key', password: true }],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: VS Code's own placeholder syntax.
      servers: { albumen: { type: 'stdio', env: { IMMICH_API_KEY: '${input:immich-api-key}' } } },
    });
  });

  it('keeps the public address of a library of folders', () => {
    const served = given({ ALBUMEN_PHOTOS: '/srv/a', ALBUMEN_PUBLIC_URL: 'https://photos.example.com' });
    const env = { ALBUMEN_PHOTOS: '/srv/a', ALBUMEN_PUBLIC_URL: 'https://photos.example.com' };
    expect(pasted('cursor', served)).toMatchObject({ mcpServers: { albumen: { env } } });
  });

  it('asks for nothing in VS Code when the library is a folder', () => {
    expect(pasted('vscode', local)).toEqual({
      servers: {
        albumen: {
          type: 'stdio',
          command: '/usr/bin/node',
          args: ['/opt/albumen/dist/albumen.js', 'serve'],
          env: { ALBUMEN_PHOTOS: '/srv/My Photos' },
        },
      },
    });
  });

  it('takes the key from the environment in Cursor', () => {
    expect(pasted('cursor', immich)).toMatchObject({
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Cursor's own placeholder syntax.
      mcpServers: { albumen: { env: { IMMICH_API_KEY: '${env:IMMICH_API_KEY}' } } },
    });
  });

  it('lets Claude Code take the key from the environment, where no history of a shell has it', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Claude Code's own placeholder syntax.
    expect(printed('claude-code', immich)).toContain("--env 'IMMICH_API_KEY=${IMMICH_API_KEY}' --");
  });

  it.each(clientNames)(
    'names for %s the file that holds a key, where that is how it was given, and no key',
    (client) => {
      const file = join(mkdtempSync(join(tmpdir(), 'albumen-setup-')), 'key');
      writeFileSync(file, key);
      const from = given({ IMMICH_BASE_URL: 'https://photos.example.com', IMMICH_API_KEY_FILE: file });
      const text = printed(client, from);
      expect(text).toContain(file);
      expect(text).not.toMatch(/IMMICH_API_KEY(?!_FILE)|immich-api-key|your Immich API key/);
    },
  );

  it('quotes for the shell what Claude Code needs quoted', () => {
    expect(printed('claude-code', local)).toContain(
      "claude mcp add --scope user albumen --env 'ALBUMEN_PHOTOS=/srv/My Photos' -- /usr/bin/node /opt/albumen/dist/albumen.js serve",
    );
  });

  it('gives LM Studio what Claude Desktop gets: it takes no variables', () => {
    expect(pasted('lm-studio', both)).toEqual(pasted('claude-desktop', both));
  });

  it('lets Open WebUI reach a server that it cannot start, by a name that the server answers to', () => {
    const [connection] = Object(pasted('open-webui', immich));
    expect(connection).toMatchObject({
      type: 'mcp',
      auth_type: 'bearer',
      config: { enable: true },
      info: { id: 'albumen' },
    });
    const [client, environment, server] = instructions('open-webui', immich).map(({ text }) => text);
    expect(client).toMatch(/^\/usr\/bin\/node .*albumen\.js clients add /);
    expect(environment?.split('\n')).toEqual([
      'IMMICH_BASE_URL=https://photos.example.com',
      'IMMICH_API_KEY=<your Immich API key>',
    ]);
    expect(server).toContain(`--allowed-hosts ${new URL(connection.url).hostname}`);
  });

  it('starts through npx what npx has started', () => {
    const [told] = clientSetupOf({ config: local.config, given: {}, program: npxProgram });
    expect(JSON.parse(told?.text ?? '')).toMatchObject({
      mcpServers: { albumen: { command: 'npx', args: ['-y', 'albumen', 'serve'] } },
    });
  });

  it('starts npx on Windows through its shell, as the script that it is there', () => {
    expect(npxOn('win32')).toEqual({ command: 'cmd', args: ['/c', 'npx', '-y', 'albumen'] });
    expect(npxOn('darwin')).toBe(npxProgram);
  });

  it.each([
    [
      'an Immich server',
      {
        IMMICH_BASE_URL: 'https://photos.example.com',
        IMMICH_API_KEY: key,
        IMMICH_EXTERNAL_URL: 'https://family.example.com',
        IMMICH_TIMEOUT: '90',
        IMMICH_MAX_RETRIES: '5',
      },
    ],
    ['folders', { ALBUMEN_PHOTOS: '/srv/a:/srv/b' }],
    ['a PhotoPrism server', { ...photoprism, PHOTOPRISM_TIMEOUT: '90', PHOTOPRISM_MAX_RETRIES: '5' }],
    ['PhotoPrism beside folders', { ...photoprism, ALBUMEN_PHOTOS: '/srv/a' }],
  ])('passes on every setting, for %s', (_, env) => {
    const shared = {
      ALBUMEN_DATA_DIR: '/srv/data',
      ALBUMEN_UPLOAD_DIRS: '/srv/in',
      ALBUMEN_READ_ONLY: 'true',
      ALBUMEN_NAMES: 'immich-photo-manager',
      ALBUMEN_CONFIRM: 'ask',
      ALBUMEN_PROTECT: 'favorites, album:Family',
      ALBUMEN_MAX_DELETED: '10',
      ALBUMEN_JOURNAL_MB: '50',
    };
    for (const toolsets of ['slim', 'all', 'search,albums']) {
      const from = given({ ...env, ...shared, ALBUMEN_TOOLSETS: toolsets });
      const wanted = from.config;
      const { mcpServers } = Object(pasted('cursor', from));
      const again = config(expanded(mcpServers.albumen.env));
      const { immichApiKey, photoprismAccessToken } = wanted;
      expect({ ...again, immichApiKey, photoprismAccessToken }).toEqual(wanted);
    }
  });

  it('passes on nothing that is about serving over HTTP, and no folder relative to where it was asked', () => {
    const served = { ALBUMEN_TRANSPORT: 'streamable-http', ALBUMEN_PORT: '9000', ALBUMEN_PUBLIC: 'true' };
    const env = givenSettings({ ...served, ALBUMEN_PHOTOS: 'pictures', ALBUMEN_CONFIRM: 'preview' });
    expect(env).toEqual({ ALBUMEN_PHOTOS: resolve('pictures') });
  });

  it('lets a flag win over the environment', () => {
    expect(givenSettings({ ALBUMEN_CONFIRM: 'off' }, { confirm: 'ask' })).toEqual({ ALBUMEN_CONFIRM: 'ask' });
  });

  it('names the clients it knows when asked for another', () => {
    const told = clientSetup('emacs', { config: local.config, given: {}, program });
    expect(told).toMatchObject({ ok: false, failure: { hint: `Known: ${clientNames.join(', ')}.` } });
  });
});
