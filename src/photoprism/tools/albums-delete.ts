/** The tool that deletes an album. */
import * as z from 'zod';
import { counted } from '../../catalog/counted.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { someOf } from '../../changing/tell.ts';
import { isUnclear, lookAgain } from '../../changing/unclear.ts';
import type { AlbumRow } from '../album-row.ts';
import { albumState, readAlbums, requireAlbum } from '../changes/album-states.ts';
import { endingLinks } from '../changes/ending-links.ts';
import { explained, requireUser } from '../changes/whose-token.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { readPhotoUids } from '../paging.ts';
import { albumAlone } from '../present/album.ts';
import { albumId } from './arguments.ts';
import { defineChange } from './define.ts';

/** Photos that are counted one by one; beyond, the album's own count is told. */
const mostCounted = 20_000;

export const albumsDelete = defineChange({
  name: 'photoprism_albums_delete',
  title: 'Delete PhotoPrism album',
  description: 'Deletes an album, and its links end; the photos stay. Previews by default.',
  toolset: 'photoprism_albums',
  effect: 'remove',
  permission: 'delete',
  scopes: ['albums', 'photos'],
  deadlineSeconds: 300,
  input: z.strictObject({ album_id: albumId }),
  output: z.looseObject({ deleted: z.string().optional(), title: z.string() }),
  async plan({ album_id }, library, call) {
    const mayOpen = await requireUser('delete albums', library, call);
    if (!mayOpen.ok) return mayOpen;
    const album = await requireAlbum(album_id, library, call);
    if (!album.ok) return album;
    const query = { s: album_id, order: 'oldest' };
    const photos = await readPhotoUids(library, { query, most: mostCounted }, call);
    if (!photos.ok) return photos;
    const contents = photos.value.complete && isFilled(album.value) ? { photoIds: photos.value.uids } : {};
    const ending = await endingLinks(album_id, library, call);
    const links = ending.length > 0 ? ending.length : (album.value.LinkCount ?? 0);
    const meaning = whatDeletingMeans(album.value);
    return success({
      preview: {
        ...albumAlone(album.value, library),
        photos: photos.value.complete ? photos.value.uids.length : (album.value.PhotoCount ?? photos.value.uids.length),
        links: someOf(links),
        links_end: links > 0 ? 'Their addresses stop working.' : undefined,
        ...meaning,
      },
      items: [
        { kind: 'photoprism_album', id: album_id, before: { ...albumState(album.value), ...contents }, after: null },
        ...ending,
      ],
      ...cautionOf(meaning.permanent === true, links),
      work: { album_id, title: shortText(album.value.Title, 100), meaning, ending },
    });
  },
  async apply({ album_id, title, meaning, ending }, library, call) {
    const sent = await library.request({ method: 'DELETE', path: ['albums', album_id], answer: z.unknown() }, call);
    const answer = await explained(sent, 'delete albums', library, call);
    if (!answer.ok && !isUnclear(answer.failure)) return answer;
    const gone = await isGone(album_id, library);
    if (answer.ok ? gone === false : gone !== true) return notDeleted(answer, gone, library);
    const items = [album_id, ...ending.map(({ id }) => id)].map((id) => ({ id, ok: true }));
    return success({ items, data: { deleted: album_id, title, ...meaning } });
  },
});

/** What an album that is a search shows follows from the search. */
function isFilled({ Type, Filter }: AlbumRow): boolean {
  return Type === 'album' && Filter === '';
}

/** What was filled by hand is kept and comes back with its title; everything else goes for good. */
function whatDeletingMeans({ Type }: AlbumRow): JsonObject {
  return Type === 'album'
    ? { note: 'The photos stay in the library.' }
    : { permanent: true, note: 'The photos stay. What was set on this album is lost; PhotoPrism may make it anew.' };
}

function cautionOf(permanent: boolean, links: number): { readonly caution?: string } {
  if (permanent) return { caution: 'it deletes for good' };
  return links === 0 ? {} : { caution: counted(links, 'shared link stops working', 'shared links stop working') };
}

/** Undefined when it cannot be told. */
async function isGone(uid: string, library: PhotoPrismLibrary): Promise<boolean | undefined> {
  const now = await readAlbums([uid], library, lookAgain());
  return now.ok ? !now.value.has(uid) : undefined;
}

function notDeleted(answer: Result<unknown>, gone: boolean | undefined, library: PhotoPrismLibrary): Result<never> {
  if (answer.ok) return failed('conflict', `${library.name} took the deletion, but the album is still there.`);
  const state = gone === false ? 'The album is still there.' : 'Whether the album was deleted is unclear.';
  return failed(answer.failure.code, `${answer.failure.message} ${state}`, 'Look with photoprism_albums_get first.');
}
