/** Whatever is changed in PhotoPrism comes back, apart from what docs/undo.md says. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leftBehind } from '../../fixtures/left-behind.ts';
import { openRecordedPhotoPrism, type RecordedPhotoPrism } from '../../fixtures/photoprism/recorded.ts';
import type { AlbumRow, MarkerRow, PhotoRow, SubjectRow } from '../../fixtures/photoprism/rows.ts';
import { seenPhotoPrism } from '../../fixtures/photoprism/seen.ts';
import { addPhoto } from '../../fixtures/photoprism/state.ts';
import {
  addAlbum,
  addFace,
  addLink,
  addMarker,
  addSubject,
  labelPhoto,
  writeEntries,
} from '../../fixtures/photoprism/things.ts';

let opened: RecordedPhotoPrism;
let photos: PhotoRow[];
let album: AlbumRow;
let other: AlbumRow;
let anna: SubjectRow;
let bob: SubjectRow;
let faces: MarkerRow[];
let lonely: MarkerRow;
let linkId: string;

beforeEach(async () => {
  opened = await openRecordedPhotoPrism();
  const { state } = opened.server;
  photos = Array.from({ length: 6 }, (_, number) =>
    addPhoto(state, { Title: `Photo ${number}`, Favorite: number === 1, Lat: number, Lng: number, keywords: 'sea' }),
  );
  album = addAlbum(state, 'Holiday', { Description: 'By the sea', Category: 'Trips', Favorite: true });
  other = addAlbum(state, 'Family');
  writeEntries(state, album.UID, uids(0, 1, 2), false);
  writeEntries(state, other.UID, uids(2, 3), false);
  for (const [number, source] of [
    [0, 'image'],
    [1, 'manual'],
    [2, 'keyword'],
  ] as const) {
    const photo = photos[number];
    if (photo !== undefined) labelPhoto(state, photo, 'Beach', source);
  }
  anna = addSubject(state, 'Anna', { Alias: 'Annie', Favorite: true });
  bob = addSubject(state, 'Bob');
  const face = addFace(state, { SubjUID: anna.UID });
  faces = photos.slice(0, 4).map((photo, number) => {
    const person = number < 2 ? anna : bob;
    const named = number === 0 ? { FaceID: face.ID, SubjSrc: '' } : { SubjSrc: 'manual', Name: person.Name };
    return addMarker(state, photo, { SubjUID: person.UID, ...named });
  });
  const dora = addSubject(state, 'Dora', { Alias: 'Do', Notes: 'Sails' });
  const [, , , , fifth] = photos;
  if (fifth === undefined) throw new Error('too few photos');
  lonely = addMarker(state, fifth, { SubjUID: dora.UID, SubjSrc: 'manual', Name: 'Dora' });
  // At the beginning of a minute, as far as can be from the next one.
  const ModifiedAt = `${state.now().slice(0, 16)}:00Z`;
  linkId = addLink(state, album.UID, { Slug: 'sea', MaxViews: 5, Expires: 86_400, ModifiedAt }).UID;
});

afterEach(() => opened.close());

function uids(...numbers: number[]): string[] {
  return numbers.map((number) => photos[number]?.UID ?? '');
}

const seen = () => structuredClone(seenPhotoPrism(opened.server.state));

const changes: readonly [what: string, tool: string, args: () => Record<string, unknown>][] = [
  [
    'texts',
    'photoprism_photos_update',
    () => ({ photo_id: uids(0)[0], title: 'New', caption: 'Words', keywords: 'a,b' }),
  ],
  ['time', 'photoprism_photos_update', () => ({ photo_id: uids(0)[0], taken: '2020-05-01T10:00' })],
  ['place', 'photoprism_photos_update', () => ({ photo_id: uids(1)[0], lat: 48.1, lng: 11.5 })],
  ['flags', 'photoprism_photos_update', () => ({ photo_id: uids(1)[0], favorite: false, private: true })],
  ['archive', 'photoprism_photos_archive', () => ({ photo_ids: uids(0, 2, 5) })],
  ['a new label', 'photoprism_photos_label', () => ({ label: 'Beach', photo_ids: uids(3, 4) })],
  ['a label made', 'photoprism_photos_label', () => ({ label: 'Brand new', photo_ids: uids(3, 4) })],
  ['a label taken off', 'photoprism_photos_unlabel', () => ({ label_id: 'Beach', photo_ids: uids(0, 1, 2) })],
  [
    'a label renamed',
    'photoprism_labels_update',
    () => ({ label_id: 'Beach', name: 'Shore', favorite: true, priority: 4 }),
  ],
  ['a label deleted', 'photoprism_labels_delete', () => ({ label_id: 'Beach' })],
  ['an album made', 'photoprism_albums_create', () => ({ title: 'Winter', description: 'Snow' })],
  [
    'an album changed',
    'photoprism_albums_update',
    () => ({ album_id: 'Holiday', title: 'Sea', description: '', order: 'newest', favorite: false }),
  ],
  ['a cover', 'photoprism_albums_update', () => ({ album_id: 'Holiday', cover_photo_id: uids(1)[0] })],
  ['an album deleted', 'photoprism_albums_delete', () => ({ album_id: 'Holiday' })],
  ['photos into an album', 'photoprism_albums_add_photos', () => ({ album_id: 'Holiday', photo_ids: uids(0, 3, 4) })],
  ['photos out of an album', 'photoprism_albums_remove_photos', () => ({ album_id: 'Holiday', photo_ids: uids(0, 1) })],
  ['a link made', 'photoprism_shares_create', () => ({ album_id: 'Family', max_views: 3 })],
  [
    'a link changed',
    'photoprism_shares_update',
    () => ({ album_id: 'Holiday', link_id: linkId, max_views: 9, slug: 'waves', expires_at: null }),
  ],
  ['a link removed', 'photoprism_shares_delete', () => ({ album_id: 'Holiday', link_id: linkId })],
  [
    'a person',
    'photoprism_people_update',
    () => ({ person_id: 'Anna', name: 'Anne', alias: '', notes: 'Sister', hidden: true }),
  ],
  ['a merge', 'photoprism_people_merge', () => ({ person_id: 'Anna', into_person_id: 'Bob' })],
  ['a new person', 'photoprism_faces_name', () => ({ face_id: faces[2]?.UID, photo_id: uids(2)[0], name: 'Carl' })],
  ['a last face', 'photoprism_faces_name', () => ({ face_id: lonely.UID, photo_id: uids(4)[0], name: 'Anna' })],
  ['a last name', 'photoprism_faces_unname', () => ({ face_id: lonely.UID, photo_id: uids(4)[0] })],
  ['a face named', 'photoprism_faces_name', () => ({ face_id: faces[2]?.UID, photo_id: uids(2)[0], name: 'Anna' })],
  ['a face without a name', 'photoprism_faces_unname', () => ({ face_id: faces[3]?.UID, photo_id: uids(3)[0] })],
];

describe('taken back', () => {
  it.each(changes)('%s', async (_what, tool, args) => {
    const before = seen();
    const done = await opened.change(tool, args());
    expect(seen()).not.toEqual(before);
    expect(leftBehind(await opened.undo({ change_id: done.data.change_id }))).toEqual({});
    expect(seen()).toEqual(before);
  });

  it.each(changes)('an undo undone: %s', async (_what, tool, args) => {
    const done = await opened.change(tool, args());
    const after = seen();
    const undone = await opened.undo({ change_id: done.data.change_id });
    expect(leftBehind(await opened.undo({ change_id: undone.data.change_id }))).toEqual({});
    expect(seen()).toEqual(after);
  });
});

describe('photos that PhotoPrism took in', () => {
  const came = () => opened.server.state.photos.slice(6).map(({ DeletedAt }) => DeletedAt !== undefined);

  it.each([
    ['imported', 'photoprism_files_import', { album_id: 'Holiday' }],
    ['indexed', 'photoprism_files_index', {}],
  ])('go to the archive when they were %s, and come back from there', async (_how, tool, args) => {
    const { state } = opened.server;
    state.importFolder = [{ name: 'a.jpg', seed: 1 }];
    state.newOriginals = [{ name: '2024/b.jpg', seed: 2 }];
    const { data } = await opened.change(tool, args);
    const after = seen();
    const undone = await opened.undo({ change_id: data.change_id });
    expect(leftBehind(undone)).toEqual({});
    expect(came()).toEqual([true]);
    expect(leftBehind(await opened.undo({ change_id: undone.data.change_id }))).toEqual({});
    expect(seen()).toEqual(after);
  });

  it('are not those that were there before, nor those that come later', async () => {
    const { state } = opened.server;
    state.newOriginals = [{ name: 'b.jpg', seed: 2 }];
    const { data } = await opened.change('photoprism_files_index', {});
    addPhoto(state, { Title: 'Later' });
    expect(leftBehind(await opened.undo({ change_id: data.change_id }))).toEqual({});
    expect(state.photos.slice(0, 6).every(({ DeletedAt }) => DeletedAt === undefined)).toBe(true);
    expect(came()).toEqual([true, false]);
  });
});

describe('keywords as files have them', () => {
  const keywords = () => photos[0]?.Details.Keywords;
  const setKeywords = (text: string) => {
    const [photo] = photos;
    if (photo !== undefined) photo.Details.Keywords = text;
    return opened.change('photoprism_photos_update', { photo_id: photo?.UID, keywords: 'boat' });
  };

  it('count as they were, in whatever order and case PhotoPrism writes them', async () => {
    const { data } = await setKeywords('Sea, Beach');
    expect(leftBehind(await opened.undo({ change_id: data.change_id }))).toEqual({});
    expect(keywords()).toBe('beach, sea');
  });

  it('are told to be others where PhotoPrism takes no words so short', async () => {
    const { data } = await setKeywords('Sea, NY');
    const told = await opened.undo({ change_id: data.change_id });
    expect(JSON.stringify(told.data.failed)).toContain('DetailsKeywords');
  });
});

it('brings a label back also where all photos are in the archive', async () => {
  const { data } = await opened.change('photoprism_labels_delete', { label_id: 'Beach' });
  for (const photo of photos) photo.DeletedAt = '2026-01-01T00:00:00Z';
  expect(leftBehind(await opened.undo({ change_id: data.change_id }))).toEqual({});
  expect(seen().labels).toHaveProperty('Beach');
});

describe('a label that was made by putting it on', () => {
  const labels = () => opened.server.state.labels.filter(({ DeletedAt }) => DeletedAt === undefined);
  const isThere = () => labels().some(({ Name }) => Name === 'Brand new');
  const put = (...numbers: number[]) =>
    opened.change('photoprism_photos_label', { label: 'Brand new', photo_ids: uids(...numbers) });

  it('is told, and goes with the change', async () => {
    const { data } = await put(3, 4);
    expect(data).toMatchObject({ labelled: 2, new_label: true });
    expect(leftBehind(await opened.undo({ change_id: data.change_id }))).toEqual({});
    expect(isThere()).toBe(false);
  });

  it('stays where other photos have it by then, and goes with all of its changes at once', async () => {
    const { data } = await put(3);
    await put(4);
    const told = await opened.undo({ change_id: data.change_id });
    expect(JSON.stringify(told.data.changed_since)).toContain('onOtherPhotos');
    expect(isThere()).toBe(true);
    const before = seen();
    expect(leftBehind(await opened.undo({ since: data.change_id, force: true }))).toEqual({});
    expect(isThere()).toBe(false);
    expect(before.labels).toHaveProperty('Brand new');
  });

  it('takes it off photos that got it since only by force, and these get it back with an undo of that', async () => {
    const { data } = await put(3);
    await put(4);
    const before = seen();
    const forced = await opened.undo({ change_id: data.change_id, force: true });
    expect(isThere()).toBe(false);
    expect(leftBehind(await opened.undo({ change_id: forced.data.change_id }))).toEqual({});
    expect(seen()).toEqual(before);
  });
});
