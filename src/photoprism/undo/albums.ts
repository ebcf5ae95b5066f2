/** Brings back albums: their fields, and whole ones that were deleted, with the photos that were in them. */
import * as z from 'zod';
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject } from '../../catalog/json.ts';
import type { StateNow } from '../../catalog/restorer.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { textOf, textsOf } from '../../catalog/state-values.ts';
import { differences } from '../../catalog/states.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import { sendRemaking } from '../../restoring/facet.ts';
import { inTurn } from '../../restoring/turns.ts';
import { albumRow } from '../album-row.ts';
import { readAlbumPhotos } from '../changes/album-contents.ts';
import { setInAlbum } from '../changes/album-photos.ts';
import { albumStates } from '../changes/album-states.ts';
import { setAlbumFields } from '../changes/set-album.ts';
import type { PhotoPrismLibrary } from '../connection.ts';
import type { PhotoPrismFacet } from './facet.ts';
import { albumsAlike } from './find-alike.ts';
import { makeOnce } from './make-once.ts';

/** What follows from other things, or says what kind of album it is: nobody can set it. */
const unsettable: ReadonlySet<string> = new Set(['photoIds', 'Type', 'Slug', 'Filter']);

export const albums: PhotoPrismFacet = {
  fits: ({ kind }) => kind === 'photoprism_album',
  objection: ({ before, after }) =>
    after === null && before !== null && before.Type !== 'album'
      ? 'was no album that somebody filled: PhotoPrism deletes those for good, and may make it anew by itself'
      : undefined,
  look: async (items, library, call) => {
    const states = await albumStates(
      items.map(({ id }) => id),
      library,
      call,
    );
    if (!states.ok) return states;
    return inParallel([...items.entries()], ([position, item]) =>
      withContents(item, states.value[position] ?? null, library, call),
    );
  },
  send: (items, library, call) => sendRemaking(inTurn(items), (item, remade) => sendAlbum(item, remade, library, call)),
};

async function withContents(
  { id, before, after }: ChangeItem,
  state: JsonObject | null,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<StateNow>> {
  if (state === null) return success(null);
  const known = slugFollows(state, after, before);
  if (before?.photoIds === undefined && after?.photoIds === undefined) return success(known);
  const photos = await readAlbumPhotos(id, library, call);
  if (!photos.ok) return photos;
  return success(photos.value === undefined ? known : { ...known, photoIds: photos.value });
}

/** The title decides about the slug; the album of that title has that slug. */
function slugFollows(state: JsonObject, ...written: readonly (JsonObject | null | undefined)[]): JsonObject {
  const same = written.find((one) => one?.Title === state.Title && typeof one?.Slug === 'string');
  return same === undefined || same === null ? state : { ...state, Slug: same.Slug };
}

async function sendAlbum(
  item: ChangeItem,
  remade: Map<string, string>,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  if (item.after === null || item.after === undefined) {
    return library.request({ method: 'DELETE', path: ['albums', item.id], answer: z.unknown() }, call);
  }
  const uid = item.before === null ? await makeAgain(item, remade, library, call) : success(item.id);
  if (!uid.ok) return uid;
  const filled = await setContents(uid.value, item, library, call);
  if (!filled.ok) return filled;
  const fields = item.before === null ? Object.keys(item.after) : differences(item.after, item.before);
  const wanted = Object.fromEntries(
    fields.filter((field) => !unsettable.has(field)).map((field) => [field, item.after?.[field] ?? null]),
  );
  return setAlbumFields(uid.value, wanted, library, call);
}

/**
 * PhotoPrism brings back the deleted album of that title where it has one, with what was in it, and makes a new one
 * otherwise; one that exists it would hand over as if it were new.
 */
async function makeAgain(
  item: ChangeItem,
  remade: Map<string, string>,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<string>> {
  const state = item.after ?? {};
  const alike = await albumsAlike({ state, since: 0 }, library, call);
  if (!alike.ok) return alike;
  if (alike.value.length > 0) return failed('conflict', 'there is another album of this title by now');
  const body = { Title: textOf(state.Title) };
  const create = async () => {
    const made = await library.request({ method: 'POST', path: ['albums'], body, answer: albumRow }, call);
    return made.ok ? success(made.value.body.UID) : made;
  };
  return makeOnce(item, create, remade, library);
}

/** Puts in what the album lacks, and takes out what it should not have: another of its title may have come back. */
async function setContents(
  uid: string,
  { before, after }: ChangeItem,
  library: PhotoPrismLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  if (after?.photoIds === undefined) return success(undefined);
  const wanted = textsOf(after.photoIds);
  const held = before === null ? await readAlbumPhotos(uid, library, call) : success(textsOf(before.photoIds));
  if (!held.ok || held.value === undefined) return held;
  const [is, shall] = [new Set(held.value), new Set(wanted)];
  const moves = [
    { ids: held.value.filter((id) => !shall.has(id)), inAlbum: false },
    { ids: wanted.filter((id) => !is.has(id)), inAlbum: true },
  ];
  for (const { ids, inAlbum } of moves) {
    const report = ids.length === 0 ? undefined : await setInAlbum(uid, ids, inAlbum, library, call);
    if (report?.stop !== undefined) return { ok: false, failure: report.stop };
  }
  return success(undefined);
}
