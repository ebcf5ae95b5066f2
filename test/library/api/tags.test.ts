import type { AssetResponseDto, SearchResponseDto, TagResponseDto } from '@immich/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';
import { typedAsk } from '../../fixtures/typed-ask.ts';

const nobody = '00000000-0000-4000-8000-000000000000';

let open: OpenLibrary;
let ids: string[];
let stranger: { id: string; key: string };

beforeAll(async () => {
  open = await openTestLibrary();
  ids = [];
  for (let seed = 1; seed <= 4; seed++) ids.push(await open.addAsset({ name: `p${seed}.jpg`, seed }));
  stranger = await open.addUser('stranger');
});
afterAll(async () => {
  expect(open.faults).toEqual([]);
  await open.close();
});
beforeEach(async () => {
  for (const { id, parentId } of await list()) if (parentId === undefined) await ask('DELETE', `/tags/${id}`);
});

const id = (index: number) => ids[index] ?? '';

const ask = typedAsk(() => open);

const list = async (key?: string) => (await ask<TagResponseDto[]>('GET', '/tags', undefined, key)).body;
const values = async () => (await list()).map(({ value }) => value);

/** The leaf of each path. */
const upsert = async (...tags: string[]) => (await ask<TagResponseDto[]>('PUT', '/tags', { tags })).body;

async function tag(path: string, ...indices: number[]): Promise<TagResponseDto> {
  const [made] = await upsert(path);
  if (made === undefined) throw new Error(`${path} was not made`);
  await ask('PUT', `/tags/${made.id}/assets`, { ids: indices.map(id) });
  return made;
}

const tagsOf = async (index: number) =>
  ((await ask<AssetResponseDto>('GET', `/assets/${id(index)}`)).body.tags ?? []).map(({ value }) => value);

const positions = (found: { body: SearchResponseDto }) =>
  found.body.assets.items.map((asset) => ids.indexOf(asset.id)).toSorted();
const byTag = async (...tagIds: string[]) => positions(await ask('POST', '/search/metadata', { tagIds }));
const byWords = async (query: string) => positions(await ask('POST', '/search/smart', { query }));

describe('paths', () => {
  test('become whole trees, and what is there already stays what it is', async () => {
    const [japan] = await upsert('Travel/Asia/Japan');
    expect(await values()).toEqual(['Travel', 'Travel/Asia', 'Travel/Asia/Japan']);
    const [again, korea] = await upsert('Travel/Asia/Japan', '/Travel//Asia/Korea/');
    expect(again).toEqual(japan);
    expect(korea).toMatchObject({ name: 'Korea', value: 'Travel/Asia/Korea', parentId: japan?.parentId });
    expect(await values()).toHaveLength(4);
  });

  test('give one leaf per path, in their order, and none for a path without a level', async () => {
    expect((await upsert('b/c', '', 'a', '//', 'b', 'a')).map(({ value }) => value)).toEqual(['b/c', 'a', 'b', 'a']);
  });

  test('take up a tag that was made alone', async () => {
    const { body: alone } = await ask<TagResponseDto>('POST', '/tags', { name: 'Q/W/E' });
    expect(alone).toMatchObject({ name: 'E', value: 'Q/W/E' });
    expect(alone).not.toHaveProperty('parentId');
    const [leaf] = await upsert('Q/W/E');
    const parent = (await list()).find(({ value }) => value === 'Q/W');
    expect(leaf).toMatchObject({ id: alone.id, parentId: parent?.id });
  });

  test('may be neither endlessly deep nor endlessly long', async () => {
    for (const path of ['a/'.repeat(50), 'x'.repeat(2001), 'nul\0']) {
      expect((await ask('PUT', '/tags', { tags: ['fine', path] })).status).toBe(400);
      expect((await ask('POST', '/tags', { name: path })).status).toBe(400);
    }
    const { body: deep } = await ask<TagResponseDto>('POST', '/tags', { name: 'x'.repeat(1999) });
    expect((await ask('POST', '/tags', { name: 'y', parentId: deep.id })).status).toBe(400);
    expect(await values()).toEqual(['x'.repeat(1999)]);
  });
});

describe('a tag', () => {
  test('belongs to one person, and another may have one of the same path', async () => {
    const mine = await tag('todo');
    const { body } = await ask<TagResponseDto[]>('PUT', '/tags', { tags: ['todo'] }, stranger.key);
    expect(body[0]?.id).not.toBe(mine.id);
    expect(await list(stranger.key)).toHaveLength(1);
    const below = { name: 'below', parentId: mine.id };
    expect((await ask('POST', '/tags', below, stranger.key)).status).toBe(400);
  });

  test('is unique by its path', async () => {
    await tag('Travel/Asia');
    const [travel] = await list();
    for (const body of [{ name: 'Travel' }, { name: 'Travel/Asia' }, { name: 'Asia', parentId: travel?.id }]) {
      expect((await ask('POST', '/tags', body)).body.message).toBe('A tag with that name already exists');
    }
  });

  test('has a colour in hex, which null clears and which a rename leaves alone', async () => {
    const { id: tagId } = await tag('todo');
    const set = async (body: object) => (await ask<TagResponseDto>('PUT', `/tags/${tagId}`, body)).body.color;
    expect(await set({ color: 'ff8800' })).toBe('#ff8800');
    expect(await set({ name: 'done' })).toBe('#ff8800');
    expect(await set({ color: null })).toBeUndefined();
    for (const color of ['red', '#12', '#1234567', 7]) {
      expect((await ask('PUT', `/tags/${tagId}`, { color })).status).toBe(400);
    }
  });

  test('is found by searches and in the timeline however it was made, and so are those below it', async () => {
    const { body: parent } = await ask<TagResponseDto>('POST', '/tags', { name: 'Pets' });
    const { body: child } = await ask<TagResponseDto>('POST', '/tags', { name: 'Cat', parentId: parent.id });
    await ask('PUT', `/tags/${parent.id}/assets`, { ids: [id(0)] });
    await ask('PUT', `/tags/${child.id}/assets`, { ids: [id(1)] });
    expect(await byTag(parent.id)).toEqual([0, 1]);
    expect(await byTag(child.id)).toEqual([1]);
    expect(await byTag(parent.id, child.id)).toEqual([1]);
    expect(positions(await ask('POST', '/search/metadata', { tagIds: null }))).toEqual([2, 3]);
    const buckets = await ask('GET', `/timeline/buckets?tagId=${parent.id}`);
    expect(buckets.body).toMatchObject([{ count: 2 }]);
  });
});

describe('renaming', () => {
  test('carries the whole subtree along, in paths, assets and searches by words', async () => {
    const travel = await tag('Travel', 0);
    const asia = await tag('Travel/Asia/Japan', 1);
    await tag('Travels', 2);
    const { status, body } = await ask('PUT', `/tags/${travel.id}`, { name: 'Voyages' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: travel.id, name: 'Voyages', value: 'Voyages' });
    expect(await values()).toEqual(['Travels', 'Voyages', 'Voyages/Asia', 'Voyages/Asia/Japan']);
    expect(await tagsOf(1)).toEqual(['Voyages/Asia/Japan']);
    expect(await byTag(travel.id)).toEqual([0, 1]);
    expect(await byWords('voyages')).toEqual([0, 1]);
    expect(await byWords('travel')).toEqual([2]);
    await ask('PUT', `/tags/${asia.id}`, { name: 'Nippon' });
    expect(await byWords('japan')).toEqual([]);
    expect(await byWords('nippon')).toEqual([1]);
  });

  test('changes one level only: not empty, no path', async () => {
    const { id: tagId } = await tag('Travel/Asia');
    for (const name of ['', 'a/b', 'nul\0', null]) {
      expect((await ask('PUT', `/tags/${tagId}`, { name })).status).toBe(400);
    }
    expect(await values()).toEqual(['Travel', 'Travel/Asia']);
    const [, same] = await list();
    expect((await ask('PUT', `/tags/${tagId}`, { name: 'Asia' })).body).toEqual(same);
  });

  test('is refused, and nothing changes, where any path of the subtree is taken', async () => {
    const [, asia] = await upsert('Old/Asia', 'Old');
    await ask('POST', '/tags', { name: 'New/Asia' });
    const before = await values();
    const refused = await ask('PUT', `/tags/${asia?.id}`, { name: 'New' });
    expect(refused).toMatchObject({ status: 400, body: { message: 'A tag with that name already exists' } });
    expect(await values()).toEqual(before);
  });
});

describe('deleting', () => {
  test('takes the tags below along; the assets stay, and searches by words know nothing of it', async () => {
    const travel = await tag('Travel', 0);
    await tag('Travel/Asia', 1);
    await tag('todo', 1);
    expect((await ask('DELETE', `/tags/${travel.id}`)).status).toBe(204);
    expect(await values()).toEqual(['todo']);
    expect(await tagsOf(0)).toEqual([]);
    expect(await tagsOf(1)).toEqual(['todo']);
    expect(await byWords('travel')).toEqual([]);
    expect(await byWords('todo')).toEqual([1]);
    expect((await ask('POST', '/search/statistics', {})).body).toEqual({ total: 4 });
  });
});

describe('tagging assets', () => {
  test('tells of each what became of it, and searches by words follow', async () => {
    const { id: tagId } = await tag('Häuser', 0);
    await tag('todo', 1);
    const path = `/tags/${tagId}/assets`;
    const added = await ask('PUT', path, { ids: [id(0), id(1), id(1), nobody] });
    expect(added.body).toEqual([
      { id: id(0), success: false, error: 'duplicate' },
      { id: id(1), success: true },
      { id: id(1), success: false, error: 'duplicate' },
      { id: nobody, success: false, error: 'no_permission' },
    ]);
    expect(await byWords('hauser')).toEqual([0, 1]);
    const removed = await ask('DELETE', path, { ids: [id(1), id(1), id(2)] });
    expect(removed.body).toEqual([
      { id: id(1), success: true },
      { id: id(1), success: false, error: 'not_found' },
      { id: id(2), success: false, error: 'not_found' },
    ]);
    expect(await byWords('hauser')).toEqual([0]);
    expect(await tagsOf(1)).toEqual(['todo']);
  });

  test('with several tags counts what is new, and passes over what is not the caller’s', async () => {
    const made = [await tag('a', 0), await tag('b')];
    const bulk = (tagIds: string[], assetIds: string[], key?: string) =>
      ask('PUT', '/tags/assets', { tagIds, assetIds }, key);
    const tagIds = made.map((one) => one.id);
    expect((await bulk([...tagIds, ...tagIds, nobody], [id(0), id(1), nobody])).body).toEqual({ count: 3 });
    expect(await tagsOf(1)).toEqual(['a', 'b']);
    expect((await bulk(tagIds, [id(2)], stranger.key)).body).toEqual({ count: 0 });
    expect(await byWords('b')).toEqual([0, 1]);
  });
});
