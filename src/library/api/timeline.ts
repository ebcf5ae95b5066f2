/** `/timeline`: how many assets each month has, and a month's assets. */
import type { TimeBucketsResponseDto } from '@immich/sdk';
import { Hono } from 'hono';
import * as z from 'zod';
import type { Box, SearchFilter } from '../store/search-filter.ts';
import type { SharedLinkRow } from '../store/shared-links.ts';
import { assetsOfMonth, countByMonth, type MonthOf } from '../store/timeline-queries.ts';
import { refuseLocked, requireAlbums } from './access.ts';
import { answer } from './answer.ts';
import type { Routes } from './app.ts';
import type { ApiCaller, ApiContext, ApiEnv } from './context.ts';
import { badRequest, noAccess } from './errors.ts';
import { shownToVisitors } from './search-filters.ts';
import { requireTag } from './tag-access.ts';
import { timelineColumns } from './timeline-columns.ts';
import { isoDateTime, queryBoolean, readQuery, uuid, visibility } from './validation.ts';

const boxNumbers = z.tuple([
  z.number().min(-180).max(180),
  z.number().min(-90).max(90),
  z.number().min(-180).max(180),
  z.number().min(-90).max(90),
]);

const box = z.string().transform((text, context): Box => {
  const parts = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const parsed = boxNumbers.safeParse(parts);
  if (parsed.success && parsed.data[1] <= parsed.data[3]) {
    const [west, south, east, north] = parsed.data;
    return { west, south, east, north };
  }
  const message =
    parts.length === 4 && parts.every(Number.isFinite)
      ? 'bbox must have west and east within -180 and 180, and south not above north within -90 and 90'
      : 'bbox must have 4 comma-separated numbers: west,south,east,north';
  context.issues.push({ code: 'custom', message, input: text });
  return z.NEVER;
});

const bucketsQuery = z.object({
  userId: uuid.optional(),
  albumId: uuid.optional(),
  personId: uuid.optional(),
  tagId: uuid.optional(),
  isFavorite: queryBoolean.optional(),
  isTrashed: queryBoolean.optional(),
  withStacked: queryBoolean.optional(),
  withPartners: queryBoolean.optional(),
  order: z.enum(['asc', 'desc']).optional(),
  orderBy: z.enum(['takenAt', 'createdAt']).optional(),
  visibility: visibility.optional(),
  withCoordinates: queryBoolean.optional(),
  bbox: box.optional(),
});
type BucketsQuery = z.infer<typeof bucketsQuery>;

const bucketQuery = bucketsQuery.extend({ timeBucket: z.string() });

/** Immich has partners who share their whole library; nobody does here, but the rule about them is kept. */
function checkPartners({ withPartners, visibility: wanted, isFavorite, isTrashed }: BucketsQuery): void {
  if (withPartners && (wanted !== 'timeline' || isFavorite !== undefined || isTrashed)) {
    throw badRequest('withPartners is only supported for non-archived, non-trashed, non-favorited, non-locked assets');
  }
}

/** How visitors may ask for the album of their link; any other filter would tell what the link may be hiding. */
const openToVisitors = new Set(['albumId', 'order', 'orderBy', 'timeBucket', 'withStacked', 'withCoordinates']);

function filterForVisitor(link: SharedLinkRow, { albumId, withStacked, ...asked }: BucketsQuery): SearchFilter {
  if (albumId === undefined) throw noAccess('timeline.read');
  const closed = Object.keys(asked).filter((name) => !openToVisitors.has(name));
  if (closed.length > 0) throw badRequest(`Not possible with a shared link: ${closed.join(', ')}`);
  return { albumIds: [albumId], stackCoversOnly: withStacked === true, ...shownToVisitors(link) };
}

/** The store's filter. Throws 401 for locked assets and 400 for what the caller may not see. */
async function filterFor(context: ApiContext, caller: ApiCaller, asked: BucketsQuery): Promise<SearchFilter> {
  refuseLocked(asked.visibility);
  if (asked.albumId !== undefined) await requireAlbums(context.store, caller, 'album.read', [asked.albumId]);
  if (caller.link !== undefined) return filterForVisitor(caller.link, asked);
  if (asked.userId !== undefined && asked.userId !== caller.user.id) throw noAccess('timeline.read');
  if (asked.tagId !== undefined) await requireTag(context.store, caller, 'tag.read', asked.tagId);
  checkPartners(asked);
  const anybody = asked.albumId !== undefined && asked.userId === undefined;
  return {
    ownerId: anybody ? undefined : caller.user.id,
    viewerId: anybody ? caller.user.id : undefined,
    albumIds: asked.albumId === undefined ? undefined : [asked.albumId],
    personIds: asked.personId === undefined ? undefined : [asked.personId],
    tagIds: asked.tagId === undefined ? undefined : [asked.tagId],
    visibility: asked.visibility ?? ['timeline', 'archive'],
    isFavorite: asked.isFavorite,
    isTrashed: asked.isTrashed === true,
    stackCoversOnly: asked.withStacked === true,
    box: asked.bbox,
  };
}

const monthBy = (asked: BucketsQuery): MonthOf => (asked.orderBy === 'createdAt' ? 'created' : 'taken');

/** `2023-06` for the first moment of a month, as a date or in full ISO form; null for any other moment, which is no bucket. */
function monthOfBucket(timeBucket: string): string | null {
  const moment = isoDateTime.safeParse(
    z.iso.date().safeParse(timeBucket).success ? `${timeBucket}T00:00:00Z` : timeBucket,
  );
  if (!moment.success) {
    throw badRequest('timeBucket must be the first day of a month, for example 2023-06-01');
  }
  const [, month] = /^(\d{4}-\d\d)-01T00:00:00\.000Z$/.exec(new Date(moment.data).toISOString()) ?? [];
  return month ?? null;
}

export const timelineRoutes: Routes = (context, requires) => {
  const app = new Hono<ApiEnv>();

  app.get('/timeline/buckets', requires('asset.read', { visitors: 'too' }), async (c) => {
    const asked = readQuery(c, bucketsQuery);
    const filter = await filterFor(context, c.var.caller, asked);
    const months = await countByMonth(context.store, filter, monthBy(asked), asked.order ?? 'desc');
    return answer<TimeBucketsResponseDto[]>(
      months.map(({ month, assets }) => ({ timeBucket: `${month}-01`, count: assets })),
    );
  });

  app.get('/timeline/bucket', requires('asset.read', { visitors: 'too' }), async (c) => {
    const asked = readQuery(c, bucketQuery);
    const filter = await filterFor(context, c.var.caller, asked);
    const month = monthOfBucket(asked.timeBucket);
    const order = asked.order ?? 'desc';
    const assets =
      month === null ? [] : await assetsOfMonth(context.store, filter, { by: monthBy(asked), month, order });
    const places = c.var.caller.link?.showMetadata !== 0;
    const choice = {
      places,
      coordinates: places && asked.withCoordinates === true,
      stacks: asked.withStacked === true,
    };
    return answer(timelineColumns(assets, choice));
  });

  return app;
};
