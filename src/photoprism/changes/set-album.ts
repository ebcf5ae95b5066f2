/** Sets fields of an album, and looks whether they are set. */
import type { JsonObject } from '../../catalog/json.ts';
import type { Result } from '../../catalog/result.ts';
import { sameState } from '../../catalog/states.ts';
import { type AlbumRow, albumRow } from '../album-row.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { albumState, requireAlbum } from './album-states.ts';
import { updateOne } from './update-one.ts';
import { explained } from './whose-token.ts';

/** Sends only what is given, by PhotoPrism's names; what is not given stays. Success is the album as it is then. */
export async function setAlbumFields(
  uid: string,
  fields: JsonObject,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<AlbumRow>> {
  if (Object.keys(fields).length === 0) return requireAlbum(uid, library, call);
  // Without its source, the next indexing chooses another cover.
  const body = fields.Thumb === undefined ? fields : { ...fields, ThumbSrc: 'manual' };
  return updateOne(library, {
    what: 'album',
    look: 'photoprism_albums_get',
    send: async () => {
      const sent = await library.request({ method: 'PUT', path: ['albums', uid], body, answer: albumRow }, call);
      return explained(sent, 'change albums', library, call);
    },
    read: (looking) => requireAlbum(uid, library, looking),
    isSo: (now) => sameState(fields, albumState(now)),
  });
}
