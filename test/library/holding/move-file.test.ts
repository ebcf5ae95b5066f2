import { watch } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isSameContent, moveFile, placeCopy } from '../../../src/library/holding/move-file.ts';
import { folderOnOtherDisk, hasOtherDisk } from '../../fixtures/other-disk.ts';

/** Cut to milliseconds, a double of seconds gives one less. */
const takenMs = 1_700_000_000_123;

let here: string;
let there: string;

async function original(folder: string, content = 'a photo'): Promise<string> {
  const path = join(folder, 'photo.jpg');
  await writeFile(path, content, { mode: 0o640 });
  await utimes(path, takenMs / 1000 + 1e-6, takenMs / 1000 + 1e-6);
  return path;
}

const places = [
  { where: 'on the same disk', elsewhere: () => mkdtemp(join(tmpdir(), 'albumen-move-')) },
  ...(hasOtherDisk ? [{ where: 'on another disk', elsewhere: folderOnOtherDisk }] : []),
];

describe.each(places)('an original that moves to a folder $where', ({ elsewhere }) => {
  beforeEach(async () => {
    here = await mkdtemp(join(tmpdir(), 'albumen-move-'));
    there = await elsewhere();
  });
  afterEach(async () => {
    for (const folder of [here, there]) await rm(folder, { recursive: true, force: true });
  });

  it('arrives whole, with its time and its mode, and leaves nothing behind', async () => {
    const from = await original(here, 'x'.repeat(3_000_000));
    await moveFile(from, join(there, 'held.jpg'));
    const arrived = await stat(join(there, 'held.jpg'));
    expect([arrived.size, Math.trunc(arrived.mtimeMs), arrived.mode & 0o777]).toEqual([3_000_000, takenMs, 0o640]);
    expect([await readdir(here), await readdir(there)]).toEqual([[], ['held.jpg']]);
  });

  it('stays where it is when its new place cannot be written', async () => {
    const from = await original(here);
    await expect(moveFile(from, join(there, 'missing', 'held.jpg'))).rejects.toThrow('ENOENT');
    expect(await readFile(from, 'utf8')).toBe('a photo');
  });

  it('comes back beside the held copy, with its time and its mode', async () => {
    const from = await original(here);
    await placeCopy(from, join(there, 'back.jpg'));
    const back = await stat(join(there, 'back.jpg'));
    expect([Math.trunc(back.mtimeMs), back.mode & 0o777]).toEqual([takenMs, 0o640]);
    expect(await isSameContent(from, join(there, 'back.jpg'))).toBe(true);
    expect(await readdir(there)).toEqual(['back.jpg']);
  });

  it('leaves nothing beside it, even of a try that was killed', async () => {
    const from = await original(here);
    const names: string[] = [];
    const watching = watch(there, (_, name) => names.push(String(name)));
    await placeCopy(from, join(there, 'back.jpg'));
    await setTimeout(50);
    watching.close();
    for (const part of names.filter((name) => name.endsWith('.part'))) await writeFile(join(there, part), 'half');
    await rm(join(there, 'back.jpg'));
    await placeCopy(from, join(there, 'back.jpg'));
    expect(await readdir(there)).toEqual(['back.jpg']);
    expect(await readFile(join(there, 'back.jpg'), 'utf8')).toBe('a photo');
  });

  it('never comes back over another file', async () => {
    const from = await original(here);
    await writeFile(join(there, 'back.jpg'), 'another photo');
    await expect(placeCopy(from, join(there, 'back.jpg'))).rejects.toThrow('EEXIST');
    expect(await readFile(join(there, 'back.jpg'), 'utf8')).toBe('another photo');
    expect(await readdir(there)).toEqual(['back.jpg']);
  });
});

describe('the same content', () => {
  it.each([
    ['a photo', 'a photo', true],
    ['a photo', 'b photo', false],
    ['a photo', 'a longer photo', false],
  ])('%j and %j: %s', async (left, right, same) => {
    const folder = await mkdtemp(join(tmpdir(), 'albumen-move-'));
    await writeFile(join(folder, 'left'), left);
    await writeFile(join(folder, 'right'), right);
    expect(await isSameContent(join(folder, 'left'), join(folder, 'right'))).toBe(same);
    await rm(folder, { recursive: true });
  });
});
