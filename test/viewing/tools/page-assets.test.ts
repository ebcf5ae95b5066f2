/** What the contact-sheet page is told of a selection, over the local library's real API. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PageAssets } from '../../../src/catalog/pages/assets.ts';
import { type ChangeLibrary, openChangeLibrary, unknownId } from '../../fixtures/change-library.ts';
import { fillLibrary } from '../../fixtures/library-rows.ts';
import { addPhoto } from '../../fixtures/photoprism/state.ts';
import { openPhotoPrismTools, type PhotoPrismTools } from '../../fixtures/photoprism/tools.ts';

let library: ChangeLibrary;
let photos: string[];

beforeAll(async () => {
  library = await openChangeLibrary();
  photos = await library.addPhotos(4);
});

afterAll(() => library.close());

async function told(args: Record<string, unknown>): Promise<PageAssets> {
  const answer = await library.call('page_assets', args);
  if (answer.error !== undefined) throw new Error(answer.error);
  // An answer for pages has no text: nothing of it is for models.
  expect(answer.text).toBe('');
  return answer.data as unknown as PageAssets;
}

const ids = ({ assets }: PageAssets) => assets.map(({ id }) => id);

test('assets by their ids come in that order, each with name, time and shape', async () => {
  const page = await told({ asset_ids: photos.toReversed() });
  expect(ids(page)).toEqual(photos.toReversed());
  expect(page).toMatchObject({ total: 4, exact: true, page: 1 });
  expect(page.next_page).toBeUndefined();
  expect(page.assets[3]).toEqual({
    id: photos[0],
    file: 'photo-1.jpg',
    taken: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
    shape: 1.33,
  });
});

test('of ids that are not there, how many is told', async () => {
  const page = await told({ asset_ids: [photos[0], unknownId] });
  expect(ids(page)).toEqual([photos[0]]);
  expect(page.missing).toBe(1);
});

test('a page that is just full has none after it', async () => {
  const unknown = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const asked = Array.from({ length: 61 }, (_, number) => unknown(number));
  expect((await told({ asset_ids: asked.slice(0, 60) })).next_page).toBeUndefined();
  expect((await told({ asset_ids: asked })).next_page).toBe(2);
});

test('an album is taken by its name or id, a day by its date', async () => {
  await library.call('immich_albums_create', { album_name: 'Walk', asset_ids: photos.slice(1, 3) });
  expect(ids(await told({ album_id: 'Walk' })).toSorted()).toEqual(photos.slice(1, 3).toSorted());
  const day = (await told({ asset_ids: photos })).assets[0]?.taken?.slice(0, 10);
  expect(ids(await told({ day })).toSorted()).toEqual(photos.toSorted());
  expect(ids(await told({ day: '1999-12-31' }))).toEqual([]);
});

test('a search finds by what libraries can search for', async () => {
  expect(ids(await told({ search: 'photo-2' }))).toEqual([photos[1]]);
});

test('locked assets are never in it, whatever names them', async () => {
  const [first, second] = photos;
  const { store } = library.local.library;
  await store
    .updateTable('asset')
    .set({ visibility: 'locked' })
    .where('id', '=', second ?? '')
    .execute();
  expect(ids(await told({ asset_ids: [first, second] }))).toEqual([first]);
  expect(ids(await told({ album_id: 'Walk' }))).not.toContain(second);
  expect(ids(await told({ search: 'photo-2' }))).toEqual([]);
  await store
    .updateTable('asset')
    .set({ visibility: 'timeline' })
    .where('id', '=', second ?? '')
    .execute();
});

test.each([
  ['nothing', {}],
  ['two at once', { day: '2024-05-01', search: 'beach' }],
  ['a day that does not exist', { day: '2024-02-30' }],
  ['no text', { search: ' ' }],
  ['an argument of the other tool', { day: '2024-05-01', size: 'thumb' }],
])('%s is refused', async (_, args) => {
  expect((await library.call('page_assets', args)).error).toBeDefined();
});

test('a large album comes page by page, none twice and none left out', async () => {
  const filled = await openChangeLibrary();
  const { store } = filled.local.library;
  const { ownerId } = await fillLibrary(store, { assets: 800, seed: 7 });
  const rows = await store
    .selectFrom('asset')
    .select('id')
    .where('ownerId', '=', ownerId)
    .where('visibility', '=', 'timeline')
    .where('deletedAt', 'is', null)
    .limit(600)
    .execute();
  const asset_ids = rows.map(({ id }) => id);
  const made = await filled.call('immich_albums_create', { album_name: 'All of it', asset_ids });
  expect(made.error).toBeUndefined();
  const members = await store.selectFrom('albumAsset').select('assetId').where('assetId', 'in', asset_ids).execute();
  const wanted = [...new Set(members.map(({ assetId }) => assetId))];
  expect(wanted.length).toBeGreaterThan(550);
  const seen: string[] = [];
  for (let page: number | undefined = 1; page !== undefined; ) {
    const { data } = await filled.call('page_assets', { album_id: 'All of it', page });
    const answer = data as unknown as PageAssets;
    expect(answer.total).toBe(wanted.length);
    expect(JSON.stringify(answer).length).toBeLessThan(60_000);
    seen.push(...ids(answer));
    page = answer.next_page;
  }
  expect(seen.toSorted()).toEqual(wanted.toSorted());
  await filled.close();
});

describe('over PhotoPrism', () => {
  let tools: PhotoPrismTools;

  beforeEach(async () => {
    tools = await openPhotoPrismTools();
    return () => tools.close();
  });

  test('photos come with name, time and shape, private ones never', async () => {
    const { state } = tools.server;
    const taken = { TakenAtLocal: '2024-06-15T18:30:05Z' };
    const open = addPhoto(state, { Name: 'harbour', ...taken, files: [{ Width: 3000, Height: 4000 }] });
    const secret = addPhoto(state, { Private: true, ...taken });
    const { data } = await tools.call('page_assets', { asset_ids: [open.UID, secret.UID] });
    expect(data).toMatchObject({ total: 2, hidden: 1, assets: [{ id: open.UID, file: 'harbour.jpg', shape: 0.75 }] });
    const day = (await tools.call('page_assets', { day: '2024-06-15' })).data as unknown as PageAssets;
    expect(ids(day)).toEqual([open.UID]);
  });
});
