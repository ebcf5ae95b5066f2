import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdAssets } from '../../src/library/api/held-originals.ts';
import { jpegBytes } from '../fixtures/images.ts';
import { type IndexedFolder, indexedFolder } from '../fixtures/indexed-folder.ts';
import { albumen } from '../fixtures/program.ts';

let folder: IndexedFolder;
let id: string;
const name = 'two\nlines \u001b[31m.jpg';

beforeEach(async () => {
  folder = await indexedFolder();
  await writeFile(join(folder.photos, name), await jpegBytes({ seed: 1 }));
  await folder.index();
  ({ id } = await folder.asset(name));
  await holdAssets(folder.store, folder.dataDir, [id]);
});
afterEach(() => folder.remove());

function library(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const { command, args: all, env } = albumen(['library', ...args, '--data-dir', folder.dataDir]);
  return new Promise((resolve) => {
    execFile(command, all, { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

describe('albumen library held', () => {
  it('prints one line for each held original, without control characters', async () => {
    const { code, stdout } = await library('held');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^[^\n]+\n$/);
    expect(stdout).toContain(`${id}  deleted `);
    expect(stdout).toContain(`from ${folder.photos}/two?lines ?[31m.jpg`);
  });
});

describe('albumen library put-back', () => {
  it('says where the original is again', async () => {
    const { code, stdout } = await library('put-back', id);
    expect([code, stdout]).toEqual([0, `${id}  back at ${folder.photos}/two?lines ?[31m.jpg\n`]);
    const { code: empty, stdout: none, stderr } = await library('held');
    expect([empty, none]).toEqual([0, '']);
    expect(stderr).toMatch(/^No original is held: nothing was deleted for good\. .*\n$/);
  });

  it('does what it can and ends with code 1 when one is refused', async () => {
    const { code, stdout, stderr } = await library('put-back', 'nonsense', id);
    expect(code).toBe(1);
    expect(stdout).toContain(`${id}  back at `);
    expect(stderr).toBe(
      'albumen: nonsense: It is not among the held originals. albumen library held lists what can come back.\n',
    );
  });
});
