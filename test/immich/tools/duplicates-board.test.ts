/** What the duplicate board is told, and what whoever reads its answer is told. */
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bindTools } from '../../../src/catalog/binding.ts';
import { callTool } from '../../../src/catalog/call.ts';
import { localCaller } from '../../../src/catalog/caller.ts';
import type { BoardGroup, DuplicatesHere } from '../../../src/catalog/pages/duplicates.ts';
import type { ConnectionOptions, ImmichLibrary } from '../../../src/immich/connection.ts';
import { immichTools } from '../../../src/immich/tools/all.ts';
import { type DuplicateLibrary, openDuplicateLibrary } from '../../fixtures/duplicate-library.ts';
import { type DuplicatesImmich, startDuplicatesImmich } from '../../fixtures/duplicates-immich.ts';
import { connectForTest, toolsOf } from '../../fixtures/immich-tools.ts';

let immich: DuplicatesImmich;
let opened: ImmichLibrary[];

function connect(options: Partial<ConnectionOptions> = {}) {
  const library = connectForTest({ baseUrl: immich.url, duplicatesPatience: 2000, ...options });
  opened.push(library);
  return { library, call: toolsOf(library) };
}

beforeEach(async () => {
  immich = await startDuplicatesImmich();
  opened = [];
});

afterEach(async () => {
  for (const library of opened) await library.close();
  await immich.close();
});

const small = { exifImageWidth: 1600, exifImageHeight: 1200, fileSizeInByte: 250_000, make: null, model: null };

/** As a file stands in the answer with its number on the sheet. */
const numbered = (file: string) => new RegExp(`"\\d: ${file.replace(/[().]/g, '\\$&')}, `);

function addPair(more: object = {}) {
  return immich.addGroup({ originalFileName: 'IMG_1.jpg' }, { ...small, originalFileName: 'IMG_1 (1).jpg', ...more });
}

/** As the page gets it. */
async function board(args: object = {}, options?: Partial<ConnectionOptions>): Promise<DuplicatesHere> {
  const { data, error } = await connect(options).call('page_duplicates', { ...args });
  if (error !== undefined || data.cache_ready !== true) throw new Error(error ?? JSON.stringify(data));
  // What the tool promises is what the page takes it for.
  return data as DuplicatesHere;
}

describe('page_duplicates', () => {
  test('tells every fact compared, the suggestion, and why a copy needs a look', async () => {
    const { id, ids } = immich.addGroup(
      {
        originalFileName: 'IMG_1.heic',
        originalMimeType: 'image/heic',
        make: 'Canon',
        model: 'EOS R5',
        dateTimeOriginal: '2023-06-14T08:12:33.000Z',
        localDateTime: '2023-06-14T10:12:33.000Z',
        createdAt: '2024-01-02T03:04:05.678Z',
        livePhotoVideoId: '00000000-0000-4000-8000-0000000000aa',
      },
      { ...small, originalFileName: 'a.jpg', originalPath: '/photos/Sea/a.jpg', isFavorite: true, isEdited: true },
      { ...small, originalFileName: 'b.jpg', isOffline: true, fileSizeInByte: 0, exifImageWidth: null, width: null },
    );
    immich.addAlbum('Summer', ids.slice(1, 2));
    const { groups, index, library, can, gone, later, notes } = await board();
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({
      id,
      assets: [
        {
          id: ids[0],
          file: 'IMG_1.heic',
          format: 'HEIC',
          taken: '2023-06-14T10:12:33',
          added: '2024-01-02T03:04:05Z',
          width: 4000,
          height: 3000,
          camera: 'Canon EOS R5',
          live: true,
        },
        {
          id: ids[1],
          folder: '/photos/Sea/',
          bytes: 250_000,
          favorite: true,
          edited: true,
          albums: ['Summer'],
          dear: 'a favourite, in an album',
        },
        { id: ids[2], offline: true },
      ],
      suggestion: { keep: ids[0], safe: [ids[2]], needs_review: true, why: 'Live Photo over still' },
    });
    expect(groups[0]?.assets[2]).not.toHaveProperty('bytes');
    expect(groups[0]?.assets[2]).not.toHaveProperty('width');
    expect(groups[0]?.assets[0]).not.toHaveProperty('folder');
    expect(index).toMatchObject({ ids: [id], assets: [3], kinds: 'r', more: 0, saves: [250_000], days: [19_522] });
    expect([library, can, gone, later, notes]).toEqual([
      expect.stringContaining('Immich at'),
      { resolve: true, dismiss: true, undo: true },
      [],
      [],
      [],
    ]);
  });

  test('comes as structured content alone, without a text that says it again', async () => {
    addPair();
    const { library } = connect();
    const tool = bindTools(immichTools, library).find(({ name }) => name === 'page_duplicates');
    if (tool === undefined) throw new Error('there is no such tool');
    const desk = { audit: () => {}, reportDefect: () => {}, clean: (text: string) => text, deadlineSeconds: 20 };
    const signal = new AbortController().signal;
    const request = { args: {}, caller: localCaller, signal, progress: () => {}, finds: () => false };
    const result = await callTool(tool, request, desk);
    expect(result.content).toEqual([]);
    expect(result.structuredContent).toMatchObject({ can: { resolve: false, dismiss: false, undo: false } });
  });

  test('has the groups first that free most, those that are no copies last', async () => {
    const little = addPair();
    const shots = immich.addGroup(
      { originalFileName: 'R5_1.JPG', fileSizeInByte: 9_000_000 },
      { originalFileName: 'R5_1.CR2', originalMimeType: 'image/cr2', fileSizeInByte: 28_000_000 },
    );
    const much = addPair({ fileSizeInByte: 4_000_000 });
    const { index, groups } = await board();
    expect(index).toMatchObject({ ids: [much.id, little.id, shots.id], saves: [4_000_000, 250_000, 0], kinds: 'ssr' });
    expect(groups.map(({ id }) => id)).toEqual(index?.ids);
    expect(groups[2]?.suggestion).toMatchObject({ suggest: 'stack', safe: [], needs_review: true });
  });

  test('gives the groups that are asked for, in that order, and says which are gone', async () => {
    const [one, two] = [addPair(), addPair()];
    const missing = '99999999-0000-4000-8000-000000000000';
    const { groups, gone, index } = await board({ duplicate_ids: [two.id, missing, one.id] });
    expect(groups.map(({ id }) => id)).toEqual([two.id, one.id]);
    expect(gone).toEqual([missing]);
    expect(index).toBeUndefined();
  });

  test('stays small, whatever the names are: what does not fit comes later', async () => {
    const long = 'スクリーンショット'.repeat(400);
    const own = { originalFileName: long, originalPath: `/${long}/${long}`, make: long, model: long };
    const added = Array.from({ length: 100 }, () => immich.addGroup(own, own, own).id);
    const seen: string[] = [];
    for (let wanted: readonly string[] = added; wanted.length > 0; ) {
      const told = await board({ duplicate_ids: wanted });
      expect(JSON.stringify(told).length).toBeLessThan(310_000);
      expect(told.groups.length).toBeGreaterThan(0);
      seen.push(...told.groups.map(({ id }) => id));
      wanted = told.later;
    }
    expect(seen).toEqual(added);
  });

  test('shows names without what hides or turns them', async () => {
    addPair({ originalFileName: 'photo\u202Egpj.exe\u0007' });
    const [group] = (await board()).groups;
    expect(group?.assets[1]?.file).toBe('photogpj.exe');
  });

  test('of a group too large to decide about tells the best, and how many more there are', async () => {
    immich.addGroup({}, ...Array.from({ length: 599 }, () => small));
    const [group] = (await board()).groups;
    expect([group?.assets.length, group?.more_assets]).toEqual([500, 100]);
  });

  test('refuses more ids than an answer is for', async () => {
    const ids = Array.from({ length: 101 }, (_, at) => `11111111-0000-4000-8000-${String(at).padStart(12, '0')}`);
    const { error } = await connect().call('page_duplicates', { duplicate_ids: ids });
    expect(error).toMatch(/1 to 100 groups/);
  });

  test('says how far the reading is while there is nothing to show', async () => {
    addPair();
    immich.fault = ({ url }) => (url.endsWith('/duplicates') ? 'hang' : undefined);
    const { data } = await connect({ duplicatesPatience: 50 }).call('page_duplicates');
    expect(data).toEqual({ cache_ready: false, progress: { seconds: 0, albums_read: 0 } });
  });

  test('is told as long as the list is being read anew, so that the page asks again', async () => {
    addPair();
    const { call } = connect({ duplicatesPatience: 50 });
    await expect.poll(async () => (await call('page_duplicates')).data.cache_ready).toBe(true);
    let open = () => {};
    const gate = new Promise<undefined>((resolve) => {
      open = () => resolve(undefined);
    });
    immich.fault = ({ url }) => (url.endsWith('/duplicates') ? gate : undefined);
    addPair();
    const meanwhile = await call('page_duplicates', { refresh: true });
    expect(meanwhile.data).toMatchObject({ refreshing: true, notes: ['The list is being read anew.'] });
    open();
    await expect.poll(async () => (await call('page_duplicates')).data.refreshing).toBeUndefined();
    expect((await call('page_duplicates')).data).toMatchObject({ notes: [], index: { assets: [2, 2] } });
  });

  test('says of what a person shares that it stays, and of what is protected why', async () => {
    const other = '77777777-0000-4000-8000-000000000000';
    addPair({ ownerId: other });
    const stays = (groups: readonly BoardGroup[]) => groups.flatMap(({ assets }) => assets.map((asset) => asset.stays));
    expect(stays((await board()).groups)).toEqual([undefined, 'belongs to another person']);
    const pair = addPair({ isFavorite: true });
    const guarded = await board({ duplicate_ids: [pair.id] }, { protect: [{ kind: 'favorites' }] });
    expect(stays(guarded.groups)).toEqual([undefined, expect.stringContaining('protected')]);
  });

  test('where what is protected cannot be found, says that nothing may be deleted', async () => {
    addPair();
    const { notes } = await board({}, { protect: [{ kind: 'album', name: 'Gone' }] });
    expect(notes).toEqual([expect.stringContaining('Gone')]);
  });

  test('of a key that may not look into albums says so', async () => {
    addPair();
    immich.denied.add('album.read');
    const { notes, groups } = await board();
    expect(notes).toEqual([expect.stringContaining('album.read')]);
    expect(groups[0]?.assets[1]?.dear).toContain('may not look');
  });
});

describe('review_duplicates', () => {
  test('tells the totals, and of the first groups files, sizes, the one to keep and why', async () => {
    addPair();
    const much = addPair({ fileSizeInByte: 4_000_000, isFavorite: true });
    const { data } = await connect().call('review_duplicates');
    expect(data).toMatchObject({ total_groups: 2, total_duplicates: 4, safe_to_delete: 1, groups_to_review: 1 });
    expect(data.groups).toEqual([
      {
        duplicate_id: much.id,
        keep: 'IMG_1.jpg, 5.1 MB',
        others: ['IMG_1 (1).jpg, 4.0 MB'],
        why: '4000x3000 over 1600x1200',
        needs_review: true,
      },
      expect.objectContaining({ keep: 'IMG_1.jpg, 5.1 MB', others: ['IMG_1 (1).jpg, 250 kB'] }),
    ]);
    expect(data.next).toContain('immich_duplicates_resolve');
  });

  test.each(['スクリーンショット'.repeat(40), '"\\{}[]<>'.repeat(60), 'IMG_20230614_101233'])(
    'costs at most 1,500 tokens with names such as %.20s',
    async (text) => {
      for (let number = 0; number < 20; number += 1) {
        const own = { originalFileName: `${text}.jpg` };
        immich.addGroup(own, ...Array.from({ length: 6 }, () => ({ ...own, ...small, isFavorite: true })));
      }
      const { text: told, data } = await connect().call('review_duplicates');
      expect(countTokens(told)).toBeLessThanOrEqual(1500);
      expect(data).toMatchObject({ more_groups: 14 });
    },
  );

  describe('over a library with pictures', () => {
    let room: DuplicateLibrary;
    beforeEach(async () => {
      room = await openDuplicateLibrary();
    });
    afterEach(() => room.close());

    test('shows them as one numbered picture, at the price of one', async () => {
      await room.addGroup('a.jpg', 'a (1).jpg');
      await room.addGroup('b.jpg', 'b (1).jpg', 'b (2).jpg');
      const { data, images } = await room.call('review_duplicates');
      expect(images).toEqual([expect.objectContaining({ mimeType: 'image/jpeg' })]);
      expect(data.image_tokens).toBeLessThanOrEqual(1600);
      const files = JSON.stringify(data.groups);
      for (const file of ['a.jpg', 'a (1).jpg', 'b.jpg', 'b (1).jpg', 'b (2).jpg'])
        expect(files).toMatch(numbered(file));
      expect([...files.matchAll(/"(\d): /g)].map(([, number]) => number)).toEqual(['1', '2', '3', '4', '5']);
    });

    test('keeps locked ones out of it', async () => {
      const { ids } = await room.addGroup('a.jpg', 'secret.jpg');
      await room.local.ask('PUT', `/assets/${ids[1]}`, { body: { visibility: 'archive' } });
      const before = await room.call('review_duplicates');
      expect(JSON.stringify(before.data.groups)).toMatch(numbered('secret.jpg'));
      await room.local.library.store
        .updateTable('asset')
        .set({ visibility: 'locked' })
        .where('id', '=', ids[1] ?? '')
        .execute();
      const { data } = await room.call('review_duplicates');
      expect(JSON.stringify(data.groups ?? [])).not.toMatch(numbered('secret.jpg'));
    });

    test('shows no picture to one who may not look at any', async () => {
      await room.addGroup('a.jpg', 'a (1).jpg');
      const blind = await openDuplicateLibrary({
        caller: { ...localCaller, permits: (permission) => permission === 'search' },
      });
      try {
        await blind.addGroup('a.jpg', 'a (1).jpg');
        const { content } = await blind.callAsPage('review_duplicates', {});
        expect(content.map(({ type }) => type)).toEqual(['text']);
        expect(content[0]?.text).toContain('a (1).jpg');
      } finally {
        await blind.close();
      }
    });
  });

  test('without duplicates says that there are none', async () => {
    expect((await connect().call('review_duplicates')).data).toMatchObject({
      total_groups: 0,
      next: 'There are no duplicates.',
    });
  });
});
