import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ChangeLog, openChangeLog } from '../../fixtures/photoprism/change-log.ts';
import { adminUid, clientSession } from '../../fixtures/photoprism/server.ts';
import { addPhoto, type PhotoFacts } from '../../fixtures/photoprism/state.ts';
import { addAlbum, addLink, shownIn, writeEntries } from '../../fixtures/photoprism/things.ts';
import { openPhotoPrismTools, type PhotoPrismTools } from '../../fixtures/photoprism/tools.ts';

let tools: PhotoPrismTools;
let log: ChangeLog;

beforeEach(async () => {
  log = openChangeLog();
  tools = await openPhotoPrismTools({ recorder: log.recorder });
});

afterEach(() => tools.close());

const state = () => tools.server.state;
const put = (facts: PhotoFacts = {}) => addPhoto(state(), facts);
const album = (title: string, ...[facts]: [Parameters<typeof addAlbum>[2]?]) => addAlbum(state(), title, facts);
const fill = (albumUid: string, count: number) => {
  const uids = Array.from({ length: count }, () => put().UID);
  writeEntries(state(), albumUid, uids, false);
  return uids;
};
const writes = () => tools.server.requests.filter(({ method }) => method !== 'GET');
const act = (name: string, args: Record<string, unknown>) => tools.call(name, { ...args, dry_run: false });
const folder = { Type: 'folder', Filter: 'path:"2024/01"' };
const own = { CreatedBy: adminUid };
const archived = { DeletedAt: '2025-01-01T00:00:00Z' };

describe('photoprism_albums_list', () => {
  test('lists albums by title, with how much is in each', async () => {
    fill(album('Sea', { Category: 'Holiday', Favorite: true }).UID, 3);
    album('Alps');
    album('January', { Type: 'month', Filter: 'year:2024' });
    const { data } = await tools.call('photoprism_albums_list');
    expect(data).toMatchObject({
      total: 2,
      albums: [
        { title: 'Sea', photos: 3, category: 'Holiday', favorite: true },
        { title: 'Alps', photos: 0 },
      ].sort((a, b) => a.title.localeCompare(b.title)),
    });
  });

  test('lists what PhotoPrism made itself when asked to', async () => {
    album('Sea');
    album('2024/01', folder);
    const { data } = await tools.call('photoprism_albums_list', { type: 'folder' });
    expect(data).toMatchObject({ total: 1, albums: [{ title: '2024/01', type: 'folder' }] });
  });

  test('counts all of them, however many PhotoPrism gives at once, and pages through them', async () => {
    for (let number = 0; number < 1203; number += 1) album(`Album ${String(number).padStart(4, '0')}`);
    const { data } = await tools.call('photoprism_albums_list', { page: 13 });
    expect(data).toMatchObject({ total: 1203, next_page: 14 });
    expect(data.albums).toMatchObject(
      [{ title: 'Album 0600' }].concat(Array.from({ length: 49 }, () => ({}) as never)),
    );
  });

  test('finds parts of a title, whatever their case and accents', async () => {
    for (const title of ['Été 2023', 'Winter']) album(title);
    const { data } = await tools.call('photoprism_albums_list', { title: 'ete' });
    expect(data).toMatchObject({ total: 1, albums: [{ title: 'Été 2023' }] });
  });
});

describe('photoprism_albums_get', () => {
  test('shows an album by its title, with its photos page by page', async () => {
    const uids = fill(album('Sea', { Description: 'By the shore' }).UID, 5);
    const first = await tools.call('photoprism_albums_get', { album_id: 'sea', page_size: 3 });
    expect(first.data).toMatchObject({ title: 'Sea', description: 'By the shore', total: 5, next_page: 2 });
    const second = await tools.call('photoprism_albums_get', { album_id: 'Sea', page_size: 3, page: 2 });
    expect([first, second].flatMap(({ data }) => JSON.parse(JSON.stringify(data.items)))).toMatchObject(
      uids.map((id) => ({ id })),
    );
  });

  test('shows what a search finds, for an album that is one', async () => {
    const one = put({ Path: '2024/01' });
    put({ Path: '2023/12' });
    const { UID } = album('January', folder);
    const { data } = await tools.call('photoprism_albums_get', { album_id: UID });
    expect(data).toMatchObject({ type: 'folder', total: 1, items: [{ id: one.UID }] });
  });

  test('leaves the photos out when only the details are wanted', async () => {
    const { UID } = album('Sea');
    fill(UID, 2);
    const { data } = await tools.call('photoprism_albums_get', { album_id: UID, without_photos: true });
    expect(data).toMatchObject({ id: UID, photos: 2, web_url: expect.stringContaining(UID) });
    expect(data.items).toBeUndefined();
  });

  test('says that there is no such album', async () => {
    const { error } = await tools.call('photoprism_albums_get', { album_id: 'azzzzzzzzzzzzzzz' });
    expect(error).toContain('There is no album');
  });
});

describe('photoprism_albums_create', () => {
  const create = (args: Record<string, unknown>) => tools.call('photoprism_albums_create', args);

  test('makes an album with its texts, and tells undo what it made', async () => {
    const told = await create({ title: ' Sea ', description: 'By the shore', category: 'Holiday' });
    expect(told.data).toMatchObject({ title: 'Sea', description: 'By the shore', category: 'Holiday', photos: 0 });
    expect(told.data.restored).toBeUndefined();
    const [made] = state().albums;
    expect(made).toMatchObject({ Title: 'Sea', Description: 'By the shore', Category: 'Holiday' });
    expect(log.last().outcomes).toEqual([
      {
        id: made?.UID,
        ok: true,
        made: {
          kind: 'photoprism_album',
          after: expect.objectContaining({ Title: 'Sea', Description: 'By the shore', Type: 'album' }),
        },
      },
    ]);
  });

  test.each(['Sea', 'SEA', ' sea'])('refuses %j where there is an album of that title, and names it', async (title) => {
    const { UID } = album('Sea');
    fill(UID, 2);
    const { error } = await create({ title });
    expect(error).toContain(`${UID} with 2 photos`);
    expect(writes()).toEqual([]);
  });

  test('says so where PhotoPrism answers with an old album for a title that only looks another one', async () => {
    const { UID } = album('Sea!', own);
    const { error } = await create({ title: 'Sea', description: 'New' });
    expect(error).toContain(`There is an album "Sea!" already: ${UID}`);
    expect(state().albums).toHaveLength(1);
    expect(state().albums[0]?.Description).toBe('');
  });

  test('says that a deleted album of this title came back, with what was in it', async () => {
    const { UID } = album('Sea', { ...own, ...archived });
    fill(UID, 2);
    const preview = await tools.call('photoprism_albums_create', { title: 'Sea', dry_run: true });
    expect(preview.data.note).toContain('it comes back with its photos');
    expect((await create({ title: 'Sea' })).data).toMatchObject({ id: UID, photos: 2, restored: expect.any(String) });
  });

  test('finds the album that was made although the answer was lost', async () => {
    tools.server.faults.add({ match: 'POST /albums', kind: 'lost' });
    expect((await create({ title: 'Sea' })).data).toMatchObject({ title: 'Sea' });
    expect(state().albums).toHaveLength(1);
  });

  test('says that nothing was made where the connection broke before', async () => {
    tools.server.faults.add({ match: 'POST /albums', kind: 'cut' });
    expect((await create({ title: 'Sea' })).error).toContain('The album was not made.');
  });

  test('says that the album is there where its texts could not be set', async () => {
    tools.server.faults.add({ match: 'PUT /albums', kind: 400 });
    const { data } = await create({ title: 'Sea', description: 'Shore' });
    expect(data).toMatchObject({ title: 'Sea', stopped: expect.stringContaining('its texts were not set') });
    expect(log.last().outcomes).toMatchObject([{ ok: true, made: { after: { Title: 'Sea', Description: '' } } }]);
  });
});

describe('photoprism_albums_update', () => {
  const update = (args: Record<string, unknown>) => tools.call('photoprism_albums_update', args);

  test('takes no title of another album, but its own in other letters, and that of a month', async () => {
    const [sea, month] = [album('Sea'), album('January', { Type: 'month', Filter: 'month:1' })];
    const lake = album('Lake');
    const before = JSON.stringify(state());
    expect((await update({ album_id: lake.UID, title: 'SEA' })).error).toContain(sea.UID);
    expect(JSON.stringify(state())).toBe(before);
    expect((await update({ album_id: sea.UID, title: 'SEA' })).data).toMatchObject({ title: 'SEA' });
    expect((await update({ album_id: lake.UID, title: month.Title })).data).toMatchObject({ title: 'January' });
  });

  test('sets what is given and leaves the rest, and notes how it was', async () => {
    const made = album('Sea', { Description: 'Shore', Category: 'Holiday' });
    const told = await update({ album_id: made.UID, title: 'Ocean', description: '', favorite: true, order: 'newest' });
    expect(told.data).toMatchObject({ title: 'Ocean', category: 'Holiday', favorite: true, order: 'newest' });
    expect(made).toMatchObject({ Title: 'Ocean', Description: '', Category: 'Holiday', Order: 'newest' });
    expect(log.last().change.items).toEqual([
      {
        kind: 'photoprism_album',
        id: made.UID,
        before: { Title: 'Sea', Description: 'Shore', Favorite: false, Order: 'oldest' },
        after: { Title: 'Ocean', Description: '', Favorite: true, Order: 'newest' },
      },
    ]);
  });

  test('takes the picture of one of its photos for the cover', async () => {
    const made = album('Sea');
    const [uid = ''] = fill(made.UID, 2);
    await update({ album_id: made.UID, cover_photo_id: uid });
    const photo = state().photos.find(({ UID }) => UID === uid);
    expect(made.Thumb).toBe(photo?.Files[0]?.Hash);
  });

  test('refuses a cover that is not in the album', async () => {
    const made = album('Sea');
    expect((await update({ album_id: made.UID, cover_photo_id: put().UID })).error).toContain('not in this album');
    expect(writes()).toEqual([]);
  });

  test('refuses to do nothing', async () => {
    expect((await update({ album_id: album('Sea').UID })).error).toContain('Nothing to change');
  });

  test('says when the answer was lost but the change is there, and when it is not', async () => {
    const made = album('Sea');
    tools.server.faults.add({ match: 'PUT', kind: 'lost' });
    expect((await update({ album_id: made.UID, title: 'Ocean' })).data).toMatchObject({ title: 'Ocean' });
    tools.server.faults.add({ match: 'PUT', kind: 'cut' });
    expect((await update({ album_id: made.UID, title: 'Lake' })).error).toContain('does not show the change');
  });
});

describe('photoprism_albums_delete', () => {
  test('says what goes along before anything is deleted', async () => {
    const made = album('Sea');
    fill(made.UID, 3);
    for (let number = 0; number < 2; number += 1) addLink(state(), made.UID);
    const { data } = await tools.call('photoprism_albums_delete', { album_id: made.UID });
    expect(data).toMatchObject({ dry_run: true, title: 'Sea', photos: 3, links: 2 });
    expect(data.permanent).toBeUndefined();
    expect(writes()).toEqual([]);
  });

  test('deletes the album and leaves the photos', async () => {
    const made = album('Sea');
    fill(made.UID, 3);
    expect((await act('photoprism_albums_delete', { album_id: 'Sea' })).data).toMatchObject({ deleted: made.UID });
    expect(made.DeletedAt).toBeDefined();
    expect(state().photos).toHaveLength(3);
    expect(log.last().change).toMatchObject({
      items: [{ kind: 'photoprism_album', id: made.UID, before: { Title: 'Sea', Type: 'album' }, after: null }],
    });
    expect(log.last().change.caution).toBeUndefined();
  });

  test('says that what PhotoPrism made itself goes for good', async () => {
    const made = album('2024/01', folder);
    const { data } = await act('photoprism_albums_delete', { album_id: made.UID });
    expect(data).toMatchObject({ deleted: made.UID, permanent: true });
    expect(log.last().change.caution).toContain('for good');
  });

  test.each([
    ['lost', undefined],
    ['cut', 'The album is still there.'],
  ] as const)('looks again after a connection that was %s', async (kind, error) => {
    const made = album('Sea');
    tools.server.faults.add({ match: 'DELETE', kind });
    const told = await act('photoprism_albums_delete', { album_id: made.UID });
    expect(told.error?.includes(error ?? '')).toBe(error === undefined ? undefined : true);
    expect(made.DeletedAt === undefined).toBe(error !== undefined);
  });
});

describe('photoprism_albums_add_photos', () => {
  const add = (args: Record<string, unknown>) => tools.call('photoprism_albums_add_photos', args);

  test('adds what is not in it yet, each once, and tells the rest apart', async () => {
    const made = album('Sea');
    const [inside = ''] = fill(made.UID, 1);
    const [fresh, gone] = [put(), put(archived)];
    const missing = 'pzzzzzzzzzzzzzzz';
    const told = await add({ album_id: 'Sea', photo_ids: [inside, fresh.UID, gone.UID, missing] });
    expect(told.data).toMatchObject({ added: 1, already_in_album: 1, failed: [{ id: gone.UID }, { id: missing }] });
    expect(shownIn(state(), made.UID)).toEqual([inside, fresh.UID]);
    expect(log.last().change.items).toEqual([
      {
        kind: 'photoprism_photo',
        id: fresh.UID,
        before: { albumId: made.UID, inAlbum: false },
        after: { albumId: made.UID, inAlbum: true },
      },
    ]);
  });

  test('says that photos in review are approved by it', async () => {
    const made = album('Sea');
    const photo = put({ Quality: 1 });
    const args = { album_id: made.UID, photo_ids: [photo.UID, put().UID] };
    const preview = await add({ ...args, dry_run: true });
    expect(preview.data).toMatchObject({
      affected_count: 2,
      approves: expect.stringContaining('1 photo in review is approved'),
    });
    expect(photo.Quality).toBe(1);
    expect((await add(args)).data).toMatchObject({
      added: 2,
      approved: expect.stringContaining('1 photo in review is'),
    });
    expect((await add(args)).data.approved).toBeUndefined();
    expect(photo.Quality).toBe(3);
  });

  test('puts nothing into an album that is a search', async () => {
    const made = album('January', folder);
    expect((await add({ album_id: made.UID, photo_ids: [put().UID] })).error).toContain('follows from a search');
    expect(writes()).toEqual([]);
  });

  test('tells how far it came where the server fails in the middle', async () => {
    const made = album('Sea');
    const uids = Array.from({ length: 1100 }, () => put().UID);
    tools.server.faults.add({ match: 'POST /albums', after: 1, kind: 'lost' });
    const { data } = await add({ album_id: made.UID, photo_ids: uids });
    expect(data).toMatchObject({ added: 1000, not_tried: 100 });
    expect(shownIn(state(), made.UID)).toHaveLength(1000);
    expect(log.last().outcomes?.filter(({ ok }) => ok)).toHaveLength(1000);
  });

  test('believes no answer that says it was added', async () => {
    const made = album('Sea');
    const [one, other] = [put(), put()];
    tools.server.faults.add({ match: 'POST /albums', kind: 200, body: '{"code":200,"added":[{},{}]}' });
    const { data } = await add({ album_id: made.UID, photo_ids: [one.UID, other.UID] });
    expect(data).toMatchObject({ added: 0, failed: [{ id: one.UID }, { id: other.UID }] });
  });
});

describe('photoprism_albums_remove_photos', () => {
  test('previews, and then takes out what is in it', async () => {
    const made = album('Sea');
    const [one = '', two = ''] = fill(made.UID, 2);
    const other = put();
    const args = { album_id: made.UID, photo_ids: [one, other.UID] };
    const preview = await tools.call('photoprism_albums_remove_photos', args);
    expect(preview.data).toMatchObject({ dry_run: true, affected_count: 1, not_in_album_ids: [other.UID] });
    expect(writes()).toEqual([]);
    const told = await act('photoprism_albums_remove_photos', args);
    expect(told.data).toMatchObject({ removed: 1, not_in_album: 1 });
    expect(shownIn(state(), made.UID)).toEqual([two]);
    expect(log.last().change.items).toMatchObject([{ id: one, before: { inAlbum: true }, after: { inAlbum: false } }]);
  });

  test('looks again, because PhotoPrism says removed of whatever it is asked', async () => {
    const made = album('Sea');
    const [one = ''] = fill(made.UID, 1);
    tools.server.faults.add({ match: 'DELETE', kind: 200, body: '{"code":200,"removed":[{}]}' });
    const { data } = await act('photoprism_albums_remove_photos', { album_id: made.UID, photo_ids: [one] });
    expect(data).toMatchObject({ removed: 0, failed: [{ id: one, error: 'is still in the album' }] });
  });
});

describe('with a token that belongs to no user', () => {
  const client = 'client-token-0001';

  test.each([
    ['photoprism_albums_create', { title: 'Lake' }],
    ['photoprism_albums_update', { title: 'Lake' }],
    ['photoprism_albums_delete', {}],
    ['photoprism_albums_add_photos', { photo_ids: ['pzzzzzzzzzzzzzzz'] }],
    ['photoprism_albums_remove_photos', { photo_ids: ['pzzzzzzzzzzzzzzz'] }],
  ])('%s says what to do, in the preview already', async (name, args) => {
    const other = await openPhotoPrismTools({ sessions: [clientSession(client)], accessToken: client });
    const { UID } = addAlbum(other.server.state, 'Sea');
    const album_id = name.endsWith('create') ? {} : { album_id: UID };
    const told = await other.call(name, { ...args, ...album_id, dry_run: true });
    await other.close();
    expect(told.error).toContain('belongs to no user');
    expect(told.error).toContain('app password');
  });

  test('albums can be changed all the same in public mode, where nobody is anybody', async () => {
    state().publicMode = true;
    const { UID } = album('Sea');
    const { data } = await tools.call('photoprism_albums_update', { album_id: UID, title: 'Ocean' });
    expect(data).toMatchObject({ title: 'Ocean' });
  });

  test('albums can be looked at all the same', async () => {
    const other = await openPhotoPrismTools({ sessions: [clientSession(client)], accessToken: client });
    const { UID } = addAlbum(other.server.state, 'Sea');
    const told = await other.call('photoprism_albums_get', { album_id: UID });
    const none = await other.call('photoprism_albums_get', { album_id: 'azzzzzzzzzzzzzzz' });
    await other.close();
    expect(told.data).toMatchObject({ id: UID, title: 'Sea' });
    expect(none.error).toContain('belongs to no user');
  });
});
