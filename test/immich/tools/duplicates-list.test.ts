/** The list of duplicates: what it says, what it costs, and that it stays true. */
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssetTypeEnum, AssetVisibility } from '@immich/sdk';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConnectionOptions, ImmichLibrary } from '../../../src/immich/connection.ts';
import { type DuplicatesImmich, startDuplicatesImmich } from '../../fixtures/duplicates-immich.ts';
import { type CallByName, connectForTest, type Told, toolsOf } from '../../fixtures/immich-tools.ts';

let immich: DuplicatesImmich;
let cacheFolder: string;
let opened: ImmichLibrary[];
let call: CallByName;

function connect(options: Partial<ConnectionOptions> = {}): CallByName {
  const library = connectForTest({ baseUrl: immich.url, cacheFolder, duplicatesPatience: 2000, ...options });
  opened.push(library);
  return toolsOf(library);
}

beforeEach(async () => {
  immich = await startDuplicatesImmich();
  cacheFolder = await mkdtemp(join(tmpdir(), 'albumen-duplicates-'));
  opened = [];
  call = connect();
});

afterEach(async () => {
  for (const library of opened) await library.close();
  await immich.close();
  await rm(cacheFolder, { recursive: true, force: true });
});

interface Group {
  duplicate_id: string;
  assets: ({ id: string } & Record<string, unknown>)[];
  analysis: Record<string, unknown>;
}

function groupsIn(told: Told): Group[] {
  const { groups } = told.data;
  if (!Array.isArray(groups)) throw new Error(told.text);
  return groups;
}

const small = { exifImageWidth: 1600, exifImageHeight: 1200, fileSizeInByte: 250_000, make: null, model: null };
const copyNames = { originalFileName: 'IMG_1 (1).jpg' };

/** A pair of which the second is a small copy. */
function addPair(more: object = {}) {
  return immich.addGroup({ originalFileName: 'IMG_1.jpg' }, { ...small, ...copyNames, ...more });
}

describe('a group', () => {
  test('tells the facts of the decision, the decision, and why', async () => {
    const { id, ids } = addPair({ isFavorite: true, originalPath: '/photos/2023/Sea/IMG_1 (1).jpg' });
    immich.addAlbum('Summer', ids.slice(1));
    const told = await call('immich_duplicates_list');
    expect(told.data).toMatchObject({
      cache_ready: true,
      total_groups: 1,
      total_duplicates: 2,
      page: 1,
      page_size: 50,
      total_pages: 1,
      all_pages: { safe_to_delete: 0, bytes_to_free: 0, protected: 1, groups_to_review: 1 },
    });
    const facts = { file: 'IMG_1.jpg', format_score: 50, resolution: '4000x3000', bytes: 5_145_010 };
    const copy = { file: 'IMG_1 (1).jpg', format_score: 50, resolution: '1600x1200', bytes: 250_000 };
    expect(groupsIn(told)).toEqual([
      {
        duplicate_id: id,
        assets: [
          { id: ids[0], ...facts },
          { id: ids[1], ...copy, path: '/photos/2023/Sea/', favorite: true, albums: ['Summer'] },
        ],
        analysis: {
          keep_id: ids[0],
          safe_to_delete_ids: [],
          protected_ids: [ids[1]],
          needs_review: true,
          why: '4000x3000 over 1600x1200',
        },
      },
    ]);
  });

  test('without analysis leaves the decision out', async () => {
    addPair();
    const told = await call('immich_duplicates_list', { analyze: false });
    expect(groupsIn(told)[0]).not.toHaveProperty('analysis');
    expect(told.data).not.toHaveProperty('all_pages');
  });

  test('of RAW and JPEG keeps both, whatever Immich calls the RAW format', async () => {
    const { ids } = immich.addGroup(
      { originalFileName: 'R5_1.JPG', fileSizeInByte: 9_000_000 },
      { originalFileName: 'R5_1.CR2', originalMimeType: 'image/cr2', fileSizeInByte: 28_000_000 },
    );
    const [group] = groupsIn(await call('immich_duplicates_list'));
    expect(group?.analysis).toMatchObject({ keep_id: ids[1], safe_to_delete_ids: [], suggest: 'stack' });
  });

  test('of equal resolution is decided by the file size that Immich really sends', async () => {
    const { ids } = immich.addGroup(
      { fileSizeInByte: 500_000 },
      { ...copyNames, fileSizeInByte: 9_000_000, make: null, model: null },
    );
    const [group] = groupsIn(await call('immich_duplicates_list'));
    expect(group?.analysis).toMatchObject({ keep_id: ids[1] });
  });

  test('of videos is decided by resolution, then size', async () => {
    const clip = { type: AssetTypeEnum.Video, originalMimeType: 'video/mp4', duration: 5000 };
    const { ids } = immich.addGroup(
      { ...clip, originalFileName: 'a.mp4', exifImageWidth: 1280, exifImageHeight: 720 },
      { ...clip, originalFileName: 'b.mp4', exifImageWidth: 1920, exifImageHeight: 1080 },
    );
    const [group] = groupsIn(await call('immich_duplicates_list'));
    expect(group?.analysis).toMatchObject({
      keep_id: ids[1],
      safe_to_delete_ids: [ids[0]],
      why: '1920x1080 over 1280x720',
    });
    expect(group?.assets[0]).toMatchObject({ type: 'VIDEO', seconds: 5 });
  });

  test('does not show where Immich itself puts an upload', async () => {
    addPair();
    const [group] = groupsIn(await call('immich_duplicates_list'));
    expect(group?.assets[0]).not.toHaveProperty('path');
  });
});

describe('true membership', () => {
  test('takes one request for each album that holds anything, and none the second time', async () => {
    const { ids } = addPair();
    immich.addAlbum('One', ids);
    immich.addAlbum('Two', ids.slice(0, 1));
    immich.addAlbum('Empty', []);
    await call('immich_duplicates_list');
    expect(immich.asked()).toEqual([
      'GET /albums',
      'GET /duplicates',
      'GET /server/version',
      'POST /download/info',
      'POST /download/info',
    ]);
    await call('immich_duplicates_list', { page: 2 });
    expect(immich.asked()).toEqual([]);
  });

  test('is read while the groups are: neither waits for the other', async () => {
    addPair();
    immich.addAlbum('One', []);
    immich.fault = ({ url }) => (url.endsWith('/duplicates') ? 'hang' : undefined);
    const told = await connect({ duplicatesPatience: 300 })('immich_duplicates_list');
    expect(told.data).toMatchObject({ cache_ready: false, progress: { groups: 'being read' } });
    expect(immich.asked()).toContain('GET /albums');
  });

  test.each([
    [3, 1],
    [2, 7],
  ])('on %i.%i comes by search, archived members too, where the key may not download', async (major, minor) => {
    immich.version = { major, minor, patch: 0 };
    immich.denied.add('asset.download');
    const { ids } = addPair({ visibility: AssetVisibility.Archive });
    immich.addAlbum('Summer', ids);
    const [group] = groupsIn(await call('immich_duplicates_list'));
    expect(group?.assets.map(({ albums }) => albums)).toEqual([['Summer'], ['Summer']]);
    expect(group?.analysis).toMatchObject({ protected_ids: [ids[1]] });
  });

  test('of a key that may not look into albums is unknown: nothing is called safe, and it is said', async () => {
    const { ids } = addPair();
    immich.denied.add('album.read');
    const told = await call('immich_duplicates_list');
    expect(told.data).toMatchObject({ albums_unknown: expect.stringContaining('album.read') });
    expect(groupsIn(told)[0]?.analysis).toMatchObject({ safe_to_delete_ids: [], protected_ids: [ids[1]] });
  });

  test('of few among more than a thousand albums is asked asset by asset', async () => {
    const { ids } = addPair();
    for (let number = 0; number < 1001; number += 1) immich.addAlbum(`Trip ${number}`, ids.slice(0, 1));
    const [group] = groupsIn(await call('immich_duplicates_list'));
    expect(group?.assets[0]?.albums).toEqual(['Trip 0', 'Trip 1', 'Trip 2', '998 more']);
    const asked = immich.asked();
    expect(asked.filter((request) => request.startsWith('GET /albums?assetId='))).toHaveLength(2);
    expect(asked).not.toContain('POST /download/info');
  });

  test('survives an album that is deleted while it is read', async () => {
    const { ids } = addPair();
    const album = immich.addAlbum('Gone', ids);
    immich.before = ({ url }) => {
      if (url.endsWith('/download/info')) immich.albums.delete(album);
    };
    expect(groupsIn(await call('immich_duplicates_list'))[0]?.assets[0]).not.toHaveProperty('albums');
  });
});

describe('waiting', () => {
  test('the first call waits only so long, says how far it is, and a later one has the answer', async () => {
    addPair();
    const waiting = connect({ duplicatesPatience: 50 });
    let release = () => {};
    immich.fault = (request) => {
      if (!request.url.endsWith('/duplicates')) return undefined;
      release = () => {
        immich.fault = () => undefined;
      };
      return 'hang';
    };
    const told = await waiting('immich_duplicates_list');
    expect(told.data).toEqual({
      cache_ready: false,
      status: 'prefetching',
      progress: { seconds: 0, groups: 'being read', albums_read: 0 },
      message: expect.stringContaining('call again'),
    });
    release();
    expect((await connect()('immich_duplicates_list')).data).toMatchObject({ cache_ready: true });
  });

  test('two calls at once read the library once', async () => {
    addPair();
    await Promise.all([call('immich_duplicates_list'), call('immich_duplicates_list'), call('immich_duplicates_list')]);
    expect(immich.asked().filter((request) => request === 'GET /duplicates')).toHaveLength(1);
  });

  test.each([
    [500, 'boom', /500: boom/],
    [401, 'Invalid API key', /does not accept the API key/],
    [200, 'no list', /does not list duplicates like Immich/],
  ])(
    'a reading that fails with %i is told with its reason, and tried again by the next call',
    async (status, message, error) => {
      addPair();
      immich.fault = ({ url }) => (url.endsWith('/duplicates') ? { status, body: { message } } : undefined);
      expect((await call('immich_duplicates_list')).error).toMatch(error);
      expect((await call('immich_duplicates_list')).error).toMatch(error);
      immich.fault = () => undefined;
      expect((await call('immich_duplicates_list')).data).toMatchObject({ cache_ready: true });
    },
  );

  test('a refresh that fails leaves what was known, with its age and the reason', async () => {
    addPair();
    const { data } = await call('immich_duplicates_list');
    immich.fault = ({ url }) => (url.endsWith('/duplicates') ? { status: 502, body: { message: 'down' } } : undefined);
    const told = await call('immich_duplicates_list', { refresh: true });
    expect(told.data).toMatchObject({ cache_ready: true, total_groups: 1, read_at: data.read_at });
    expect(told.data.refresh_failed).toMatch(/502: down/);
    immich.fault = () => undefined;
    expect((await call('immich_duplicates_list', { refresh: true })).data).not.toHaveProperty('refresh_failed');
  });

  test('refresh reads anew', async () => {
    addPair();
    await call('immich_duplicates_list');
    addPair();
    expect((await call('immich_duplicates_list')).data).toMatchObject({ total_groups: 1 });
    expect((await call('immich_duplicates_list', { refresh: true })).data).toMatchObject({ total_groups: 2 });
  });

  test('a slow refresh serves what is known meanwhile', async () => {
    addPair();
    const impatient = connect({ duplicatesPatience: 50 });
    await impatient('immich_duplicates_list');
    await impatient('immich_duplicates_list');
    immich.fault = ({ url }) => (url.endsWith('/duplicates') ? 'hang' : undefined);
    const told = await impatient('immich_duplicates_list', { refresh: true });
    expect(told.data).toMatchObject({ cache_ready: true, total_groups: 1, refreshing: true });
  });
});

async function snapshotFiles(): Promise<string[]> {
  const names = await readdir(cacheFolder, { recursive: true });
  return names.filter((name) => name.endsWith('snapshot.json')).map((name) => join(cacheFolder, name));
}

/** What is kept on disk, changed by hand. */
async function editSnapshot(edit: (kept: Record<string, unknown>) => void): Promise<void> {
  const [file = ''] = await snapshotFiles();
  const kept = JSON.parse(await readFile(file, 'utf8'));
  edit(kept);
  await writeFile(file, JSON.stringify(kept));
}

/** As when the server is started again. */
async function restart(options?: Partial<ConnectionOptions>): Promise<CallByName> {
  for (const library of opened.splice(0)) await library.close();
  immich.asked();
  return connect(options);
}

describe('on disk', () => {
  test('what was read is served at once after a restart', async () => {
    addPair();
    await call('immich_duplicates_list');
    const again = await restart();
    expect((await again('immich_duplicates_list')).data).toMatchObject({ cache_ready: true, total_groups: 1 });
    expect(immich.asked()).toEqual([]);
  });

  test.each([
    ['an hour old', 20_000, 3_700_000, true],
    ['half an hour old, where reading takes long', 20_000, 1_800_000, false],
    ['a minute old, where reading is quick', 100, 60_000, true],
    ['ten seconds old', 100, 10_000, false],
    ['of the future, by a clock that was set back', 100, -60_000, true],
  ])('what is %s is served, and read anew behind it if that is too old', async (_, took, age, isOld) => {
    addPair();
    await call('immich_duplicates_list');
    await restart();
    await editSnapshot((kept) => {
      kept.finishedAt = Date.now() - age;
      kept.startedAt = Date.now() - age - took;
    });
    addPair();
    immich.asked();
    const again = connect();
    const told = await again('immich_duplicates_list');
    expect(told.data).toMatchObject({ total_groups: 1 });
    expect(told.data.refreshing).toBe(isOld || undefined);
    if (isOld) await expect.poll(async () => (await again('immich_duplicates_list')).data.total_groups).toBe(2);
    else expect(immich.asked()).toEqual([]);
  });

  test('an empty list is read anew before it is shown: the library may have looked since', async () => {
    await call('immich_duplicates_list');
    await restart();
    await editSnapshot((kept) => {
      kept.startedAt = kept.finishedAt = Date.now() - 6000;
    });
    addPair();
    expect((await connect()('immich_duplicates_list')).data).toMatchObject({ total_groups: 1 });
  });

  test('what was kept for a key that nobody used for a month is removed', async () => {
    addPair();
    await call('immich_duplicates_list');
    await restart({ apiKey: 'another-key-of-somebody-else' });
    const [old = ''] = await snapshotFiles();
    const longAgo = new Date(Date.now() - 31 * 86_400_000);
    await utimes(old, longAgo, longAgo);
    const other = await restart({ apiKey: 'another-key-of-somebody-else' });
    await other('immich_duplicates_list');
    await restart();
    expect(await snapshotFiles()).toEqual([expect.not.stringContaining(old)]);
  });

  test('a library whose key is another one every time is known by its identity', async () => {
    addPair();
    const cacheIdentity = 'the local library';
    await connect({ apiKey: 'first-key-of-the-process', cacheIdentity })('immich_duplicates_list');
    const again = await restart({ apiKey: 'second-key-of-the-process', cacheIdentity });
    await again('immich_duplicates_list');
    expect(immich.asked()).toEqual([]);
  });

  test('another key, or another library, never sees it', async () => {
    addPair();
    await call('immich_duplicates_list');
    const other = await restart({ apiKey: 'another-key-of-somebody-else' });
    await other('immich_duplicates_list');
    expect(immich.asked()).toContain('GET /duplicates');
    await restart();
    expect(await snapshotFiles()).toHaveLength(2);
  });

  test.each([
    ['cut off', '{"startedAt":1,"groups":['],
    ['empty', ''],
    ['of another form', '{"startedAt":1,"finishedAt":2,"groups":[{"id":"x"}]}'],
  ])('a copy that is %s is thrown away', async (_, content) => {
    addPair();
    await call('immich_duplicates_list');
    await restart();
    const [file = ''] = await snapshotFiles();
    await writeFile(file, content);
    expect((await connect()('immich_duplicates_list')).data).toMatchObject({ cache_ready: true, total_groups: 1 });
    expect(immich.asked()).toContain('GET /duplicates');
  });

  test('only its owner may read it, and no key is in it', async () => {
    addPair();
    await call('immich_duplicates_list');
    await restart();
    const [file = ''] = await snapshotFiles();
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(await readFile(file, 'utf8')).not.toContain('test-key-never-to-be-told');
    expect(file).not.toContain('test-key-never-to-be-told');
  });

  test('a disk that cannot be written costs nothing but the head start', async () => {
    addPair();
    const blocked = join(cacheFolder, 'a file');
    await writeFile(blocked, '');
    const unkept = connect({ cacheFolder: blocked });
    expect((await unkept('immich_duplicates_list')).data).toMatchObject({ cache_ready: true });
    expect((await unkept('immich_duplicates_list')).data).toMatchObject({ cache_ready: true });
  });

  test('two processes see each other’s changes and lose none', async () => {
    const pairs = [addPair(), addPair(), addPair()];
    const other = connect();
    await call('immich_duplicates_list');
    await other('immich_duplicates_list');
    await Promise.all([
      call('immich_duplicates_delete', { asset_ids: [pairs[0]?.ids[1]], dry_run: false }),
      other('immich_duplicates_delete', { asset_ids: [pairs[1]?.ids[1]], dry_run: false }),
    ]);
    immich.asked();
    const groupsOf = async (process: CallByName) =>
      groupsIn(await process('immich_duplicates_list')).map(({ duplicate_id }) => duplicate_id);
    for (const process of [call, other, connect()]) {
      await expect.poll(() => groupsOf(process)).toEqual([pairs[2]?.id]);
    }
    expect(immich.asked()).not.toContain('GET /duplicates');
  });
});

describe('after a change through Albumen the list shows it at once', () => {
  let first: { id: string; ids: string[] };
  let second: { id: string; ids: string[] };
  beforeEach(async () => {
    first = addPair();
    second = immich.addGroup({}, { ...small, ...copyNames }, { ...small, ...copyNames });
    await call('immich_duplicates_list');
    immich.asked();
  });

  async function groupsNow(): Promise<Group[]> {
    const told = await call('immich_duplicates_list');
    expect(immich.asked()).not.toContain('GET /duplicates');
    return groupsIn(told);
  }

  test.each(['immich_duplicates_delete', 'immich_assets_delete'])(
    '%s: what is deleted leaves its group',
    async (name) => {
      const told = await call(name, { asset_ids: [first.ids[1], second.ids[1]], dry_run: false });
      expect(told.error).toBeUndefined();
      immich.asked();
      const groups = await groupsNow();
      expect(groups.map(({ duplicate_id, assets }) => [duplicate_id, assets.length])).toEqual([[second.id, 2]]);
    },
  );

  test('immich_duplicates_dismiss and immich_duplicates_resolve: the group is gone', async () => {
    await call('immich_duplicates_dismiss', { duplicate_ids: [first.id], dry_run: false });
    await call('immich_duplicates_resolve', { keep: 'best', duplicate_ids: [second.id], dry_run: false });
    immich.asked();
    expect(await groupsNow()).toEqual([]);
  });

  test('immich_assets_bulk_update: a new favourite is protected', async () => {
    await call('immich_assets_bulk_update', { asset_ids: [first.ids[1]], is_favorite: true, dry_run: false });
    immich.asked();
    const [group] = await groupsNow();
    expect(group?.assets[1]).toMatchObject({ favorite: true });
    expect(group?.analysis).toMatchObject({ safe_to_delete_ids: [], protected_ids: [first.ids[1]] });
  });

  test('immich_albums_add_assets: a new member of an album is protected', async () => {
    const album = immich.addAlbum('Keepsakes', []);
    await call('immich_albums_add_assets', { album_id: album, asset_ids: [first.ids[1]] });
    immich.asked();
    const [group] = await groupsNow();
    expect(group?.assets[1]).toMatchObject({ albums: ['Keepsakes'] });
    expect(group?.analysis).toMatchObject({ protected_ids: [first.ids[1]] });
  });

  test('a change that was not told to the end: what it may have touched is read anew', async () => {
    immich.before = ({ method, url }) => {
      const asset = immich.assets.get(first.ids[1] ?? '');
      if (method === 'DELETE' && url.endsWith('/assets') && asset)
        immich.assets.set(asset.id, { ...asset, isTrashed: true });
    };
    immich.fault = ({ method, url }) =>
      method === 'DELETE' && url.endsWith('/assets') ? { status: 500, body: { message: 'boom' } } : undefined;
    await call('immich_duplicates_delete', { asset_ids: [first.ids[1]], dry_run: false });
    immich.asked();
    expect((await groupsNow()).map(({ duplicate_id }) => duplicate_id)).toEqual([second.id]);
  });

  test.each([
    ['trashed', (id: string) => change(id, { isTrashed: true })],
    ['told apart', (id: string) => change(id, { duplicateId: null })],
    ['gone', (id: string) => immich.assets.delete(id)],
  ])('what was %s by somebody else is noticed when a change touches it', async (_, act) => {
    await call('immich_assets_bulk_update', { asset_ids: [first.ids[1]], is_favorite: true, dry_run: false });
    act(first.ids[1] ?? '');
    immich.asked();
    expect((await groupsNow()).map(({ duplicate_id }) => duplicate_id)).toEqual([second.id]);
  });

  function change(id: string, more: object): void {
    const asset = immich.assets.get(id);
    if (asset) immich.assets.set(id, { ...asset, ...more });
  }

  test('while what was touched cannot be read, its group is left out', async () => {
    await call('immich_assets_bulk_update', { asset_ids: [first.ids[1]], is_favorite: true, dry_run: false });
    immich.fault = ({ url }) => (url.includes('/assets/') ? { status: 502, body: { message: 'down' } } : undefined);
    const told = await call('immich_duplicates_list');
    expect(told.data).toMatchObject({ groups_being_read_again: 1, refresh_failed: expect.stringContaining('down') });
    expect(groupsIn(told).map(({ duplicate_id }) => duplicate_id)).toEqual([second.id]);
  });

  test('a dry run touches nothing', async () => {
    await call('immich_duplicates_delete', { asset_ids: [first.ids[1]] });
    immich.asked();
    await call('immich_duplicates_list');
    expect(immich.asked()).toEqual([]);
  });

  test('a change while the library is being read shows in what was read', async () => {
    immich.addAlbum('Slow', first.ids);
    let goOn = () => {};
    const held = new Promise<undefined>((resolve) => {
      goOn = () => resolve(undefined);
    });
    immich.fault = ({ url }) => (url.endsWith('/download/info') ? held : undefined);
    const reading = call('immich_duplicates_list', { refresh: true });
    await expect.poll(() => immich.asked()).toContain('POST /download/info');
    await call('immich_duplicates_dismiss', { duplicate_ids: [first.id], dry_run: false });
    goOn();
    await reading;
    const groups = groupsIn(await call('immich_duplicates_list'));
    expect(groups.map(({ duplicate_id }) => duplicate_id)).toEqual([second.id]);
  });
});

describe('a page', () => {
  const long = 'スクリーンショット'.repeat(40);
  const texts: Record<string, string> = {
    japanese: long,
    emoji: '🏳️‍🌈👨‍👩‍👧‍👦'.repeat(60),
    random: 'qzXjvKwPhbT'.repeat(60),
    punctuation: '"\\{}[]<>'.repeat(60),
    ordinary: 'Summer holidays 2023/IMG_20230614_101233',
  };

  test.each(Object.entries(texts))('of 50 groups takes at most 10,000 tokens, with %s texts', async (_, text) => {
    for (let number = 0; number < 60; number += 1) {
      const own = { originalFileName: `${text}.jpg`, originalPath: `/${text}/${text}.jpg`, isFavorite: true };
      const { ids } = immich.addGroup(own, { ...own, ...small }, { ...own, ...small });
      if (number < 12) for (let album = 0; album < 5; album += 1) immich.addAlbum(text, ids);
    }
    const told = await call('immich_duplicates_list', { page_size: 500 });
    expect(countTokens(told.text)).toBeLessThanOrEqual(10_000);
    expect(Number(told.data.page_size)).toBeLessThan(50);
    expect(told.data.page_size_note).toContain(`No more than ${told.data.page_size}`);
  });

  test('shows every group once, on pages that neither overlap nor skip', async () => {
    const added = Array.from({ length: 120 }, () => addPair().id);
    const seen: string[] = [];
    let pages = 1;
    for (let page = 1; page <= pages; page += 1) {
      const told = await call('immich_duplicates_list', { page });
      pages = Number(told.data.total_pages);
      seen.push(...groupsIn(told).map(({ duplicate_id }) => duplicate_id));
      expect(countTokens(told.text)).toBeLessThanOrEqual(10_000);
    }
    expect(seen).toEqual(added.toSorted());
    const past = await call('immich_duplicates_list', { page: pages + 1 });
    expect(past.data).toMatchObject({ groups: [], total_groups: 120 });
  });

  test('uses what room there is: at least 30 ordinary pairs', async () => {
    for (let number = 0; number < 50; number += 1) addPair();
    const told = await call('immich_duplicates_list');
    expect(Number(told.data.page_size)).toBeGreaterThanOrEqual(30);
  });

  test('of a group of hundreds shows the best of it and how many more there are', async () => {
    immich.addGroup({}, ...Array.from({ length: 399 }, () => ({ ...small, ...copyNames })));
    const told = await call('immich_duplicates_list');
    expect(countTokens(told.text)).toBeLessThanOrEqual(10_000);
    expect(groupsIn(told)[0]).toMatchObject({ more_assets: 380, analysis: { safe_to_delete_count: 399 } });
    expect(told.data).toMatchObject({ total_duplicates: 400, all_pages: { safe_to_delete: 399 } });
  });
});
