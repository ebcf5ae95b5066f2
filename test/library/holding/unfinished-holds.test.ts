import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listHeld } from '../../../src/library/holding/put-back.ts';
import { openLibrary } from '../../../src/library/library.ts';
import { jpegBytes } from '../../fixtures/images.ts';
import { type IndexedFolder, indexedFolder } from '../../fixtures/indexed-folder.ts';

let folder: IndexedFolder;
let path: string;
let id: string;

beforeEach(async () => {
  folder = await indexedFolder();
  path = join(folder.photos, 'one.jpg');
  await writeFile(path, await jpegBytes({ seed: 1 }));
  await folder.index();
  ({ id } = await folder.asset('one.jpg'));
});
afterEach(() => folder.remove());

/** The id of a process that has ended. */
function endedProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

/** The folder in the holding folder that a deletion makes first. */
async function begunBy(processId: number): Promise<string> {
  const held = join(folder.dataDir, 'held', `${id}-${processId}-aB3xY9`);
  await mkdir(held, { recursive: true });
  return held;
}

async function reopen(): Promise<void> {
  await (await openLibrary({ dataDir: folder.dataDir })).close();
}

async function expectBack(): Promise<void> {
  expect(await readFile(path)).toEqual(await jpegBytes({ seed: 1 }));
  expect(await readdir(join(folder.dataDir, 'held'))).toEqual([]);
  expect(await folder.asset('one.jpg')).toMatchObject({ heldPath: null, deletedAt: null });
}

describe('a deletion that a crash ended is taken back by the next opening', () => {
  it('before anything was moved', async () => {
    await begunBy(endedProcess());
    await reopen();
    await expectBack();
  });

  it('after the original was moved', async () => {
    await rename(path, join(await begunBy(endedProcess()), 'one.jpg'));
    await reopen();
    await expectBack();
  });

  it('in the middle of a copy to another disk', async () => {
    await writeFile(join(await begunBy(endedProcess()), 'one.jpg.part'), 'half a ph');
    await reopen();
    await expectBack();
  });

  it('between the copy and the removal of its source', async () => {
    await writeFile(join(await begunBy(endedProcess()), 'one.jpg'), await readFile(path));
    await reopen();
    await expectBack();
  });

  it('also when the process that died had the same number', async () => {
    await rename(path, join(await begunBy(process.pid), 'one.jpg'));
    await reopen();
    await expectBack();
  });
});

describe('what the next opening leaves alone', () => {
  it('the deletions of a process that is still running', async () => {
    const held = join(await begunBy(process.ppid), 'one.jpg');
    await rename(path, held);
    await reopen();
    expect(await readFile(held)).toEqual(await jpegBytes({ seed: 1 }));
  });

  it('another file that has taken the place: then the original is a held one', async () => {
    const held = join(await begunBy(endedProcess()), 'one.jpg');
    await rename(path, held);
    await writeFile(path, await jpegBytes({ seed: 2 }));
    await reopen();
    expect(await readFile(path)).toEqual(await jpegBytes({ seed: 2 }));
    expect(await listHeld(folder.store)).toMatchObject([{ id, heldPath: held }]);
  });

  it('half a copy whose source cannot be seen', async () => {
    const part = join(await begunBy(endedProcess()), 'one.jpg.part');
    await writeFile(part, 'half a ph');
    await rm(path);
    await reopen();
    expect(await readFile(part, 'utf8')).toBe('half a ph');
  });

  it('an original whose folder is away, until it is there again', async () => {
    const held = join(await begunBy(endedProcess()), 'one.jpg');
    await rename(path, held);
    await rename(dirname(path), `${dirname(path)}-away`);
    await reopen();
    expect(await readFile(held)).toEqual(await jpegBytes({ seed: 1 }));
    await rename(`${dirname(path)}-away`, dirname(path));
    await reopen();
    await expectBack();
  });

  it('finished deletions and folders of other names', async () => {
    await mkdir(join(folder.dataDir, 'held', 'notes'), { recursive: true });
    await reopen();
    expect(await readdir(join(folder.dataDir, 'held'))).toEqual(['notes']);
  });
});
