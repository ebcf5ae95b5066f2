import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ChangeLog, openChangeLog } from '../../fixtures/photoprism/change-log.ts';
import { addPhoto } from '../../fixtures/photoprism/state.ts';
import { addFace, addMarker, addSubject } from '../../fixtures/photoprism/things.ts';
import { openPhotoPrismTools, type PhotoPrismTools } from '../../fixtures/photoprism/tools.ts';

let tools: PhotoPrismTools;
let log: ChangeLog;

beforeEach(async () => {
  log = openChangeLog();
  tools = await openPhotoPrismTools({ recorder: log.recorder });
});

afterEach(() => tools.close());

const state = () => tools.server.state;
const person = (name: string, facts: Parameters<typeof addSubject>[2] = {}) => addSubject(state(), name, facts);
const writes = () => tools.server.requests.filter(({ method }) => method !== 'GET');

/** A face of somebody in a photo of its own. */
function face(facts: Parameters<typeof addMarker>[2] = {}) {
  const photo = addPhoto(state());
  return { photo, marker: addMarker(state(), photo, facts) };
}

describe('photoprism_people_list', () => {
  const list = (args: Record<string, unknown> = {}) => tools.call('photoprism_people_list', args);

  test('lists people with how many photos show them, and counts those who are hidden', async () => {
    const ann = person('Ann', { Favorite: true, Alias: 'Annie' });
    face({ SubjUID: ann.UID });
    person('Ben');
    person('Cleo', { Hidden: true });
    expect((await list()).data).toMatchObject({
      total: 2,
      hidden: 1,
      people: [{ id: ann.UID, name: 'Ann', alias: 'Annie', photos: 1, favorite: true }, { name: 'Ben' }],
    });
    expect((await list({ with_hidden: true })).data).toMatchObject({ total: 3 });
  });

  test('finds a part of a name or alias, whatever its accents', async () => {
    person('Zoë', { Alias: 'Mum' });
    person('Ann');
    expect((await list({ name: 'zoe' })).data).toMatchObject({ total: 1, people: [{ name: 'Zoë' }] });
    expect((await list({ name: 'mum' })).data).toMatchObject({ total: 1, people: [{ name: 'Zoë' }] });
  });

  test('counts everybody, however many PhotoPrism gives at once', async () => {
    for (let number = 0; number < 1100; number += 1) person(`Person ${number}`);
    expect((await list({ page: 22 })).data).toMatchObject({ total: 1100, page: 22 });
  });
});

describe('photoprism_people_get', () => {
  test('tells what is known of a person, by name', async () => {
    const ann = person('Ann', { About: 'Aunt', Notes: 'Likes boats' });
    const { data } = await tools.call('photoprism_people_get', { person_id: 'ann' });
    expect(data).toMatchObject({ id: ann.UID, name: 'Ann', about: 'Aunt', notes: 'Likes boats', photos: 0 });
  });

  test('says that there is nobody', async () => {
    const { error } = await tools.call('photoprism_people_get', { person_id: 'jzzzzzzzzzzzzzzz' });
    expect(error).toContain('There is no person');
  });
});

describe('photoprism_people_update', () => {
  const update = (args: Record<string, unknown>) => tools.call('photoprism_people_update', args);

  test('sets what is given, and notes how it was', async () => {
    const ann = person('Ann', { Alias: 'Annie' });
    const told = await update({ person_id: ann.UID, name: 'Anna', alias: '', favorite: true, hidden: true });
    expect(told.data).toMatchObject({ id: ann.UID, name: 'Anna', favorite: true, hidden: true });
    expect(ann).toMatchObject({ Name: 'Anna', Alias: '', Favorite: true, Hidden: true });
    expect(log.last().change.items).toEqual([
      {
        kind: 'photoprism_subject',
        id: ann.UID,
        before: { Name: 'Ann', Alias: 'Annie', Favorite: false, Hidden: false },
        after: { Name: 'Anna', Alias: '', Favorite: true, Hidden: true },
      },
    ]);
  });

  test('corrects the case of a name without taking it for another person', async () => {
    const ann = person('ann');
    expect((await update({ person_id: ann.UID, name: 'Ann' })).data).toMatchObject({ name: 'Ann' });
  });

  test('says what PhotoPrism did not set, whatever it answered', async () => {
    const ann = person('Ann');
    tools.server.faults.add({ match: 'PUT', kind: 200, body: JSON.stringify({ ...ann, Alias: 'Annie' }) });
    expect((await update({ person_id: ann.UID, alias: 'Annie' })).error).toContain('does not show it');
  });

  test('refuses the name of another person, whatever its case, and names both', async () => {
    const [ann, ben] = [person('Ann'), person('Ben')];
    const { error } = await update({ person_id: ann.UID, name: 'BEN' });
    expect(error).toContain(ben.UID);
    expect(error).toContain('photoprism_people_merge');
    expect(writes()).toEqual([]);
  });
});

describe('photoprism_people_merge', () => {
  const merge = (args: Record<string, unknown>) => tools.call('photoprism_people_merge', { dry_run: false, ...args });

  test('refuses to merge somebody with nobody, or with themselves', async () => {
    const ann = person('Ann');
    expect((await merge({ person_id: ann.UID, into_person_id: 'Zed' })).error).toContain('no person is called');
    expect((await merge({ person_id: ann.UID, into_person_id: 'jzzzzzzzzzzzzzzz' })).error).toContain('no person');
    expect((await merge({ person_id: ann.UID, into_person_id: 'Ann' })).error).toContain('themselves');
    expect(writes()).toEqual([]);
  });

  function family() {
    const [ann, ben] = [person('Ann', { About: 'Aunt' }), person('Ben')];
    const faces = [
      face({ SubjUID: ann.UID, SubjSrc: 'manual', Name: 'Ann' }),
      face({ SubjUID: ann.UID }),
      face({ SubjUID: ben.UID }),
    ];
    return { ann, ben, faces };
  }

  test('previews by default who goes, with a caution', async () => {
    const { ann, ben } = family();
    const { data } = await tools.call('photoprism_people_merge', { person_id: ann.UID, into_person_id: 'ben' });
    expect(data).toMatchObject({ merges: { id: ann.UID }, into: { id: ben.UID }, photos_moved: 2, faces_moved: 2 });
    expect(writes()).toEqual([]);
  });

  test('moves the faces, looks whether they went, and writes down what tells the two apart', async () => {
    const { ann, ben, faces } = family();
    const { data } = await merge({ person_id: ann.UID, into_person_id: 'ben' });
    expect(data).toMatchObject({ id: ben.UID, name: 'Ben', merged: ann.UID, faces_moved: 2 });
    expect(state().markers.every(({ SubjUID }) => SubjUID === ben.UID)).toBe(true);
    const [first, second] = faces;
    expect(log.last().change.caution).toContain('one person of two');
    expect(log.last().change.items).toEqual([
      {
        kind: 'photoprism_subject',
        id: ann.UID,
        before: expect.objectContaining({ Name: 'Ann', About: 'Aunt', mergedInto: ben.UID }),
        after: null,
      },
      ...[first, second].map((each, at) => ({
        kind: 'photoprism_marker',
        id: each?.marker.UID,
        before: { photoId: each?.photo.UID, Name: ['Ann', ''][at], SubjUID: ann.UID, SubjSrc: ['manual', ''][at] },
        after: { photoId: each?.photo.UID, SubjUID: ben.UID },
      })),
    ]);
    expect(log.last().outcomes?.every(({ ok }) => ok)).toBe(true);
  });

  test('leaves the faces of others in the same photos alone', async () => {
    const { ann, faces } = family();
    const cleo = person('Cleo');
    const other = faces[0] === undefined ? undefined : addMarker(state(), faces[0].photo, { SubjUID: cleo.UID });
    const { data } = await merge({ person_id: ann.UID, into_person_id: 'Ben' });
    expect(data).toMatchObject({ faces_moved: 2 });
    expect(other?.SubjUID).toBe(cleo.UID);
    expect(log.last().change.items.map(({ id }) => id)).not.toContain(other?.UID);
  });

  test('counts the faces in the archive too', async () => {
    const { ann, faces } = family();
    Object.assign(faces[0]?.photo ?? {}, { DeletedAt: '2025-01-01T00:00:00Z' });
    const { data } = await merge({ person_id: ann.UID, into_person_id: 'Ben', dry_run: true });
    expect(data).toMatchObject({ faces_moved: 2 });
  });

  test.each([
    ['lost', true],
    ['cut', false],
  ] as const)('looks again after a connection that was %s', async (kind, isMerged) => {
    const { ann } = family();
    tools.server.faults.add({ match: 'PUT', kind });
    const { error } = await merge({ person_id: ann.UID, into_person_id: 'Ben' });
    expect(ann.DeletedAt !== undefined).toBe(isMerged);
    expect(error === undefined).toBe(isMerged);
    if (!isMerged) expect(error).toContain('Both people are still there');
  });
});

describe('photoprism_faces_list', () => {
  test('lists clusters that have no name, each with a photo that shows one', async () => {
    const cluster = addFace(state(), { Samples: 7 });
    const { photo } = face({ FaceID: cluster.ID });
    addFace(state(), { SubjUID: person('Ann').UID });
    addFace(state(), { Hidden: true });
    const { data } = await tools.call('photoprism_faces_list');
    expect(data).toEqual({ total: 1, page: 1, faces: [{ id: cluster.ID, faces: 7, photo_id: photo.UID }] });
  });

  test('leaves out who is named, also where a version answers with everybody', async () => {
    const rows = [
      { ID: 'A'.repeat(32), SubjUID: 'jt1', FileUID: '', MarkerUID: '' },
      { ID: 'B'.repeat(32), SubjUID: '', FileUID: '', MarkerUID: '' },
    ];
    const headers = { 'content-type': 'application/json', 'x-count': '2', 'x-limit': '1000', 'x-offset': '0' };
    tools.server.faults.add({ match: 'GET /faces', kind: 200, body: JSON.stringify(rows), headers });
    expect((await tools.call('photoprism_faces_list')).data).toMatchObject({ total: 1, faces: [{ id: rows[1]?.ID }] });
  });

  test('lists every face in a photo, and where it is', async () => {
    const ann = person('Ann');
    const { photo, marker } = face({ SubjUID: ann.UID, SubjSrc: 'manual', Name: 'Ann' });
    const other = addMarker(state(), photo, { X: 0.1, Y: 0.25 });
    addMarker(state(), photo, { Invalid: true });
    const { data } = await tools.call('photoprism_faces_list', { photo_id: photo.UID });
    expect(data).toMatchObject({
      total: 2,
      faces: [
        { id: marker.UID, name: 'Ann', person_id: ann.UID, area: '40 40 20 20' },
        { id: other.UID, area: '10 25 20 20' },
      ],
    });
  });

  test('says that there is no such photo', async () => {
    expect((await tools.call('photoprism_faces_list', { photo_id: 'pzzzzzzzzzzzzzzz' })).error).toContain('not exist');
  });
});

describe('photoprism_faces_name', () => {
  const name = (args: Record<string, unknown>) => tools.call('photoprism_faces_name', args);

  test('gives a face to somebody who is known, in the spelling of their name', async () => {
    const ann = person('Ann');
    const { photo, marker } = face();
    const { data } = await name({ face_id: marker.UID, photo_id: photo.UID, name: 'ANN' });
    expect(data).toMatchObject({ face_id: marker.UID, name: 'Ann', person_id: ann.UID });
    expect(marker).toMatchObject({ SubjUID: ann.UID, SubjSrc: 'manual' });
    expect(state().subjects).toHaveLength(1);
    expect(log.last().change.items).toEqual([
      {
        kind: 'photoprism_marker',
        id: marker.UID,
        before: { photoId: photo.UID, Name: '', SubjUID: '', SubjSrc: '' },
        after: { photoId: photo.UID, Name: 'Ann', SubjUID: ann.UID, SubjSrc: 'manual' },
      },
    ]);
  });

  test('names a whole cluster through one of its faces, and makes a person of a new name', async () => {
    const cluster = addFace(state(), { Samples: 2 });
    const [one, other] = [face({ FaceID: cluster.ID }), face({ FaceID: cluster.ID })];
    const preview = await name({ face_id: cluster.ID, name: 'Ann', dry_run: true });
    expect(preview.data).toMatchObject({ new_person: true, alike_faces: 2, photo_id: one.photo.UID });
    expect(writes()).toEqual([]);
    const { data } = await name({ face_id: cluster.ID, name: 'Ann' });
    const [ann] = state().subjects;
    expect(data).toMatchObject({ name: 'Ann', person_id: ann?.UID });
    expect([one.marker.SubjUID, other.marker.SubjUID, cluster.SubjUID]).toEqual([ann?.UID, ann?.UID, ann?.UID]);
    expect(log.last().outcomes).toMatchObject([{ ok: true, after: { Name: 'Ann', SubjUID: ann?.UID } }]);
  });

  describe('that is somebody else’s', () => {
    const facesOf = (uid: string) => state().markers.filter(({ SubjUID }) => SubjUID === uid);

    test.each(['manual', ''])('is this one alone: nobody is renamed, nor merged (named by %j)', async (SubjSrc) => {
      const [ann, ben] = [person('Ann'), person('Ben')];
      const [one, other] = [face({ SubjUID: ben.UID, SubjSrc }), face({ SubjUID: ben.UID, SubjSrc })];
      face({ SubjUID: ann.UID });
      const args = { face_id: one.marker.UID, photo_id: one.photo.UID, name: 'Ann' };
      const preview = await name({ ...args, dry_run: true });
      expect(preview.data?.note).toMatch(/Only this face/);
      expect((await name(args)).data).toMatchObject({ name: 'Ann', person_id: ann.UID });
      expect(facesOf(ben.UID)).toEqual([other.marker]);
      expect([ann.Name, ben.Name, ben.DeletedAt]).toEqual(['Ann', 'Ben', undefined]);
    });

    test('says when it was the last one of that person', async () => {
      const ben = person('Ben');
      const [one, other] = [face({ SubjUID: ben.UID, Name: 'Ben' }), face({ SubjUID: ben.UID, Name: 'Ben' })];
      const { data: first } = await name({ face_id: one.marker.UID, photo_id: one.photo.UID, name: 'Ann' });
      expect(first).toMatchObject({ was: 'Ben' });
      expect(first.person_gone).toBeUndefined();
      const { data: last } = await name({ face_id: other.marker.UID, photo_id: other.photo.UID, name: 'Ann' });
      expect(last).toMatchObject({ was: 'Ben', person_gone: expect.stringContaining('last face') });
      expect(ben.DeletedAt).toBeDefined();
    });

    test('is told to have lost its name where the other was refused', async () => {
      const ben = person('Ben');
      const { photo, marker } = face({ SubjUID: ben.UID, SubjSrc: 'manual', Name: 'Ben' });
      tools.server.faults.add({ match: 'PUT', kind: 429 });
      const { data } = await name({ face_id: marker.UID, photo_id: photo.UID, name: 'Ann' });
      expect(data?.stopped).toMatch(/lost the name "Ben".*busy/);
      expect(log.last().outcomes).toMatchObject([{ ok: true, after: { SubjUID: '' } }]);
    });

    test('is told to be as it was where nothing was done', async () => {
      const ben = person('Ben');
      const { photo, marker } = face({ SubjUID: ben.UID, SubjSrc: 'manual', Name: 'Ben' });
      tools.server.faults.add({ match: 'DELETE', kind: 403 });
      expect((await name({ face_id: marker.UID, photo_id: photo.UID, name: 'Ann' })).error).toBeDefined();
      expect(marker).toMatchObject({ SubjUID: ben.UID, Name: 'Ben' });
    });
  });

  test('needs the photo of a face that is in one', async () => {
    const { marker } = face();
    expect((await name({ face_id: marker.UID, name: 'Ann' })).error).toContain('photo_id is needed');
  });

  test('refuses what is no id of a face', async () => {
    expect((await name({ face_id: '../photos', name: 'Ann' })).error).toContain('face_id');
  });

  test('believes no name without a person behind it', async () => {
    const { photo, marker } = face({ Name: 'Ann' });
    tools.server.faults.add({ match: 'PUT', kind: 200, body: '{}' });
    const { error } = await name({ face_id: marker.UID, photo_id: photo.UID, name: 'Ann' });
    expect(error).toContain('does not show it');
  });

  test('says when PhotoPrism is busy, and when it took the name but does not show it', async () => {
    const { photo, marker } = face();
    const args = { face_id: marker.UID, photo_id: photo.UID, name: 'Ann' };
    tools.server.faults.add({ match: 'PUT', kind: 429 });
    expect((await name(args)).error).toContain('busy');
    tools.server.faults.add({ match: 'PUT', kind: 200, body: JSON.stringify({ ...marker, Name: 'Ann' }) });
    expect((await name(args)).error).toContain('does not show it');
    tools.server.faults.add({ match: 'PUT', kind: 'lost' });
    expect((await name(args)).data).toMatchObject({ name: 'Ann' });
  });
});

describe('photoprism_faces_unname', () => {
  const unname = (args: Record<string, unknown>) => tools.call('photoprism_faces_unname', args);

  test('takes the name off one face, and leaves the others of the person', async () => {
    const ann = person('Ann');
    const named = { SubjUID: ann.UID, SubjSrc: 'manual', Name: 'Ann' };
    const [one, other] = [face(named), face(named)];
    const { data } = await unname({ face_id: one.marker.UID, photo_id: one.photo.UID });
    expect(data).toMatchObject({ face_id: one.marker.UID, unnamed: 'Ann' });
    expect([one.marker.SubjUID, other.marker.SubjUID]).toEqual(['', ann.UID]);
    expect(log.last().change.items).toMatchObject([{ before: { Name: 'Ann', SubjUID: ann.UID }, after: { Name: '' } }]);
  });

  test('says when it was the last face of that person', async () => {
    const ann = person('Ann');
    const { photo, marker } = face({ SubjUID: ann.UID, SubjSrc: 'manual', Name: 'Ann' });
    const { data } = await unname({ face_id: marker.UID, photo_id: photo.UID });
    expect(data).toMatchObject({ unnamed: 'Ann', person_gone: expect.stringContaining('last face') });
  });

  test('refuses a face without a name', async () => {
    const { photo, marker } = face();
    expect((await unname({ face_id: marker.UID, photo_id: photo.UID })).error).toContain('has no name');
    expect(writes()).toEqual([]);
  });
});
