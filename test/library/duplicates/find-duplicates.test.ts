import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Updateable } from 'kysely';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDuplicates } from '../../../src/library/duplicates/find-duplicates.ts';
import type { LibraryTables } from '../../../src/library/store/schema.ts';
import { pattern } from '../../fixtures/images.ts';
import { type IndexedFolder, indexedFolder } from '../../fixtures/indexed-folder.ts';

let folder: IndexedFolder;

beforeEach(async () => {
  folder = await indexedFolder();
});
afterEach(() => folder.remove());

const original = (seed = 1) => pattern(640, 480, seed).jpeg({ quality: 92 }).toBuffer();

async function put(name: string, bytes: Buffer): Promise<void> {
  await mkdir(join(folder.photos, name, '..'), { recursive: true });
  await writeFile(join(folder.photos, name), bytes);
}

/** The names of the files in each group, sorted. */
async function groups(): Promise<string[][]> {
  const rows = await folder.store
    .selectFrom('asset')
    .select(['originalPath', 'duplicateId'])
    .orderBy('originalPath')
    .execute();
  const ids = new Set(rows.flatMap(({ duplicateId }) => duplicateId ?? []));
  return [...ids].map((id) =>
    rows
      .filter(({ duplicateId }) => duplicateId === id)
      .map(({ originalPath }) => originalPath.slice(folder.photos.length + 1)),
  );
}

async function find(signal?: AbortSignal) {
  const { store, ownerId, dataDir } = folder;
  return findDuplicates(store, { ownerId, dataDir, signal });
}

/** Changes the asset of a file as nothing in a folder could. */
async function alter(name: string, values: Updateable<LibraryTables['asset']>): Promise<void> {
  await update().set(values).where('originalPath', '=', join(folder.photos, name)).execute();
}
const update = () => folder.store.updateTable('asset');

/** As if nothing had been compared or grouped. */
async function startOver(): Promise<void> {
  await folder.store.deleteFrom('duplicateExamined').execute();
  await update().set({ duplicateId: null }).execute();
}

async function dismissAll(): Promise<void> {
  const { library } = folder;
  const headers = { 'x-api-key': library.ownerKey, 'content-type': 'application/json' };
  const rows = await folder.store
    .selectFrom('asset')
    .select('duplicateId')
    .where('duplicateId', 'is not', null)
    .execute();
  const body = JSON.stringify({ ids: [...new Set(rows.map(({ duplicateId }) => duplicateId))] });
  const answer = await library.fetch(new Request('http://library/api/duplicates', { method: 'DELETE', headers, body }));
  expect(answer.status).toBe(204);
}

describe('indexing a folder groups', () => {
  it('the same file in several places', async () => {
    await put('a/one.jpg', await original());
    await put('b/two.jpg', await original());
    await put('other.jpg', await original(2));
    await folder.index();
    expect(await groups()).toEqual([['a/one.jpg', 'b/two.jpg']]);
  });

  it.each([
    ['resized', (image: Buffer) => sharp(image).resize(200).jpeg().toBuffer()],
    ['recompressed', (image: Buffer) => sharp(image).jpeg({ quality: 30 }).toBuffer()],
    ['in another format', (image: Buffer) => sharp(image).webp().toBuffer()],
    ['stored turned', (image: Buffer) => sharp(image).rotate(270).withMetadata({ orientation: 6 }).jpeg().toBuffer()],
    ['darker', (image: Buffer) => sharp(image).linear(0.85, 0).jpeg().toBuffer()],
    [
      'cropped',
      (image: Buffer) => sharp(image).extract({ left: 13, top: 10, width: 614, height: 460 }).jpeg().toBuffer(),
    ],
  ])('a copy that is %s', async (_, edit) => {
    const first = await original();
    await put('original.jpg', first);
    await put('copy.jpg', await edit(first));
    await put('other.jpg', await original(3));
    await folder.index();
    expect(await groups()).toEqual([['copy.jpg', 'original.jpg']]);
  });

  it('no pictures of which only a part is the same', async () => {
    const first = await original();
    const patch = { create: { width: 60, height: 90, channels: 3 as const, background: '#202020' } };
    await put('empty.jpg', first);
    for (const left of [100, 260]) {
      await put(
        `at ${left}.jpg`,
        await sharp(first)
          .composite([{ input: patch, left, top: 200 }])
          .jpeg()
          .toBuffer(),
      );
    }
    await folder.index();
    expect(await groups()).toEqual([]);
  });

  it('no plain pictures, unless they are the same file', async () => {
    const plain = (shade: number) => {
      const background = { r: shade, g: shade, b: shade };
      return sharp({ create: { width: 320, height: 240, channels: 3, background } })
        .jpeg()
        .toBuffer();
    };
    for (const shade of [100, 101, 102]) await put(`${shade}.jpg`, await plain(shade));
    await put('copy.jpg', await plain(101));
    await folder.index();
    expect(await groups()).toEqual([['101.jpg', 'copy.jpg']]);
  });

  it('no still of an animation with the animation', async () => {
    const frames = await Promise.all([1, 2].map((seed) => pattern(200, 150, seed).png().toBuffer()));
    await put(
      'moving.gif',
      await sharp(frames, { join: { animated: true } })
        .gif({ delay: [100, 100] })
        .toBuffer(),
    );
    await put('still.png', frames[0] ?? Buffer.alloc(0));
    await folder.index();
    expect(await groups()).toEqual([]);
  });
});

describe('finding duplicates', () => {
  it.each([
    ['in the trash', { deletedAt: 1 }],
    ['deleted for good', { heldPath: '/held' }],
    ['locked', { visibility: 'locked' }],
    ['hidden, as the clip of a Live Photo is', { visibility: 'hidden' }],
    ['without its original', { isOffline: 1 }],
  ] as const)('leaves alone what is %s, and finds it when it is back', async (_, state) => {
    for (const name of ['one.jpg', 'two.jpg']) await put(name, await original());
    await folder.index();
    await startOver();
    await alter('two.jpg', state);
    await find();
    expect(await groups()).toEqual([]);
    await alter('two.jpg', { deletedAt: null, heldPath: null, visibility: 'timeline', isOffline: 0 });
    await find();
    expect(await groups()).toEqual([['one.jpg', 'two.jpg']]);
  });

  it('compares again what was away while something else came in', async () => {
    for (const name of ['one.jpg', 'two.jpg']) await put(name, await original());
    await folder.index();
    await update().set({ duplicateId: null }).execute();
    await alter('two.jpg', { deletedAt: 1 });
    await put('three.jpg', await original(2));
    await folder.index();
    await alter('two.jpg', { deletedAt: null });
    expect(await find()).toEqual({ compared: 1, groups: 1 });
    expect(await groups()).toEqual([['one.jpg', 'two.jpg']]);
  });

  it('leaves stacks alone', async () => {
    for (const name of ['one.jpg', 'two.jpg']) await put(name, await original());
    await folder.index();
    await startOver();
    const { id } = await folder.asset('one.jpg');
    await folder.store.insertInto('stack').values({ id: 's', ownerId: folder.ownerId, primaryAssetId: id }).execute();
    await alter('one.jpg', { stackId: 's' });
    await find();
    expect(await groups()).toEqual([]);
  });

  it('compares videos by their files only', async () => {
    const first = await original();
    await put('one.jpg', first);
    await put('same.jpg', first);
    await put('like.jpg', await sharp(first).jpeg({ quality: 50 }).toBuffer());
    await folder.index();
    await startOver();
    await update().set({ type: 'VIDEO' }).execute();
    await find();
    expect(await groups()).toEqual([['one.jpg', 'same.jpg']]);
  });

  it('never mixes what belongs to different people', async () => {
    for (const name of ['one.jpg', 'two.jpg', 'three.jpg']) await put(name, await original());
    await folder.index();
    await startOver();
    const { id: _, ...rest } = folder.library.owner;
    await folder.store
      .insertInto('user')
      .values({ ...rest, id: 'other', email: 'other', isAdmin: 0 })
      .execute();
    await alter('two.jpg', { ownerId: 'other' });
    await find();
    expect(await groups()).toEqual([['one.jpg', 'three.jpg']]);
    const { store, dataDir } = folder;
    expect(await findDuplicates(store, { ownerId: 'other', dataDir })).toEqual({ compared: 1, groups: 0 });
  });

  it('compares what is new with all, and the rest with nothing', async () => {
    const first = await original();
    await put('one.jpg', first);
    await put('other.jpg', await original(2));
    await folder.index();
    expect(await find()).toEqual({ compared: 0, groups: 0 });
    const id = await groupOf('one.jpg');
    expect(id).toBeNull();
    await put('small.jpg', await sharp(first).resize(300).jpeg().toBuffer());
    await folder.index();
    const grouped = await groupOf('one.jpg');
    expect(await groups()).toEqual([['one.jpg', 'small.jpg']]);
    await copyFile(join(folder.photos, 'one.jpg'), join(folder.photos, 'again.jpg'));
    await folder.index();
    expect(await groups()).toEqual([['again.jpg', 'one.jpg', 'small.jpg']]);
    expect(await groupOf('small.jpg')).toBe(grouped);
  });

  it('compares a file again that has become another picture', async () => {
    await put('one.jpg', await original());
    await put('two.jpg', await original(2));
    await folder.index();
    expect(await groups()).toEqual([]);
    await put('two.jpg', await original());
    await folder.index();
    expect(await groups()).toEqual([['one.jpg', 'two.jpg']]);
  });

  it('gives the same groups in one go as file by file', async () => {
    const [one, two] = [await original(), await original(2)];
    const files: [string, Buffer][] = [
      ['1 small.jpg', await sharp(one).resize(300).jpeg().toBuffer()],
      ['2 of two.jpg', await sharp(two).webp().toBuffer()],
      ['3 smaller.jpg', await sharp(one).resize(200).jpeg().toBuffer()],
      ['4 one.jpg', one],
      ['5 two.jpg', two],
      ['6 one again.jpg', one],
    ];
    for (const [name, bytes] of files) {
      await put(name, bytes);
      await folder.index();
    }
    const expected = [
      ['1 small.jpg', '3 smaller.jpg', '4 one.jpg', '6 one again.jpg'],
      ['2 of two.jpg', '5 two.jpg'],
    ];
    expect(await groups()).toEqual(expected);
    await startOver();
    await find();
    expect(await groups()).toEqual(expected);
  });

  it('does not group again what was dismissed, but a new copy of it', async () => {
    const first = await original();
    await put('a.jpg', first);
    await put('b.jpg', first);
    await put('c.jpg', await sharp(first).resize(300).jpeg().toBuffer());
    await folder.index();
    expect(await groups()).toEqual([['a.jpg', 'b.jpg', 'c.jpg']]);
    await dismissAll();
    await startOver();
    await find();
    expect(await groups()).toEqual([]);
    await put('d.jpg', first);
    await folder.index();
    const [found] = await groups();
    expect([
      ['a.jpg', 'd.jpg'],
      ['b.jpg', 'd.jpg'],
    ]).toContainEqual(found);
    expect(await groups()).toHaveLength(1);
  });

  it('makes thumbnails again that were deleted, and does without where that is not possible', async () => {
    const first = await original();
    await put('one.jpg', first);
    await put('two.jpg', await sharp(first).resize(300).jpeg().toBuffer());
    await folder.index();
    await startOver();
    await rm(join(folder.dataDir, 'thumbs'), { recursive: true });
    await find();
    expect(await groups()).toEqual([['one.jpg', 'two.jpg']]);
    await startOver();
    await rm(join(folder.dataDir, 'thumbs'), { recursive: true });
    await rm(join(folder.photos, 'two.jpg'));
    await find();
    expect(await groups()).toEqual([]);
  });

  it('changes nothing once it is stopped, and goes over the same again', async () => {
    for (const name of ['one.jpg', 'two.jpg']) await put(name, await original());
    await folder.index();
    await startOver();
    await expect(find(AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
    expect(await groups()).toEqual([]);
    expect(await find()).toEqual({ compared: 2, groups: 1 });
  });
});

async function groupOf(name: string): Promise<string | null> {
  return (await folder.asset(name)).duplicateId;
}
