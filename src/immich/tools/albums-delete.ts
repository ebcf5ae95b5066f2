/** The tool that deletes an album. */
import { deleteAlbum, getAlbumInfo } from '@immich/sdk';
import * as z from 'zod';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { isUnclear, lookAgain } from '../../changing/unclear.ts';
import { albumState, ownerOf, tellAlbum } from '../changes/album-lookup.ts';
import { whatEndsWithAlbum } from '../changes/album-losses.ts';
import { readAlbumContents } from '../changes/album-membership.ts';
import { cautionOfEnding, endingActivities } from '../changes/ending-activities.ts';
import { endingLinks } from '../changes/ending-links.ts';
import type { ImmichLibrary } from '../connection.ts';
import { albumId } from './arguments.ts';
import { defineChange } from './define.ts';

export const albumsDelete = defineChange({
  name: 'immich_albums_delete',
  title: 'Delete album',
  description:
    'Deletes an album with its sharing, links and comments; the assets stay in the library. Previews by default.',
  toolset: 'albums',
  effect: 'remove',
  permission: 'delete',
  scopes: ['album.read', 'asset.read', 'album.delete'],
  deadlineSeconds: 300,
  input: z.strictObject({ album_id: albumId }),
  output: z.looseObject({ deleted: z.string().optional(), albumName: z.string() }),
  async plan({ album_id }, library, call) {
    const contents = await readAlbumContents(library, album_id, call);
    if (!contents.ok) return contents;
    const { album, assets } = contents.value;
    const [owner, user] = [ownerOf(album), await library.userId(call)];
    if (owner !== undefined && user !== undefined && owner !== user) {
      return failed('conflict', 'This album belongs to another user: only its owner can delete it.');
    }
    const losses = await whatEndsWithAlbum(library, album, call);
    const facts = { albumName: shortText(album.albumName, 100), assetCount: album.assetCount };
    const ending = [
      ...(await endingLinks(library, album_id, call)),
      ...(await endingActivities(library, album_id, undefined, call)),
    ];
    return success({
      preview: { ...tellAlbum(album, library), ...losses, note: 'The assets stay in the library.' },
      items: [
        {
          kind: 'album',
          id: album_id,
          before: albumState(
            album,
            assets.map((asset) => asset.id),
          ),
          after: null,
        },
        ...ending,
      ],
      ...cautionOfEnding(ending, user),
      work: { album_id, facts, endingIds: ending.map(({ id }) => id) },
    });
  },
  async apply({ album_id, facts, endingIds }, library, call) {
    const answer = await library.request((sdk) => deleteAlbum({ id: album_id }, sdk), call);
    if (!answer.ok && !isUnclear(answer.failure)) return answer;
    const gone = await isGone(library, album_id);
    if (answer.ok ? gone === false : gone !== true) return notDeleted(answer, gone, library);
    return success({
      items: [album_id, ...endingIds].map((id) => ({ id, ok: true })),
      data: { deleted: album_id, ...facts, note: 'The assets stay in the library.' },
    });
  },
});

/** Undefined when it cannot be told. */
async function isGone(library: ImmichLibrary, id: string): Promise<boolean | undefined> {
  const now = await library.request((sdk) => getAlbumInfo({ id }, sdk), lookAgain());
  if (now.ok) return false;
  return now.failure.code === 'not_found' ? true : undefined;
}

function notDeleted(answer: Result<unknown>, gone: boolean | undefined, library: ImmichLibrary): Result<never> {
  if (answer.ok) return failed('conflict', `${library.name} took the deletion, but the album is still there.`);
  const state = gone === false ? 'The album is still there.' : 'Whether the album was deleted is unclear.';
  return failed(answer.failure.code, `${answer.failure.message} ${state}`, 'Look with immich_albums_get first.');
}
