/** Brings back albums: their fields, and whole ones that were deleted, as new albums with the same contents. */
import {
  AlbumUserRole,
  AssetOrder,
  addUsersToAlbum,
  createAlbum,
  deleteAlbum,
  getAlbumInfo,
  type UpdateAlbumDto,
  updateAlbumInfo,
} from '@immich/sdk';
import type { ChangeItem } from '../../catalog/change.ts';
import type { JsonObject, JsonValue } from '../../catalog/json.ts';
import type { StateNow } from '../../catalog/restorer.ts';
import { failed, type Result, success } from '../../catalog/result.ts';
import { textOf } from '../../catalog/state-values.ts';
import { differences } from '../../catalog/states.ts';
import type { CallContext } from '../../catalog/tool.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import { sendRemaking } from '../../restoring/facet.ts';
import { albumAssets } from '../changes/album-assets.ts';
import { albumState } from '../changes/album-lookup.ts';
import { readAlbumContents } from '../changes/album-membership.ts';
import type { ImmichLibrary } from '../connection.ts';
import type { ImmichFacet } from './facet.ts';
import { makeOnce } from './make-once.ts';
import { putMissing } from './memberships.ts';
import { isTrashed } from './trash.ts';

export const albums: ImmichFacet = {
  fits: ({ kind }) => kind === 'album',
  look: (items, library, call) => inParallel(items, (item) => albumNow(item, library, call)),
  send: (items, library, call) =>
    sendRemaking(items, async (item, remade) => {
      if (item.after === null) return library.request((sdk) => deleteAlbum({ id: item.id }, sdk), call);
      const id = item.before === null ? await makeAgain(item, remade, library, call) : success(item.id);
      return id.ok ? complete(id.value, item, library, call) : id;
    }),
};

async function albumNow(item: ChangeItem, library: ImmichLibrary, call: CallContext): Promise<Result<StateNow>> {
  const namesContents = [item.before, item.after].some((state) => state?.assetIds !== undefined);
  const read = namesContents
    ? await readAlbumContents(library, item.id, call)
    : await library.request((sdk) => getAlbumInfo({ id: item.id }, sdk), call);
  if (!read.ok) return read.failure.code === 'not_found' ? success(null) : read;
  const { value } = read;
  const isWhole = 'assets' in value && 'album' in value;
  const state = isWhole
    ? albumState(
        value.album,
        value.assets.map(({ id }) => id),
      )
    : albumState(value);
  if (item.before !== null) return success(state);
  const cover = item.after?.albumThumbnailAssetId;
  const gaveWay = typeof cover === 'string' ? await isTrashed(cover, library, call) : success(cover === null);
  if (!gaveWay.ok) return gaveWay;
  // An album without a cover, or with one in the trash, shows another by itself.
  return success(gaveWay.value ? { ...state, albumThumbnailAssetId: cover } : state);
}

function changedFields(now: JsonObject, wanted: JsonObject): JsonObject {
  return Object.fromEntries(differences(wanted, now).map((field) => [field, wanted[field]]));
}

/** A new album, as yet empty; returns its id. */
function makeAgain(
  item: ChangeItem,
  remade: Map<string, string>,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<string>> {
  const createAlbumDto = { albumName: textOf(item.after?.albumName), description: textOf(item.after?.description) };
  return makeOnce(item, () => library.request((sdk) => createAlbum({ createAlbumDto }, sdk), call), remade, library);
}

/** Gives an album its fields, and the assets and people that it lacks: it may have come back in part before. */
async function complete(
  id: string,
  item: ChangeItem,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const { before, after } = item;
  const put = await putMissing(albumAssets, id, item, library, call);
  if (!put.ok) return put;
  // A cover that could not be one may be now.
  const wanted = before === null || put.value > 0 ? (after ?? {}) : changedFields(before, after ?? {});
  const fields = await setFields(id, wanted, library, call);
  if (!fields.ok) return fields;
  const shared = await shareAgain(id, before, after ?? null, library, call);
  return shared.ok ? setCover(id, textOf(wanted.albumThumbnailAssetId), library, call) : shared;
}

function shareAgain(
  id: string,
  before: JsonObject | null,
  after: JsonObject | null,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const known = new Set(membersOf(before?.albumUsers).map(({ userId }) => userId));
  const albumUsers = membersOf(after?.albumUsers).filter(({ userId }) => !known.has(userId));
  if (albumUsers.length === 0) return Promise.resolve(success(undefined));
  return library.request((sdk) => addUsersToAlbum({ id, addUsersDto: { albumUsers } }, sdk), call);
}

/** Immich takes a cover in the trash, and shows another. */
async function setCover(
  id: string,
  cover: string,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  if (cover === '') return success(undefined);
  const trashed = await isTrashed(cover, library, call);
  if (!trashed.ok) return trashed;
  if (trashed.value) return failed('conflict', 'its cover is in the trash: the library shows another');
  const updateAlbumDto = { albumThumbnailAssetId: cover };
  return library.request((sdk) => updateAlbumInfo({ id, updateAlbumDto }, sdk), call);
}

function setFields(
  id: string,
  { albumName, description, order }: JsonObject,
  library: ImmichLibrary,
  call: CallContext,
): Promise<Result<unknown>> {
  const known = Object.values(AssetOrder).find((name) => name === order);
  const updateAlbumDto: UpdateAlbumDto = {
    ...(typeof albumName === 'string' ? { albumName } : {}),
    ...(typeof description === 'string' ? { description } : {}),
    ...(known === undefined ? {} : { order: known }),
  };
  if (Object.keys(updateAlbumDto).length === 0) return Promise.resolve(success(undefined));
  return library.request((sdk) => updateAlbumInfo({ id, updateAlbumDto }, sdk), call);
}

function membersOf(value: JsonValue | undefined) {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.flatMap((member) => {
    if (typeof member !== 'object' || member === null) return [];
    const userId: unknown = Reflect.get(member, 'userId');
    const role = Object.values(AlbumUserRole).find((name) => name === Reflect.get(member, 'role'));
    return typeof userId === 'string' && role !== undefined ? [{ userId, role }] : [];
  });
}
