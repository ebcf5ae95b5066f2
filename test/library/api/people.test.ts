import { rm } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { previewPath } from '../../../src/library/media/rendition-paths.ts';
import { type OpenLibrary, openTestLibrary } from '../../fixtures/open-library.ts';

let open: OpenLibrary;
let first: string;
let second: string;
let third: string;

beforeAll(async () => {
  open = await openTestLibrary();
  first = await open.addAsset({ seed: 1 });
  second = await open.addAsset({ seed: 2 });
  third = await open.addAsset({ seed: 3 });
});
afterAll(async () => {
  await open.close();
  expect(open.faults).toEqual([]);
});
beforeEach(async () => {
  const { store } = open.library;
  await store.deleteFrom('face').execute();
  await store.deleteFrom('person').execute();
  await store.updateTable('asset').set({ deletedAt: null, visibility: 'timeline', isOffline: 0 }).execute();
});

async function ask(method: string, path: string, body?: object, key?: string) {
  const asking = { ...(body === undefined ? {} : { body }), ...(key === undefined ? {} : { key }) };
  const answer = await open.ask(method, path, asking);
  return { status: answer.status, body: Object(answer.body) };
}

async function person(name: string, faces: readonly string[] = [], more: object = {}): Promise<string> {
  const { id } = (await ask('POST', '/people', { name, ...more })).body;
  const box = { imageWidth: 320, imageHeight: 240, x: 10, y: 20, width: 60, height: 80 };
  for (const assetId of faces) await ask('POST', '/faces', { assetId, personId: id, ...box });
  return id;
}

async function names(query = ''): Promise<string[]> {
  const { body } = await ask('GET', `/people${query}`);
  return body.people.map(({ name }: { name: string }) => name);
}

/** File names would do as well; seeds are shorter. */
async function found(query: string, key?: string, more: object = {}): Promise<string[]> {
  const { body } = await ask('POST', '/search/smart', { query, ...more }, key);
  return body.assets.items.map(({ id }: { id: string }) => id);
}

describe('the list of people', () => {
  test('has favourites first, then who is seen most, nameless ones after the named, hidden ones at the end', async () => {
    await person('', [first, second, third]);
    await person('Often', [first, second]);
    await person('Beloved', [first], { isFavorite: true });
    await person('Hidden', [first, second, third], { isHidden: true });
    await person('Anna', [third]);
    await person('Zora', [third]);
    expect(await names()).toEqual(['Beloved', 'Often', 'Anna', 'Zora', '']);
    expect(await names('?withHidden=true')).toEqual(['Beloved', 'Often', 'Anna', 'Zora', '', 'Hidden']);
    expect((await ask('GET', '/people?size=2&page=2')).body).toMatchObject({
      people: [{ name: 'Anna' }, { name: 'Zora' }],
      hasNextPage: true,
      total: 6,
      hidden: 1,
    });
    expect((await ask('GET', '/people?size=2&page=4')).body).toMatchObject({ people: [], hasNextPage: false });
  });

  test('leaves out who has no face, and the nameless with few; but the few are in the total', async () => {
    await person('Faceless');
    await person('', [first, second]);
    expect((await ask('GET', '/people')).body).toMatchObject({ people: [], total: 1, hidden: 0 });
  });

  test.each([
    { visibility: 'archive' },
    { visibility: 'hidden' },
    { visibility: 'locked' },
    { deletedAt: 1 },
    { heldPath: '/held' },
  ] as const)('does not count pictures that the timeline does not show: %j', async (state) => {
    const id = await person('Anna', [third]);
    const { store } = open.library;
    await store.updateTable('asset').set(state).where('id', '=', third).execute();
    const { body } = await ask('GET', '/people');
    const statistics = await ask('GET', `/people/${id}/statistics`);
    await store.updateTable('asset').set({ heldPath: null }).where('id', '=', third).execute();
    expect(body).toMatchObject({ people: [], total: 0 });
    expect(statistics.body).toEqual({ assets: 0 });
  });
});

describe('a person', () => {
  test('is made with a birth date, a colour and flags, or with nothing at all', async () => {
    const facts = { name: 'Anna', birthDate: '1990-04-01', color: '#abc', isFavorite: true, isHidden: true };
    expect(await ask('POST', '/people', facts)).toMatchObject({ status: 201, body: facts });
    const { body } = await ask('POST', '/people', {});
    expect(body).toMatchObject({ name: '', birthDate: null, isFavorite: false, isHidden: false });
    expect(body).not.toHaveProperty('color');
  });

  test.each([
    [{ birthDate: '3 Feb' }, 'birthDate'],
    [{ birthDate: '2023-02-30' }, 'birthDate'],
    [{ birthDate: '2999-01-01' }, 'birthDate'],
    [{ birthDate: 19900401 }, 'birthDate'],
    [{ color: 'red' }, 'color'],
    [{ color: '#12345' }, 'color'],
    [{ name: 'a\0b' }, 'name'],
    [{ name: null }, 'name'],
    [{ isHidden: 'yes' }, 'isHidden'],
  ])('is refused as %j', async (body, field) => {
    for (const [method, path] of [
      ['POST', '/people'],
      ['PUT', `/people/${await person('Anna')}`],
    ] as const) {
      expect(await ask(method, path, body)).toMatchObject({ status: 400, body: { errors: [{ path: [field] }] } });
    }
  });

  test.each(['PUT', 'PATCH'])(
    'is changed by %s where something is said, null clearing date and colour',
    async (method) => {
      const id = await person('Anna', [], { birthDate: '1990-04-01', color: '#abc' });
      const change = { name: 'Hanna', birthDate: null };
      expect((await ask(method, `/people/${id}`, change)).body).toMatchObject({ ...change, color: '#abc' });
      expect((await ask(method, `/people/${id}`, { color: null })).body).not.toHaveProperty('color');
      expect((await ask('GET', `/people/${id}`)).body).toMatchObject(change);
    },
  );

  test('of many, is changed or not on its own', async () => {
    const [anna, bob] = [await person('Anna', [first]), await person('Bob')];
    const people = [
      { id: anna, name: 'Hanna' },
      { id: bob, featureFaceAssetId: first },
      { id: crypto.randomUUID(), name: 'Nobody' },
    ];
    const { body } = await ask('PUT', '/people', { people });
    expect(body.map(({ success }: { success: boolean }) => success)).toEqual([true, false, false]);
    expect((await ask('GET', `/people/${anna}`)).body.name).toBe('Hanna');
  });

  test('is deleted without the faces, and only with all that are named', async () => {
    const [anna, bob] = [await person('Anna', [first]), await person('Bob')];
    const stranger = await ask('DELETE', '/people', { ids: [anna, crypto.randomUUID()] });
    expect(stranger).toMatchObject({ status: 400, body: { message: 'Not found or no person.delete access' } });
    expect((await ask('GET', `/people/${anna}`)).status).toBe(200);
    expect((await ask('DELETE', '/people', { ids: [anna, bob] })).status).toBe(204);
    expect((await ask('GET', `/people/${anna}`)).status).toBe(400);
    expect((await ask('GET', `/faces?id=${first}`)).body).toMatchObject([{ person: null }]);
  });
});

describe('merging people', () => {
  test('moves the faces, and fills what the one who stays has not', async () => {
    const target = await person('', [first]);
    const [anna, bob] = [await person('Anna', [second]), await person('Bob', [third], { birthDate: '1990-04-01' })];
    const { body } = await ask('POST', `/people/${target}/merge`, { ids: [anna, bob, anna] });
    expect(body).toEqual([
      { id: anna, success: true },
      { id: bob, success: true },
      { id: anna, success: false, error: 'not_found' },
    ]);
    expect((await ask('GET', `/people/${target}`)).body).toMatchObject({ name: 'Anna', birthDate: '1990-04-01' });
    expect((await ask('GET', `/people/${target}/statistics`)).body).toEqual({ assets: 3 });
    expect(await names()).toEqual(['Anna']);
    expect((await found('anna')).sort()).toEqual([first, second, third].sort());
  });

  test('keeps the name and the birth date that are there', async () => {
    const target = await person('Anna', [first], { birthDate: '1991-01-01' });
    const source = await person('Hanna', [second], { birthDate: '1990-04-01' });
    await ask('POST', `/people/${target}/merge`, { ids: [source] });
    expect((await ask('GET', `/people/${target}`)).body).toMatchObject({ name: 'Anna', birthDate: '1991-01-01' });
  });
});

describe('people on assets', () => {
  test('are told with the asset, and by a search that asks for them', async () => {
    const anna = await person('Anna', [first]);
    expect((await ask('GET', `/assets/${first}`)).body).toMatchObject({ people: [{ id: anna, name: 'Anna' }] });
    const search = { personIds: [anna], withPeople: true };
    const { body } = await ask('POST', '/search/metadata', search);
    expect(body.assets.items).toMatchObject([{ id: first, people: [{ id: anna }] }]);
    expect((await ask('GET', `/timeline/buckets?personId=${anna}`)).body).toMatchObject([{ count: 1 }]);
  });

  test('are found by their names, as they are now', async () => {
    const anna = await person('Anna Müller', [first, second]);
    const bob = await person('Bob', [third]);
    expect((await found('anna')).sort()).toEqual([first, second].sort());
    expect(await found('anna muller bob')).toHaveLength(3);
    await ask('PUT', `/people/${anna}`, { name: 'Hanna' });
    expect([await found('anna'), (await found('hanna')).length]).toEqual([[], 2]);
    await ask('PUT', `/people/${anna}`, { isHidden: true });
    expect(await found('hanna')).toEqual([]);
    await ask('PUT', `/people/${anna}`, { isHidden: false });
    await ask('POST', `/people/${bob}/merge`, { ids: [anna] });
    expect([await found('hanna'), (await found('bob')).length]).toEqual([[], 3]);
    const [face] = (await ask('GET', `/faces?id=${first}`)).body;
    await ask('DELETE', `/faces/${face.id}`, { force: false });
    expect((await found('bob')).sort()).toEqual([second, third].sort());
    await ask('DELETE', `/people/${bob}`);
    expect(await found('bob')).toEqual([]);
  });

  test('keep their names when the text of the asset is written anew', async () => {
    await person('Anna', [first]);
    await ask('PUT', `/assets/${first}`, { description: 'Sea' });
    expect(await found('anna sea')).toEqual([first]);
  });

  test('are found by nobody else, in a shared album either', async () => {
    const anna = await person('Anna', [first]);
    const friend = await open.addUser(`friend-${crypto.randomUUID()}`);
    const albumUsers = [{ userId: friend.id, role: 'viewer' }];
    const album = await ask('POST', '/albums', { albumName: 'Shared', assetIds: [first, second], albumUsers });
    const within = { albumIds: [album.body.id] };
    await ask('PUT', `/assets/${second}`, { description: 'Anna wrote this' });
    expect((await found('anna', undefined, within)).sort()).toEqual([first, second].sort());
    expect(await found('anna', friend.key, within)).toEqual([second]);
    const byPerson = await ask('POST', '/search/metadata', { ...within, personIds: [anna] }, friend.key);
    expect(byPerson.body.assets.items).toEqual([]);
    await ask('PUT', `/assets/${second}`, { description: '' });
  });
});

describe("a person's picture", () => {
  const thumbnail = async (id: string, headers = {}) => open.request('GET', `/people/${id}/thumbnail`, { headers });

  test('is their face, square, and need not be sent twice', async () => {
    const id = await person('Anna', [first]);
    const response = await thumbnail(id);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    const { width, height } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
    expect([width, height]).toEqual([250, 250]);
    const etag = response.headers.get('etag') ?? '';
    expect((await thumbnail(id, { 'if-none-match': etag })).status).toBe(304);
  });

  test('is the one that was chosen, as long as they are on it', async () => {
    const id = await person('Anna', [first, second]);
    const tag = async () => (await thumbnail(id)).headers.get('etag');
    await ask('PUT', `/people/${id}`, { featureFaceAssetId: first });
    const before = await tag();
    await ask('PUT', `/people/${id}`, { featureFaceAssetId: second });
    expect(await tag()).not.toBe(before);
    const [face] = (await ask('GET', `/faces?id=${second}`)).body;
    await ask('DELETE', `/faces/${face.id}`, { force: true });
    expect(await tag()).toBe(before);
  });

  test('is chosen only from pictures that show them and whose files are there', async () => {
    const id = await person('Anna', [first]);
    const refusal = { status: 400, body: { message: 'Invalid assetId for feature face or asset is offline' } };
    expect(await ask('PUT', `/people/${id}`, { featureFaceAssetId: second })).toMatchObject(refusal);
    await open.library.store.updateTable('asset').set({ isOffline: 1 }).where('id', '=', first).execute();
    expect(await ask('PUT', `/people/${id}`, { featureFaceAssetId: first })).toMatchObject(refusal);
    expect((await ask('PUT', `/people/${id}`, { featureFaceAssetId: crypto.randomUUID() })).body).toEqual({
      message: 'Not found or no asset.read access',
    });
  });

  test('is never cut out of a locked picture, nor of one that was deleted for good', async () => {
    const id = await person('Anna', [first]);
    await ask('PUT', `/people/${id}`, { featureFaceAssetId: first });
    const { store } = open.library;
    const locked = store.updateTable('asset').set({ visibility: 'locked' }).where('id', '=', first);
    await locked.execute();
    expect((await thumbnail(id)).status).toBe(404);
    await store
      .updateTable('asset')
      .set({ visibility: 'timeline', heldPath: '/held' })
      .where('id', '=', first)
      .execute();
    const held = await thumbnail(id);
    await store.updateTable('asset').set({ heldPath: null }).where('id', '=', first).execute();
    expect(held.status).toBe(404);
  });

  test('comes back when somebody deleted the preview', async () => {
    const id = await person('Anna', [first]);
    await rm(previewPath(open.library.dataDir, first));
    expect((await thumbnail(id)).status).toBe(200);
  });

  test('is missing for somebody without a face', async () => {
    expect((await thumbnail(await person('Anna'))).status).toBe(404);
  });
});
