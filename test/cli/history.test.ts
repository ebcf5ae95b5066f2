import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jpegBytes } from '../fixtures/images.ts';
import { type IndexedFolder, indexedFolder } from '../fixtures/indexed-folder.ts';
import { clientKinds } from '../fixtures/mcp-clients.ts';
import { albumen } from '../fixtures/program.ts';

let folder: IndexedFolder;
let id: string;
let changeId: string;

beforeAll(async () => {
  folder = await indexedFolder();
  await writeFile(join(folder.photos, 'sea.jpg'), await jpegBytes({ seed: 1 }));
  await folder.index();
  ({ id } = await folder.asset('sea.jpg'));
  const [kind] = clientKinds;
  const client = await kind?.connect({ stdio: albumen(['serve', '--data-dir', folder.dataDir]) });
  const told = await client?.call('immich_assets_update', {
    asset_id: 'sea.jpg',
    rating: 5,
    description: 'Sea\u001b[31m',
  });
  changeId = String(told?.data?.change_id);
  await client?.close();
});
afterAll(() => folder.remove());

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const history = (...args: string[]) => historyWith({}, ...args);

function historyWith(more: Record<string, string>, ...args: string[]): Promise<Ended> {
  const { command, args: all, env } = albumen(['history', ...args, '--data-dir', folder.dataDir], more);
  return new Promise((resolve) => {
    execFile(command, all, { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

const rating = async () => (await folder.asset('sea.jpg')).rating;

describe('albumen history', () => {
  it('lists what an AI changed, one line each, without control characters', async () => {
    const { code, stdout } = await history('list');
    expect(code).toBe(0);
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain(`${changeId}  `);
    expect(stdout).toContain('immich_assets_update  1 item done');
  });

  it('shows a change item by item', async () => {
    const { stdout } = await history('show', changeId);
    expect(stdout).toContain(`  asset ${id}  {"before":{"rating":null,"description":""},"after":{"rating":5,`);
  });

  it('takes nothing back where Albumen may only read', async () => {
    const { code, stderr } = await history('undo', changeId, '--yes', '--read-only');
    expect([code, await rating()]).toEqual([1, 5]);
    expect(stderr).toContain('ALBUMEN_READ_ONLY');
  });

  it('only shows what an undo would do, unless told to do it', async () => {
    const { code, stdout } = await history('undo', changeId);
    expect([code, await rating()]).toEqual([0, 5]);
    expect(stdout).toContain('affected_count: 1');
    expect(stdout).toContain('Add --yes');
  });

  it('takes a change back, once', async () => {
    const { stdout } = await history('undo', changeId, '--yes');
    expect(stdout).toContain('restored: 1');
    expect(await rating()).toBeNull();
    const again = await history('undo', changeId, '--yes');
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('There is nothing to take back: All is as it was before.');
    expect((await history('list', '--tool', 'undo')).stdout).toContain(`undoes ${changeId}`);
  });

  describe('asks nobody but the one who types --yes', () => {
    async function change(tool: string, args: Record<string, unknown>): Promise<string> {
      const [kind] = clientKinds;
      const client = await kind?.connect({ stdio: albumen(['serve', '--data-dir', folder.dataDir]) });
      const told = await client?.call(tool, args);
      await client?.close();
      return String(told?.data?.change_id);
    }

    it.each(['ask', 'always'])('under %s: the person at the terminal has agreed', async (ALBUMEN_CONFIRM) => {
      const later = await change('immich_assets_update', { asset_id: 'sea.jpg', rating: 3 });
      const shown = await historyWith({ ALBUMEN_CONFIRM }, 'undo', later);
      expect(shown.stdout).toContain('Nothing was changed. Add --yes');
      expect(await rating()).toBe(3);
      const { code, stdout } = await historyWith({ ALBUMEN_CONFIRM }, 'undo', later, '--yes');
      expect([code, stdout]).toEqual([0, expect.stringContaining('restored: 1')]);
      expect(await rating()).toBeNull();
    });

    it('but leaves what is protected, whatever was typed', async () => {
      const made = await change('immich_albums_create', { album_name: 'Family' });
      const env = { ALBUMEN_PROTECT: 'album:Family', ALBUMEN_CONFIRM: 'off' };
      const refused = await historyWith(env, 'undo', made, '--yes', '--force');
      expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('is protected: album Family')]);
      expect((await history('undo', made, '--yes')).stdout).toContain('restored: 1');
    });
  });

  it('ends quietly when nobody reads on', async () => {
    const { command, args, env } = albumen(['history', 'list', '--data-dir', folder.dataDir]);
    const child = spawn(command, args, { env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const said: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    await once(child, 'close');
    expect(Buffer.concat(said).toString()).toBe('');
  });

  it('answers programs as JSON', async () => {
    const { stdout } = await history('list', '--json', '--about', id);
    expect(JSON.parse(stdout)).toMatchObject({ total: 6 });
  });

  it('says why it lists nothing, where only people read', async () => {
    expect(await history('list', '--tool', 'nothing')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'No change fits. albumen history list without options lists all.\n',
    });
    expect((await history('list', '--page', '9')).stderr).toMatch(
      /^There are \d+ changes, none of them on this page\.$/m,
    );
    const empty = await mkdtemp(join(tmpdir(), 'albumen-no-history-'));
    const { command, args, env } = albumen(['history', 'list', '--data-dir', empty]);
    const { stdout, stderr } = await promisify(execFile)(command, args, { env });
    expect([stdout, stderr]).toEqual(['', expect.stringMatching(/^Nothing was changed yet in the library that /)]);
    await rm(empty, { recursive: true });
  });

  it('ends with code 1 and words where there is no such change', async () => {
    const { code, stderr } = await history('show', 'cnothing00');
    expect([code, stderr]).toEqual([
      1,
      'albumen: There is no change "cnothing00". Take the id from albumen history list.\n',
    ]);
    expect((await history('undo', 'c'.repeat(50))).stderr).toBe(
      'albumen: Invalid arguments: must be the id of a change, as albumen history list returns it.\n',
    );
  });
});
