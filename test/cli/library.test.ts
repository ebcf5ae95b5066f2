import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { albumen } from '../fixtures/program.ts';

let dataDir: string;
let home: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'albumen cli ü 写真-'));
  home = await mkdtemp(join(tmpdir(), 'albumen home-'));
});
afterEach(async () => {
  for (const folder of [dataDir, home]) await rm(folder, { recursive: true, force: true });
});

function library(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const { command, args: all, env } = albumen(['library', ...args, '--data-dir', dataDir], { HOME: home });
  return new Promise((resolve) => {
    execFile(command, all, { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

/** Runs `albumen library serve` until it says where it answers, and gives that address. */
async function served(...args: string[]): Promise<{ url: string; end(): Promise<unknown> }> {
  const { command, args: all, env } = albumen(['library', 'serve', '--port', '0', ...args, '--data-dir', dataDir]);
  const child = spawn(command, all, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const [said] = await once(child.stderr, 'data');
  const url = /http:\S+(?=;)/.exec(String(said))?.[0] ?? '';
  const end = () => {
    child.kill('SIGTERM');
    return once(child, 'exit');
  };
  return { url, end };
}

describe('albumen library', () => {
  it('serves the API and the pages of shared links, and tells clients the public address', async () => {
    const { url, end } = await served('--public-url', 'https://photos.example.com/');
    try {
      const config = await fetch(`${url}/api/server/config`);
      expect(await config.json()).toMatchObject({ externalDomain: 'https://photos.example.com' });
      const page = await fetch(`${url}/share/unknown`);
      expect(page.status).toBe(404);
      expect(page.headers.get('content-type')).toContain('text/html');
    } finally {
      await end();
    }
  });

  it('says in one sentence why the library cannot be opened, and what it needs', async () => {
    await writeFile(join(dataDir, 'library.db'), 'This is a text and not a database.');
    const { code, stdout, stderr } = await library('list');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      `albumen: The library in ${dataDir} cannot be opened (file is not a database). ` +
        'It must be a folder of its own that Albumen may write to, on a disk with some room.\n',
    );
  });

  it('takes ~ for the home folder, also where no shell does', async () => {
    await mkdir(join(home, 'Pictures'));
    expect(await library('add', '~/Pictures')).toMatchObject({ code: 0 });
    expect((await library('list')).stdout).toContain(await realpath(join(home, 'Pictures')));
  });

  it('says what to do when there is nothing yet', async () => {
    expect(await library('list')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'The library has no folder yet. Add one: albumen library add <folder>\n',
    });
    expect(await library('keys', 'list')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'There is no key yet. Make one: albumen library keys add <name>\n',
    });
    expect(await library('index')).toMatchObject({
      code: 1,
      stderr: 'albumen: The library has no folder yet. Add one: albumen library add <folder>\n',
    });
  });
});
