/** Writing what clients change about assets: one statement per 500 assets, text index and albums included. */
import { sql } from 'kysely';
import { isPossibleDate, localTime, type WrittenDate } from '../media/asset-times.ts';
import { refreshAssetText } from './asset-text.ts';
import { keepGroupsApart } from './duplicate-changes.ts';
import { idChunks, inChunks } from './id-chunks.ts';
import type { Store } from './open.ts';
import { reachable } from './reachable.ts';
import type { Visibility } from './schema.ts';
import { leaveStacks } from './stack-changes.ts';

/** A change would move an asset out of the years that can be written. */
export class ImpossibleDate extends Error {
  override readonly name = 'ImpossibleDate';
}

export interface Coordinates {
  latitude: number;
  longitude: number;
}

/** What is set, checked; a field that is missing stays as it is. */
export interface AssetChange {
  isFavorite?: boolean;
  visibility?: Visibility;
  rating?: number | null;
  description?: string;
  duplicateId?: string | null;
  date?: WrittenDate;
  /** Minutes by which the date moves. */
  moveMinutes?: number;
  timeZone?: string;
  position?: Coordinates;
}

async function setPlainFields(store: Store, ids: string[], change: AssetChange, now: number): Promise<void> {
  const { isFavorite, visibility, rating, description, duplicateId, position } = change;
  const values = {
    ...(isFavorite === undefined ? {} : { isFavorite: isFavorite ? (1 as const) : (0 as const) }),
    ...(visibility === undefined ? {} : { visibility }),
    ...(rating === undefined ? {} : { rating }),
    ...(description === undefined ? {} : { description }),
    ...(duplicateId === undefined ? {} : { duplicateId }),
    ...position,
  };
  if (Object.keys(values).length === 0) return;
  await store
    .updateTable('asset')
    .set({ ...values, updatedAt: now })
    .where('id', 'in', ids)
    .execute();
}

interface Times {
  id: string;
  fileCreatedAt: number;
  timeZone: string | null;
}

function movedTimes(row: Times, { date, moveMinutes = 0, timeZone }: AssetChange): Times {
  return {
    id: row.id,
    fileCreatedAt: (date?.instant ?? row.fileCreatedAt) + moveMinutes * 60_000,
    timeZone: timeZone ?? date?.timeZone ?? row.timeZone,
  };
}

/** Writes each asset's own instant and local time, which follow from its zone, in one statement. */
async function setTimes(store: Store, ids: string[], change: AssetChange, now: number): Promise<void> {
  const current = await store
    .selectFrom('asset')
    .select(['id', 'fileCreatedAt', 'timeZone'])
    .where('id', 'in', ids)
    .execute();
  const rows = current.map((row) => {
    const { id, fileCreatedAt, timeZone } = movedTimes(row, change);
    if (!isPossibleDate(fileCreatedAt)) throw new ImpossibleDate('A date would leave the years 1 to 9999');
    return [id, fileCreatedAt, localTime(fileCreatedAt, timeZone), timeZone];
  });
  const dated = change.date !== undefined || change.moveMinutes !== undefined;
  await sql`update asset set
      fileCreatedAt = moved.value ->> 1, localDateTime = moved.value ->> 2, timeZone = moved.value ->> 3,
      dateTimeOriginal = ${dated ? sql`moved.value ->> 1` : sql.ref('asset.dateTimeOriginal')}, updatedAt = ${now}
    from json_each(${JSON.stringify(rows)}) as moved where asset.id = moved.value ->> 0`.execute(store);
}

function changesTimes({ date, moveMinutes, timeZone }: AssetChange): boolean {
  return [date, moveMinutes, timeZone].some((field) => field !== undefined);
}

/** The clip of a locked Live Photo is locked with it: it shows the same. */
async function lockClips(store: Store, pictureIds: string[], now: number): Promise<string[]> {
  const clips = await store
    .updateTable('asset')
    .set({ visibility: 'locked', updatedAt: now })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('asset as picture')
        .select((of) => of.ref('picture.livePhotoVideoId').$notNull().as('clipId'))
        .where('picture.id', 'in', pictureIds),
    )
    .returning('id')
    .execute();
  return clips.map(({ id }) => id);
}

/** Locked assets leave every album, as in Immich, and every shared link: they would show them. So would a stack. */
async function leaveAlbums(store: Store, ids: string[]): Promise<void> {
  await store.deleteFrom('albumAsset').where('assetId', 'in', ids).execute();
  await store.deleteFrom('sharedLinkAsset').where('assetId', 'in', ids).execute();
  await store.updateTable('album').set({ thumbnailAssetId: null }).where('thumbnailAssetId', 'in', ids).execute();
}

/** Place names and text; the gazetteer is only loaded for a new position. */
async function followChange(store: Store, ids: readonly string[], change: AssetChange): Promise<void> {
  if (change.position !== undefined) {
    const { refreshDerived } = await import('../indexing/refresh-derived.ts');
    await refreshDerived(store, ids);
  } else if (change.description !== undefined || changesTimes(change)) {
    await refreshAssetText(store, ids);
  }
}

/** As `changeAssets`, in a transaction of the caller's. */
export async function changeAssetsWithin(trx: Store, ids: readonly string[], change: AssetChange): Promise<void> {
  const now = Date.now();
  if (change.duplicateId === null) await keepGroupsApart(trx, ids);
  for (const chunk of idChunks(ids)) {
    await setPlainFields(trx, chunk, change, now);
    if (changesTimes(change)) await setTimes(trx, chunk, change, now);
    if (change.visibility === 'locked') {
      const locked = [...chunk, ...(await lockClips(trx, chunk, now))];
      await leaveAlbums(trx, locked);
      await leaveStacks(trx, locked);
    }
  }
  await followChange(trx, ids, change);
}

/**
 * Applies one change to all of `ids`, which the caller must have been allowed to change, in one transaction, with all that
 * follows from it: local times, place names, text index. Rejects with `ImpossibleDate`, and changes nothing, where that applies.
 */
export async function changeAssets(store: Store, ids: readonly string[], change: AssetChange): Promise<void> {
  if (ids.length === 0) return;
  await store.transaction().execute((trx) => changeAssetsWithin(trx, ids, change));
}

/** Sets or, with null, clears the clip of a picture: a joined clip is hidden, a parted one is shown again. */
export async function setClip(store: Store, pictureId: string, videoId: string | null): Promise<void> {
  const now = Date.now();
  await store.transaction().execute(async (trx) => {
    const picture = await trx
      .selectFrom('asset')
      .select('livePhotoVideoId')
      .where('id', '=', pictureId)
      .executeTakeFirst();
    const before = picture?.livePhotoVideoId ?? null;
    const show = (id: string, visibility: 'hidden' | 'timeline') =>
      trx.updateTable('asset').set({ visibility, updatedAt: now }).where('id', '=', id).execute();
    if (before !== null && before !== videoId) await show(before, 'timeline');
    if (videoId !== null) await show(videoId, 'hidden');
    const joined = { livePhotoVideoId: videoId, updatedAt: now };
    await trx.updateTable('asset').set(joined).where('id', '=', pictureId).execute();
  });
}

/** As `trashAssets`, in a transaction of the caller's. */
export async function trashAssetsWithin(trx: Store, ids: readonly string[]): Promise<void> {
  const now = Date.now();
  for (const chunk of idChunks(ids)) {
    const values = { deletedAt: now, updatedAt: now };
    await trx.updateTable('asset').set(values).where('id', 'in', chunk).where('deletedAt', 'is', null).execute();
  }
}

/** Puts assets in the trash; those that are there already keep their time. */
export async function trashAssets(store: Store, ids: readonly string[]): Promise<void> {
  await store.transaction().execute((trx) => trashAssetsWithin(trx, ids));
}

/** Takes assets out of the trash. */
export async function restoreAssets(store: Store, ids: readonly string[]): Promise<void> {
  const values = { deletedAt: null, updatedAt: Date.now() };
  await store.transaction().execute(async (trx) => {
    for (const chunk of idChunks(ids)) {
      const trashed = trx.updateTable('asset').set(values).where('id', 'in', chunk).where('deletedAt', 'is not', null);
      await trashed.where('heldPath', 'is', null).execute();
    }
  });
}

/** The user's assets in the trash that a key may reach: neither locked nor held. */
export async function trashedIds(store: Store, userId: string): Promise<string[]> {
  const rows = await store
    .selectFrom('asset')
    .select('id')
    .where('ownerId', '=', userId)
    .where('deletedAt', 'is not', null)
    .where(reachable)
    .execute();
  return rows.map(({ id }) => id);
}

/** The rows of `ids` in any order, without held ones. */
export function assetRows(store: Store, ids: readonly string[]) {
  return inChunks(ids, (chunk) =>
    store.selectFrom('asset').selectAll().where('id', 'in', chunk).where('heldPath', 'is', null).execute(),
  );
}
