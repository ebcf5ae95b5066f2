/** What a person is asked before each change of a PhotoPrism library. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bindTools } from '../../../src/catalog/binding.ts';
import { photoprismTools } from '../../../src/photoprism/tools/all.ts';
import { askedQuestion, steady } from '../../fixtures/asked-question.ts';
import { jpegBytes } from '../../fixtures/images.ts';
import { addPhoto } from '../../fixtures/photoprism/state.ts';
import {
  addAlbum,
  addLink,
  addMarker,
  addSubject,
  labelPhoto,
  writeEntries,
} from '../../fixtures/photoprism/things.ts';
import { openPhotoPrismTools, type PhotoPrismTools } from '../../fixtures/photoprism/tools.ts';

let tools: PhotoPrismTools;
let folder: string;
let known: Readonly<Record<string, Record<string, unknown>>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'albumen-questions-'));
  await writeFile(join(folder, 'sea.jpg'), await jpegBytes());
  tools = await openPhotoPrismTools({ uploads: { folders: [folder], stagingFolder: join(folder, 'staging') } });
  known = fill();
});

afterAll(async () => {
  await tools.close();
  await rm(folder, { recursive: true });
});

/** Arguments with which each tool would do something. */
function fill(): Record<string, Record<string, unknown>> {
  const { state } = tools.server;
  const photo = addPhoto(state, { Quality: 1, files: [{}, {}] });
  const other = addPhoto(state);
  const archived = addPhoto(state, { DeletedAt: '2025-01-01T00:00:00Z' });
  labelPhoto(state, photo, 'Cat');
  const album = addAlbum(state, 'Rome', { Description: 'In spring' });
  writeEntries(state, album.UID, [photo.UID], false);
  const link = addLink(state, album.UID, { Slug: 'rome', ModifiedAt: '2999-01-01T00:00:00Z' });
  const [ann, ben] = [addSubject(state, 'Ann'), addSubject(state, 'Ben')];
  const face = addMarker(state, other, { SubjUID: ann.UID, Name: 'Ann' });
  const ofAlbum = { album_id: album.UID };
  const ofFile = { photo_id: photo.UID, file_id: photo.Files[1]?.UID };
  return {
    photoprism_photos_update: { photo_id: photo.UID, title: 'New', favorite: true },
    photoprism_photos_approve: { photo_ids: [photo.UID] },
    photoprism_photos_archive: { photo_ids: [photo.UID, other.UID] },
    photoprism_photos_restore: { photo_ids: [archived.UID] },
    photoprism_photos_delete: { photo_ids: [archived.UID] },
    photoprism_stacks_set_primary: ofFile,
    photoprism_stacks_unstack: ofFile,
    photoprism_labels_update: { label_id: 'Cat', name: 'Dog' },
    photoprism_labels_delete: { label_id: 'Cat' },
    photoprism_photos_label: { label: 'Dog', photo_ids: [photo.UID] },
    photoprism_photos_unlabel: { label_id: 'Cat', photo_ids: [photo.UID] },
    photoprism_albums_create: { title: 'New', description: 'Words' },
    photoprism_albums_update: { ...ofAlbum, title: 'Roma', description: '' },
    photoprism_albums_delete: ofAlbum,
    photoprism_albums_add_photos: { ...ofAlbum, photo_ids: [other.UID] },
    photoprism_albums_remove_photos: { ...ofAlbum, photo_ids: [photo.UID] },
    photoprism_shares_create: { ...ofAlbum, max_views: 3 },
    photoprism_shares_update: { ...ofAlbum, link_id: link.UID, max_views: 5 },
    photoprism_shares_delete: { ...ofAlbum, link_id: link.UID },
    photoprism_people_update: { person_id: ann.UID, name: 'Anna', favorite: true },
    photoprism_people_merge: { person_id: ann.UID, into_person_id: ben.UID },
    photoprism_faces_name: { face_id: face.UID, photo_id: other.UID, name: 'Ben' },
    photoprism_faces_unname: { face_id: face.UID, photo_id: other.UID },
    photoprism_files_import: {},
    photoprism_files_index: {},
    photoprism_files_upload: { source: 'sea.jpg' },
  };
}

const changing = photoprismTools.filter(({ effect }) => effect !== 'read');

test.each(changing.map(({ name, title }) => [name, title]))(
  '%s: words, no more than a few lines',
  async (name, title) => {
    const question = await askedQuestion(bindTools(photoprismTools, tools.library), name, known[name] ?? {});
    expect(question.startsWith(title)).toBe(true);
    expect(question.split('\n').length).toBeLessThanOrEqual(12);
    expect(question).not.toMatch(/[{}[\]]|undefined|null|\b[a-z][\da-z]{15}\b/);
    expect(steady(question)).toMatchSnapshot();
  },
);
