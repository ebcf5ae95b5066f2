import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PictureKey } from '../../src/viewing/picture-cache.ts';
import { pictureFiles } from '../../src/viewing/picture-files.ts';

let base: string;
let folder: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'albumen-pictures-'));
  folder = join(base, 'cache', 'pictures');
});
afterEach(() => rm(base, { recursive: true, force: true }));

const key: PictureKey = { account: 'account-1', id: 'asset-1', version: 'v1', size: 'thumb' };

/** Bytes that begin as a JPEG does. */
function picture(length = 1000, fill = 7) {
  const bytes = new Uint8Array(length).fill(fill);
  bytes.set([0xff, 0xd8, 0xff]);
  return { mimeType: 'image/jpeg', bytes };
}

const files = () => readdir(folder).catch((): string[] => []);
async function bytesKept(): Promise<number> {
  const sizes = await Promise.all((await files()).map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

describe('a picture that was kept', () => {
  test('comes back as it was, in this process and in the next', async () => {
    await pictureFiles(folder, 1e6).write(key, picture());
    expect(await pictureFiles(folder, 1e6).read(key)).toEqual(picture());
  });

  test.each<[string, Partial<PictureKey>]>([
    ['another caller', { account: 'account-2' }],
    ['another asset', { id: 'asset-2' }],
    ['another version of it', { version: 'v2' }],
    ['another size', { size: 'preview' }],
    ['a key that only reads the same', { account: 'account-1asset-1', id: '' }],
  ])('does not come for %s', async (_what, other) => {
    const cache = pictureFiles(folder, 1e6);
    await cache.write(key, picture());
    expect(await cache.read({ ...key, ...other })).toBeUndefined();
  });

  test('is in a file whose name tells nothing, and which only its owner can read', async () => {
    await pictureFiles(folder, 1e6).write(key, picture());
    const [name = '', ...others] = await files();
    expect(others).toEqual([]);
    expect(name).toMatch(/^[0-9a-f]{64}$/);
    expect(((await stat(join(folder, name))).mode & 0o777).toString(8)).toBe('600');
    expect(((await stat(folder)).mode & 0o777).toString(8)).toBe('700');
  });

  test('is replaced by a newer one', async () => {
    const cache = pictureFiles(folder, 1e6);
    await cache.write(key, picture(1000, 1));
    await cache.write(key, picture(500, 2));
    expect(await cache.read(key)).toEqual(picture(500, 2));
    expect(await files()).toHaveLength(1);
  });
});

describe('a file that is broken', () => {
  test.each<[string, (whole: Buffer) => Buffer]>([
    ['cut off', (whole) => whole.subarray(0, whole.length - 1)],
    ['longer', (whole) => Buffer.concat([whole, Buffer.from([0])])],
    ['changed in one bit', (whole) => Buffer.from(whole.map((byte, at) => (at === 500 ? byte ^ 1 : byte)))],
    ['changed in its digest', (whole) => Buffer.from(whole.map((byte, at) => (at === 3 ? byte ^ 1 : byte)))],
    ['empty', () => Buffer.alloc(0)],
    ['of zeros', (whole) => Buffer.alloc(whole.length)],
  ])('is not served when it is %s, and goes', async (_what, breakIt) => {
    const cache = pictureFiles(folder, 1e6);
    await cache.write(key, picture());
    const [name = ''] = await files();
    await writeFile(join(folder, name), breakIt(await readFile(join(folder, name))));
    expect(await cache.read(key)).toBeUndefined();
    expect(await files()).toEqual([]);
  });

  test('is not served in place of another that it was moved to', async () => {
    const cache = pictureFiles(folder, 1e6);
    await cache.write(key, picture(1000, 1));
    const [mine = ''] = await files();
    await cache.write({ ...key, account: 'account-2' }, picture(1000, 2));
    const theirs = (await files()).find((name) => name !== mine) ?? '';
    await writeFile(join(folder, mine), await readFile(join(folder, theirs)));
    expect(await cache.read(key)).toBeUndefined();
  });
});

describe('the bound', () => {
  const numbered = (number: number) => ({ ...key, id: `asset-${number}` });

  test('is kept, and what was used least recently goes first', async () => {
    const cache = pictureFiles(folder, 20_000);
    await cache.write(numbered(3), picture(968));
    const [third = ''] = await files();
    for (let number = 4; number <= 20; number++) await cache.write(numbered(number), picture(968));
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    for (const name of await files()) await utimes(join(folder, name), hoursAgo(1), hoursAgo(1));
    await utimes(join(folder, third), hoursAgo(2), hoursAgo(2));
    expect(await cache.read(numbered(3))).toBeDefined();
    for (let number = 21; number <= 26; number++) await cache.write(numbered(number), picture(968));
    expect(await bytesKept()).toBeLessThanOrEqual(20_000);
    expect((await files()).length).toBeGreaterThan(12);
    expect(await cache.read(numbered(3))).toBeDefined();
    expect(await cache.read(numbered(26))).toBeDefined();
  });

  test('holds for many writers at once that do not know of each other', async () => {
    const writers = Array.from({ length: 4 }, () => pictureFiles(folder, 50_000));
    await Promise.all(
      writers.map(async (cache, writer) => {
        for (let number = 0; number < 60; number++) await cache.write(numbered(writer * 1000 + number), picture(1500));
      }),
    );
    // Each may have written a twentieth since it last looked.
    expect(await bytesKept()).toBeLessThanOrEqual(50_000 * 1.2);
  });

  test('one picture that would take much of it is not kept', async () => {
    const cache = pictureFiles(folder, 20_000);
    await cache.write(key, picture(3000));
    expect(await files()).toEqual([]);
  });
});

describe('a process that is killed while it writes', () => {
  test('leaves nothing that is served broken, and what it left unfinished is removed later', async () => {
    const program = `
      const { pictureFiles } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/viewing/picture-files.ts'))});
      const cache = pictureFiles(${JSON.stringify(folder)}, 1e9);
      const bytes = new Uint8Array(200_000).fill(7);
      bytes.set([0xff, 0xd8, 0xff]);
      for (let number = 0; ; number++) {
        await cache.write({ account: 'a', id: String(number % 50), version: 'v', size: 'thumb' }, { mimeType: 'image/jpeg', bytes });
        if (number === 20) process.stdout.write('begun');
      }`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    const cache = pictureFiles(folder, 1e9);
    for (let number = 0; number < 50; number++) {
      const kept = await cache.read({ account: 'a', id: String(number), version: 'v', size: 'thumb' });
      expect([undefined, 200_000]).toContain(kept?.bytes.length);
    }
    const left = join(folder, `${'0'.repeat(64)}.x.part`);
    await writeFile(left, 'cut off');
    await utimes(left, new Date(0), new Date(0));
    await pictureFiles(folder, 1e9).write(key, picture());
    await expect(stat(left)).rejects.toThrow();
  });
});

test('what the disk does not take is not kept, and nothing fails', async () => {
  const file = join(base, 'a-file');
  await writeFile(file, '');
  const cache = pictureFiles(join(file, 'pictures'), 1e6);
  await cache.write(key, picture());
  expect(await cache.read(key)).toBeUndefined();
});

test('several processes write and read the same pictures without harm', async () => {
  const program = `
    const { pictureFiles } = await import(${JSON.stringify(join(import.meta.dirname, '../../src/viewing/picture-files.ts'))});
    const cache = pictureFiles(${JSON.stringify(folder)}, 100_000);
    let wrong = 0;
    for (let number = 0; number < 150; number++) {
      const id = String(number % 40);
      const bytes = new Uint8Array(2000 + (number % 40)).fill(number % 40);
      bytes.set([0xff, 0xd8, 0xff]);
      const kept = await cache.read({ account: 'a', id, version: 'v', size: 'thumb' });
      if (kept !== undefined && Buffer.compare(kept.bytes, bytes) !== 0) wrong++;
      await cache.write({ account: 'a', id, version: 'v', size: 'thumb' }, { mimeType: 'image/jpeg', bytes });
    }
    process.stdout.write(String(wrong));`;
  const run = promisify(execFile);
  const ended = await Promise.all(
    Array.from({ length: 3 }, () =>
      run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { cwd: import.meta.dirname }),
    ),
  );
  expect(ended.map(({ stdout }) => stdout)).toEqual(['0', '0', '0']);
  expect(await bytesKept()).toBeLessThanOrEqual(115_000);
});
