/** The readers that plans, checks and undo share: one for each kind of thing, for many at once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { memberStates } from '../../../src/photoprism/changes/album-members.ts';
import { albumStates } from '../../../src/photoprism/changes/album-states.ts';
import { markerStates } from '../../../src/photoprism/changes/marker-states.ts';
import { subjectStates } from '../../../src/photoprism/changes/subject-states.ts';
import { readWholeList } from '../../../src/photoprism/whole-list.ts';
import { addPhoto } from '../../fixtures/photoprism/state.ts';
import { addAlbum, addMarker, addSubject, writeEntries } from '../../fixtures/photoprism/things.ts';
import { openPhotoPrismTools, type PhotoPrismTools } from '../../fixtures/photoprism/tools.ts';

const call = { signal: new AbortController().signal };
let tools: PhotoPrismTools;

beforeEach(async () => {
  tools = await openPhotoPrismTools();
});

afterEach(() => tools.close());

const state = () => tools.server.state;

describe('the states now', () => {
  test('of albums are what can be set on them, in order, and null where there is none', async () => {
    const albums = Array.from({ length: 120 }, (_, number) => addAlbum(state(), `Album ${number}`, { Favorite: true }));
    const uids = [...albums.map(({ UID }) => UID), 'azzzzzzzzzzzzzzz'].reverse();
    const read = await albumStates(uids, tools.library, call);
    if (!read.ok) throw new Error(read.failure.message);
    expect(read.value[0]).toBeNull();
    expect(read.value.slice(1).map((one) => one?.Title)).toEqual(albums.map(({ Title }) => Title).reverse());
    expect(read.value[1]).toMatchObject({ Favorite: true, Private: false, Order: 'oldest', Type: 'album', Filter: '' });
  });

  test('of members say for each photo whether its album shows it, and null where there is no album', async () => {
    const [sea, alps] = [addAlbum(state(), 'Sea'), addAlbum(state(), 'Alps')];
    const photos = Array.from({ length: 130 }, () => addPhoto(state()).UID);
    const [first = '', second = ''] = photos;
    writeEntries(state(), sea.UID, photos, false);
    writeEntries(state(), alps.UID, [second], false);
    const read = await memberStates(
      [
        ...photos.map((id) => ({ id, albumId: sea.UID })),
        { id: first, albumId: alps.UID },
        { id: second, albumId: alps.UID },
        { id: first, albumId: 'azzzzzzzzzzzzzzz' },
      ],
      tools.library,
      call,
    );
    if (!read.ok) throw new Error(read.failure.message);
    expect(read.value.slice(0, 130).every((one) => one?.inAlbum === true)).toBe(true);
    expect(read.value.slice(130)).toEqual([
      { albumId: alps.UID, inAlbum: false },
      { albumId: alps.UID, inAlbum: true },
      null,
    ]);
  });

  test('of people are null for those who are gone, also where a version still answers with them', async () => {
    const [ann, ben] = [addSubject(state(), 'Ann'), addSubject(state(), 'Ben')];
    const gone = { ...ben, DeletedAt: '2025-01-01T00:00:00Z' };
    tools.server.faults.add({ match: `GET /subjects/${ben.UID}`, kind: 200, body: JSON.stringify(gone) });
    const uids = [ann.UID, 'jzzzzzzzzzzzzzzz', ben.UID];
    expect(await subjectStates(uids, tools.library, call)).toMatchObject({
      ok: true,
      value: [{ Name: 'Ann' }, null, null],
    });
  });

  test('of faces need the photo that they are in', async () => {
    const [photo, other] = [addPhoto(state()), addPhoto(state())];
    const { UID: id } = addMarker(state(), photo, { Name: 'Ann', SubjUID: 'jt1', SubjSrc: 'manual' });
    const places = [photo.UID, other.UID, 'pzzzzzzzzzzzzzzz'].map((photoId) => ({ id, photoId }));
    expect(await markerStates(places, tools.library, call)).toEqual({
      ok: true,
      value: [{ photoId: photo.UID, Name: 'Ann', SubjUID: 'jt1', SubjSrc: 'manual' }, null, null],
    });
  });

  test.each([
    ['albums', () => albumStates(['at1'], tools.library, call)],
    ['members', () => memberStates([{ id: 'pt1', albumId: 'at1' }], tools.library, call)],
    ['people', () => subjectStates(['jt1'], tools.library, call)],
    ['faces', () => markerStates([{ id: 'mt1', photoId: 'pt1' }], tools.library, call)],
  ])('of %s are a failure, and not null, where the server fails', async (_, read) => {
    tools.server.faults.add({ match: 'GET', kind: 500, times: 9 });
    expect(await read()).toMatchObject({ ok: false, failure: { code: 'unavailable' } });
  });
});

describe('a whole list', () => {
  const wanted = { path: ['albums'], row: z.looseObject({ Title: z.string() }), chunk: 10 };

  test.each([0, 9, 10, 11, 25])('of %i is read to its end', async (count) => {
    for (let number = 0; number < count; number += 1) addAlbum(state(), `Album ${number}`);
    const read = await readWholeList(tools.library, wanted, call);
    expect(read.ok && [read.value.rows.length, read.value.complete]).toEqual([count, true]);
  });

  test('is cut where it has more than are wanted, and says so', async () => {
    for (let number = 0; number < 25; number += 1) addAlbum(state(), `Album ${number}`);
    const read = await readWholeList(tools.library, { ...wanted, most: 20 }, call);
    expect(read.ok && [read.value.rows.length, read.value.complete]).toEqual([20, false]);
    const all = await readWholeList(tools.library, { ...wanted, most: 25 }, call);
    expect(all.ok && [all.value.rows.length, all.value.complete]).toEqual([25, true]);
  });

  test('fails as a whole where a part of it fails, or does not say how long it is', async () => {
    for (let number = 0; number < 25; number += 1) addAlbum(state(), `Album ${number}`);
    tools.server.faults.add({ match: 'GET /albums', after: 1, kind: 500 });
    expect(await readWholeList(tools.library, wanted, call)).toMatchObject({ failure: { code: 'unavailable' } });
    const headers = { 'content-type': 'application/json' };
    tools.server.faults.add({ match: 'GET /albums', kind: 200, body: '[]', headers });
    expect(await readWholeList(tools.library, wanted, call)).toMatchObject({ failure: { code: 'unexpected' } });
  });
});
