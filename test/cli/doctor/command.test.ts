import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerRoutes, type StandIn, startStandIn } from '../../fixtures/immich-stand-in.ts';
import { openTestLibrary } from '../../fixtures/open-library.ts';
import { adminToken, startPhotoPrism } from '../../fixtures/photoprism/server.ts';
import { addAlbum } from '../../fixtures/photoprism/things.ts';
import { albumen } from '../../fixtures/program.ts';

const key = 'command-key-never-to-be-told';
let server: StandIn;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'albumen-doctor-'));
  server = await startStandIn(
    answerRoutes({
      'GET /server/ping': () => ({ res: 'pong' }),
      'GET /server/version': () => ({ major: 3, minor: 1, patch: 0 }),
      'GET /server/features': () => ({
        trash: true,
        smartSearch: true,
        duplicateDetection: true,
        facialRecognition: true,
      }),
      'GET /api-keys/me': () => ({ id: 'x', name: `named ${key}`, permissions: ['asset.read', 'asset.statistics'] }),
    }),
  );
});
afterAll(async () => {
  await server.close();
  await rm(dataDir, { recursive: true, force: true });
});

function doctor(
  env: Record<string, string>,
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { command, args: all, env: whole } = albumen(['doctor', ...args], { ALBUMEN_DATA_DIR: dataDir, ...env });
  return new Promise((resolve) => {
    execFile(command, all, { env: whole }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

describe('albumen doctor', () => {
  it('ends with code 1 where tools do not work, tells people on stdout, and never the key', async () => {
    const { code, stdout, stderr } = await doctor({ IMMICH_BASE_URL: server.url, IMMICH_API_KEY: key });
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/PROBLEM With this key \d+ of \d+ tools do not work/);
    expect(stdout).toMatch(/immich_albums_list: album\.read/);
    expect(stdout).not.toContain('photoprism_');
    expect(stdout).not.toContain(key);
  });

  it('is fine with the same key where only what it may do is offered', async () => {
    const env = { IMMICH_BASE_URL: server.url, IMMICH_API_KEY: key, ALBUMEN_READ_ONLY: 'true' };
    const { code, stdout } = await doctor({ ...env, ALBUMEN_TOOLSETS: 'search' }, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, key: { lacking: [], grant: [] } });
    expect(code).toBe(0);
  });

  it('tells machines the same as JSON', async () => {
    const { code, stdout } = await doctor({ IMMICH_BASE_URL: server.url, IMMICH_API_KEY: key }, '--json');
    const report = JSON.parse(stdout);
    expect([code, report.ok]).toEqual([1, false]);
    expect(report.key.grant).toContain('album.read');
    expect(report.scopes.readOnly).not.toContain('album.create');
  });

  it('finds what is protected in PhotoPrism, alone and beside another library', async () => {
    const photoprism = await startPhotoPrism();
    addAlbum(photoprism.state, 'Family');
    const env = {
      PHOTOPRISM_BASE_URL: photoprism.url,
      PHOTOPRISM_ACCESS_TOKEN: adminToken,
      ALBUMEN_PROTECT: 'album:Family, album:Nowhere',
    };
    const alone = (await doctor(env)).stdout;
    expect(alone).toContain('the album "Family" is there');
    expect(alone).toContain('the library does not have the album "Nowhere"');
    const local = await openTestLibrary();
    const { dataDir } = local.library;
    const both = (await doctor({ ...env, ALBUMEN_DATA_DIR: dataDir, ALBUMEN_PHOTOS: dataDir })).stdout;
    await local.close();
    expect(both).toContain('the album "Family" is there');
    expect(both).toContain('neither library has the album "Nowhere"');
    await photoprism.close();
  });

  it('says what is wrong with the settings themselves', async () => {
    const { code, stdout } = await doctor({ IMMICH_BASE_URL: server.url });
    expect(code).toBe(1);
    expect(stdout).toContain('PROBLEM IMMICH_BASE_URL is set but IMMICH_API_KEY');
  });

  it('finds a data folder that cannot be used, whatever the library: history is kept there', async () => {
    const file = join(dataDir, 'a-file');
    await writeFile(file, '');
    const env = { IMMICH_BASE_URL: server.url, IMMICH_API_KEY: key, ALBUMEN_DATA_DIR: file };
    const { code, stdout } = await doctor({ ...env, ALBUMEN_READ_ONLY: 'true', ALBUMEN_TOOLSETS: 'search' });
    expect([code, stdout.includes(`PROBLEM ${file} is a file, not a folder.`)]).toEqual([1, true]);
  });

  it('says so when a key is set that nothing uses, and when an upload folder is not there', async () => {
    const { code, stdout } = await doctor({ IMMICH_API_KEY: key, ALBUMEN_UPLOAD_DIRS: join(dataDir, 'none') });
    expect(code).toBe(1);
    expect(stdout).toContain('but no IMMICH_BASE_URL: the local library is used');
    expect(stdout).toContain(`The upload folder ${join(dataDir, 'none')} cannot be read.`);
    expect(stdout).not.toContain(key);
  });
});
