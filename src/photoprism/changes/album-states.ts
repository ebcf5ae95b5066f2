/** Albums as they are now: for plans, for looking whether a change was made, and for taking it back. */
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { type AlbumRow, albumRow } from '../album-row.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { readWholeList } from '../whole-list.ts';
import { explained } from './whose-token.ts';

/** Uids in one request: their address stays short enough for every proxy. */
const uidsAtOnce = 100;

const settable = [
  ...(['Title', 'Location', 'Category', 'Caption', 'Description', 'Notes', 'Order', 'Country'] as const),
  ...(['Favorite', 'Private', 'Thumb'] as const),
] as const;

/** What can be set on an album, and what kind of album it is. */
export function albumState(album: AlbumRow): JsonObject {
  const { Type, Slug, Filter } = album;
  return { ...Object.fromEntries(settable.map((field) => [field, album[field]])), Type, Slug, Filter };
}

/** The albums with these uids, each with how many photos and links it has; those that do not exist are not in the answer. */
export async function readAlbums(
  uids: readonly string[],
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<ReadonlyMap<string, AlbumRow>>> {
  const found = new Map<string, AlbumRow>();
  for (let at = 0; at < uids.length; at += uidsAtOnce) {
    const uid = uids.slice(at, at + uidsAtOnce).join('|');
    const listed = await readWholeList(library, { path: ['albums'], query: { uid }, row: albumRow }, call);
    if (!listed.ok) return listed;
    for (const album of listed.value.rows) if (uids.includes(album.UID)) found.set(album.UID, album);
  }
  // Lists leave some out: empty months, for example.
  for (const uid of uids.filter((each) => !found.has(each))) {
    const album = await library.request({ path: ['albums', uid], answer: albumRow }, call);
    if (album.ok) found.set(uid, album.value.body);
    else if (album.failure.code !== 'not_found') return explained(album, 'open single albums', library, call);
  }
  return success(found);
}

/** The state of each of these albums, in order; null for those that do not exist. */
export async function albumStates(
  uids: readonly string[],
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<readonly (JsonObject | null)[]>> {
  const albums = await readAlbums(uids, library, call);
  if (!albums.ok) return albums;
  return success(
    uids.map((uid) => {
      const album = albums.value.get(uid);
      return album === undefined ? null : albumState(album);
    }),
  );
}

/** One album; fails where there is none. */
export async function requireAlbum(
  uid: string,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<AlbumRow>> {
  const albums = await readAlbums([uid], library, call);
  if (!albums.ok) return albums;
  const album = albums.value.get(uid);
  return album === undefined
    ? failed('not_found', `There is no album ${JSON.stringify(uid.slice(0, 40))}.`, 'Look with photoprism_albums_list.')
    : success(album);
}

/** Fails for an album that is the result of a search: photos are in it or not by themselves. */
export function requireFilled({ Title, Type, Filter }: AlbumRow): Result<undefined> {
  if (Type === 'album' && Filter === '') return success(undefined);
  return failed(
    'conflict',
    `${JSON.stringify(Title.slice(0, 60))} is a ${Type}: what it shows follows from a search, and nothing can be put into it or taken out.`,
    'Make an album with photoprism_albums_create.',
  );
}
