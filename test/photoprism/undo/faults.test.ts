/** Taking back while PhotoPrism fails in the middle, or after somebody else has changed the same. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leftBehind } from '../../fixtures/left-behind.ts';
import type { Fault } from '../../fixtures/photoprism/faults.ts';
import { openRecordedPhotoPrism, type RecordedPhotoPrism } from '../../fixtures/photoprism/recorded.ts';
import type { AlbumRow, PhotoRow } from '../../fixtures/photoprism/rows.ts';
import { seenPhotoPrism } from '../../fixtures/photoprism/seen.ts';
import { addPhoto } from '../../fixtures/photoprism/state.ts';
import { addAlbum, addLink, labelPhoto, writeEntries } from '../../fixtures/photoprism/things.ts';

let opened: RecordedPhotoPrism;
let photos: PhotoRow[];
let album: AlbumRow;
let linkId: string;

beforeEach(async () => {
  opened = await openRecordedPhotoPrism();
  const { state } = opened.server;
  photos = Array.from({ length: 3 }, (_, number) => addPhoto(state, { Title: `Photo ${number}` }));
  album = addAlbum(state, 'Holiday', { Description: 'By the sea' });
  writeEntries(state, album.UID, ids(), false);
  for (const photo of photos) labelPhoto(state, photo, 'Beach', 'manual');
  linkId = addLink(state, album.UID, { Slug: 'sea', MaxViews: 5 }).UID;
});

afterEach(() => opened.close());

const ids = () => photos.map(({ UID }) => UID);
const seen = () => structuredClone(seenPhotoPrism(opened.server.state));

const changes: readonly [what: string, tool: string, args: () => Record<string, unknown>][] = [
  ['a title', 'photoprism_photos_update', () => ({ photo_id: ids()[0], title: 'New' })],
  ['the archive', 'photoprism_photos_archive', () => ({ photo_ids: ids() })],
  ['an album', 'photoprism_albums_delete', () => ({ album_id: album.UID })],
  ['photos of an album', 'photoprism_albums_remove_photos', () => ({ album_id: album.UID, photo_ids: ids() })],
  ['a link', 'photoprism_shares_delete', () => ({ album_id: album.UID, link_id: linkId })],
  ['a label', 'photoprism_labels_delete', () => ({ label_id: 'Beach' })],
];
const kinds: readonly Fault['kind'][] = ['lost', 'cut', 'silence', 500];
const afters = [0, 1];

describe.each(changes)('%s', (_what, tool, args) => {
  it.each(kinds.flatMap((kind) => afters.map((after) => [kind, after] as const)))(
    'comes back once and whole, whatever happens to a request: %s after %i',
    async (kind, after) => {
      const before = seen();
      const { data } = await opened.change(tool, args());
      opened.server.faults.add({ match: /^(POST|PUT|DELETE) /, kind, after });
      await opened.undo({ change_id: data.change_id });
      opened.server.faults.clear();
      await opened.call('history_list');
      expect(leftBehind(await opened.undo({ change_id: data.change_id }))).toEqual({});
      expect(seen()).toEqual(before);
    },
  );
});

describe('what somebody has changed since', () => {
  it('stays as it is, and is named; the rest comes back', async () => {
    const { data } = await opened.change('photoprism_photos_update', {
      photo_id: ids()[0],
      title: 'New',
      caption: 'Words',
    });
    const [photo] = photos;
    if (photo !== undefined) photo.Title = 'Newer';
    const told = await opened.undo({ change_id: data.change_id });
    expect(JSON.stringify(told.data.changed_since)).toContain('Title');
    expect(photo).toMatchObject({ Title: 'Newer', Caption: '' });
    expect(leftBehind(await opened.undo({ change_id: data.change_id, force: true }))).toEqual({});
    expect(photo).toMatchObject({ Title: 'Photo 0', Caption: '' });
  });

  it('is not deleted with an album that somebody has filled', async () => {
    const { data } = await opened.change('photoprism_albums_create', { title: 'Winter' });
    writeEntries(opened.server.state, String(data.id), ids(), false);
    const told = await opened.undo({ change_id: data.change_id });
    expect(told.error ?? JSON.stringify(told.data)).toContain('changed since: photoIds');
    expect(Object.keys(seen().albums)).toContain('Winter');
  });

  it('is not taken over by an album that comes back', async () => {
    const { data } = await opened.change('photoprism_albums_delete', { album_id: album.UID });
    addAlbum(opened.server.state, 'Holiday', { CreatedBy: 'uqxetse3cy5eo9z2' });
    const told = await opened.undo({ change_id: data.change_id });
    expect(told.error ?? JSON.stringify(told.data)).toContain('there is another album of this title by now');
    expect(seen().albums.Holiday).toMatchObject({ photos: [], links: [] });
  });
});

describe('what does not come back', () => {
  it('is said before: photos deleted for good', async () => {
    const [first = ''] = ids();
    await opened.change('photoprism_photos_archive', { photo_ids: [first] });
    const { data } = await opened.change('photoprism_photos_delete', { photo_ids: [first] });
    const told = await opened.call('history_undo', { change_id: data.change_id });
    expect(told.error).toContain('was deleted for good');
  });

  it('is a password: the link is not opened to everybody instead', async () => {
    const made = await opened.change('photoprism_shares_create', { album_id: album.UID, password: 'open sesame' });
    const id = opened.server.state.links.at(-1)?.UID;
    await opened.change('photoprism_shares_delete', { album_id: album.UID, link_id: id });
    const links = opened.server.state.links.length;
    const { data } = await opened.call('history_list');
    const [latest] = Array.isArray(data.changes) ? data.changes : [];
    expect(made.error).toBeUndefined();
    const told = await opened.undo({ change_id: Object(latest).id ?? Object(latest).change_id });
    expect(told.error).toContain('had a password');
    expect(opened.server.state.links).toHaveLength(links);
  });
});
