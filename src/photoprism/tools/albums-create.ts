/** The tool that makes an album. */
import * as z from 'zod';
import type { ItemOutcome } from '../../catalog/change.ts';
import { foldText } from '../../catalog/fold-text.ts';
import type { JsonObject } from '../../catalog/json.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { shortText } from '../../catalog/short-text.ts';
import { isUnclear, lookAgain } from '../../changing/unclear.ts';
import { type AlbumRow, albumRow } from '../album-row.ts';
import { readAlbumPhotos } from '../changes/album-contents.ts';
import { albumState, requireAlbum } from '../changes/album-states.ts';
import { handmadeAlbums, requireFreeTitle, titleTaken } from '../changes/album-titles.ts';
import { setAlbumFields } from '../changes/set-album.ts';
import { requireUser } from '../changes/whose-token.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import { albumAlone } from '../present/album.ts';
import { albumTexts, albumTitle } from './album-arguments.ts';
import { defineChange } from './define.ts';

interface CreateWork {
  readonly title: string;
  readonly fields: JsonObject;
  /** Uids of all albums that there are. */
  readonly there: ReadonlySet<string>;
}

export const albumsCreate = defineChange({
  name: 'photoprism_albums_create',
  title: 'Create PhotoPrism album',
  description: 'Makes an album. A deleted one of this title comes back instead, with its photos: the answer says so.',
  toolset: 'photoprism_albums',
  effect: 'add',
  permission: 'create',
  scopes: ['albums'],
  input: z.strictObject({ title: albumTitle, ...albumTexts }),
  output: z.looseObject({ id: z.string(), title: z.string() }),
  async plan({ title, description, category, location }, library, call) {
    const fields = {
      ...(description === undefined ? {} : { Description: description }),
      ...(category === undefined ? {} : { Category: category }),
      ...(location === undefined ? {} : { Location: location }),
    };
    const mayOpen = await requireUser('make and open albums', library, call);
    if (!mayOpen.ok) return mayOpen;
    const albums = await handmadeAlbums(library, call);
    if (!albums.ok) return albums;
    const free = requireFreeTitle(title, albums.value);
    if (!free.ok) return free;
    const work: CreateWork = { title, fields, there: new Set(albums.value.map(({ UID }) => UID)) };
    return success({
      preview: {
        title: shortText(title, 100),
        ...fields,
        note: 'Deleted albums cannot be seen: if one had this title, it comes back with its photos.',
      },
      items: [],
      work,
    });
  },
  async apply({ title, fields, there }: CreateWork, library, call) {
    const answer = await library.request(
      { method: 'POST', path: ['albums'], body: { Title: title }, answer: albumRow },
      call,
    );
    const made = answer.ok ? success(answer.value.body.UID) : await foundAfterwards(answer, title, there, library);
    if (!made.ok) return made;
    const uid = made.value;
    const first = await requireAlbum(uid, library, lookAgain());
    if (!first.ok) return notSeen(uid, first);
    if (there.has(uid)) return titleTaken(first.value);
    const set = await setAlbumFields(uid, fields, library, call);
    const now = set.ok ? set.value : first.value;
    const photos = await readAlbumPhotos(uid, library, lookAgain());
    const after = { ...albumState(now), ...(photos.ok ? { photoIds: photos.value } : {}) };
    const item: ItemOutcome = { id: uid, ok: true, made: { kind: 'photoprism_album', after } };
    return success({
      items: [item],
      data: {
        ...albumAlone({ ...now, PhotoCount: first.value.PhotoCount }, library),
        restored: isOld(first.value) ? 'A deleted album of this title came back, with what was in it.' : undefined,
        stopped: set.ok ? undefined : `The album was made, but its texts were not set: ${set.failure.message}`,
      },
    });
  },
});

/** After a request without a clear answer: the album, where it is there now. */
async function foundAfterwards(
  answer: Result<unknown> & { ok: false },
  title: string,
  there: ReadonlySet<string>,
  library: PhotoPrismLibrary,
): Promise<Result<string>> {
  if (!isUnclear(answer.failure)) return answer;
  const albums = await handmadeAlbums(library, lookAgain());
  const made = albums.ok
    ? albums.value.find(({ UID, Title }) => !there.has(UID) && foldText(Title) === foldText(title))
    : undefined;
  if (made !== undefined) return success(made.UID);
  const state = albums.ok ? 'The album was not made.' : 'Whether the album was made is unclear.';
  return failed(
    answer.failure.code,
    `${answer.failure.message} ${state}`,
    'Look with photoprism_albums_list before trying again.',
  );
}

function notSeen(uid: string, { failure }: Result<unknown> & { ok: false }): Result<never> {
  return failed(
    failure.code,
    `The album ${uid} was made, but cannot be seen: ${failure.message}`,
    'Look with photoprism_albums_list.',
  );
}

/** True of an album that is older than the request that made it: it was changed since, or holds something. */
function isOld({ PhotoCount = 0, CreatedAt, UpdatedAt, Description, Category }: AlbumRow): boolean {
  return PhotoCount > 0 || CreatedAt !== UpdatedAt || Description !== '' || Category !== '';
}
