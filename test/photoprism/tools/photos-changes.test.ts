import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ChangeLog, openChangeLog } from '../../fixtures/photoprism/change-log.ts';
import type { PhotoRow } from '../../fixtures/photoprism/rows.ts';
import { clientSession } from '../../fixtures/photoprism/server.ts';
import { addPhoto, type PhotoFacts } from '../../fixtures/photoprism/state.ts';
import { addAlbum, addMarker, labelPhoto, shownIn, writeEntries } from '../../fixtures/photoprism/things.ts';
import { openPhotoPrismTools, type PhotoPrismTools } from '../../fixtures/photoprism/tools.ts';

let tools: PhotoPrismTools;
let log: ChangeLog;

beforeEach(async () => {
  log = openChangeLog();
  tools = await openPhotoPrismTools({ recorder: log.recorder });
});

afterEach(() => tools.close());

const put = (facts: PhotoFacts = {}) => addPhoto(tools.server.state, facts);
const archived = { DeletedAt: '2025-01-01T00:00:00Z' };
const writes = () => tools.server.requests.filter(({ method }) => method !== 'GET');
const uidsOf = (photos: readonly PhotoRow[]) => photos.map(({ UID }) => UID);
const act = (name: string, args: Record<string, unknown>) => tools.call(name, { ...args, dry_run: false });
const unknown = 'pzzzzzzzzzzzzzzz';

describe('photoprism_photos_update', () => {
  const update = (args: Record<string, unknown>) => tools.call('photoprism_photos_update', args);

  test('sets texts as a person would, and remembers who wrote them before', async () => {
    const photo = put({ Title: 'IMG 1', TitleSrc: 'name', keywords: 'old' });
    photo.Details.Notes = 'Kept';
    const told = await update({ photo_id: photo.UID, title: ' Harbour ', caption: 'At night', keywords: 'sea, boats' });
    expect(told.data).toMatchObject({ id: photo.UID, title: 'Harbour', caption: 'At night', keywords: 'boats, sea' });
    expect(photo).toMatchObject({ Title: 'Harbour', TitleSrc: 'manual', Caption: 'At night', CaptionSrc: 'manual' });
    expect(photo.Details).toMatchObject({ Keywords: 'boats, sea', KeywordsSrc: 'manual', Notes: 'Kept', NotesSrc: '' });
    expect(log.last().outcomes).toMatchObject([
      { ok: true, after: { Title: 'Harbour', DetailsKeywords: 'boats, sea' } },
    ]);
    expect(log.last().change.items).toEqual([
      {
        kind: 'photoprism_photo',
        id: photo.UID,
        before: {
          Title: 'IMG 1',
          TitleSrc: 'name',
          Caption: '',
          CaptionSrc: '',
          DetailsKeywords: 'old',
          DetailsKeywordsSrc: '',
        },
        after: {
          Title: 'Harbour',
          TitleSrc: 'manual',
          Caption: 'At night',
          CaptionSrc: 'manual',
          DetailsKeywords: 'sea, boats',
          DetailsKeywordsSrc: 'manual',
        },
      },
    ]);
  });

  test.each([
    ['Europe/Lisbon', '2024-06-15T18:30', '2024-06-15T17:30:00Z'],
    ['Asia/Kolkata', '2024-01-01 00:10:05', '2023-12-31T18:40:05Z'],
    // An hour after the clocks went forward.
    ['Europe/Berlin', '2024-03-31T03:30', '2024-03-31T01:30:00Z'],
    ['Europe/Berlin', '2024-03-31T01:30', '2024-03-31T00:30:00Z'],
    ['UTC', '2024-06-15T18:30', '2024-06-15T18:30:00Z'],
    ['Local', '2024-06-15T18:30', '2024-06-15T18:30:00Z'],
    ['Nowhere/Land', '2024-06-15T18:30', '2024-06-15T18:30:00Z'],
  ])('takes the time of the clocks in %s: %s is the moment %s', async (TimeZone, taken, moment) => {
    const photo = put({ TimeZone });
    const told = await update({ photo_id: photo.UID, taken });
    const [day, time = ''] = taken.split(/[T ]/);
    expect(told.data).toMatchObject({ taken: `${day}T${time.slice(0, 5)}` });
    expect(photo).toMatchObject({ TakenAt: moment, TakenSrc: 'manual', Day: Number(day?.slice(8)) });
  });

  test('sets a position, remembers the country that it changes, and bears numbers of 32 bits', async () => {
    const photo = put({ Lat: 1, Lng: 2, Country: 'gh' });
    const told = await update({ photo_id: photo.UID, lat: 38.7223, lng: -9.1393 });
    expect(told.error).toBeUndefined();
    expect(photo).toMatchObject({ PlaceSrc: 'manual' });
    expect(photo.Lat).toBeCloseTo(38.7223, 5);
    const [item] = log.last().change.items;
    expect(item?.before).toEqual({ Lat: 1, Lng: 2, PlaceSrc: '', Country: 'gh', DetailsKeywords: '' });
  });

  test('sets flags to what is asked, twice as well as once', async () => {
    const photo = put();
    for (let time = 0; time < 2; time++) {
      await update({ photo_id: photo.UID, favorite: true, private: true });
      expect(photo).toMatchObject({ Favorite: true, Private: true });
    }
    expect(writes().map(({ path }) => path)).toEqual([`/photos/${photo.UID}`, `/photos/${photo.UID}`]);
    const told = await update({ photo_id: photo.UID, private: false });
    expect(told.data).not.toHaveProperty('private');
    expect(photo).toMatchObject({ Favorite: true, Private: false });
  });

  test('previews what would change, also what is cleared', async () => {
    const photo = put({ Title: 'Harbour', Caption: 'Old' });
    const told = await update({ photo_id: photo.UID, caption: '', dry_run: true });
    expect(told.data).toMatchObject({ dry_run: true, changes: { Caption: '' }, before: { Caption: 'Old' } });
    expect(writes()).toEqual([]);
  });

  test.each([
    [{}, /Nothing to change was given/],
    [{ lat: 1 }, /only mean something together/],
    [{ lat: 91, lng: 0 }, /lat: must be from -90 to 90/],
    [{ taken: '2024-06-15' }, /taken: must be the clock time/],
    [{ taken: '2024-02-30T10:00' }, /taken: .*is no date/],
    [{ taken: '2024-06-15T10:00Z' }, /without a time zone/],
    [{ title: 'x'.repeat(201) }, /title: must have at most 200/],
    [{ title: ' ' }, /title: must not be empty/],
    [{ favorite: 'yes' }, /favorite: must be true or false/],
  ])('refuses %j', async (settings, error) => {
    const photo = put();
    expect((await update({ photo_id: photo.UID, ...settings })).error).toMatch(error);
    expect(writes()).toEqual([]);
  });

  test('sees a position that was not taken over', async () => {
    const photo = put({ Lat: 1, Lng: 2 });
    tools.server.faults.add({ match: 'PUT /photos', kind: 200, body: '{}' });
    const told = await update({ photo_id: photo.UID, lat: 1, lng: 2.01 });
    expect(told.error).toMatch(/the photo does not show it/);
  });

  test('believes what it sees, not the answer', async () => {
    const photo = put();
    const title = { photo_id: photo.UID, title: 'New' };
    tools.server.faults.add({ match: 'PUT /photos', kind: 200, body: '{}' });
    expect((await update(title)).error).toMatch(/took the change, but the photo does not show it/);
    tools.server.faults.add({ match: 'PUT /photos', kind: 429 });
    expect((await update(title)).error).toMatch(/busy.*does not show the change/);
    tools.server.faults.add({ match: 'PUT /photos', kind: 'cut' });
    expect((await update(title)).error).toMatch(/does not show the change/);
    expect(photo.Title).not.toBe('New');
    tools.server.faults.add({ match: 'PUT /photos', kind: 'lost' });
    expect((await update(title)).data).toMatchObject({ title: 'New' });
  });
});

describe('photoprism_photos_archive', () => {
  test('previews by default, by name, with the albums that lose photos', async () => {
    const { state } = tools.server;
    const [one, two, gone] = [put({ Favorite: true }), put(), put(archived)];
    const album = addAlbum(state, 'Lisbon');
    const search = addAlbum(state, 'Found', { Filter: 'public:true' });
    writeEntries(state, album.UID, [one.UID], false);
    writeEntries(state, search.UID, [two.UID], false);
    const photo_ids = [...uidsOf([one, two, gone]), unknown];
    const told = await tools.call('photoprism_photos_archive', { photo_ids });
    expect(told.data).toMatchObject({
      dry_run: true,
      affected_count: 2,
      photo_ids: uidsOf([one, two]),
      items: [{ id: one.UID, albums: ['Lisbon'] }, { id: two.UID }],
      favorites: 1,
      in_albums: 1,
      albums: { Lisbon: 1 },
      already_archived: 1,
      missing: [unknown],
    });
    expect(writes()).toEqual([]);
  });

  test('remembers the albums that were filled by hand, which restoring does not bring back', async () => {
    const { state } = tools.server;
    const photo = put();
    const albums = [addAlbum(state, 'B'), addAlbum(state, 'A')];
    for (const { UID } of albums) writeEntries(state, UID, [photo.UID], false);
    const told = await act('photoprism_photos_archive', { photo_ids: [photo.UID] });
    expect(told.data).toMatchObject({ archived: 1 });
    expect(log.last()).toMatchObject({
      change: {
        caution: '1 of the photos is in albums, which lose it',
        items: [
          {
            kind: 'photoprism_photo',
            id: photo.UID,
            before: { archived: false, albums: uidsOfAlbums(albums) },
            after: { archived: true, albums: [] },
          },
        ],
      },
      outcomes: [{ id: photo.UID, ok: true }],
    });
    await act('photoprism_photos_restore', { photo_ids: [photo.UID] });
    expect(photo.DeletedAt).toBeUndefined();
    expect(albums.map(({ UID }) => shownIn(state, UID))).toEqual([[], []]);
    expect(log.last().change.items).toEqual([
      { kind: 'photoprism_photo', id: photo.UID, before: { archived: true }, after: { archived: false } },
    ]);
  });

  const uidsOfAlbums = (albums: readonly { UID: string }[]) => albums.map(({ UID }) => UID).sort();

  test('sees that it was done where the answer was lost', async () => {
    const photo = put();
    tools.server.faults.add({ match: 'POST /batch', kind: 'lost' });
    expect((await act('photoprism_photos_archive', { photo_ids: [photo.UID] })).data).toMatchObject({ archived: 1 });
  });

  test('tells item by item where it was cut off in the middle', async () => {
    const photos = Array.from({ length: 101 }, () => put());
    tools.server.faults.add({ match: 'POST /batch', kind: 'cut', after: 1 });
    const half = await act('photoprism_photos_archive', { photo_ids: uidsOf(photos) });
    expect(half.data).toMatchObject({
      archived: 100,
      failed: [{ id: photos[100]?.UID, error: 'is not in the archive' }],
    });
    expect(log.last().outcomes?.filter(({ ok }) => ok)).toHaveLength(100);
  });

  test('says that nothing was done where PhotoPrism refuses, and why', async () => {
    const photo = put();
    tools.server.faults.add({ match: 'POST /batch', kind: 403 });
    const told = await act('photoprism_photos_archive', { photo_ids: [photo.UID] });
    expect(told.error).toMatch(/does not allow this.*Nothing was changed/);
  });

  test('does not believe a success that changed nothing', async () => {
    const photos = [put(), put()];
    tools.server.faults.add({ match: 'POST /batch', kind: 200, body: '{"code":200,"message":"Selection archived"}' });
    const told = await act('photoprism_photos_archive', { photo_ids: uidsOf(photos) });
    expect(told.data).toMatchObject({ archived: 0, failed: [{ error: 'is not in the archive' }, {}] });
  });

  test('fails where none of the photos exists', async () => {
    const told = await tools.call('photoprism_photos_archive', { photo_ids: [unknown] });
    expect(told.error).toMatch(/This photo does not exist/);
  });
});

describe('photoprism_photos_approve', () => {
  test('takes what waits for it out of review, and out of the archive; what does not wait is left alone', async () => {
    const [waiting, both, good] = [put({ Quality: 1 }), put({ Quality: 2, ...archived }), put(archived)];
    const photo_ids = uidsOf([waiting, both, good]);
    const preview = await tools.call('photoprism_photos_approve', { photo_ids });
    expect(preview.data).toMatchObject({ dry_run: true, affected_count: 2, leave_archive: 1, not_in_review: 1 });
    const told = await act('photoprism_photos_approve', { photo_ids });
    expect(told.data).toMatchObject({ approved: 2, not_in_review: 1 });
    expect([waiting, both, good].map(({ Quality, DeletedAt }) => [Quality, DeletedAt])).toEqual([
      [3, undefined],
      [3, undefined],
      [3, archived.DeletedAt],
    ]);
    expect(log.last().change.items.map(({ before, after }) => [before, after])).toEqual([
      [
        { review: true, archived: false },
        { review: false, archived: false },
      ],
      [
        { review: true, archived: true },
        { review: false, archived: false },
      ],
    ]);
  });
});

describe('photoprism_photos_delete', () => {
  const remove = (args: Record<string, unknown>) => tools.call('photoprism_photos_delete', args);

  test('deletes what is in the archive, never anything else, and says so before', async () => {
    const [gone, kept] = [put({ ...archived, files: [{ Size: 10 }, { Size: 5 }], TitleSrc: 'manual' }), put()];
    labelPhoto(tools.server.state, gone, 'Cat');
    addMarker(tools.server.state, gone, { Name: 'Ana' });
    const photo_ids = uidsOf([gone, kept]);
    const preview = await remove({ photo_ids });
    expect(preview.data).toMatchObject({
      dry_run: true,
      permanent: true,
      note: expect.stringContaining('For good'),
      affected_count: 1,
      photo_ids: [gone.UID],
      items: [{ id: gone.UID, files: 2 }],
      files: 2,
      bytes: 15,
      titled_by_hand: 1,
      people_and_labels: { Cat: 1, Ana: 1 },
      refused: [{ id: kept.UID, error: expect.stringContaining('is not in the archive') }],
    });
    expect(writes()).toEqual([]);
    const told = await act('photoprism_photos_delete', { photo_ids });
    expect(told.data).toMatchObject({ permanent: true, deleted: 1, failed: [{ id: kept.UID }] });
    expect(uidsOf(tools.server.state.photos)).toEqual([kept.UID]);
    expect(log.last()).toMatchObject({
      change: {
        caution: 'it deletes for good',
        items: [{ id: gone.UID, before: { archived: true, TitleSrc: 'manual' }, after: null }],
      },
      outcomes: [
        { id: gone.UID, ok: true },
        { id: kept.UID, ok: false },
      ],
    });
  });

  test('keeps what somebody took out of the archive in the meantime', async () => {
    const [one, two] = [put(archived), put(archived)];
    const reading = tools.server.requests.length;
    // Between the look of the plan and the look before sending.
    const { recorder } = log;
    const begin = recorder.begin.bind(recorder);
    recorder.begin = async (...args) => {
      delete one.DeletedAt;
      return begin(...args);
    };
    const told = await act('photoprism_photos_delete', { photo_ids: uidsOf([one, two]) });
    expect(told.data).toMatchObject({ deleted: 1, failed: [{ id: one.UID }] });
    expect(uidsOf(tools.server.state.photos)).toEqual([one.UID]);
    expect(tools.server.requests.length).toBeGreaterThan(reading);
  });

  test('sends nothing where nothing may be deleted', async () => {
    const kept = put();
    const told = await act('photoprism_photos_delete', { photo_ids: [kept.UID] });
    expect(told.data).toMatchObject({ deleted: 0, failed: [{ id: kept.UID }] });
    expect(writes()).toEqual([]);
  });

  test('is refused in the preview already where PhotoPrism has it turned off or is read-only', async () => {
    const { state } = tools.server;
    const photo_ids = [put(archived).UID];
    state.features.delete = false;
    expect((await remove({ photo_ids })).error).toMatch(/has deleting turned off/);
    await tools.close();
    tools = await openPhotoPrismTools({ state: { ...state, features: { delete: true }, readOnly: true } });
    expect((await remove({ photo_ids })).error).toMatch(/read-only mode/);
  });

  test('says what is unclear where the connection breaks and nobody can look', async () => {
    const photo = put(archived);
    tools.server.faults.add({ match: 'POST /batch/photos/delete', kind: 'lost' });
    tools.server.faults.add({ match: `GET /photos/${photo.UID}`, kind: 500, after: 2, times: 5 });
    const told = await act('photoprism_photos_delete', { photo_ids: [photo.UID] });
    expect(told.error).toMatch(/unclear: look with photoprism_photos_get/);
  });

  test('sees for itself that they are gone where the answer was lost', async () => {
    const photo = put(archived);
    tools.server.faults.add({ match: 'POST /batch/photos/delete', kind: 'lost' });
    const told = await act('photoprism_photos_delete', { photo_ids: [photo.UID] });
    expect(told.data).toMatchObject({ deleted: 1 });
  });
});

describe('an access token of a client', () => {
  test('changes photos, unless its scope only reads', async () => {
    const photo = put({ Title: 'Old' });
    const titles: [string, RegExp | undefined][] = [
      ['read photos config', /scope or the role of its user does not reach this/],
      ['photos config', undefined],
    ];
    for (const [scope, error] of titles) {
      const session = clientSession('client-token-of-nobody', scope);
      const limited = await openPhotoPrismTools({
        state: tools.server.state,
        sessions: [session],
        accessToken: session.token,
      });
      const told = await limited.call('photoprism_photos_update', { photo_id: photo.UID, title: 'New' });
      await limited.close();
      if (error === undefined) expect(told.error).toBeUndefined();
      else expect(told.error).toMatch(error);
      expect(photo.Title).toBe(error === undefined ? 'New' : 'Old');
    }
  });
});
