/** `/assets`: reading, changing and deleting assets. Uploads are in `upload.ts`, files in `media.ts`. */
import type { AssetStatsResponseDto } from '@immich/sdk';
import { Hono } from 'hono';
import * as z from 'zod';
import { isTimeZone, readWrittenDate } from '../media/asset-times.ts';
import {
  type AssetChange,
  assetRows,
  changeAssets,
  ImpossibleDate,
  setClip,
  trashAssets,
} from '../store/asset-changes.ts';
import type { Store } from '../store/open.ts';
import { requireAssets } from './access.ts';
import { answer, noContent } from './answer.ts';
import type { Routes } from './app.ts';
import { type AssetDto, assetDtos } from './asset-dto.ts';
import type { AssetParts } from './asset-parts.ts';
import { assetStatistics } from './asset-statistics.ts';
import type { ApiContext, ApiEnv } from './context.ts';
import { invalid, noAccess } from './errors.ts';
import { holdAssets } from './held-originals.ts';
import { requireClip } from './live-photos.ts';
import {
  coordinatesTogether,
  coordinatesTogetherError,
  idList,
  latitude,
  longitude,
  queryBoolean,
  ratingToSet,
  readBody,
  readId,
  readQuery,
  storedText,
  uuid,
  visibility,
} from './validation.ts';
import { assetForVisitor, type VisitorAssetDto } from './visitor-views.ts';

const changeFields = z.object({
  isFavorite: z.boolean().optional(),
  visibility: visibility.optional(),
  dateTimeOriginal: z.string().optional(),
  latitude: latitude.optional(),
  longitude: longitude.optional(),
  rating: ratingToSet.optional(),
  description: storedText.optional(),
});
const oneChange = changeFields
  .extend({ livePhotoVideoId: uuid.nullable().optional() })
  .refine(coordinatesTogether, coordinatesTogetherError);
const bulkChange = changeFields
  .extend({
    ids: idList.shape.ids,
    duplicateId: storedText.nullable().optional(),
    dateTimeRelative: z.int().optional(),
    timeZone: z.string().optional(),
  })
  .refine(coordinatesTogether, coordinatesTogetherError);
const deletion = idList.extend({ force: z.boolean().optional() });
const statisticsQuery = z.object({
  isFavorite: queryBoolean.optional(),
  isTrashed: queryBoolean.optional(),
  visibility: visibility.optional(),
});

type ChangeBody = z.infer<typeof changeFields> & Partial<z.infer<typeof bulkChange>>;

function writtenDate(text: string): NonNullable<AssetChange['date']> {
  const date = readWrittenDate(text);
  if (date !== null) return date;
  throw invalid(['dateTimeOriginal'], 'Expected an ISO date such as 2023-06-14T10:12:33+02:00');
}

/** The change that a request asks for; throws 400 for a date, a zone or a combination that means nothing. */
function changeOf(body: ChangeBody): AssetChange {
  const { isFavorite, rating, description, duplicateId, timeZone } = body;
  if (body.dateTimeOriginal !== undefined && body.dateTimeRelative !== undefined) {
    throw invalid([], 'dateTimeOriginal and dateTimeRelative cannot be used together');
  }
  if (timeZone !== undefined && !isTimeZone(timeZone))
    throw invalid(['timeZone'], 'Expected a time zone such as Europe/Paris');
  const position = { latitude: body.latitude, longitude: body.longitude };
  return {
    ...(isFavorite === undefined ? {} : { isFavorite }),
    ...(body.visibility === undefined ? {} : { visibility: body.visibility }),
    ...(rating === undefined ? {} : { rating }),
    ...(description === undefined ? {} : { description }),
    ...(duplicateId === undefined ? {} : { duplicateId }),
    ...(body.dateTimeOriginal === undefined ? {} : { date: writtenDate(body.dateTimeOriginal) }),
    ...(body.dateTimeRelative === undefined ? {} : { moveMinutes: body.dateTimeRelative }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(position.latitude === undefined || position.longitude === undefined
      ? {}
      : { position: { latitude: position.latitude, longitude: position.longitude } }),
  };
}

async function applyChange(store: Store, ids: readonly string[], change: AssetChange): Promise<void> {
  try {
    await changeAssets(store, ids, change);
  } catch (error) {
    throw error instanceof ImpossibleDate ? invalid([], error.message) : error;
  }
}

async function oneAsset({ store }: ApiContext, id: string, parts: AssetParts): Promise<AssetDto> {
  const [dto] = await assetDtos(store, await assetRows(store, [id]), parts);
  if (dto === undefined) throw noAccess('asset.read');
  return dto;
}

export const assetRoutes: Routes = (context, requires) => {
  const app = new Hono<ApiEnv>();
  const { store } = context;

  app.get('/assets/statistics', requires('asset.statistics'), async (c) =>
    answer<AssetStatsResponseDto>(await assetStatistics(store, c.var.caller, readQuery(c, statisticsQuery))),
  );

  app.get('/assets/:id', requires('asset.read', { visitors: 'too' }), async (c) => {
    const id = readId(c);
    const { link } = c.var.caller;
    await requireAssets(store, c.var.caller, 'asset.read', [id]);
    if (link !== undefined) {
      const asset = await oneAsset(context, id, { exif: true, tags: true });
      return answer<VisitorAssetDto>(assetForVisitor({ ...asset, stack: null }, link));
    }
    const parts: AssetParts = { exif: true, tags: true, stack: true, owner: true, peopleOf: c.var.caller.user.id };
    return answer<AssetDto>(await oneAsset(context, id, parts));
  });

  app.on(['PUT', 'PATCH'], '/assets/:id', requires('asset.update'), async (c) => {
    const id = readId(c);
    const body = await readBody(c, oneChange);
    const { user } = c.var.caller;
    await requireAssets(store, c.var.caller, 'asset.update', [id]);
    const change = changeOf(body);
    const { livePhotoVideoId } = body;
    if (livePhotoVideoId !== undefined && livePhotoVideoId !== null)
      await requireClip(store, user.id, livePhotoVideoId);
    await applyChange(store, [id], change);
    if (livePhotoVideoId !== undefined) await setClip(store, id, livePhotoVideoId);
    return answer<AssetDto>(await oneAsset(context, id, { exif: true }));
  });

  app.on(['PUT', 'PATCH'], '/assets', requires('asset.update'), async (c) => {
    const body = await readBody(c, bulkChange);
    const change = changeOf(body);
    await requireAssets(store, c.var.caller, 'asset.update', body.ids);
    await applyChange(store, body.ids, change);
    return noContent();
  });

  app.delete('/assets', requires('asset.delete'), async (c) => {
    const { ids, force = false } = await readBody(c, deletion);
    await requireAssets(store, c.var.caller, 'asset.delete', ids);
    if (force) await holdAssets(store, context.dataDir, ids);
    else await trashAssets(store, ids);
    return noContent();
  });

  return app;
};
