import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backgroundIndexing } from '../../src/cli/background-indexing.ts';
import { openLog } from '../../src/server/logging.ts';
import { type IndexedFolder, indexedFolder } from '../fixtures/indexed-folder.ts';
import { photoFolder } from '../fixtures/photo-folder.ts';

let room: IndexedFolder;
let logged: string[];

beforeEach(async () => {
  room = await indexedFolder();
  logged = [];
});
afterEach(() => room.remove());

function indexing(paths: readonly string[], open = async () => room.library) {
  const log = openLog(
    (line) => logged.push(line),
    (text) => text,
  );
  return backgroundIndexing(open, paths, log);
}

async function untilDone(missing: () => string | undefined, expected: string | undefined): Promise<void> {
  await vi.waitFor(() => expect(missing()).toBe(expected), { timeout: 20_000, interval: 20 });
}

describe('while folders are indexed in the background', () => {
  it('answers lack nothing where there is no folder', async () => {
    const { start, missing, close } = indexing([]);
    start();
    expect(missing()).toBeUndefined();
    await close();
  });

  it('they lack what is not reached yet, from the first moment until it is', async () => {
    await photoFolder(room.photos, ['a.jpg', 'b.jpg', 'c.jpg']);
    const { start, missing, close } = indexing([room.photos]);
    const notReached = 'what is new in it and not reached yet is missing here.';
    expect(missing()).toBe(`${room.photos} is being indexed: ${notReached}`);
    start();
    await vi.waitFor(() => expect(missing()).toMatch(/ is being indexed \([1-3] of 3 files\): /), {
      timeout: 20_000,
      interval: 1,
    });
    await untilDone(missing, undefined);
    expect(await room.store.selectFrom('asset').select('id').execute()).toHaveLength(3);
    await close();
  });

  it('a folder that is not there stays missing, and does not stop the next', async () => {
    await photoFolder(room.photos, ['a.jpg']);
    const gone = join(room.photos, '..', 'gone');
    const { start, missing, close } = indexing([gone, room.photos]);
    start();
    await untilDone(
      missing,
      `${gone} could not be indexed, and what is new in it is missing here. There is no folder ${gone}, or it may not be read.`,
    );
    expect(await room.asset('a.jpg')).toMatchObject({ originalFileName: 'a.jpg' });
    await close();
  });

  it('a fault is told without its words, which are for the log', async () => {
    const { start, missing, close } = indexing([room.photos], async () => {
      throw new Error('inner words');
    });
    start();
    await untilDone(
      missing,
      `${room.photos} could not be indexed, and what is new in it is missing here. The log says why.`,
    );
    await vi.waitFor(() => expect(logged.join('')).toContain('inner words'));
    await close();
  });

  it('closing ends it at once, also before it has begun', async () => {
    await rm(room.photos, { recursive: true });
    const { start, close } = indexing([room.photos]);
    start();
    await close();
    expect(logged).toEqual([]);
  });
});
