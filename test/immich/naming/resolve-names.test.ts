/** Names instead of ids, as the tools take them, over the local library's real API. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { immichTools } from '../../../src/immich/tools/all.ts';
import { namedBy } from '../../../src/naming/reference.ts';
import { type ChangeLibrary, openChangeLibrary, unknownId } from '../../fixtures/change-library.ts';
import { answerRoutes, startStandIn } from '../../fixtures/immich-stand-in.ts';
import { albumsIn, assetsIn, connectForTest, toolsOf } from '../../fixtures/immich-tools.ts';

let library: ChangeLibrary;
let photos: string[];
const albums: Record<string, string> = {};

async function addPerson(name: string, assetId: string | undefined): Promise<string> {
  const { store, owner } = library.local.library;
  const id = randomUUID();
  const facts = { isHidden: 0, isFavorite: 0, createdAt: 1, updatedAt: 1 } as const;
  await store
    .insertInto('person')
    .values({ id, ownerId: owner.id, name, ...facts })
    .execute();
  if (assetId === undefined) return id;
  const box = { imageWidth: 100, imageHeight: 100, x1: 1, y1: 1, x2: 9, y2: 9 };
  await store
    .insertInto('face')
    .values({ id: randomUUID(), assetId, personId: id, ...box, sourceType: 'manual' })
    .execute();
  return id;
}

beforeAll(async () => {
  library = await openChangeLibrary();
  photos = await library.addPhotos(3);
  for (const [key, name, ids] of [
    ['summer', 'Été à Rome', photos.slice(0, 1)],
    ['lower', 'best of', []],
    ['upper', 'Best Of', photos.slice(1, 3)],
  ] as const) {
    const contents = ids.length === 0 ? {} : { asset_ids: ids };
    const made = await library.call('immich_albums_create', { album_name: name, ...contents });
    albums[key] = String(made.data.id);
  }
});

afterAll(() => library.close());

describe('an album', () => {
  test('is found by its name, without case and accents', async () => {
    const told = await library.call('immich_albums_get', { album_id: 'ete a rome' });
    expect(told.data).toMatchObject({ id: albums.summer, albumName: 'Été à Rome' });
  });

  test('is found by the name as written, where others differ only in case', async () => {
    const told = await library.call('immich_albums_get', { album_id: 'Best Of' });
    expect(told.data.id).toBe(albums.upper);
  });

  test('is not guessed: a name that two have is an error that tells them apart, and nothing changes', async () => {
    const before = await library.state();
    const told = await library.call('immich_albums_add_assets', { album_id: 'BEST OF', asset_ids: [photos[0]] });
    expect(told.error).toContain('album_id: 2 albums are called "BEST OF"');
    expect(told.error).toContain(`${albums.upper} ("Best Of", 2 assets`);
    expect(told.error).toContain(`${albums.lower} ("best of", 0 assets`);
    expect(await library.state()).toBe(before);
  });

  test('that does not exist is an error that names what resembles it', async () => {
    const told = await library.call('immich_albums_get', { album_id: 'Rome' });
    expect(told.error).toContain('album_id: no album is called "Rome". There is "Été à Rome".');
  });
});

describe('assets', () => {
  test('are found by their file names, with and without the extension, beside ids', async () => {
    const list = ['photo-1.jpg', 'PHOTO-2', photos[2]];
    const told = await library.call('immich_assets_delete', { asset_ids: list });
    expect(told.data).toMatchObject({ dry_run: true, affected_count: 3 });
  });

  test('that are named twice count once', async () => {
    const told = await library.call('immich_assets_delete', { asset_ids: ['photo-1.jpg', 'photo-1', photos[0]] });
    expect(told.data.affected_count).toBe(1);
  });

  test('are not found by a wildcard', async () => {
    for (const name of ['photo_1.jpg', '%', 'photo-%.jpg']) {
      const told = await library.call('immich_assets_get', { asset_id: name });
      expect(told.error).toContain('no asset is called');
    }
  });

  test('with the same file name are told apart by their day and folder', async () => {
    for (const [at, folder] of ['Backup', 'Rome'].entries()) {
      await library.local.library.store
        .updateTable('asset')
        .set({ originalFileName: 'twin.jpg', foldedFileName: 'twin.jpg', originalPath: `/photos/${folder}/twin.jpg` })
        .where('id', '=', photos[at] ?? '')
        .execute();
    }
    const told = await library.call('immich_assets_delete', { asset_ids: ['Twin.JPG'], dry_run: false });
    expect(told.error).toContain('asset_ids: 2 assets are called "Twin.JPG"');
    expect(told.error).toMatch(new RegExp(`${photos[0]} \\(taken \\d{4}-\\d\\d-\\d\\d, in Backup\\)`));
    expect(told.error).toMatch(new RegExp(`${photos[1]} \\(taken \\d{4}-\\d\\d-\\d\\d, in Rome\\)`));
    expect((await library.read(`/assets/${photos[0]}`)).isTrashed).toBe(false);
  });

  test('of more names than can be searched for are refused before the first search', async () => {
    const names = Array.from({ length: 101 }, (_, number) => `${number}.jpg`);
    expect((await library.call('immich_assets_delete', { asset_ids: names })).error).toContain(
      '101 names are too many',
    );
  });
});

describe('assets in a list of objects', () => {
  test('are found by their file names, too', async () => {
    const [keep, trash] = await library.addPhotos(2);
    const duplicate_id = randomUUID();
    const { store } = library.local.library;
    for (const [id, name] of [
      [keep, 'kept.jpg'],
      [trash, 'gone.jpg'],
    ] as const) {
      const facts = { duplicateId: duplicate_id, originalFileName: name, foldedFileName: name };
      await store
        .updateTable('asset')
        .set(facts)
        .where('id', '=', id ?? '')
        .execute();
    }
    const told = await library.call('immich_duplicates_resolve', {
      groups: [{ duplicate_id, keep: ['KEPT'], trash: ['gone.jpg'] }],
    });
    expect(told.data).toMatchObject({ dry_run: true, items: [{ keep: [{ id: keep }], trash: [{ id: trash }] }] });
    const unknown = { groups: [{ duplicate_id, keep: ['none.jpg'], trash: ['gone.jpg'] }] };
    expect((await library.call('immich_duplicates_resolve', unknown)).error).toContain(
      'keep: no asset is called "none.jpg"',
    );
  });
});

describe('a person', () => {
  test('is found by name, and never by an empty one', async () => {
    await addPerson('', photos[1]);
    const zoe = await addPerson('Zoë Müller', photos[2]);
    const found = await library.call('immich_search_metadata', { person_id: 'zoe muller' });
    expect(assetsIn(found).map(({ id }) => id)).toEqual([photos[2]]);
    const byId = await library.call('immich_search_metadata', { person_id: zoe });
    expect(byId.data).toEqual(found.data);
    expect((await library.call('immich_search_metadata', { person_id: 'Nobody' })).error).toContain(
      'person_id: no person is called "Nobody"',
    );
  });
});

describe('two people whose names differ', () => {
  test('only in accents are told apart by their names', async () => {
    const [plain, accented] = [await addPerson('Rene', photos[0]), await addPerson('René', photos[0])];
    const told = await library.call('immich_people_get', { person_id: 'RENE' });
    expect(told.error).toContain(`2 people are called "RENE": ${plain} ("Rene"), ${accented} ("René").`);
  });

  test.each([
    ['रामा', 'रीमा', 'राम'],
    ['はな', 'ばな', 'ぱな'],
  ])('in signs that are no accents, %s and %s, are not mixed up, nor taken for %s', async (one, other, third) => {
    const ids = [await addPerson(one, photos[0]), await addPerson(other, photos[0])];
    expect((await library.call('immich_people_get', { person_id: one })).data.id).toBe(ids[0]);
    expect((await library.call('immich_people_get', { person_id: other })).data.id).toBe(ids[1]);
    expect((await library.call('immich_people_get', { person_id: third })).error).toContain('no person is called');
  });
});

test.each(['\u200b', '\u0301'])(
  'a name of which nothing can be seen, %j, means nothing, and not everything',
  async (name) => {
    await addPerson('\u2060', photos[0]);
    await addPerson('\u0308', photos[0]);
    const told = await library.call('immich_people_get', { person_id: name });
    expect(told.error).toBe('Invalid arguments: person_id: must have something that can be seen.');
    const lists = ['immich_albums_list', 'immich_people_list', 'immich_tags_list'];
    for (const list of lists)
      expect((await library.call(list, { name })).error).toContain('something that can be seen');
  },
);

test('a name is found as answers show it, without what cannot be seen in it', async () => {
  const id = await addPerson('Max\u202e the\n\u{e0041}Cat', photos[0]);
  const shown = await library.call('immich_people_get', { person_id: id });
  expect(shown.data.name).toBe('Max the Cat');
  expect((await library.call('immich_people_get', { person_id: String(shown.data.name) })).data.id).toBe(id);
});

test('an id is passed on as it is, and costs no request', async () => {
  const server = await startStandIn(answerRoutes({}));
  const connection = connectForTest({ baseUrl: server.url });
  await toolsOf(connection)('immich_assets_get', { asset_id: unknownId.toUpperCase() });
  expect(server.requests.map(({ url }) => url)).toEqual([`/api/assets/${unknownId}`]);
  await connection.close();
  await server.close();
});

test('people are found on every page, hidden ones too', async () => {
  const person = (name: string, isHidden = false) => ({ id: randomUUID(), name, birthDate: '1990-04-01', isHidden });
  const pages = [
    { people: [person('Ann')], hasNextPage: true },
    { people: [person('Bob', true), person('Bob')], hasNextPage: false },
  ];
  const server = await startStandIn(
    answerRoutes({ 'GET /people': ({ url }) => pages[Number(new URL(url, 'http://x').searchParams.get('page')) - 1] }),
  );
  const connection = connectForTest({ baseUrl: server.url });
  const told = await toolsOf(connection)('immich_search_metadata', { person_id: 'bob' });
  expect(told.error).toContain('2 people are called "bob"');
  expect(told.error).toContain('(born 1990-04-01, hidden)');
  expect(server.requests[0]?.url).toContain('withHidden=true');
  await connection.close();
  await server.close();
});

test('every argument that stands for an album, asset, person or tag takes a name', () => {
  const standsFor = /(album|asset|person|tag)_ids?$/;
  const arguments_ = immichTools.flatMap((tool) =>
    Object.entries(tool.input.shape).map(([name, schema]) => ({ tool: tool.name, name, schema })),
  );
  const nameless = arguments_.filter(
    ({ name, schema }) => standsFor.test(name) && name !== 'device_asset_id' && namedBy(schema) === undefined,
  );
  expect(nameless.map(({ tool, name }) => `${tool}.${name}`)).toEqual([]);
});

test('names of albums in errors are bounded and quoted', async () => {
  const long = 'x'.repeat(400);
  await library.call('immich_albums_create', { album_name: long });
  const told = await library.call('immich_albums_get', { album_id: 'xxx' });
  expect(told.error).toContain('There is "xxx');
  expect(told.error?.length).toBeLessThan(300);
  expect(albumsIn(await library.call('immich_albums_list', { name: 'xxx' }))).toHaveLength(1);
});
