/** Which photos are in which albums that were filled by hand, read from the library. */
import type { JsonObject } from '../../catalog/json.ts';
import { type Result, success } from '../../catalog/result.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { readPhotoUids } from '../paging.ts';
import { readAlbums } from './album-states.ts';

/** Uids in one request: their address stays short enough for every proxy. */
const uidsAtOnce = 100;

/** Files that these photos may have together. */
const mostFound = 50_000;

/** Which of these photos the album shows; archived ones are shown by none. Fails where there is no such album. */
export async function membersAmong(
  albumUid: string,
  photoUids: readonly string[],
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<ReadonlySet<string>>> {
  const wanted = new Set(photoUids);
  const inside = new Set<string>();
  for (let at = 0; at < photoUids.length; at += uidsAtOnce) {
    const query = { s: albumUid, uid: photoUids.slice(at, at + uidsAtOnce).join('|'), order: 'oldest' };
    const found = await readPhotoUids(library, { query, most: mostFound }, call);
    if (!found.ok) return found;
    for (const uid of found.value.uids) if (wanted.has(uid)) inside.add(uid);
  }
  return success(inside);
}

/** A photo, and an album that it may be in. */
export interface Membership {
  readonly id: string;
  readonly albumId: string;
}

/** Whether each photo is in its album, in order; null where there is no such album. */
export async function memberStates(
  memberships: readonly Membership[],
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<readonly (JsonObject | null)[]>> {
  const albumIds = [...new Set(memberships.map(({ albumId }) => albumId))];
  const albums = await readAlbums(albumIds, library, call);
  if (!albums.ok) return albums;
  const inside = new Map<string, ReadonlySet<string>>();
  for (const albumId of albums.value.keys()) {
    const photoUids = memberships.filter((one) => one.albumId === albumId).map(({ id }) => id);
    const members = await membersAmong(albumId, photoUids, library, call);
    if (!members.ok) return members;
    inside.set(albumId, members.value);
  }
  return success(
    memberships.map(({ id, albumId }) => {
      const members = inside.get(albumId);
      return members === undefined ? null : { albumId, inAlbum: members.has(id) };
    }),
  );
}
