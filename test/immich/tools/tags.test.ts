import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asImmich, type FaultyTools, jsonAnswer, openFaultyTools } from '../../fixtures/faulty-tools.ts';

const nobody = '00000000-0000-4000-8000-000000000000';

let open: FaultyTools;
let ids: string[];

beforeAll(async () => {
  open = await openFaultyTools();
  ids = [];
  for (let seed = 1; seed <= 5; seed++) ids.push(await open.addAsset({ name: `p${seed}.jpg`, seed }));
});
afterAll(() => open.close());
beforeEach(async () => {
  open.intercept = () => undefined;
  await open.library.store.deleteFrom('tag').execute();
  const fresh = { deletedAt: null, visibility: 'timeline' } as const;
  await open.library.store.updateTable('asset').set(fresh).execute();
});

const id = (index: number) => ids[index] ?? '';
const call: FaultyTools['call'] = (name, args) => open.call(name, args);

/** Makes a tag by its path, on assets by their number. */
async function tag(path: string, ...indices: number[]): Promise<string> {
  const made = await call('immich_tags_create', { name: path });
  expect(made.error).toBeUndefined();
  if (indices.length > 0) await call('immich_tag_assets', { tag_id: path, asset_ids: indices.map(id) });
  return String(made.data.id);
}

const rows = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value : []);
const paths = async () => rows((await call('immich_tags_list')).data.tags).map(({ value }) => value);

async function tagsOf(index: number): Promise<unknown[]> {
  const { body } = await open.ask('GET', `/assets/${id(index)}`);
  return rows(Object(body).tags).map(({ value }) => value);
}

describe('immich_tags_list and immich_tags_get', () => {
  test('list tags by path, those of a name among them, page by page', async () => {
    await tag('Travel/Été');
    await tag('todo');
    expect(await paths()).toEqual(['Travel', 'Travel/Été', 'todo']);
    const named = await call('immich_tags_list', { name: 'ETE', page_size: 1 });
    expect(named.data).toMatchObject({ total: 1, tags: [{ value: 'Travel/Été' }] });
    const second = await call('immich_tags_list', { page: 2, page_size: 2 });
    expect(second.data).toEqual({ total: 3, page: 2, tags: [{ id: expect.any(String), value: 'todo' }] });
  });

  test('count each asset once that has the tag or one below it, archived ones too, but not the trash', async () => {
    await tag('a', 0, 1);
    await tag('a/b', 1, 2, 3, 4);
    await open.ask('PUT', '/assets', { body: { ids: [id(3)], visibility: 'archive' } });
    await open.ask('DELETE', '/assets', { body: { ids: [id(4)] } });
    const told = await call('immich_tags_get', { tag_id: 'a' });
    expect(told.data).toMatchObject({ name: 'a', value: 'a', assetCount: 4 });
    expect((await call('immich_tags_get', { tag_id: 'b' })).data).toMatchObject({ value: 'a/b', assetCount: 3 });
  });

  test('say of Immich, where no asset is found, that searches may miss some', async () => {
    await tag('a');
    expect((await call('immich_tags_get', { tag_id: 'a' })).data).not.toHaveProperty('note');
    open.intercept = asImmich(3, 1);
    expect((await call('immich_tags_get', { tag_id: 'a' })).data.note).toMatch(/searches may miss/);
  });

  test('never answer more than 10,000 tokens, however long the paths are', async () => {
    const long = 'スクリーンショット'.repeat(200);
    const many = Array.from({ length: 150 }, (_, number) => ({
      id: ids[0],
      name: long,
      value: `${number}${long}`,
      color: long,
    }));
    open.intercept = (_, path) => (path === '/tags' ? jsonAnswer(many) : undefined);
    const told = await call('immich_tags_list', { page_size: 1000 });
    expect(told.data).toMatchObject({ total: 150, page_size: 100, next_page: 2 });
    expect(countTokens(told.text)).toBeLessThan(10_000);
  });
});

describe('immich_tags_create', () => {
  test('makes the whole path, colours its last level, and says what was there', async () => {
    await tag('Travel');
    const told = await call('immich_tags_create', { name: ' Travel / Asia//Japan ', color: 'ff8800' });
    expect(told.data).toMatchObject({
      name: 'Japan',
      value: 'Travel/Asia/Japan',
      color: '#ff8800',
      created: ['Travel/Asia', 'Travel/Asia/Japan'],
      existed: ['Travel'],
    });
    const listed = rows((await call('immich_tags_list')).data.tags);
    expect(listed.map(({ value, color }) => [value, color])).toEqual([
      ['Travel', undefined],
      ['Travel/Asia', undefined],
      ['Travel/Asia/Japan', '#ff8800'],
    ]);
  });

  test('leaves a tag that is there as it is, its colour too', async () => {
    await call('immich_tags_create', { name: 'todo', color: '#ff0000' });
    const again = await call('immich_tags_create', { name: 'todo', color: '#00ff00' });
    expect(again.data).toMatchObject({ color: '#ff0000', created: [], existed: ['todo'] });
    expect(again.data.note).toMatch(/keeps its colour/);
    expect((await call('immich_tags_create', { name: 'todo', color: '#ff0000' })).data).not.toHaveProperty('note');
  });

  test('points out a tag that differs only in case or accents', async () => {
    await tag('Été');
    expect((await call('immich_tags_create', { name: 'ete' })).data).toMatchObject({
      created: ['ete'],
      spelled_alike: ['Été'],
    });
    expect((await call('immich_tags_create', { name: 'ete' })).data).not.toHaveProperty('spelled_alike');
  });

  test('makes no two tags that look the same', async () => {
    await tag('Café/x');
    const again = await call('immich_tags_create', { name: 'Cafe\u0301\u202e/\u200b/x\n' });
    expect(again.data).toMatchObject({ value: 'Café/x', created: [], existed: ['Café', 'Café/x'] });
    expect((await call('immich_tags_update', { tag_id: 'Café/x', name: '\u2066e\u0301te\u0301' })).data.name).toBe(
      'été',
    );
  });

  test('makes a tag that searches find, also on Immich', async () => {
    await tag('a/b', 0);
    expect(open.requests).toContain('PUT /tags');
    expect(open.requests).not.toContain('POST /tags');
  });

  test.each([
    [{ name: ' / ' }, /levels that are not empty/],
    [{ name: 'x'.repeat(501) }, /at most 500/],
    [{ name: 'a/'.repeat(21) }, /1 to 20 levels/],
    [{ name: 'a', color: 'red' }, /color: must be hex/],
  ])('refuses %j', async (args, wanted) => {
    expect((await call('immich_tags_create', args)).error).toMatch(wanted);
    expect(await paths()).toEqual([]);
  });

  test('finds out whether it was made when the answer is lost', async () => {
    open.intercept = (request, path) =>
      `${request.method} ${path}` === 'PUT /tags' ? open.loseAnswer(request) : undefined;
    expect((await call('immich_tags_create', { name: 'a/b' })).data).toMatchObject({ created: ['a', 'a/b'] });
    open.intercept = (request, path) =>
      `${request.method} ${path}` === 'PUT /tags' ? jsonAnswer({ message: 'down' }, 503) : undefined;
    expect((await call('immich_tags_create', { name: 'c' })).error).toMatch(/The tag was not made/);
    open.intercept = (request, path) => {
      const wasSent = open.requests.includes('PUT /tags') && request.method === 'GET' && path === '/tags';
      if (request.method === 'PUT' && path === '/tags') return open.loseAnswer(request);
      return wasSent && open.requests.at(-2) === 'PUT /tags' ? jsonAnswer({}, 503) : undefined;
    };
    expect((await call('immich_tags_create', { name: 'd' })).error).toMatch(/Whether the tag was made is unclear/);
  });

  test('tells that the colour was refused', async () => {
    open.intercept = (request, path) =>
      request.method === 'PUT' && path.startsWith('/tags/') ? jsonAnswer({ message: 'no' }, 403) : undefined;
    const told = await call('immich_tags_create', { name: 'a', color: '#fff' });
    expect(told.data).toMatchObject({ created: ['a'], color_failed: expect.stringMatching(/403/) });
    expect(told.data).not.toHaveProperty('color');
  });
});

describe('immich_tags_update', () => {
  test('renames the last level; the tags below come along', async () => {
    await tag('Travel/Asia/Japan', 0);
    const told = await call('immich_tags_update', { tag_id: 'Travel/Asia', name: 'Orient' });
    expect(told.data).toMatchObject({ name: 'Orient', value: 'Travel/Orient' });
    expect(await paths()).toEqual(['Travel', 'Travel/Orient', 'Travel/Orient/Japan']);
    expect(await tagsOf(0)).toEqual(['Travel/Orient/Japan']);
  });

  test('sets the colour and clears it with null', async () => {
    await tag('a');
    expect((await call('immich_tags_update', { tag_id: 'a', color: 'ABC' })).data).toMatchObject({ color: '#ABC' });
    expect((await call('immich_tags_update', { tag_id: 'a', color: null })).data).not.toHaveProperty('color');
  });

  test.each([
    [{}, /Nothing to change/],
    [{ name: 'b/c' }, /one level/],
    [{ name: ' ' }, /1 to 500/],
    [{ color: '#12' }, /must be hex/],
    [{ name: 'taken' }, /There is a tag "taken" already.*immich_tag_assets/],
  ])('refuses %j and changes nothing', async (args, wanted) => {
    await tag('a');
    await tag('taken');
    expect((await call('immich_tags_update', { tag_id: 'a', ...args })).error).toMatch(wanted);
    expect(await paths()).toEqual(['a', 'taken']);
  });

  test.each([
    [2, 7],
    [3, 0],
    [3, 1],
  ])('on Immich %i.%i, which cannot rename, says what to do instead and sends nothing', async (major, minor) => {
    await tag('a');
    open.intercept = asImmich(major, minor);
    const before = open.requests.length;
    const told = await call('immich_tags_update', { tag_id: 'a', name: 'b', color: '#fff' });
    expect(told.error).toMatch(/cannot rename tags; 3\.2 can/);
    expect(told.error).toMatch(/immich_tags_create.*immich_tag_assets.*delete/);
    expect(open.requests.slice(before).filter((request) => request.startsWith('PUT'))).toEqual([]);
    expect((await call('immich_tags_update', { tag_id: 'a', name: 'a', color: '#fff' })).data.color).toBe('#fff');
  });

  test('on Immich 3.2 renames', async () => {
    await tag('a');
    open.intercept = asImmich(3, 2);
    expect((await call('immich_tags_update', { tag_id: 'a', name: 'b' })).data.value).toBe('b');
  });

  test('is not believed where the tag does not show it', async () => {
    await tag('a');
    open.intercept = async (request, path) => {
      if (request.method !== 'PUT' || !path.startsWith('/tags/')) return undefined;
      return open.library.fetch(new Request(request.url, { headers: request.headers }));
    };
    expect((await call('immich_tags_update', { tag_id: 'a', name: 'b' })).error).toMatch(/does not show it/);
  });
});

describe('immich_tags_delete', () => {
  test('previews the tags below and every asset that would lose one, archived and trashed ones too', async () => {
    await tag('Travel', 0, 1);
    await tag('Travel/Asia', 1, 2);
    await tag('Travels', 3);
    await open.ask('PUT', '/assets', { body: { ids: [id(1)], visibility: 'archive' } });
    await open.ask('DELETE', '/assets', { body: { ids: [id(2)] } });
    const told = await call('immich_tags_delete', { tag_id: 'Travel' });
    expect(told.data).toMatchObject({
      dry_run: true,
      value: 'Travel',
      tags_below: 1,
      below: ['Travel/Asia'],
      affected_count: 3,
    });
    expect(
      rows(told.data.items)
        .map(({ file }) => file)
        .toSorted(),
    ).toEqual(['p1.jpg', 'p2.jpg', 'p3.jpg']);
    expect(await paths()).toEqual(['Travel', 'Travel/Asia', 'Travels']);
  });

  test('deletes them and says how many, by looking again', async () => {
    await tag('Travel/Asia/Japan', 0);
    await tag('Travels', 1);
    const told = await call('immich_tags_delete', { tag_id: 'Travel', dry_run: false });
    expect(told.data).toMatchObject({ value: 'Travel', tags_deleted: 3, assets_untagged: 1 });
    expect(await paths()).toEqual(['Travels']);
    expect(await tagsOf(0)).toEqual([]);
  });

  test('is found out when the answer is lost, and when nothing was done', async () => {
    await tag('a');
    await tag('b');
    open.intercept = (request) => (request.method === 'DELETE' ? jsonAnswer({}, 503) : undefined);
    expect((await call('immich_tags_delete', { tag_id: 'a', dry_run: false })).error).toMatch(/The tag is still there/);
    open.intercept = (request) => (request.method === 'DELETE' ? new Response(null, { status: 204 }) : undefined);
    expect((await call('immich_tags_delete', { tag_id: 'a', dry_run: false })).error).toMatch(
      /but the tag is still there/,
    );
    open.intercept = (request) => (request.method === 'DELETE' ? open.loseAnswer(request) : undefined);
    expect((await call('immich_tags_delete', { tag_id: 'a', dry_run: false })).data).toMatchObject({ tags_deleted: 1 });
    expect(await paths()).toEqual(['b']);
  });

  test('asks for every place by name, because Immich 2 looks into the timeline only unless told', async () => {
    await tag('a', 0);
    const asked: unknown[] = [];
    open.intercept = async (request, path) => {
      if (path === '/search/metadata') asked.push(JSON.parse(await request.clone().text()));
      return undefined;
    };
    await call('immich_tags_delete', { tag_id: 'a' });
    const places = asked.map(
      (body) => `${Object(body).visibility} ${Object(body).trashedAfter === undefined ? '' : 'trash'}`,
    );
    expect(places.toSorted()).toEqual([
      'archive ',
      'archive trash',
      'hidden ',
      'hidden trash',
      'timeline ',
      'timeline trash',
    ]);
  });

  test('tells a preview within 10,000 tokens, however long the paths and however many the assets', async () => {
    const long = 'スクリーンショット'.repeat(50);
    const root = await tag('root', 0);
    const tags = Array.from({ length: 60 }, (_, number) => ({
      id: ids[number % 5],
      name: long,
      value: `root/${number}${long}`,
      parentId: root,
    }));
    open.intercept = async (request, path) => {
      if (path === '/tags') return jsonAnswer([{ id: root, name: 'root', value: 'root' }, ...tags]);
      if (path !== '/search/metadata') return undefined;
      const found = await open.library.fetch(request);
      const body = Object(await found.json());
      for (const asset of body.assets.items) asset.originalFileName = long;
      return jsonAnswer(body);
    };
    const told = await call('immich_tags_delete', { tag_id: root });
    expect(told.data).toMatchObject({ tags_below: 60, affected_count: 1 });
    expect(countTokens(told.text)).toBeLessThan(10_000);
  });

  test('asks no asset for its tags where there is no tag below, and each one where there is', async () => {
    await tag('a', 0, 1);
    await tag('b/c', 2);
    const asked = async (path: string) => {
      const before = open.requests.length;
      await call('immich_tags_delete', { tag_id: path });
      return open.requests.slice(before).filter((request) => request.startsWith('GET /assets/')).length;
    };
    expect(await asked('a')).toBe(0);
    expect(await asked('b')).toBe(1);
  });
});

describe('immich_tag_assets and immich_untag_assets', () => {
  test('tag assets, count what is new, and name what does not exist', async () => {
    await tag('a', 0);
    const told = await call('immich_tag_assets', { tag_id: 'A', asset_ids: [id(0), id(1), nobody] });
    expect(told.data).toMatchObject({
      tag: 'a',
      tagged: 1,
      already_tagged: 1,
      failed: [{ id: nobody, error: 'does not exist' }],
    });
    expect(await tagsOf(1)).toEqual(['a']);
  });

  test('untag only what has the tag itself, after a preview that tells the rest', async () => {
    await tag('a', 0);
    await tag('a/b', 1);
    await tag('ab', 2);
    const args = { tag_id: 'a', asset_ids: [id(0), id(1), id(2)] };
    const preview = await call('immich_untag_assets', args);
    expect(preview.data).toMatchObject({
      dry_run: true,
      affected_count: 1,
      asset_ids: [id(0)],
      not_tagged: 2,
      not_tagged_ids: [id(1), id(2)],
      only_tagged_below: 1,
    });
    expect(await tagsOf(0)).toEqual(['a']);
    const told = await call('immich_untag_assets', { ...args, dry_run: false });
    expect(told.data).toMatchObject({ untagged: 1, not_tagged: 2 });
    expect([await tagsOf(0), await tagsOf(1)]).toEqual([[], ['a/b']]);
  });

  test('take their counts from the answer for each asset', async () => {
    const tagId = await tag('a');
    open.intercept = (request, path) => {
      if (request.method !== 'PUT' || !path.endsWith('/assets')) return undefined;
      return jsonAnswer([
        { id: id(0), success: true },
        { id: id(1), success: false, error: 'no_permission' },
        { id: id(2), success: false, error: 'duplicate' },
      ]);
    };
    const told = await call('immich_tag_assets', { tag_id: 'a', asset_ids: [id(0), id(1), id(2)] });
    expect(told.data).toMatchObject({ tagged: 1, already_tagged: 1, failed: [{ id: id(1) }] });
    await open.ask('PUT', `/tags/${tagId}/assets`, { body: { ids: [id(0), id(1)] } });
    open.intercept = (request, path) => {
      if (request.method !== 'DELETE' || !path.endsWith('/assets')) return undefined;
      return jsonAnswer([
        { id: id(0), success: true },
        { id: id(1), success: false, error: 'not_found' },
      ]);
    };
    const removed = await call('immich_untag_assets', { tag_id: 'a', asset_ids: [id(0), id(1)], dry_run: false });
    expect(removed.data).toEqual({ tag_id: tagId, tag: 'a', untagged: 1, not_tagged: 1 });
  });

  test('look at each asset when the answer is lost', async () => {
    await tag('a', 2);
    open.intercept = (request, path) =>
      path.endsWith('/assets') && request.method === 'PUT' ? open.loseAnswer(request) : undefined;
    const added = await call('immich_tag_assets', { tag_id: 'a', asset_ids: [id(0), id(1)] });
    expect(added.data).toMatchObject({ tagged: 2 });
    open.intercept = (request, path) =>
      path.endsWith('/assets') && request.method === 'DELETE' ? jsonAnswer({}, 503) : undefined;
    const removed = await call('immich_untag_assets', { tag_id: 'a', asset_ids: [id(0), id(1)], dry_run: false });
    expect(removed.error).toMatch(/Nothing was changed/);
  });

  test('fail when no tag or no asset is there', async () => {
    await tag('a');
    expect((await call('immich_tag_assets', { tag_id: nobody, asset_ids: [id(0)] })).error).toMatch(/tag\.read/);
    expect((await call('immich_tag_assets', { tag_id: 'a', asset_ids: [nobody] })).error).toMatch(/does not exist/);
    expect((await call('immich_untag_assets', { tag_id: 'none', asset_ids: [id(0)] })).error).toMatch(
      /no tag is called "none"/,
    );
  });
});
