/** What the history page is told, through the real tools and the local library's real API. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HistoryChange, HistoryPage } from '../../../src/catalog/pages/history.ts';
import { openRecordedLibrary, type RecordedLibrary } from '../../fixtures/recorded-library.ts';

let library: RecordedLibrary;
let photos: string[];

beforeAll(async () => {
  library = await openRecordedLibrary();
  photos = await library.addPhotos(8);
});

afterAll(() => library.close());

async function done(name: string, args: Record<string, unknown>): Promise<string> {
  const told = await library.call(name, args);
  if (told.error !== undefined) throw new Error(told.error);
  return String(told.data.change_id);
}

async function told(args: Record<string, unknown> = {}): Promise<HistoryPage> {
  const answer = await library.call('page_history', args);
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer.data as unknown as HistoryPage;
}

async function change(id: string): Promise<HistoryChange | undefined> {
  return (await told()).changes.find((known) => known.id === id);
}

test('a change is told with its counts and the first assets that it touched', async () => {
  const id = await done('immich_assets_bulk_update', { asset_ids: photos, rating: 4, dry_run: false });
  expect(await change(id)).toEqual({
    id,
    at: expect.stringMatching(/^\d{4}-.*Z$/),
    tool: 'immich_assets_bulk_update',
    status: 'done',
    items: 8,
    changed: 8,
    undoable: true,
    pictures: photos.slice(0, 5),
    morePictures: 3,
  });
});

test('of an album, its name and what it held are told', async () => {
  const made = await done('immich_albums_create', { album_name: 'Rügen', asset_ids: photos.slice(0, 2) });
  expect(await change(made)).toMatchObject({ name: 'Rügen', pictures: photos.slice(0, 2) });
  const deleted = await done('immich_albums_delete', { album_id: 'Rügen', dry_run: false });
  const told = await change(deleted);
  expect(told).toMatchObject({ name: 'Rügen', undoable: true });
  expect(told?.pictures.toSorted()).toEqual(photos.slice(0, 2).toSorted());
});

test('what is taken back is marked, and is not among what can be taken back, until the undo is itself taken back', async () => {
  const args = { asset_id: photos[0] ?? '', is_favorite: true };
  const id = await done('immich_assets_update', args);
  const undoable = async () => (await told({ undoable: true })).changes.map((known) => known.id);
  expect(await undoable()).toContain(id);
  const undo = await done('history_undo', { change_id: id, dry_run: false });
  expect(await change(id)).toMatchObject({ undone: 'whole', undoneBy: [undo], undoable: false });
  expect(await change(undo)).toMatchObject({ tool: 'history_undo', undoes: [id], undoable: true });
  expect(await undoable()).not.toContain(id);
  expect(await undoable()).toContain(undo);
  await done('history_undo', { change_id: undo, dry_run: false });
  const again = await change(id);
  expect(again?.undone).toBeUndefined();
  expect(again?.undoable).toBe(true);
  expect(await undoable()).toContain(id);
  expect(await undoable()).not.toContain(undo);
});

test('what came to nothing cannot be taken back', async () => {
  const { journal } = library;
  const items = [{ kind: 'asset', id: photos[0] ?? '', before: { rating: 1 }, after: { rating: 2 } }];
  const intent = { caller: 'client:abc', tool: 'immich_assets_update', effect: 'change', library: 'local' } as const;
  const failed = await journal.begin({ ...intent, arguments: {}, items });
  await journal.end(failed, { status: 'failed', items: [{ id: photos[0] ?? '', ok: false }], note: 'no\u202e luck' });
  const running = await journal.begin({ ...intent, arguments: {}, items });
  expect(await change(failed)).toMatchObject({
    status: 'failed',
    undoable: false,
    note: 'no luck',
    caller: 'client:abc',
  });
  expect(await change(running)).toMatchObject({ status: 'begun', undoable: false });
  const ids = (await told({ undoable: true })).changes.map(({ id }) => id);
  expect(ids).not.toContain(failed);
  expect(ids).not.toContain(running);
  await journal.end(running, { status: 'done', items: [] });
});

test('what was done to nothing cannot be taken back either', async () => {
  const items = [{ kind: 'asset', id: 'a', before: { rating: 1 }, after: { rating: 2 } }];
  const intent = { caller: 'local', tool: 'immich_assets_update', effect: 'change', library: 'local' } as const;
  const id = await library.journal.begin({ ...intent, arguments: {}, items });
  await library.journal.end(id, { status: 'done', items: [{ id: 'a', ok: false, error: 'gone' }] });
  expect(await change(id)).toMatchObject({ status: 'done', changed: 0, undoable: false });
  expect((await told({ undoable: true })).changes.map((known) => known.id)).not.toContain(id);
});

test('of a change that touched very many, no number is made up', async () => {
  const items = Array.from({ length: 40 }, (_, number) => ({
    ...{ kind: 'asset', id: `a${number}`, before: { rating: 1 }, after: { rating: 2 } },
  }));
  const intent = { caller: 'local', tool: 'immich_assets_update', effect: 'change', library: 'local' } as const;
  const id = await library.journal.begin({ ...intent, arguments: {}, items });
  await library.journal.end(id, { status: 'done', items: items.map((item) => ({ id: item.id, ok: true })) });
  expect(await change(id)).toMatchObject({ items: 40, pictures: ['a0', 'a1', 'a2', 'a3', 'a4'], morePictures: 'some' });
  expect((await library.journal.firstItems([id], 24)).get(id)).toHaveLength(24);
});

test('changes of other libraries are not told', async () => {
  const intent = { caller: 'local', tool: 'photoprism_photos_update', effect: 'change', library: 'elsewhere' } as const;
  const foreign = await library.journal.begin({ ...intent, arguments: {}, items: [] });
  expect(await change(foreign)).toBeUndefined();
});

test('the list comes in pages, and can be narrowed as that of history_list', async () => {
  const first = await told({ page_size: 2 });
  expect(first.changes).toHaveLength(2);
  expect(first.next_page).toBe(2);
  const second = await told({ page_size: 2, page: 2 });
  expect(second.changes[0]?.id).not.toBe(first.changes[1]?.id);
  const all = await told();
  expect((await told({ page_size: all.total })).next_page).toBeUndefined();
  expect(all.total).toBe(all.changes.length);
  const albums = await told({ tool: 'albums' });
  expect(albums.changes.map(({ tool }) => tool)).toEqual(['immich_albums_delete', 'immich_albums_create']);
  expect((await told({ about_id: photos[7] })).changes.map(({ tool }) => tool)).toEqual(['immich_assets_bulk_update']);
  expect((await library.call('page_history', { since: 'yesterday' })).error).toContain('since');
});
