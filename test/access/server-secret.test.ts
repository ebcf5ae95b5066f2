import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serverSecret } from '../../src/access/server-secret.ts';
import { watchSecret } from '../fixtures/watched-secrets.ts';

let folder: string;
let dataDir: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-secret-'));
  dataDir = join(folder, 'data');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const ask = (given?: string) => serverSecret({ given, dataDir, database: 'sqlite' });

async function secretMade(): Promise<string> {
  const secret = await ask();
  return secret.ok ? watchSecret(secret.value) : '';
}

describe("the server's secret", () => {
  it('is the one that is set', async () => {
    const given = watchSecret('a secret that somebody has set here');
    expect(await ask(given)).toEqual({ ok: true, value: given });
  });

  it('is otherwise made once, in a file that nobody else can read', async () => {
    const secret = await secretMade();
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(await secretMade()).toBe(secret);
    expect((await stat(join(dataDir, 'secret'))).mode & 0o777).toBe(0o600);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
  });

  it('is the same for all who ask at once', async () => {
    const secrets = await Promise.all(Array.from({ length: 20 }, secretMade));
    expect(new Set(secrets).size).toBe(1);
  });

  it('is waited for while another process is writing it', async () => {
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'secret'), '');
    const asked = secretMade();
    const written = watchSecret('the secret that another process has made');
    await writeFile(join(dataDir, 'secret'), `${written}\n`);
    expect(await asked).toBe(written);
  });

  it('is not made anew where the file was cut off: what it protects would be lost', async () => {
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'secret'), 'half\n');
    expect(await ask()).toMatchObject({ ok: false, failure: { hint: expect.stringContaining('backup') } });
    expect(await readFile(join(dataDir, 'secret'), 'utf8')).toBe('half\n');
  });

  it.skipIf(process.getuid?.() === 0)('says where it cannot be read', async () => {
    await secretMade();
    await chmod(join(dataDir, 'secret'), 0);
    expect(await ask()).toMatchObject({ ok: false, failure: { message: expect.stringContaining('EACCES') } });
  });

  it('has to be set with PostgreSQL, which replicas share', async () => {
    const asked = await serverSecret({ given: undefined, dataDir, database: 'postgres' });
    expect(asked).toMatchObject({ ok: false, failure: { message: expect.stringContaining('ALBUMEN_SECRET') } });
    await expect(stat(dataDir)).rejects.toThrow('ENOENT');
  });
});
