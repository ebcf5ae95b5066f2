import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../src/catalog/result.ts';
import { openAllowedFile, openLocated } from '../../src/upload/allowed-file.ts';
import { maxSourceBytes, type OpenSource } from '../../src/upload/source.ts';

let base: string;
let allowed: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'albumen-allowed-'));
  allowed = join(base, 'allowed');
  await mkdir(join(allowed, 'trip'), { recursive: true });
  await mkdir(join(base, 'allowed-not'));
  await writeFile(join(allowed, 'a.jpg'), 'content');
  await writeFile(join(allowed, 'trip', '..b.jpg'), 'content');
  await writeFile(join(allowed, 'empty.jpg'), '');
  await writeFile(join(base, 'secret.jpg'), 'secret');
  await writeFile(join(base, 'allowed-not', 'c.jpg'), 'secret');
  await symlink(join(base, 'secret.jpg'), join(allowed, 'link-out.jpg'));
  await symlink(base, join(allowed, 'folder-out'));
  await symlink(join(allowed, 'a.jpg'), join(allowed, 'link-in.jpg'));
  await symlink(allowed, join(base, 'alias'));
  await symlink('loop', join(allowed, 'loop'));
  execFileSync('mkfifo', [join(allowed, 'pipe.jpg')]);
  const huge = await open(join(allowed, 'huge.mp4'), 'w');
  await huge.truncate(maxSourceBytes + 1);
  await huge.close();
});

afterAll(() => rm(base, { recursive: true }));

/** The file's content, or why it was refused. */
async function tried(path: string, folders: readonly string[] = [allowed]): Promise<string> {
  const opened: Result<OpenSource> = await openAllowedFile(path, folders);
  if (!opened.ok) return `${opened.failure.code}: ${opened.failure.message} ${opened.failure.hint ?? ''}`;
  const pieces: Uint8Array[] = [];
  for await (const piece of opened.value.bytes) pieces.push(piece);
  await opened.value.close();
  return Buffer.concat(pieces).toString();
}

describe('a file inside an allowed folder', () => {
  test('is read by its full path', async () => {
    expect(await tried(join(allowed, 'a.jpg'))).toBe('content');
  });

  test('may have a name that begins with dots', async () => {
    expect(await tried(join(allowed, 'trip', '..b.jpg'))).toBe('content');
  });

  test('is read by a path relative to the folder', async () => {
    expect(await tried('trip/..b.jpg')).toBe('content');
  });

  test('is read by a file:// URL and by a link that stays inside', async () => {
    expect(await tried(pathToFileURL(join(allowed, 'a.jpg')).href)).toBe('content');
    expect(await tried(join(allowed, 'link-in.jpg'))).toBe('content');
  });

  test('is read through another name of the folder, and when the folder itself is configured by a link', async () => {
    expect(await tried(join(base, 'alias', 'a.jpg'))).toBe('content');
    expect(await tried(join(allowed, 'a.jpg'), [join(base, 'alias')])).toBe('content');
  });

  test('is read by a path with .. that stays inside', async () => {
    expect(await tried(`${allowed}/trip/../a.jpg`)).toBe('content');
  });

  test('tells its name, size and time of writing', async () => {
    const opened = await openAllowedFile(join(allowed, 'a.jpg'), [allowed]);
    if (!opened.ok) throw new Error(opened.failure.message);
    await opened.value.close();
    expect(opened.value).toMatchObject({ name: 'a.jpg', size: 7, modifiedAt: expect.any(Date) });
  });
});

describe('anything else is refused', () => {
  test('every path, when no folder is configured: the setting is named', async () => {
    expect(await tried(join(allowed, 'a.jpg'), [])).toMatch(/^refused: .*ALBUMEN_UPLOAD_DIRS/);
  });

  test.each([
    ['a file outside', () => join(base, 'secret.jpg')],
    ['.. that leads out', () => `${allowed}/../secret.jpg`],
    ['a relative path that leads out', () => '../secret.jpg'],
    ['a folder whose name only begins the same', () => join(base, 'allowed-not', 'c.jpg')],
    ['the home folder', () => '~/secret.jpg'],
    ['a path relative to the home folder', () => `~/${relative(homedir(), join(base, 'secret.jpg'))}`],
    ['a file:// URL outside', () => pathToFileURL(join(base, 'secret.jpg')).href],
    ['a file:// URL of another host', () => 'file://elsewhere/a.jpg'],
    ['a path with a zero byte', () => `${allowed}/a.jpg\0.png`],
    ['a device', () => '/dev/zero'],
    ['the process itself', () => '/proc/self/environ'],
  ])('%s', async (_, path) => {
    expect(await tried(path())).toMatch(/^refused: .* is not inside a folder .*ALBUMEN_UPLOAD_DIRS/);
  });

  test('the answer about a path outside does not tell whether it exists', async () => {
    const there = await tried(join(base, 'secret.jpg'));
    const notThere = await tried(join(base, 'nothing.jpg'));
    expect(there.replace('secret', 'nothing')).toBe(notThere);
  });

  test.each([['link-out.jpg'], ['folder-out/secret.jpg']])('a link that leads out: %s', async (name) => {
    expect(await tried(join(allowed, name))).toMatch(/^refused: .* leads out of the folders/);
  });

  test.each([
    ['missing.jpg', /^not_found: There is no readable file/],
    ['loop', /^not_found: There is no readable file/],
    ['empty.jpg', /^invalid_input: "empty.jpg" is empty/],
    ['trip', /^invalid_input: "trip" is a folder/],
    ['pipe.jpg', /^refused: "pipe.jpg" is not a regular file/],
    ['huge.mp4', /^refused: "huge.mp4" has 501 MB; at most 500 MB/],
  ])('%s', async (name, wanted) => {
    expect(await tried(join(allowed, name))).toMatch(wanted);
  });

  test.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    await writeFile(join(allowed, 'locked.jpg'), 'content');
    await chmod(join(allowed, 'locked.jpg'), 0o000);
    expect(await tried(join(allowed, 'locked.jpg'))).toMatch(/^refused: Albumen may not read/);
  });

  test('the allowed folder itself', async () => {
    expect(await tried(allowed)).toMatch(/^refused: .* is not inside/);
  });
});

describe('between finding a file and opening it', () => {
  async function found(name: string): Promise<{ real: string; roots: string[]; name: string }> {
    const folder = join(allowed, name);
    await mkdir(folder);
    await writeFile(join(folder, 'd.jpg'), 'content');
    return { real: join(folder, 'd.jpg'), roots: [allowed], name: 'd.jpg' };
  }

  test('a folder replaced by a link that leads out is noticed', async () => {
    const file = await found('swapped-folder');
    await rm(join(allowed, 'swapped-folder'), { recursive: true });
    await symlink(join(base, 'allowed-not'), join(allowed, 'swapped-folder'));
    await writeFile(join(base, 'allowed-not', 'd.jpg'), 'secret');
    expect(await openLocated(file)).toMatchObject({
      ok: false,
      failure: { code: 'refused', message: expect.stringContaining('was moved') },
    });
  });

  test('a file replaced by a link is not followed', async () => {
    const file = await found('swapped-file');
    await rm(file.real);
    await symlink(join(base, 'secret.jpg'), file.real);
    expect(await openLocated(file)).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('d.jpg') },
    });
  });

  test('a file replaced by a pipe does not make anybody wait', async () => {
    const file = await found('swapped-pipe');
    await rm(file.real);
    execFileSync('mkfifo', [file.real]);
    expect(await openLocated(file)).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('not a regular file') },
    });
  });
});
