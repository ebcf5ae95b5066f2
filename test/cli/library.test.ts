import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { albumen } from '../fixtures/program.ts';

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'albumen cli ü 写真-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

function library(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const { command, args: all, env } = albumen(['library', ...args, '--data-dir', dataDir]);
  return new Promise((resolve) => {
    execFile(command, all, { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

describe('albumen library', () => {
  it('says in one sentence why the library cannot be opened, and what it needs', async () => {
    await writeFile(join(dataDir, 'library.db'), 'This is a text and not a database.');
    const { code, stdout, stderr } = await library('list');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      `albumen: The library in ${dataDir} cannot be opened (file is not a database). ` +
        'It must be a folder of its own that Albumen may write to, on a disk with some room.\n',
    );
  });

  it('says what to do when there is no folder yet', async () => {
    expect(await library('index')).toMatchObject({
      code: 1,
      stderr: 'albumen: The library has no folder yet. Add one: albumen library add <folder>\n',
    });
  });
});
