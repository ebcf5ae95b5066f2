/** What the configuration protects is deleted by no tool of PhotoPrism, whatever is asked. */
import { afterEach, describe, expect, it } from 'vitest';
import { type ProtectedElsewhere, readProtectedSets } from '../../../src/catalog/protected-sets.ts';
import { failed, success } from '../../../src/catalog/result.ts';
import { openRecordedPhotoPrism, type RecordedPhotoPrism } from '../../fixtures/photoprism/recorded.ts';
import { addPhoto } from '../../fixtures/photoprism/state.ts';
import { addAlbum, addMarker, addSubject, labelPhoto, writeEntries } from '../../fixtures/photoprism/things.ts';

let opened: RecordedPhotoPrism;
/** Uids of photos, by what makes them dear; `free` is in no set. */
let photo: Record<'favorite' | 'album' | 'label' | 'keyword' | 'person' | 'free', string>;
let ids: { readonly album: string; readonly anna: string };

async function protecting(setting: string, protectedElsewhere?: ProtectedElsewhere): Promise<void> {
  const sets = readProtectedSets(setting);
  if (!sets.ok) throw new Error(sets.failure.message);
  opened = await openRecordedPhotoPrism({ protect: sets.value, protectedElsewhere });
  const { state } = opened.server;
  const [favorite, album, label, keyword, person, free] = [
    addPhoto(state, { Favorite: true }),
    addPhoto(state),
    addPhoto(state),
    addPhoto(state, { keywords: 'boat, dear' }),
    addPhoto(state),
    addPhoto(state),
  ];
  const family = addAlbum(state, 'Family');
  writeEntries(state, family.UID, [album.UID], false);
  labelPhoto(state, label, 'Dear');
  const anna = addSubject(state, 'Anna');
  addSubject(state, 'Bob');
  addMarker(state, person, { SubjUID: anna.UID, SubjSrc: 'manual', Name: 'Anna' });
  photo = {
    ...{ favorite: favorite.UID, album: album.UID, label: label.UID },
    ...{ keyword: keyword.UID, person: person.UID, free: free.UID },
  };
  ids = { album: family.UID, anna: anna.UID };
}

afterEach(() => opened.close());

const archive = (...photo_ids: string[]) => opened.call('photoprism_photos_archive', { photo_ids, dry_run: false });
const isArchived = (uid: string) => opened.server.state.photos.find(({ UID }) => UID === uid)?.DeletedAt !== undefined;

const sets: readonly [string, keyof typeof photo, RegExp][] = [
  ['favorites', 'favorite', /is protected: favourite/],
  ['album:family', 'album', /is protected: album Family/],
  ['tag:DEAR', 'label', /is protected: label Dear/],
  ['tag:Dear', 'keyword', /is protected: keyword Dear/],
  ['person:anna', 'person', /is protected: person Anna/],
];

describe.each(sets)('%s', (setting, dear, why) => {
  it('keeps the photo out of the archive, in the preview already, and lets others go', async () => {
    await protecting(setting);
    const preview = await opened.call('photoprism_photos_archive', { photo_ids: [photo[dear]] });
    expect(preview.error).toMatch(why);
    expect((await archive(photo[dear], photo.free)).error).toMatch(why);
    expect(isArchived(photo.free)).toBe(false);
    expect((await archive(photo.free)).error).toBeUndefined();
    expect(isArchived(photo.free)).toBe(true);
  });

  it('is not archived again by an undo either', async () => {
    await protecting(setting);
    const found = opened.server.state.photos.find(({ UID }) => UID === photo[dear]);
    if (found !== undefined) found.DeletedAt = '2025-01-01T00:00:00Z';
    const { data } = await opened.change('photoprism_photos_restore', { photo_ids: [photo[dear]] });
    const told = await opened.undo({ change_id: data.change_id });
    expect(told.error).toMatch(why);
    expect(isArchived(photo[dear])).toBe(false);
  });
});

it('keeps a photo from being deleted for good', async () => {
  await protecting('favorites');
  const found = opened.server.state.photos.find(({ UID }) => UID === photo.favorite);
  if (found !== undefined) found.DeletedAt = '2025-01-01T00:00:00Z';
  const told = await opened.call('photoprism_photos_delete', { photo_ids: [photo.favorite], dry_run: false });
  expect(told.error).toMatch(/is protected: favourite/);
  expect(opened.server.state.photos).toHaveLength(6);
});

describe('albums, labels and people themselves', () => {
  it.each([
    ['album:Family', 'photoprism_albums_delete', { album_id: 'Family', dry_run: false }],
    ['album:Family', 'photoprism_albums_update', { album_id: 'Family', title: 'Others' }],
    ['tag:Dear', 'photoprism_labels_delete', { label_id: 'Dear', dry_run: false }],
    ['tag:Dear', 'photoprism_labels_update', { label_id: 'Dear', name: 'Others' }],
    ['person:Anna', 'photoprism_people_merge', { person_id: 'Anna', into_person_id: 'Bob', dry_run: false }],
    ['person:Anna', 'photoprism_people_update', { person_id: 'Anna', name: 'Anne' }],
  ])('are neither deleted, merged nor renamed: %s, %s', async (setting, tool, args) => {
    await protecting(setting);
    const before = JSON.stringify(opened.server.state);
    expect((await opened.call(tool, args)).error).toMatch(/is protected/);
    expect(JSON.stringify(opened.server.state)).toBe(before);
  });

  it('may be changed in all else', async () => {
    await protecting('album:Family');
    const told = await opened.call('photoprism_albums_update', { album_id: 'Family', description: 'All of us' });
    expect(told.error).toBeUndefined();
  });
});

it('finds what is protected by its uid', async () => {
  await protecting('favorites');
  const { state } = opened.server;
  await opened.close();
  await protecting(`album:${ids.album}, person:${ids.anna}`);
  expect((await archive(photo.album)).error).toMatch(/is protected: album Family/);
  expect((await archive(photo.person)).error).toMatch(/is protected: person Anna/);
  expect(state.photos).toHaveLength(6);
});

describe('a name that is not found', () => {
  it('lets nothing be deleted until that is put right', async () => {
    await protecting('album:Nowhere');
    expect((await archive(photo.free)).error).toMatch(/Nothing is deleted.*the album "Nowhere"/);
    expect(isArchived(photo.free)).toBe(false);
  });

  it('is enough in the other library, where there are two', async () => {
    await protecting('album:Nowhere, album:Family', async (asked) =>
      success(asked.map(({ name }) => name === 'Nowhere')),
    );
    expect((await archive(photo.free)).error).toBeUndefined();
    expect((await archive(photo.album)).error).toMatch(/is protected: album Family/);
  });

  it('is not taken for found while the other library does not answer', async () => {
    await protecting('album:Nowhere', async () => failed('unavailable', 'It sleeps.'));
    expect((await archive(photo.free)).error).toMatch(/cannot be read.*It sleeps/);
  });
});

it.each([
  ['tag:Dear', 'Labels', /does not say which labels/],
  ['tag:Dear', 'Details', /does not say which labels/],
  ['person:Anna', 'Files', /does not say whom it shows/],
  ['favorites', 'Favorite', /is protected: favourite/],
])('refuses where the answer lacks what decides: %s without %s', async (setting, field, why) => {
  await protecting(setting);
  const uid = photo.free;
  const { UID, ...row } = { UID: uid, Favorite: false, Labels: [], Details: { Keywords: '' }, Files: [], Albums: [] };
  const body = JSON.stringify({ UID, ...Object.fromEntries(Object.entries(row).filter(([name]) => name !== field)) });
  opened.server.faults.add({ match: `GET /photos/${uid}`, kind: 200, body, times: 10 });
  expect((await archive(uid)).error).toMatch(why);
});

it('reads nothing where nothing is protected', async () => {
  await protecting('');
  await archive(photo.free);
  expect(opened.server.requests.filter(({ path }) => /^\/(subjects|labels)/.test(path))).toEqual([]);
});
