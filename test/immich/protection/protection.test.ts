/** What the configuration protects is deleted by no tool, whatever is asked. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bindTools } from '../../../src/catalog/binding.ts';
import { localCaller } from '../../../src/catalog/caller.ts';
import { readProtectedSets } from '../../../src/catalog/protected-sets.ts';
import { failed } from '../../../src/catalog/result.ts';
import type { CallContext } from '../../../src/catalog/tool.ts';
import { findAmong } from '../../../src/immich/protection/find-sets.ts';
import { immichTools } from '../../../src/immich/tools/all.ts';
import { restorerOf } from '../../../src/immich/undo/restorer.ts';
import { historyTools } from '../../../src/journal/tools/all.ts';
import { type CallByName, connectForTest, toolsByName } from '../../fixtures/immich-tools.ts';
import { openRecordedLibrary, type RecordedLibrary } from '../../fixtures/recorded-library.ts';

let library: RecordedLibrary;
/** One in each kind of protected set, and one in none. */
let favorite: string;
let inAlbum: string;
let tagged: string;
let pictured: string;
let free: string;
let albumId: string;
let tagId: string;
let childTagId: string;
let anna: string;
let bob: string;
const groupId = '11111111-0000-4000-8000-000000000001';

beforeAll(async () => {
  library = await openRecordedLibrary();
  const [a = '', b = '', c = '', d = '', e = ''] = await library.addPhotos(5);
  [favorite, inAlbum, tagged, pictured, free] = [a, b, c, d, e];
  await library.call('immich_assets_update', { asset_id: favorite, is_favorite: true });
  albumId = await made('immich_albums_create', { album_name: 'Family', asset_ids: [inAlbum] });
  tagId = await made('immich_tags_create', { name: 'Dear' });
  childTagId = await made('immich_tags_create', { name: 'Dear/Anna' });
  await library.call('immich_tag_assets', { tag_id: childTagId, asset_ids: [tagged], dry_run: false });
  [anna, bob] = [await person('Anna'), await person('Bob')];
  const box = { imageWidth: 64, imageHeight: 48, x: 5, y: 5, width: 10, height: 10 };
  await library.local.ask('POST', '/faces', { body: { assetId: pictured, personId: anna, ...box } });
});

afterAll(() => library.close());

async function made(tool: string, args: Record<string, unknown>): Promise<string> {
  const told = await library.call(tool, args);
  if (told.error !== undefined) throw new Error(told.error);
  return String(told.data.id);
}

async function person(name: string): Promise<string> {
  const { body } = await library.local.ask('POST', '/people', { body: { name } });
  return Object(body).id;
}

const requests: string[] = [];
const refusing = { path: '' };
/** Fields that the library leaves out of an asset's answer. */
const leavingOut = new Set<string>();

/** The tools of a server with this setting, over the same library and journal. */
function protecting(setting: string): CallByName {
  const sets = readProtectedSets(setting);
  if (!sets.ok) throw new Error(sets.failure.message);
  const { local, journal, settle } = library;
  const connection = connectForTest({
    baseUrl: 'http://library.local',
    apiKey: local.library.ownerKey,
    protect: sets.value,
    fetch: async (request) => {
      const path = new URL(request.url).pathname.replace(/^\/api/, '');
      requests.push(`${request.method} ${path}`);
      if (path === refusing.path) return Response.json({ message: 'Missing required permission' }, { status: 403 });
      const answer = await local.library.fetch(request);
      return request.method === 'GET' && /^\/assets\/[^/]+$/.test(path) ? withoutFields(answer) : answer;
    },
  });
  const history = { journal, libraries: ['local'], restorer: restorerOf(connection), settle, changed: () => {} };
  return toolsByName([...bindTools(immichTools, connection), ...bindTools(historyTools, history)]);
}

async function withoutFields(answer: Response): Promise<Response> {
  if (leavingOut.size === 0) return answer;
  const fields = Object.entries(Object(await answer.json())).filter(([name]) => !leavingOut.has(name));
  return Response.json(Object.fromEntries(fields), { status: answer.status });
}

const everything = 'favorites, album:Family, tag:Dear, person:Anna';

/** Why each asset was left alone. */
function refusalsIn(data: Record<string, unknown>): Record<string, string> {
  const list = [data.refused, data.failed].find(Array.isArray) ?? [];
  return Object.fromEntries(list.map(({ id, error }: { id: string; error: string }) => [id, error]));
}

describe('assets', () => {
  const all = () => [favorite, inAlbum, tagged, pictured, free];
  const reasons = () => ({
    [favorite]: 'is protected: favourite',
    [inAlbum]: 'is protected: album Family',
    [tagged]: 'is protected: tag Dear',
    [pictured]: 'is protected: person Anna',
  });

  test.each([false, true])(
    'are refused one by one, with the reason, in the preview already (force: %s)',
    async (force) => {
      const { data } = await protecting(everything)('immich_assets_delete', { asset_ids: all(), force });
      expect(refusalsIn(data)).toEqual(reasons());
      expect(data).toMatchObject({ dry_run: true, affected_count: 1, asset_ids: [free] });
    },
  );

  test.each([false, true])('stay when it is done all the same (force: %s)', async (force) => {
    const asset_ids = [favorite, inAlbum, tagged, pictured];
    const before = await library.state();
    const { data } = await protecting(everything)('immich_assets_delete', { asset_ids, force, dry_run: false });
    expect(refusalsIn(data)).toEqual(reasons());
    expect(await library.state()).toBe(before);
  });

  test('that are in no protected set are deleted', async () => {
    const [other = ''] = await library.addPhotos(1);
    const told = await protecting(everything)('immich_assets_delete', { asset_ids: [other], dry_run: false });
    expect(told.data).toMatchObject({ deleted: 1 });
  });

  test.each([
    ['favorites', () => favorite],
    ['album:family', () => inAlbum],
    ['tag:dear', () => tagged],
    ['tag:Dear/Anna', () => tagged],
    ['person:ANNA', () => pictured],
  ])('%s protects its own and nothing else', async (setting, own) => {
    const { data } = await protecting(setting)('immich_assets_delete', { asset_ids: all() });
    expect(Object.keys(refusalsIn(data))).toEqual([own()]);
  });

  test('are protected by ids as well', async () => {
    const setting = `album:${albumId.toUpperCase()}, tag:${tagId}, person:${anna}`;
    const { data } = await protecting(setting)('immich_assets_delete', { asset_ids: all() });
    expect(Object.keys(refusalsIn(data)).sort()).toEqual([inAlbum, tagged, pictured].sort());
  });

  test('are found in an album that is read as a whole', async () => {
    const many = await library.addPhotos(12);
    const asset_ids = [...many, inAlbum];
    const { data } = await protecting('album:Family')('immich_assets_delete', { asset_ids });
    expect(refusalsIn(data)).toEqual({ [inAlbum]: 'is protected: album Family' });
  });

  test('in the trash stay there, if they are protected', async () => {
    const [gone = ''] = await library.addPhotos(1);
    const twin = await made('immich_albums_create', { album_name: 'Attic', asset_ids: [gone] });
    await library.call('immich_assets_delete', { asset_ids: [gone], dry_run: false });
    const args = { asset_ids: [gone], force: true };
    const { data } = await protecting(`album:${twin}`)('immich_assets_delete', args);
    expect(refusalsIn(data)).toEqual({ [gone]: 'is protected: album Attic' });
  });

  test('that are hidden clips stay: whose they are cannot be asked', async () => {
    const [clip = ''] = await library.addPhotos(1);
    await library.local.library.store
      .updateTable('asset')
      .set({ visibility: 'hidden' })
      .where('id', '=', clip)
      .execute();
    const told = await protecting('album:Family')('immich_assets_delete', { asset_ids: [clip] });
    expect(refusalsIn(told.data)[clip]).toContain('clip of a Live Photo');
  });

  test('of which there are two albums of that name are protected by both', async () => {
    const twin = await made('immich_albums_create', { album_name: 'FAMILY', asset_ids: [free] });
    const { data } = await protecting('album:Family')('immich_assets_delete', { asset_ids: all() });
    expect(Object.keys(refusalsIn(data)).sort()).toEqual([inAlbum, free].sort());
    await library.call('immich_albums_delete', { album_id: twin, dry_run: false });
  });
});

describe('duplicates', () => {
  beforeAll(async () => {
    await library.local.ask('PUT', '/assets', { body: { ids: [inAlbum, free], duplicateId: groupId } });
  });

  test('that are protected are not deleted, whatever is included', async () => {
    const args = { asset_ids: [inAlbum], include_protected: true, dry_run: false };
    const { data } = await protecting(everything)('immich_duplicates_delete', args);
    expect(refusalsIn(data)).toEqual({ [inAlbum]: 'is protected: album Family' });
  });

  test('are not resolved where a protected one would be trashed', async () => {
    const groups = [{ duplicate_id: groupId, keep: [free], trash: [inAlbum] }];
    const told = await protecting(everything)('immich_duplicates_resolve', { groups, dry_run: false });
    expect(told.error).toContain('is protected: album Family');
    expect(await library.read(`/assets/${inAlbum}`)).toMatchObject({ isTrashed: false });
  });

  test('are resolved in other groups all the same', async () => {
    const ids = await library.addPhotos(2);
    const other = '22222222-0000-4000-8000-000000000002';
    await library.local.ask('PUT', '/assets', { body: { ids, duplicateId: other } });
    const groups = [
      { duplicate_id: groupId, keep: [free], trash: [inAlbum] },
      { duplicate_id: other, keep: ids.slice(0, 1), trash: ids.slice(1) },
    ];
    const { data } = await protecting(everything)('immich_duplicates_resolve', { groups });
    const error = `${inAlbum} is protected: album Family`;
    expect(data).toMatchObject({ groups: 1, trashed: 1, skipped: [{ id: groupId, error }] });
  });

  test('are resolved where the protected one is kept', async () => {
    const groups = [{ duplicate_id: groupId, keep: [inAlbum], trash: [free] }];
    const told = await protecting(everything)('immich_duplicates_resolve', { groups });
    expect(told.data).toMatchObject({ groups: 1, trashed: 1 });
  });
});

describe('taking back', () => {
  test('an upload leaves what is protected by now', async () => {
    const path = await library.writePhoto('new.jpg');
    const uploaded = await library.call('immich_assets_upload', { source: path });
    const id = String(uploaded.data.id);
    await library.call('immich_assets_update', { asset_id: id, is_favorite: true });
    const args = { change_id: uploaded.data.change_id };
    const refused = await protecting('favorites')('history_undo', args);
    expect(refused.error).toContain(`asset ${id} is protected: favourite`);
    expect((await protecting('album:Family')('history_undo', args)).data).toMatchObject({ affected_count: 1 });
  });

  test('several changes leaves only what is protected', async () => {
    const paths = [await library.writePhoto('one.jpg'), await library.writePhoto('two.jpg')];
    const [one, two] = [
      await library.call('immich_assets_upload', { source: paths[0] }),
      await library.call('immich_assets_upload', { source: paths[1] }),
    ];
    await library.local.ask('PUT', '/assets', { body: { ids: [one.data.id], isFavorite: true } });
    const args = { since: one.data.change_id, dry_run: false };
    const { data } = await protecting('favorites')('history_undo', args);
    expect(data).toMatchObject({
      restored: 1,
      cannot_come_back: [{ id: one.data.id, why: 'is protected: favourite' }],
    });
    expect(await library.read(`/assets/${two.data.id}`)).toMatchObject({ isTrashed: true });
  });

  test('the making of an album that is protected by now is refused', async () => {
    const album = await library.call('immich_albums_create', { album_name: 'Later' });
    const args = { change_id: album.data.change_id, dry_run: false };
    const told = await protecting('album:Later')('history_undo', args);
    expect(told.error).toContain('is protected: album Later');
    await library.call('history_undo', args);
  });
});

describe('albums, tags and people', () => {
  test.each([
    ['an album', 'immich_albums_delete', () => ({ album_id: albumId }), 'is protected: album Family'],
    ['a tag', 'immich_tags_delete', () => ({ tag_id: tagId }), 'is protected: tag Dear'],
    ['a tag below it', 'immich_tags_delete', () => ({ tag_id: childTagId }), 'is protected: tag Dear'],
    [
      'somebody',
      'immich_people_merge',
      () => ({ target_person_id: bob, source_person_id: [anna] }),
      'is protected: person Anna',
    ],
  ])('that are protected are not deleted or merged away: %s', async (_, tool, args, why) => {
    const before = await library.state();
    for (const dry_run of [true, false]) {
      const told = await protecting(everything)(tool, { ...args(), dry_run });
      expect(told.error).toContain(why);
      expect(told.error).toContain('ALBUMEN_PROTECT forbids it');
    }
    expect(await library.state()).toBe(before);
  });

  test.each([
    ['an album', 'immich_albums_update', () => ({ album_id: albumId, album_name: 'Strangers' })],
    ['a tag', 'immich_tags_update', () => ({ tag_id: tagId, name: 'Cheap' })],
    ['somebody', 'immich_people_update', () => ({ person_id: anna, name: 'Nobody' })],
  ])('keep the name by which they are protected: %s', async (_, tool, args) => {
    const told = await protecting(everything)(tool, args());
    expect(told.error).toContain('by this name');
    const byId = protecting(`album:${albumId}, tag:${tagId}, person:${anna}`);
    expect((await byId(tool, { ...args(), dry_run: true })).error).toBeUndefined();
  });

  test('may be changed in other ways, and others be deleted', async () => {
    const call = protecting(everything);
    expect((await call('immich_albums_update', { album_id: albumId, description: 'All of us' })).error).toBeUndefined();
    expect(
      (await call('immich_people_merge', { target_person_id: anna, source_person_id: [bob] })).error,
    ).toBeUndefined();
    const other = await made('immich_albums_create', { album_name: 'Other' });
    expect((await call('immich_albums_delete', { album_id: other, dry_run: false })).error).toBeUndefined();
  });
});

describe('a change whose tool forgot to ask', () => {
  test('is stopped all the same, also after the asset was refused once', async () => {
    const { local } = library;
    const connection = connectForTest({
      baseUrl: 'http://library.local',
      apiKey: local.library.ownerKey,
      protect: [{ kind: 'favorites' }],
      fetch: (request) => local.library.fetch(request),
    });
    const call: CallContext = {
      caller: localCaller,
      signal: AbortSignal.timeout(10_000),
      progress: () => {},
      finds: () => true,
      preview: async () => failed('refused', 'No tool is called.'),
      commit: async () => failed('refused', 'No tool is called.'),
    };
    const item = { kind: 'asset' as const, id: favorite, before: { trashed: false }, after: { trashed: true } };
    const change = { tool: 'careless', title: 'Careless', effect: 'remove' as const, arguments: {}, items: [item] };
    for (const _ of ['first', 'again']) {
      expect(await connection.protection.object(change, call)).toMatchObject({
        ok: false,
        failure: { message: expect.stringContaining(`asset ${favorite} is protected: favourite`) },
      });
    }
  });
});

test('a name of which nothing can be seen means nobody, not those without a name', () => {
  const nameless = [{ id: 'x', name: '' }];
  expect(findAmong({ kind: 'person', name: '\u200b' }, nameless)).toEqual([]);
});

describe('a setting that cannot be followed', () => {
  test.each(['album:Famly', 'tag:Dear/Nobody', 'person:Zoe', 'person:00000000-0000-4000-8000-000000000000'])(
    '%s, which does not exist, stops every deletion',
    async (setting) => {
      const told = await protecting(setting)('immich_assets_delete', { asset_ids: [free], dry_run: false });
      expect(told.error).toContain('which the library does not have');
      expect(told.error).toContain('albumen doctor');
      expect(await library.read(`/assets/${free}`)).toMatchObject({ isTrashed: false });
    },
  );

  test.each([
    ['album:Family', '/albums'],
    ['tag:Dear', '/tags'],
    ['person:Anna', '/people'],
  ])('%s, which may not be read, stops every deletion', async (setting, path) => {
    refusing.path = path;
    const told = await protecting(setting)('immich_assets_delete', { asset_ids: [free], dry_run: false });
    refusing.path = '';
    expect(told.error).toMatch(/cannot be read|permission/);
    expect(await library.read(`/assets/${free}`)).toMatchObject({ isTrashed: false });
  });

  test('does not stop what deletes nothing', async () => {
    const told = await protecting('album:Famly')('immich_assets_update', { asset_id: free, rating: 3 });
    expect(told.error).toBeUndefined();
  });
});

describe('a library that leaves out what an asset is in', () => {
  async function deleting(setting: string, field: string, tool: string, args: Record<string, unknown>) {
    const before = await library.state();
    leavingOut.add(field);
    const preview = await protecting(setting)(tool, args);
    const done = await protecting(setting)(tool, { ...args, dry_run: false });
    leavingOut.clear();
    expect(await library.state()).toBe(before);
    return [preview, done].map(({ text }) => text);
  }

  const cases = [
    ['tag:Dear', 'tags', 'may be protected: the library does not say which tags it has'],
    ['person:Anna', 'people', 'may be protected: the library does not say which people it shows'],
    ['favorites', 'isFavorite', 'is protected: favourite'],
  ] as const;

  test.each(cases)('deletes nothing under %s where %s are left out', async (setting, field, why) => {
    for (const force of [false, true]) {
      const said = await deleting(setting, field, 'immich_assets_delete', { asset_ids: [free], force });
      for (const text of said) expect(text).toContain(why);
    }
  });

  test.each(cases)('resolves no duplicates under %s where %s are left out', async (setting, field, why) => {
    await library.local.ask('PUT', '/assets', { body: { ids: [inAlbum, free], duplicateId: groupId } });
    const groups = [{ duplicate_id: groupId, keep: [inAlbum], trash: [free] }];
    const said = await deleting(setting, field, 'immich_duplicates_resolve', { groups });
    for (const text of said) expect(text).toContain(why);
  });

  test.each(cases)('takes no upload back under %s where %s are left out', async (setting, field, why) => {
    const path = await library.writePhoto(`${field}.jpg`);
    const { data } = await library.call('immich_assets_upload', { source: path });
    const said = await deleting(setting, field, 'history_undo', { change_id: data.change_id });
    for (const text of said) expect(text).toContain(why);
  });

  test('still deletes where nothing of that is protected', async () => {
    leavingOut.add('tags').add('people');
    const told = await protecting('favorites, album:Family')('immich_assets_delete', { asset_ids: [free] });
    leavingOut.clear();
    expect(told.data).toMatchObject({ affected_count: 1 });
  });
});

describe('the cost', () => {
  async function sent(setting: string): Promise<string[]> {
    requests.length = 0;
    await protecting(setting)('immich_assets_delete', { asset_ids: [free] });
    return [...requests].sort();
  }

  test('is nothing where nothing is protected, nor for favourites', async () => {
    expect(await sent('favorites')).toEqual(await sent(''));
  });

  test('is one list for a tag: its assets say themselves that they have it', async () => {
    const without = await sent('');
    expect(await sent('tag:Dear, tag:Dear/Anna')).toHaveLength(without.length + 1);
  });
});
