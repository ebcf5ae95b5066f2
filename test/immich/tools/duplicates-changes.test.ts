/** Deleting, dismissing and resolving duplicates: what they refuse, what they say before, and what really happened. */
import { AssetVisibility } from '@immich/sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImmichLibrary } from '../../../src/immich/connection.ts';
import { type DuplicatesImmich, startDuplicatesImmich } from '../../fixtures/duplicates-immich.ts';
import { type CallByName, connectForTest, type Told, toolsOf } from '../../fixtures/immich-tools.ts';

let immich: DuplicatesImmich;
let library: ImmichLibrary;
let call: CallByName;

beforeEach(async () => {
  immich = await startDuplicatesImmich();
  library = connectForTest({ baseUrl: immich.url });
  call = toolsOf(library);
});
afterEach(async () => {
  await library.close();
  await immich.close();
});

const original = { originalFileName: 'IMG_1.jpg', fileSizeInByte: 5_000_000 };
const small = { exifImageWidth: 1600, exifImageHeight: 1200, fileSizeInByte: 250_000, make: null, model: null };
const copy = { ...small, originalFileName: 'IMG_1 (1).jpg' };
const raw = { originalFileName: 'IMG_1.CR2', originalMimeType: 'image/cr2', fileSizeInByte: 28_000_000 };

const act = { dry_run: false };
const isTrashed = (id: string | undefined) => immich.assets.get(id ?? '')?.isTrashed;
const albumOf = (name: string) => [...immich.albums.values()].find(({ dto }) => dto.albumName === name)?.members;

/** Equal before and after what changed nothing. */
const state = () =>
  JSON.stringify([...immich.assets, ...[...immich.albums].map(([id, { members }]) => [id, ...members])]);

function idsOf(list: unknown): string[] {
  return Array.isArray(list) ? list.map((entry) => String(entry.id)) : [];
}

function changesSent(): string[] {
  return immich.asked().filter((request) => !request.startsWith('GET') && !/search|download/.test(request));
}

describe('immich_duplicates_delete', () => {
  const remove = (args: Record<string, unknown>): Promise<Told> => call('immich_duplicates_delete', args);

  test('previews by name and number, then trashes, and counts what is really gone', async () => {
    const { ids } = immich.addGroup(original, copy, { ...copy, originalFileName: 'IMG_1 (2).jpg' });
    const preview = await remove({ asset_ids: ids.slice(1) });
    expect(preview.data).toMatchObject({
      dry_run: true,
      would_delete_count: 2,
      asset_ids: ids.slice(1),
      permanent: false,
      items: [{ file: 'IMG_1 (1).jpg' }, { file: 'IMG_1 (2).jpg' }],
    });
    expect(changesSent()).toEqual([]);
    const told = await remove({ asset_ids: ids.slice(1), ...act });
    expect(told.data).toMatchObject({ deleted_count: 2, asset_ids: ids.slice(1), permanent: false });
    expect(ids.map(isTrashed)).toEqual([false, true, true]);
  });

  test('with force deletes past the trash, and says so before', async () => {
    const { ids } = immich.addGroup(original, copy);
    const preview = await remove({ asset_ids: ids.slice(1), force: true });
    expect(preview.data).toMatchObject({ permanent: true, note: expect.stringContaining('cannot be undone') });
    await remove({ asset_ids: ids.slice(1), force: true, ...act });
    expect(immich.assets.has(ids[1] ?? '')).toBe(false);
  });

  test.each([
    ['a favourite', { isFavorite: true }, 'is a favourite (include_protected)'],
    ['in an album', {}, 'is in an album (include_protected)'],
  ])('refuses what is %s, unless told to include it', async (what, more, error) => {
    const { ids } = immich.addGroup(original, copy, { ...copy, ...more });
    const [, safe, dear] = ids;
    if (what === 'in an album') immich.addAlbum('Summer', ids.slice(2));
    const preview = await remove({ asset_ids: [safe, dear] });
    expect(preview.data).toMatchObject({ would_delete_count: 1, refused: [{ id: dear, error }] });
    const told = await remove({ asset_ids: [safe, dear], ...act });
    expect(told.data).toMatchObject({ deleted_count: 1, failed: [{ id: dear, error }] });
    expect(isTrashed(dear)).toBe(false);
    expect((await remove({ asset_ids: [dear], include_protected: true, ...act })).data).toMatchObject({
      deleted_count: 1,
    });
    expect(isTrashed(dear)).toBe(true);
  });

  test.each([{}, { include_protected: true }, { force: true, include_protected: true }])(
    'never empties a group, whatever it is told: %j',
    async (more) => {
      const emptied = immich.addGroup(original, copy);
      const other = immich.addGroup(original, copy);
      const asset_ids = [...emptied.ids, ...other.ids.slice(1)];
      const told = await remove({ asset_ids, ...more, ...act });
      const error = 'nothing of its group would be left';
      expect(told.data).toMatchObject({ deleted_count: 1, failed: emptied.ids.map((id) => ({ id, error })) });
      expect(emptied.ids.map(isTrashed)).toEqual([false, false]);
    },
  );

  test('does not count a copy whose file is missing as one that is left', async () => {
    const { ids } = immich.addGroup(original, { ...copy, isOffline: true });
    expect((await remove({ asset_ids: ids.slice(0, 1) })).data).toMatchObject({ would_delete_count: 0 });
  });

  test('refuses the last copy after the other is gone: it is no duplicate any more', async () => {
    const { ids } = immich.addGroup(original, copy);
    await remove({ asset_ids: ids.slice(1), ...act });
    const told = await remove({ asset_ids: ids.slice(0, 1), ...act });
    expect(told.data).toMatchObject({
      deleted_count: 0,
      failed: [{ error: expect.stringContaining('no duplicate group') }],
    });
    expect(isTrashed(ids[0])).toBe(false);
  });

  test('tells clips that go with their photos', async () => {
    const { ids } = immich.addGroup(original, { ...copy, livePhotoVideoId: '00000000-0000-4000-8000-00000000000c' });
    expect((await remove({ asset_ids: ids.slice(0, 1) })).data).not.toHaveProperty('live_clips_go_along');
    expect((await remove({ asset_ids: ids.slice(1) })).data).toMatchObject({ live_clips_go_along: 1 });
  });

  test('counts only what was deleted where the library takes the request and does nothing', async () => {
    const { ids } = immich.addGroup(original, copy);
    immich.fault = ({ method }) => (method === 'DELETE' ? { status: 204, body: null } : undefined);
    const told = await remove({ asset_ids: ids.slice(1), ...act });
    expect(told.data).toMatchObject({ deleted_count: 0, failed: [{ id: ids[1], error: 'is still there' }] });
  });
});

describe('immich_duplicates_dismiss', () => {
  const dismiss = (args: Record<string, unknown>): Promise<Told> => call('immich_duplicates_dismiss', args);

  test('previews the groups by file name, then dismisses them for good', async () => {
    const [one, two] = [immich.addGroup(original, copy), immich.addGroup(original, copy)];
    const preview = await dismiss({ duplicate_ids: [one.id] });
    expect(preview.data).toMatchObject({
      dry_run: true,
      would_dismiss_count: 1,
      duplicate_ids: [one.id],
      groups: [{ duplicate_id: one.id, files: ['IMG_1.jpg', 'IMG_1 (1).jpg'] }],
    });
    expect(changesSent()).toEqual([]);
    const told = await dismiss({ duplicate_ids: [one.id], ...act });
    expect(told.data).toEqual({ dismissed_count: 1, duplicate_ids: [one.id] });
    const list = await call('immich_duplicates_list', { refresh: true });
    expect(list.data).toMatchObject({ total_groups: 1, groups: [{ duplicate_id: two.id }] });
    expect(one.ids.map(isTrashed)).toEqual([false, false]);
  });

  test('does what it can and tells which groups there are not', async () => {
    const { id } = immich.addGroup(original, copy);
    const missing = '22222222-0000-4000-8000-000000000000';
    const told = await dismiss({ duplicate_ids: [id, missing], ...act });
    expect(told.data).toMatchObject({ dismissed_count: 1, failed: [{ id: missing }] });
    expect((await dismiss({ duplicate_ids: [missing] })).error).toMatch(/no such duplicate group/);
  });

  test('says when the library takes it and the group stays', async () => {
    const { id } = immich.addGroup(original, copy);
    immich.fault = ({ method }) => (method === 'DELETE' ? { status: 204, body: null } : undefined);
    const told = await dismiss({ duplicate_ids: [id], ...act });
    expect(told.data).toMatchObject({ dismissed_count: 0, failed: [{ id, error: 'is still there' }] });
  });
});

const resolve = (args: Record<string, unknown>): Promise<Told> => call('immich_duplicates_resolve', args);

describe('immich_duplicates_resolve by a rule', () => {
  test('previews all groups as one plan: what is kept, trashed, skipped, why, and how much is freed', async () => {
    const pair = immich.addGroup(original, { ...copy, isFavorite: true });
    const shot = immich.addGroup(raw, original);
    immich.addAlbum('Summer', pair.ids.slice(1));
    const { data } = await resolve({ keep: 'best' });
    expect(data).toMatchObject({
      dry_run: true,
      permanent: false,
      groups: 1,
      kept: 1,
      trashed: 1,
      bytes_freed: 250_000,
      trashed_favorites: 1,
      trashed_in_albums: 1,
      passes_on: expect.stringContaining('people and faces do not'),
      skipped_count: 1,
      skipped: [{ id: shot.id, error: 'stack: RAW and JPEG of one shot' }],
    });
    expect(data).not.toHaveProperty('lost_albums_or_favorite');
    expect(data.items).toEqual([
      {
        duplicate_id: pair.id,
        keep: [{ id: pair.ids[0], file: 'IMG_1.jpg' }],
        trash: [{ id: pair.ids[1], file: 'IMG_1 (1).jpg', favorite: true, albums: 1 }],
        why: '4000x3000 over 1600x1200',
      },
    ]);
    expect(changesSent()).toEqual([]);
  });

  test('uses the server’s own resolve, so that albums and favourite pass to the keeper', async () => {
    const { ids } = immich.addGroup(original, { ...copy, isFavorite: true });
    immich.addAlbum('Summer', ids.slice(1));
    const told = await resolve({ keep: 'best', ...act });
    expect(told.data).toMatchObject({ resolved: 1, trashed: 1, bytes_freed: 250_000, permanent: false });
    expect(changesSent()).toEqual(['POST /duplicates/resolve']);
    expect(ids.map(isTrashed)).toEqual([false, true]);
    expect(immich.assets.get(ids[0] ?? '')).toMatchObject({ isFavorite: true, duplicateId: null });
    expect(albumOf('Summer')).toContain(ids[0]);
  });

  const day = (number: number) => `2023-06-${number}T08:12:33.000Z`;
  test.each([
    ['best', 0],
    ['largest', 1],
    ['oldest', 2],
    ['newest', 3],
    ['in:Summer', 4],
    ['in:summer ', 4],
    ['in:Phone/2023', 5],
    ['in:/photos/phone', 5],
  ])('%s', async (keep, kept) => {
    const plain = {
      make: null,
      model: null,
      originalFileName: 'IMG_1.jpg',
      exifImageWidth: 1000,
      exifImageHeight: 750,
    };
    const { ids } = immich.addGroup(
      { ...plain, exifImageWidth: 4000, exifImageHeight: 3000, fileSizeInByte: 900_000, dateTimeOriginal: day(14) },
      { ...plain, fileSizeInByte: 950_000, dateTimeOriginal: day(14) },
      { ...plain, fileSizeInByte: 10_000, dateTimeOriginal: day(13) },
      { ...plain, fileSizeInByte: 10_000, dateTimeOriginal: day(15) },
      { ...plain, fileSizeInByte: 10_000, dateTimeOriginal: day(14) },
      { ...plain, fileSizeInByte: 10_000, dateTimeOriginal: day(14), originalPath: '/photos/Phone/2023/IMG_1.jpg' },
    );
    immich.addAlbum('Summer', ids.slice(4, 5));
    await resolve({ keep, ...act });
    expect(ids.filter((id) => !isTrashed(id))).toEqual([ids[kept]]);
  });

  test.each(['oldest', 'newest'])('%s: of copies that came in together, the better one', async (keep) => {
    const { ids } = immich.addGroup(
      { ...copy, createdAt: '2026-01-01T10:00:00.000Z' },
      { ...original, createdAt: '2026-01-01T10:00:01.000Z' },
      { ...copy, createdAt: '2026-01-01T10:00:02.000Z' },
    );
    await resolve({ keep, ...act });
    expect(ids.filter((id) => !isTrashed(id))).toEqual([ids[1]]);
  });

  test('leaves alone a group that is named twice', async () => {
    const { id, ids } = immich.addGroup(original, copy);
    const groups = [
      { duplicate_id: id, keep: ids.slice(0, 1), trash: ids.slice(1) },
      { duplicate_id: id, keep: ids.slice(1), trash: ids.slice(0, 1) },
    ];
    expect((await resolve({ groups, ...act })).error).toContain('is named more than once');
    expect(ids.map(isTrashed)).toEqual([false, false]);
  });

  test('never trashes what belongs to another user', async () => {
    const { id, ids } = immich.addGroup(original, { ...copy, ownerId: '99999999-0000-4000-8000-000000000009' });
    expect((await resolve({ keep: 'best', ...act })).error).toMatch(/holds an asset of another user/);
    const groups = [{ duplicate_id: id, keep: ids.slice(0, 1), trash: ids.slice(1) }];
    expect((await resolve({ groups, ...act })).error).toMatch(/an asset of another user would be trashed/);
    expect(ids.map(isTrashed)).toEqual([false, false]);
  });

  test('never keeps a copy whose file is missing in place of one that is there', async () => {
    const { ids } = immich.addGroup({ ...original, isOffline: true }, copy);
    for (const keep of ['best', 'largest']) {
      expect((await resolve({ keep })).data).toMatchObject({
        items: [{ keep: [{ id: ids[1] }], trash: [{ id: ids[0] }] }],
      });
    }
  });

  test('skips a group with nothing in the place, and fails where no group has anything there', async () => {
    const [inside, outside] = [immich.addGroup(original, copy), immich.addGroup(original, copy)];
    immich.addAlbum('Summer', inside.ids.slice(1));
    const { data } = await resolve({ keep: 'in:Summer' });
    expect(data).toMatchObject({ groups: 1, skipped: [{ id: outside.id, error: 'no copy is in that place' }] });
    expect((await resolve({ keep: 'in:Nowhere' })).error).toMatch(/No group.*no copy is in that place \(2 groups\)/);
  });

  test('leaves RAW and JPEG, bursts and edits alone unless asked, and stacks them when asked', async () => {
    const shot = immich.addGroup(original, raw);
    const edit = immich.addGroup(original, { ...original, originalFileName: 'IMG_1-edited.jpg' });
    const look = immich.addGroup(original, { ...original, make: 'Apple', model: 'iPhone 15 Pro' });
    expect((await resolve({ keep: 'best', ...act })).error).toMatch(/No group can be resolved/);
    const told = await resolve({ keep: 'best', suggested: 'stack', ...act });
    expect(told.data).toMatchObject({ resolved: 2, stacked: 4, trashed: 0 });
    expect(told.data.skipped).toEqual([{ id: look.id, error: 'keep_all: taken by different cameras' }]);
    const stacks = immich.requests.filter(({ url }) => url.endsWith('/stacks')).map(({ body }) => JSON.parse(body));
    expect(stacks[0]).toEqual({ assetIds: [shot.ids[1], shot.ids[0]] });
    for (const id of [...shot.ids, ...edit.ids])
      expect(immich.assets.get(id)).toMatchObject({ isTrashed: false, duplicateId: null });
  });

  test('treats them as copies only when told to', async () => {
    const { ids } = immich.addGroup(original, raw);
    const preview = await resolve({ keep: 'best', suggested: 'trash' });
    expect(preview.data).toMatchObject({ groups_with_caution: 1, items: [{ caution: 'RAW and JPEG of one shot.' }] });
    await resolve({ keep: 'best', suggested: 'trash', ...act });
    expect(ids.map(isTrashed)).toEqual([true, false]);
  });

  test('shows groups with a caution first', async () => {
    for (let number = 0; number < 30; number += 1) immich.addGroup(original, copy);
    const doubtful = immich.addGroup(original, {
      ...copy,
      originalFileName: 'IMG_1.png',
      originalMimeType: 'image/png',
    });
    const { data } = await resolve({ keep: 'best' });
    expect(data).toMatchObject({ groups: 31, groups_with_caution: 1, more_items: 11 });
    expect(data.items).toMatchObject([
      { duplicate_id: doubtful.id, caution: expect.stringContaining('no camera data') },
      {},
      ...Array(18).fill({}),
    ]);
  });

  test('tells when a Live Photo goes and no other stays', async () => {
    immich.addGroup(
      { ...original, fileSizeInByte: 9_000_000 },
      { ...original, livePhotoVideoId: '00000000-0000-4000-8000-00000000000c' },
    );
    expect((await resolve({ keep: 'largest' })).data).toMatchObject({ trashed_live_photos: 1 });
    expect((await resolve({ keep: 'best' })).data).not.toHaveProperty('trashed_live_photos');
  });

  test('of groups that it names tells those that there are not', async () => {
    const { id } = immich.addGroup(original, copy);
    immich.addGroup(original, copy);
    const missing = '22222222-0000-4000-8000-000000000000';
    const { data } = await resolve({ keep: 'best', duplicate_ids: [id, missing] });
    expect(data).toMatchObject({
      groups: 1,
      skipped: [{ id: missing, error: expect.stringContaining('no such group') }],
    });
  });

  test('resolves hundreds of groups and counts each', async () => {
    for (let number = 0; number < 120; number += 1) immich.addGroup(original, copy);
    expect((await resolve({ keep: 'best', ...act })).data).toMatchObject({ resolved: 120, trashed: 120 });
    expect(changesSent()).toHaveLength(3);
  });
});

describe('immich_duplicates_resolve as told', () => {
  const told = (id: string, lists: object) => ({ groups: [{ duplicate_id: id, ...lists }] });

  test.each([
    [
      'a member that is in no list',
      (ids: string[]) => ({ keep: ids.slice(0, 1) }),
      /is in none of keep, trash and stack/,
    ],
    ['a member in two lists', (ids: string[]) => ({ keep: ids, trash: ids.slice(1) }), /named twice/],
    ['nothing to keep', (ids: string[]) => ({ trash: ids }), /nothing of it would be kept/],
    ['a stack of one', (ids: string[]) => ({ stack: ids.slice(0, 1), trash: ids.slice(1) }), /a stack needs two/],
    [
      'an asset of elsewhere',
      (ids: string[]) => ({ keep: ids, trash: ['22222222-0000-4000-8000-000000000000'] }),
      /is not in the group/,
    ],
  ])('refuses %s, in the preview already', async (_, lists, error) => {
    const { id, ids } = immich.addGroup(original, copy);
    const before = state();
    expect((await resolve(told(id, lists(ids)))).error).toMatch(error);
    expect((await resolve({ ...told(id, lists(ids)), ...act })).error).toMatch(error);
    expect(state()).toBe(before);
  });

  test('does the groups that are right and tells what is wrong with the others', async () => {
    const [right, wrong] = [immich.addGroup(original, copy), immich.addGroup(original, copy)];
    const groups = [
      { duplicate_id: right.id, keep: right.ids.slice(0, 1), trash: right.ids.slice(1) },
      { duplicate_id: wrong.id, keep: wrong.ids.slice(0, 1) },
    ];
    const answer = await resolve({ groups, ...act });
    expect(answer.data).toMatchObject({ resolved: 1, trashed: 1, skipped: [{ id: wrong.id }] });
    expect([...right.ids, ...wrong.ids].map(isTrashed)).toEqual([false, true, false, false]);
  });

  test('keeping all dismisses the group and gives nobody anything', async () => {
    const { id, ids } = immich.addGroup(original, { ...copy, isFavorite: true });
    expect((await resolve({ ...told(id, { keep: ids }), ...act })).data).toMatchObject({ resolved: 1, trashed: 0 });
    expect(changesSent()).toEqual(['DELETE /duplicates']);
    expect(immich.assets.get(ids[0] ?? '')).toMatchObject({ isFavorite: false, duplicateId: null });
  });

  test('stacks with the first on top, trashes the rest, and dismisses the group', async () => {
    const { id, ids } = immich.addGroup(original, raw, copy);
    const lists = { stack: [ids[0], ids[1]], trash: [ids[2]] };
    expect((await resolve({ ...told(id, lists), ...act })).data).toMatchObject({ resolved: 1, stacked: 2, trashed: 1 });
    expect(changesSent()).toEqual(['DELETE /assets', 'DELETE /duplicates', 'POST /stacks']);
    expect(ids.map(isTrashed)).toEqual([false, false, true]);
  });

  test.each([
    ['3.1', { major: 3, minor: 1, patch: 0 }, ['POST /duplicates/resolve']],
    ['2.7', { major: 2, minor: 7, patch: 5 }, ['DELETE /assets', 'DELETE /duplicates']],
  ])(
    'on %s several keepers do not get each other’s albums, and the preview says that nothing passes',
    async (_, version, sent) => {
      immich.version = version;
      const { id, ids } = immich.addGroup(original, copy, { ...copy, isFavorite: true });
      immich.addAlbum('Summer', ids.slice(2));
      const wish = told(id, { keep: ids.slice(0, 2), trash: ids.slice(2) });
      expect((await resolve(wish)).data).toMatchObject({
        lost_albums_or_favorite: 1,
        passes_on: expect.stringContaining('nothing passes'),
      });
      expect((await resolve({ ...wish, ...act })).data).toMatchObject({ resolved: 1, trashed: 1 });
      expect(changesSent()).toEqual(sent);
      expect([...(albumOf('Summer') ?? [])]).toEqual(ids.slice(2));
      expect(ids.map((asset) => immich.assets.get(asset)?.isFavorite)).toEqual([false, false, true]);
      expect(ids.map(isTrashed)).toEqual([false, false, true]);
    },
  );

  test('on 2.7 a single keeper gets all, through the server’s own resolve', async () => {
    immich.version = { major: 2, minor: 7, patch: 5 };
    const { id, ids } = immich.addGroup(original, { ...copy, isFavorite: true });
    await resolve({ ...told(id, { keep: ids.slice(0, 1), trash: ids.slice(1) }), ...act });
    expect(changesSent()).toEqual(['POST /duplicates/resolve']);
    expect(immich.assets.get(ids[0] ?? '')).toMatchObject({ isFavorite: true });
  });

  test('wants either groups or a rule', async () => {
    expect((await resolve({})).error).toMatch(/either groups.*or keep/);
    const { id, ids } = immich.addGroup(original, copy);
    expect((await resolve({ ...told(id, { keep: ids }), keep: 'best' })).error).toMatch(/either groups.*or keep/);
    expect((await resolve({ keep: 'smallest' })).error).toMatch(/must be best, largest/);
    expect((await resolve({ keep: 'in: ' })).error).toMatch(/must be best, largest/);
  });
});

describe('a server without a trash', () => {
  beforeEach(() => {
    immich.hasTrash = false;
  });

  test('is told of before, refused without a word for it, and obeyed with one', async () => {
    const { ids } = immich.addGroup(original, copy);
    const before = state();
    expect((await resolve({ keep: 'best' })).data).toMatchObject({
      permanent: true,
      note: expect.stringContaining('deleted for good'),
      refused: expect.stringContaining('switched off'),
    });
    expect((await resolve({ keep: 'best', ...act })).error).toMatch(/would delete for good.*permanent: true/s);
    expect(state()).toBe(before);
    const told = await resolve({ keep: 'best', permanent: true, ...act });
    expect(told.data).toMatchObject({ resolved: 1, permanent: true });
    expect(ids.map((id) => immich.assets.has(id))).toEqual([true, false]);
  });

  test('does not matter where nothing is trashed', async () => {
    const { id, ids } = immich.addGroup(original, copy);
    const groups = [{ duplicate_id: id, keep: ids }];
    expect((await resolve({ groups, ...act })).data).toMatchObject({ resolved: 1, permanent: false });
  });

  test('whose trash is switched off between plan and deed is not sent anything', async () => {
    immich.hasTrash = true;
    immich.addGroup(original, copy);
    let looked = 0;
    immich.before = ({ url }) => {
      if (url.endsWith('/features')) looked += 1;
      if (looked === 2) immich.hasTrash = false;
    };
    expect((await resolve({ keep: 'best', ...act })).error).toMatch(/switched off on the server since/);
    expect(changesSent()).toEqual([]);
  });
});

describe('the library moves', () => {
  test.each<[string, (ids: string[], id: string) => unknown, RegExp]>([
    ['a copy left', (ids) => change(ids[1], { duplicateId: null }), /a copy has left/],
    [
      'a copy came',
      (_, id) => change(immich.addGroup(original, copy).ids[0], { duplicateId: id }),
      /another copy has come/,
    ],
    ['the group is gone', (ids) => ids.map((asset) => change(asset, { duplicateId: null })), /group is gone/],
    ['a favourite was set', (ids) => change(ids[1], { isFavorite: true }), /a favourite was set/],
    ['a copy was archived', (ids) => change(ids[1], { visibility: AssetVisibility.Archive }), /archived/],
  ])('between plan and deed: %s, and the group is left alone', async (_, move, error) => {
    const moved = immich.addGroup(original, copy, copy);
    const still = immich.addGroup(original, copy);
    const only = [moved.id, still.id];
    let looks = 0;
    immich.before = ({ url }) => {
      if (url.endsWith('/duplicates')) looks += 1;
      if (looks === 2) move(moved.ids, moved.id);
      if (looks === 2) looks = 3;
    };
    const told = await resolve({ keep: 'best', duplicate_ids: only, ...act });
    expect(told.data).toMatchObject({ resolved: 1, failed: [{ id: moved.id, error: expect.stringMatching(error) }] });
    expect([...moved.ids, ...still.ids].map(isTrashed)).toEqual([false, false, false, false, true]);
  });

  function change(id: string | undefined, more: object): void {
    const asset = immich.assets.get(id ?? '');
    if (asset) immich.assets.set(asset.id, { ...asset, ...more });
  }
});

describe('what the library answers', () => {
  const resolveFault = (status: number, body: unknown) => {
    immich.fault = ({ url }) => (url.endsWith('/resolve') ? { status, body } : undefined);
  };

  test('is read group by group: 200 with success false is a failure', async () => {
    const [one, two] = [immich.addGroup(original, copy), immich.addGroup(original, copy)];
    immich.fault = ({ url, body }) => {
      if (!url.endsWith('/resolve')) return undefined;
      immich.fault = () => undefined;
      expect(JSON.parse(body).groups).toHaveLength(2);
      const asset = immich.assets.get(one.ids[1] ?? '');
      if (asset) immich.assets.set(asset.id, { ...asset, isTrashed: true, duplicateId: null });
      const keeper = immich.assets.get(one.ids[0] ?? '');
      if (keeper) immich.assets.set(keeper.id, { ...keeper, duplicateId: null });
      const refusal = { id: two.id, success: false, error: 'validation', errorMessage: 'Every asset must be named' };
      return { status: 200, body: [{ id: one.id, success: true }, refusal] };
    };
    const told = await resolve({ keep: 'best', ...act });
    expect(told.data).toMatchObject({
      resolved: 1,
      trashed: 1,
      failed: [{ id: two.id, error: 'Every asset must be named' }],
    });
  });

  test.each([
    ['success for what it did not do', [{ success: true }]],
    ['nothing about the group', []],
    ['nonsense', { ok: true }],
  ])('that is %s is found out by looking again', async (_, body) => {
    const { id } = immich.addGroup(original, copy);
    resolveFault(200, Array.isArray(body) ? body.map((entry) => ({ id, ...entry })) : body);
    const told = await resolve({ keep: 'best', ...act });
    expect(told.data).toMatchObject({
      resolved: 0,
      trashed: 0,
      failed: [{ id, error: 'is not as planned afterwards' }],
    });
  });

  test('that is success for a group that is gone, but not its copies, is found out by looking again', async () => {
    const { id, ids } = immich.addGroup(original, copy);
    immich.before = ({ url }) => {
      if (!url.endsWith('/resolve')) return;
      for (const asset of ids) {
        const known = immich.assets.get(asset);
        if (known) immich.assets.set(asset, { ...known, duplicateId: null });
      }
    };
    resolveFault(200, [{ id, success: true }]);
    const told = await resolve({ keep: 'best', ...act });
    expect(told.data).toMatchObject({ resolved: 0, trashed: 0, bytes_freed: 0, failed: [{ id }] });
  });

  test('lost on the way: what was done is found out, and nothing is sent twice', async () => {
    const { ids, id } = immich.addGroup(original, copy);
    immich.before = ({ url }) => {
      if (!url.endsWith('/resolve')) return;
      for (const [asset, isGone] of [
        [ids[0], false],
        [ids[1], true],
      ] as const) {
        const known = immich.assets.get(asset ?? '');
        if (known) immich.assets.set(known.id, { ...known, isTrashed: isGone, duplicateId: null });
      }
    };
    resolveFault(502, { message: 'gone' });
    const told = await resolve({ keep: 'best', ...act });
    expect(told.data).toMatchObject({ resolved: 1, trashed: 1, stopped: expect.stringContaining('502') });
    expect(told.data).not.toHaveProperty('failed');
    expect(changesSent()).toEqual(['POST /duplicates/resolve']);
    expect(id).toBeDefined();
  });

  test('one group that is unknown does not spoil the others', async () => {
    const [one, two] = [immich.addGroup(original, copy), immich.addGroup(original, copy)];
    immich.fault = ({ url, body }) => {
      const isBad = url.endsWith('/resolve') && body.includes(one.id);
      return isBad ? { status: 400, body: { message: 'Not found or no duplicate.delete access' } } : undefined;
    };
    const told = await resolve({ keep: 'best', ...act });
    expect(told.data).toMatchObject({ resolved: 1, failed: [{ id: one.id }] });
    expect(two.ids.map(isTrashed)).toEqual([false, true]);
  });

  test('a stack that is refused leaves its group, and the others are done', async () => {
    const one = immich.addGroup(raw, original);
    const two = immich.addGroup(raw, original);
    immich.fault = ({ url, body }) =>
      url.endsWith('/stacks') && body.includes(one.ids[0] ?? '') ? { status: 400, body: { message: 'no' } } : undefined;
    const told = await resolve({ keep: 'best', suggested: 'stack', ...act });
    expect(told.data).toMatchObject({ resolved: 1, failed: [{ id: one.id, error: expect.stringContaining('no') }] });
    expect(idsOf(told.data.failed)).toEqual([one.id]);
    expect(immich.assets.get(two.ids[0] ?? '')).toMatchObject({ duplicateId: null });
  });

  test('a key that may not is a clear failure', async () => {
    immich.addGroup(original, copy);
    resolveFault(403, { message: 'Missing required permission: duplicate.delete' });
    expect((await resolve({ keep: 'best', ...act })).error).toMatch(
      /lacks the permission duplicate\.delete.*Nothing was changed/,
    );
  });
});
