/** Puts photos into an album, or takes them out: the requests, and what became of each photo. */
import * as z from 'zod';
import { success } from '../../catalog/result.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { changeMany } from '../../changing/change-many.ts';
import type { CheckedReport } from '../../changing/check-after.ts';
import type { Looking } from '../../changing/unclear.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { membersAmong } from './album-members.ts';
import { explained } from './whose-token.ts';

/**
 * Sends all of `uids` in pieces, then looks at each: PhotoPrism lists as `added` what was in it before, and as `removed`
 * what never was.
 */
export async function setInAlbum(
  albumUid: string,
  uids: readonly string[],
  inAlbum: boolean,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<CheckedReport> {
  let members: ReturnType<typeof membersAmong> | undefined;
  return changeMany(
    uids,
    {
      send: async (photos) => {
        const method = inAlbum ? 'POST' : 'DELETE';
        const wanted = { method, path: ['albums', albumUid, 'photos'], body: { photos }, answer: z.unknown() } as const;
        const sent = await explained(await library.request(wanted, call), 'change albums', library, call);
        // It is the album that was not found, not one of the photos.
        return !sent.ok && sent.failure.code === 'not_found'
          ? { ok: false, failure: { ...sent.failure, code: 'conflict' } }
          : sent;
      },
      otherwise: inAlbum ? 'is not in the album' : 'is still in the album',
      // Read once for all of them.
      isSo: async (uid: string, looking: Looking) => {
        members ??= membersAmong(albumUid, uids, library, looking);
        const inside = await members;
        return inside.ok ? success(inside.value.has(uid) === inAlbum) : inside;
      },
    },
    call,
  );
}
