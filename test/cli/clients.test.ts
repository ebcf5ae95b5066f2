import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { clientCheck } from '../../src/access/client-check.ts';
import { libraryKeysOf } from '../../src/access/library-keys.ts';
import { type Access, openAccess } from '../../src/access/open-access.ts';
import { success } from '../../src/catalog/result.ts';
import { albumen } from '../fixtures/program.ts';
import { noteSaid, watchSecret } from '../fixtures/watched-secrets.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'albumen-clients-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

interface Ended {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `albumen clients …`; what is typed is `input`. */
async function clients(args: readonly string[], input = '', env: Record<string, string> = {}): Promise<Ended> {
  const program = albumen(['clients', ...args], { ALBUMEN_DATA_DIR: dataDir, ...env });
  const child = spawn(program.command, program.args, { env: { ...program.env } });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  noteSaid('stderr of clients', stderr);
  return { code, stdout, stderr };
}

const record = z.looseObject({
  client_id: z.string(),
  client_secret: z.string(),
  bearer: z.string(),
  bearer_expires_at: z.string().nullable(),
});

/** Registers a client and reads what is told of it. */
async function add(...args: string[]): Promise<z.output<typeof record>> {
  const { stdout } = await clients(['add', '--json', ...args]);
  const told = record.parse(JSON.parse(stdout));
  watchSecret(told.client_secret);
  return told;
}

async function within<Value>(use: (access: Access) => Promise<Value>): Promise<Value> {
  const access = await openAccess({ kind: 'sqlite', path: join(dataDir, 'access.db'), synchronous: 'full' });
  return use(access).finally(() => access.close());
}

describe('albumen clients add', () => {
  it('prints the client, a warning, its secret and a line to paste, once', async () => {
    const args = ['add', '--name', "Alice's IDE", '--scope', 'MCP', '--role', 'client', '--expires', '2592000'];
    const { code, stdout } = await clients(args);
    expect(code).toBe(0);
    const [head, rule, row, ...rest] = stdout.split('\n');
    expect(head?.split(/ {2,}/)).toEqual([
      'Client ID',
      'Name',
      'Authentication Method',
      'User',
      'Role',
      'Scope',
      'Enabled',
      'Access Token Lifetime',
      'Created At',
    ]);
    expect(rule).toMatch(/^[- ]+$/);
    expect(row).toContain("Alice's IDE  Client (OAuth2)");
    expect(row).toMatch(/client {2}mcp {4}yes {6}30 days; up to 10 tokens {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(rest.join('\n')).toContain('nobody can show it again');
    const [, id = '', secret = ''] = /^(c[a-z0-9]{15}) {2}([A-Za-z0-9]{32})$/m.exec(stdout) ?? [];
    watchSecret(secret);
    const server = {
      type: 'http',
      url: 'http://127.0.0.1:8000/mcp',
      headers: { Authorization: `Bearer ${id}.${secret}` },
    };
    expect(rest.at(-2)).toBe(JSON.stringify({ mcpServers: { albumen: server } }));
    expect(await within(({ clients }) => clientCheck(clients)(id, secret))).toMatchObject({ id, name: "Alice's IDE" });
    for (const shown of [await clients(['show', id]), await clients(['ls']), await clients(['ls', '--json'])]) {
      noteSaid('lists', shown.stdout);
    }
    noteSaid('files', (await readFile(join(dataDir, 'access.db'))).toString('latin1'));
  });

  it.each<[string, string[]]>([
    ['before the user', ['-n', 'TV', '-s', 'read mcp', '-r', 'app', '-e', '-1', '-t', '-1', 'grandma']],
    [
      'after the user',
      ['grandma', '--name', 'TV', '--scope', 'read mcp', '--role', 'app', '--expires', '-1', '--tokens', '-1'],
    ],
  ])('takes flags %s', async (_, args) => {
    expect(await add(...args)).toMatchObject({
      name: 'TV',
      user: 'grandma',
      role: 'instance',
      scope: 'mcp read',
      expires: -1,
      tokens: -1,
      access_token_lifetime: 'never expires',
      bearer_expires_at: null,
    });
  });

  it('fills in what nobody says, as PhotoPrism does', async () => {
    expect(await add()).toMatchObject({
      name: 'New client',
      role: 'client',
      scope: '*',
      access_token_lifetime: '1 day; up to 10 tokens',
      enabled: true,
    });
  });

  it('names the address that clients use', async () => {
    const { stdout } = await clients(['add', '-n', 'a', '-s', 'mcp'], '', {
      ALBUMEN_SERVER_URL: 'https://photos.example.com',
    });
    expect(stdout).toContain('"url":"https://photos.example.com/mcp"');
  });

  it.each<[string, string[], string]>([
    ['an unknown role', ['--role', 'manager'], 'It is one of: admin'],
    ['a scope that says nothing', ['--scope', '()'], 'This scope permits nothing'],
    ['a scope that is too long', ['--scope', `read ${'z'.repeat(800)}`], 'too long'],
    ['a lifetime of nothing', ['--expires', '0'], 'from 1, or -1'],
    ['a lifetime before now', ['--expires', '-2'], 'from 1, or -1'],
    ['half a token', ['--tokens', '0.5'], 'from 1, or -1'],
    ['an empty name', ['--name', ' '], 'A name needs'],
    ['a short id', ['--id', 'c1'], 'An id is'],
    ['an unknown flag', ['--admin'], 'unknown option'],
    ['two users', ['anna', 'bert'], 'too many arguments'],
  ])('ends with code 2 for %s', async (_, args, words) => {
    const { code, stderr, stdout } = await clients(['add', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(JSON.parse((await clients(['ls', '--json'])).stdout)).toEqual([]);
  });

  it('never repeats a secret of one’s own that is wrong', async () => {
    const secret = watchSecret(`wrong-${randomBytes(12).toString('hex')}`);
    expect((await clients(['add', '--secret', secret])).code).toBe(2);
  });

  it('ends with code 5 for an id that is taken', async () => {
    const { client_id: id } = await add();
    expect((await clients(['add', '--id', id])).code).toBe(5);
  });

  it('reads a library key from a file or the input, keeps it sealed, and never shows it', async () => {
    const key = watchSecret(randomBytes(20).toString('hex'));
    const file = join(dataDir, 'key.txt');
    await writeFile(file, `${key}\n`);
    const ids = [await add('--library-key-file', file)].map(({ client_id }) => client_id);
    const { stdout } = await clients(['add', '--json', '--library-key-file', '-'], `${key}\n`);
    const typed = record.parse(JSON.parse(stdout));
    watchSecret(typed.client_secret);
    const { client_secret: _secret, bearer: _bearer, configuration: _configuration, ...others } = typed;
    expect(others).toMatchObject({ own_library_key: true });
    noteSaid('add', JSON.stringify(others));
    const secret = (await readFile(join(dataDir, 'secret'), 'utf8')).trim();
    for (const id of [...ids, typed.client_id]) {
      const opened = await within((access) =>
        libraryKeysOf(access.clients, async () => success(secret)).libraryKeyOf(id),
      );
      expect(opened).toEqual({ ok: true, value: key });
      noteSaid('show', (await clients(['show', id])).stdout);
    }
    expect((await stat(join(dataDir, 'secret'))).mode & 0o777).toBe(0o600);
  });

  it('makes no client whose library key is no key', async () => {
    expect((await clients(['add', '--library-key-file', '-'], 'two words')).code).toBe(2);
    expect((await clients(['add', '--library-key-file', join(dataDir, 'missing')])).code).toBe(2);
    expect(await within(({ clients }) => clients.any())).toBe(false);
  });
});

describe('albumen clients ls', () => {
  it('says on stderr that there is none', async () => {
    expect(await clients(['ls'])).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'There is no client yet. Add one: albumen clients add --name <name>\n',
    });
    expect(await clients(['ls', 'anna'])).toMatchObject({ stderr: 'No client fits. albumen clients ls lists all.\n' });
  });

  it('finds by id, name and user, and shows so many', async () => {
    const one = await add('-n', 'Kitchen tablet', 'Ämilie');
    await add('-n', 'Desk');
    const found = async (...args: string[]) => {
      const { stdout } = await clients(['ls', '--json', ...args]);
      return z
        .array(z.looseObject({ name: z.string() }))
        .parse(JSON.parse(stdout))
        .map(({ name }) => name);
    };
    expect(await found()).toEqual(['Kitchen tablet', 'Desk']);
    expect(await found('TABLET')).toEqual(['Kitchen tablet']);
    expect(await found('ämil')).toEqual(['Kitchen tablet']);
    expect(await found(one.client_id)).toEqual(['Kitchen tablet']);
    expect(await found('-n', '1')).toEqual(['Kitchen tablet']);
    expect(await found('nobody')).toEqual([]);
  });

  it('prints Markdown, and values between semicolons or tabs, that no name can break', async () => {
    await add('-n', 'a|b;"c"\td\u001b[31m');
    const rows = async (flag: string) => (await clients(['ls', flag])).stdout.split('\n');
    expect((await rows('--md'))[2]).toContain('| a\\|b;"c" d [31m | Client (OAuth2)');
    expect((await rows('--csv'))[1]).toContain(';"a|b;""c"" d [31m";Client (OAuth2);');
    expect((await rows('--tsv'))[1]?.split('\t')).toHaveLength(9);
    expect((await rows('-c'))[0]).toBe(
      'Client ID;Name;Authentication Method;User;Role;Scope;Enabled;Access Token Lifetime;Created At',
    );
  });
});

describe('albumen clients show', () => {
  it('prints a line for each thing', async () => {
    const { client_id: id } = await add('-e', '-1');
    const { code, stdout } = await clients(['show', id]);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Client ID +${id}$`, 'm'));
    expect(stdout).toMatch(/^ID And Secret As Token Until +for ever$/m);
    expect(stdout).toMatch(/^Last Used At +never$/m);
  });

  it('ends with code 3 where there is none, and 2 without an id', async () => {
    expect((await clients(['show', 'c000000000000000'])).code).toBe(3);
    expect((await clients(['show'])).code).toBe(2);
  });
});

describe('albumen clients mod', () => {
  it('changes what is named and nothing else', async () => {
    const { client_id: id } = await add('-n', 'TV', '-s', 'mcp', '-e', '60', '-t', '3');
    const { code, stdout } = await clients(['mod', id, '--scope', 'read mcp', '--json']);
    expect(code).toBe(0);
    const changed: unknown = JSON.parse(stdout);
    expect(changed).toMatchObject({ name: 'TV', scope: 'mcp read', expires: 60, tokens: 3, role: 'client' });
    expect(changed).not.toHaveProperty('client_secret');
  });

  it('disables and enables', async () => {
    const { client_id: id, client_secret: secret } = await add();
    const checked = () => within(({ clients }) => clientCheck(clients)(id, secret));
    await clients(['mod', '--disable', id]);
    expect(await checked()).toBe('disabled');
    await clients(['mod', '--enable', id]);
    expect(await checked()).toMatchObject({ id });
  });

  it('gives another secret', async () => {
    const { client_id: id, client_secret: secret } = await add();
    const { client_secret: renewed } = record.parse(
      JSON.parse((await clients(['mod', id, '--regenerate', '--json'])).stdout),
    );
    watchSecret(renewed);
    expect(await within(({ clients }) => clientCheck(clients)(id, secret))).toBe('wrong');
    expect(await within(({ clients }) => clientCheck(clients)(id, renewed))).toMatchObject({ id });
  });

  it('gives a library key and takes it away', async () => {
    const { client_id: id } = await add();
    const key = watchSecret(randomBytes(20).toString('hex'));
    const own = async () => (await within(({ clients }) => clients.find(id)))?.hasLibraryKey;
    await clients(['mod', id, '--library-key-file', '-'], key);
    expect(await own()).toBe(true);
    await clients(['mod', id, '--remove-library-key']);
    expect(await own()).toBe(false);
  });

  it.each<[number, string[]]>([
    [2, []],
    [2, ['--enable', '--disable']],
    [2, ['--scope', '']],
    [2, ['--expires', 'soon']],
  ])('ends with code %d for %j, and changes nothing', async (expected, args) => {
    const { client_id: id } = await add();
    const before = await within(({ clients }) => clients.find(id));
    expect((await clients(['mod', id, ...args])).code).toBe(expected);
    expect(await within(({ clients }) => clients.find(id))).toEqual(before);
  });

  it('ends with code 3 where there is none', async () => {
    expect((await clients(['mod', 'c000000000000000', '-n', 'a'])).code).toBe(3);
  });
});

describe('albumen clients rm', () => {
  const left = () => within(async ({ clients }) => (await clients.all()).length);

  it.each(['rm', 'remove'])('%s removes at once with --force', async (command) => {
    const { client_id: id } = await add();
    expect(await clients([command, id, '--force'])).toMatchObject({ code: 0, stderr: `Client ${id} was removed.\n` });
    expect(await left()).toBe(0);
  });

  it('asks otherwise, and takes no for an answer', async () => {
    const { client_id: id } = await add();
    expect((await clients(['rm', id], 'n\n')).code).toBe(0);
    expect(await left()).toBe(1);
    expect((await clients(['rm', id], 'y\n')).code).toBe(0);
    expect(await left()).toBe(0);
  });

  it('does not end as if it had removed something when nobody answers', async () => {
    const { client_id: id } = await add();
    const { code, stderr } = await clients(['rm', id]);
    expect(code).toBe(2);
    expect(stderr).toContain('Nothing was removed: nobody answered. Add --force.');
    expect(await left()).toBe(1);
  });

  it('ends with code 3 where there is none', async () => {
    expect((await clients(['rm', 'c000000000000000', '-f'])).code).toBe(3);
  });

  it('removes all with reset', async () => {
    await add();
    await add();
    expect((await clients(['reset'])).code).toBe(2);
    expect(await left()).toBe(2);
    expect(await clients(['reset', '--yes'])).toMatchObject({ code: 0, stderr: 'Removed: 2.\n' });
    expect(await left()).toBe(0);
  });
});

describe('where the clients cannot be opened', () => {
  it('says why, with code 1', async () => {
    await writeFile(join(dataDir, 'access.db'), 'this is no database, but long enough to be taken for one'.repeat(20));
    const { code, stderr } = await clients(['ls']);
    expect(code).toBe(1);
    expect(stderr).toContain('The clients cannot be opened');
  });

  it('says of the address of PostgreSQL only what is no secret', async () => {
    const password = watchSecret(randomBytes(8).toString('hex'));
    const env = { ALBUMEN_DATABASE_URL: `postgres://albumen:${password}@127.0.0.1:1/albumen` };
    const { code, stderr } = await clients(['ls'], '', env);
    expect(code).toBe(1);
    expect(stderr).toContain('PostgreSQL at 127.0.0.1:1, database albumen');
  });
});
