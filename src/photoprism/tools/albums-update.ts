/** The tool that alters an album itself. */
import * as z from 'zod';
import { boundedObject, listBounds } from '../../catalog/bounded.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import type { AlbumRow } from '../album-row.ts';
import { membersAmong } from '../changes/album-members.ts';
import { albumState, requireAlbum } from '../changes/album-states.ts';
import { handmadeAlbums, requireFreeTitle } from '../changes/album-titles.ts';
import { setAlbumFields } from '../changes/set-album.ts';
import { requireUser } from '../changes/whose-token.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { readPhotos } from '../paging.ts';
import { albumAlone } from '../present/album.ts';
import { albumOrder, albumTexts, albumTitle } from './album-arguments.ts';
import { albumId, photoId } from './arguments.ts';
import { defineChange } from './define.ts';

export const albumsUpdate = defineChange({
  name: 'photoprism_albums_update',
  title: 'Update PhotoPrism album',
  description: 'Sets what is given of an album, at once. "" clears a text.',
  toolset: 'photoprism_albums',
  effect: 'change',
  permission: 'update',
  scopes: ['albums', 'photos'],
  input: z.strictObject({
    album_id: albumId,
    title: albumTitle.optional(),
    ...albumTexts,
    order: albumOrder.optional(),
    favorite: z.boolean().optional().describe('Set or clear'),
    private: z.boolean().optional().describe('Set or clear'),
    cover_photo_id: photoId.optional().describe('Must be in the album'),
  }),
  output: z.looseObject({ id: z.string(), title: z.string() }),
  async plan({ album_id, cover_photo_id, ...asked }, library, call) {
    const mayOpen = await requireUser('change albums', library, call);
    if (!mayOpen.ok) return mayOpen;
    const album = await requireAlbum(album_id, library, call);
    if (!album.ok) return album;
    const free =
      asked.title === undefined ? success(undefined) : await titleIsFree(asked.title, album.value, library, call);
    if (!free.ok) return free;
    const cover = await coverOf(cover_photo_id, album_id, library, call);
    if (!cover.ok) return cover;
    const after: JsonObject = {
      ...given('Title', asked.title),
      ...given('Description', asked.description),
      ...given('Category', asked.category),
      ...given('Location', asked.location),
      ...given('Order', asked.order),
      ...given('Favorite', asked.favorite),
      ...given('Private', asked.private),
      ...given('Thumb', cover.value),
    };
    if (Object.keys(after).length === 0) {
      return failed('invalid_input', 'Nothing to change was given.', 'Give at least one of the optional arguments.');
    }
    const state = albumState(album.value);
    const before = Object.fromEntries(Object.keys(after).map((field) => [field, state[field]]));
    return success({
      preview: {
        id: album_id,
        title: shortText(album.value.Title, 100),
        before: boundedObject(before, listBounds),
        changes: after,
      },
      items: [{ kind: 'photoprism_album', id: album_id, before, after }],
      work: { album_id, after },
    });
  },
  async apply({ album_id: id, after }, library, call) {
    const album = await setAlbumFields(id, after, library, call);
    if (!album.ok) return album;
    return success({ items: [{ id, ok: true }], data: albumAlone(album.value, library) });
  },
});

function given(field: string, value: string | boolean | undefined): JsonObject {
  return value === undefined ? {} : { [field]: value };
}

/** Only albums that people made stand in each other's way. */
async function titleIsFree(
  title: string,
  { UID, Type }: AlbumRow,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<undefined>> {
  if (Type !== 'album') return success(undefined);
  const albums = await handmadeAlbums(library, call);
  if (!albums.ok) return albums;
  return requireFreeTitle(
    title,
    albums.value.filter((album) => album.UID !== UID),
  );
}

/** The hash of the picture that a photo shows, which is what an album keeps as its cover. */
async function coverOf(
  photo: string | undefined,
  albumUid: string,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<string | undefined>> {
  if (photo === undefined) return success(undefined);
  const inside = await membersAmong(albumUid, [photo], library, call);
  if (!inside.ok) return inside;
  if (!inside.value.has(photo)) {
    return failed(
      'conflict',
      'cover_photo_id is not in this album.',
      'Add it with photoprism_albums_add_photos first.',
    );
  }
  const query = { uid: photo, primary: true, order: 'oldest' };
  const found = await readPhotos(library, { query, most: 1 }, call);
  if (!found.ok) return found;
  const hash = found.value.photos.find(({ UID }) => UID === photo)?.Hash;
  return hash === undefined || hash === ''
    ? failed('conflict', 'cover_photo_id has no picture that could be a cover.')
    : success(hash);
}
