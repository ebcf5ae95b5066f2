/** Whatever the documents tell people to type is typed here, line by line and page by page, as they would. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { readConfig } from '../../src/config.ts';
import { type CommandRoom, openCommandRoom } from '../fixtures/command-room.ts';
import { startLibraryStandIn } from '../fixtures/library-stand-in.ts';
import { openTestLibrary } from '../fixtures/open-library.ts';
import { adminToken, startPhotoPrism } from '../fixtures/photoprism/server.ts';
import { blocksIn, documents, proseOf } from './documents.ts';
import { notRun, reasonNotToRun } from './not-run.ts';

/** Blocks that nobody types into a shell or a file of settings. */
const otherLanguages = ['json', 'yaml', 'toml', 'nginx', 'caddy', 'python', 'text'];

const pages = documents.map(({ path, text }) => ({ path, blocks: blocksIn(text) }));

/** Lines of a shell: comments left out, and what runs in a container is run without one. */
function commandsIn(blocks: ReturnType<typeof blocksIn>): string[] {
  return blocks
    .filter(({ language }) => language === 'sh' || language === '')
    .flatMap(({ lines }) => lines)
    .map((line) => line.replace(/(^|\s+)# .*$/, '').replace(/^docker (?:compose )?exec albumen /, ''))
    .filter((line) => line !== '');
}

/** What a page's commands need beyond photos in `~/Pictures`. */
interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  /** What stands on the page for something that only its reader has, and what it is here. */
  readonly examples?: Readonly<Record<string, string>>;
  readonly close?: () => Promise<unknown>;
}

type Surround = (room: CommandRoom) => Promise<Surroundings>;

/** Pages whose commands ask a server in this process, which answers late while other pages are typed beside it. */
const servedHere: Readonly<Record<string, Surround>> = {
  'docs/immich.md': async () => {
    const library = await openTestLibrary();
    // The first request loads the library's API, which can take longer than the doctor waits for an answer.
    await library.ask('GET', '/server/features');
    const server = await startLibraryStandIn(library.library, [3, 2]);
    return {
      env: { IMMICH_BASE_URL: server.url, IMMICH_API_KEY: library.library.ownerKey },
      close: async () => {
        await server.close();
        await library.close();
      },
    };
  },
  'docs/photoprism.md': async () => {
    const server = await startPhotoPrism();
    return {
      env: { PHOTOPRISM_BASE_URL: server.url, PHOTOPRISM_ACCESS_TOKEN: adminToken },
      close: () => server.close(),
    };
  },
};

const surroundings: Readonly<Record<string, Surround>> = {
  ...servedHere,
  'docs/local-library.md': async (room) => ({
    examples: { '3f1e0b52-7c1d-4e6a-9d55-0c2f6f3a8b11': await deletedForGood(room) },
  }),
  'docs/undo.md': async (room) => ({
    examples: { c4k2m9x7qp: await made(room, { is_favorite: true }), c8w1r5t3n6: await made(room, { rating: 5 }) },
  }),
  'docs/access.md': async (room) => {
    writeFileSync(join(room.home, 'anna.key'), 'a-key-of-anna');
    const { output } = await room.type('albumen clients add --name test --scope mcp --json');
    const [id = '', secret = ''] = [/"client_id": "(\w+)"/, /"client_secret": "(\w+)"/].map(
      (part) => part.exec(output)?.[1],
    );
    const server = await room.serve('albumen serve --transport streamable-http');
    return {
      examples: {
        cs5cpu17n6gj2qo5: id,
        xcCbOrw6I0vcoXzhnOmXhjpVSyFq9l0e: secret,
        'https://photos.example.com': new URL(server.address).origin,
      },
      close: server.end,
    };
  },
};

/** Deletes a photo of the room's library, past the trash; its id. */
async function deletedForGood(room: CommandRoom): Promise<string> {
  return withFirstAsset(room, async (client, id) => {
    const deletion = { asset_ids: [id], force: true };
    const { data } = await client.call('immich_assets_delete', deletion);
    await client.call('immich_assets_delete', { ...deletion, dry_run: false, plan_id: data?.plan_id });
    return id;
  });
}

/** Changes a photo of the room's library; the id of the change. */
async function made(room: CommandRoom, change: Record<string, unknown>): Promise<string> {
  return withFirstAsset(room, async (client, id) => {
    await client.call('immich_assets_update', { asset_id: id, ...change });
    const { text } = await client.call('history_list', {});
    return /"id":"(\w+)"/.exec(text)?.[1] ?? 'none';
  });
}

type Work = (client: Awaited<ReturnType<CommandRoom['connect']>>, id: string) => Promise<string>;

async function withFirstAsset(room: CommandRoom, work: Work): Promise<string> {
  await room.type('albumen library add ~/Pictures');
  const client = await room.connect();
  try {
    const { text } = await client.call('list_assets', {});
    return await work(client, /"id":"([\w-]+)"/.exec(text)?.[1] ?? 'none');
  } finally {
    await client.close();
  }
}

/** What a command must write, where its exit code says too little. */
const mustWrite: readonly (readonly [begins: string, output: RegExp])[] = [
  ['curl', /"access_token":/],
  ['albumen doctor', /All is well\./],
  ['albumen library held', /./],
  ['albumen history undo', /./],
];

/** Types every command of a page; those that do not do what they should, with what they wrote. */
async function typePage(path: string, commands: readonly string[]): Promise<string[]> {
  const room = await openCommandRoom();
  const { env = {}, examples = {}, close } = (await surroundings[path]?.(room)) ?? {};
  const problems: string[] = [];
  try {
    for (const command of commands) {
      const line = Object.entries(examples).reduce((text, [shown, real]) => text.replaceAll(shown, real), command);
      const { code, output } = await room.type(line, env);
      const wanted = mustWrite.find(([begins]) => command.startsWith(begins))?.[1] ?? /(?:)/;
      if (code !== 0 || !wanted.test(output)) problems.push(`${line}\nends with ${code}: ${output}`);
    }
  } finally {
    await close?.();
    room.close();
  }
  return problems;
}

describe('what the documents tell people to type', () => {
  const typed = pages
    .map(({ path, blocks }) => ({ path, commands: commandsIn(blocks) }))
    .map(({ path, commands }) => ({
      path,
      commands: commands.filter((line) => reasonNotToRun(line) === undefined),
      untyped: commands.filter((line) => reasonNotToRun(line) !== undefined),
    }));

  const works = async ({ path, commands }: { path: string; commands: readonly string[] }) => {
    expect(await typePage(path, commands)).toEqual([]);
  };
  const typable = typed.filter(({ commands }) => commands.length > 0);
  const alone = typable.filter(({ path }) => path in servedHere);
  const others = typable.filter((page) => !alone.includes(page));
  it.each(alone)('$path works, command by command', works, 120_000);
  it.concurrent.each(others)('$path works, command by command', works, 120_000);

  it('leaves out no more than is listed, and lists no more than that', () => {
    const untyped = typed.flatMap((page) => page.untyped);
    const unused = notRun.filter(
      ({ begins }) => !untyped.some((line) => line === begins || line.startsWith(`${begins} `)),
    );
    expect(unused).toEqual([]);
  });

  it('names scripts of npm that there are', () => {
    const named = documents.flatMap(({ text }) => [...text.matchAll(/npm run ([\w:]+)/g)]);
    const known = Object.keys(manifest.scripts);
    expect(named.length).toBeGreaterThan(20);
    expect(named.map(([, script = '']) => script).filter((script) => !known.includes(script))).toEqual([]);
  });
});

describe('commands that are named in a sentence', () => {
  const named = new Set(
    documents.flatMap(({ text }) => [...proseOf(text).matchAll(/`albumen ([^`]+)`/g)].map(([, words = '']) => words)),
  );

  it('are commands of the program, with flags that they have', async () => {
    expect(named.size).toBeGreaterThan(10);
    const room = await openCommandRoom();
    const problems: string[] = [];
    for (const words of named) {
      const path = /^[a-z-]+(?: [a-z-]+)*/.exec(words.replace(/ -.*/, ''))?.[0] ?? '';
      const { output } = await room.type(`albumen ${path} --help`);
      const flags = words.match(/(?<= )--?[a-z][\w-]*/g) ?? [];
      const unknown = flags.filter((flag) => !new RegExp(`(^|[ ,])${flag}[ ,]`, 'm').test(output));
      if (!output.startsWith(`Usage: albumen ${path} [`)) problems.push(`no command: ${words}`);
      if (unknown.length > 0) problems.push(`${words}: no ${unknown.join(', ')}`);
    }
    room.close();
    expect(problems).toEqual([]);
  }, 60_000);
});

describe('settings in the documents', () => {
  const shown = pages.flatMap(({ path, blocks }) =>
    blocks.filter(({ language }) => language === 'ini').map(({ lines }) => ({ path, lines })),
  );

  it.each(shown)('$path: $lines are understood', ({ lines }) => {
    const given = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
    // Files of the reader's own.
    const env = Object.fromEntries(
      Object.entries({ ...companions(given), ...given }).map(([name, value]) => [
        name,
        name.endsWith('_FILE') ? 'LICENSE' : String(value).replace(/^"(.*)"$/, '$1'),
      ]),
    );
    const config = readConfig(env, {});
    expect(config.ok ? [] : config.failure.message).toEqual([]);
  });

  /** What the page says to set before. */
  function companions(given: Readonly<Record<string, unknown>>): Record<string, string> {
    if ('IMMICH_BASE_URL' in given) return { IMMICH_API_KEY: 'given-elsewhere' };
    if (!('ALBUMEN_JWT_ROLE_CLAIM' in given)) return {};
    return {
      ALBUMEN_SERVER_URL: 'https://photos.example.com',
      ALBUMEN_JWT_ISSUER: 'https://auth.example.com/realms/home',
    };
  }
});

describe('blocks of the documents', () => {
  it.each(pages.flatMap(({ path, blocks }) => blocks.map((block) => ({ path, ...block }))))(
    '$path: $language $lines are of a kind that is known',
    ({ language, lines }) => {
      expect(['sh', '', 'ini', ...otherLanguages]).toContain(language);
      if (language === 'json') expect(() => JSON.parse(lines.join('\n'))).not.toThrow();
    },
  );
});
