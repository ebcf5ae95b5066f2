/** The filters of the search routes: what Immich's bodies may say, and what it means to the store. */
import * as z from 'zod';
import type { SearchFilter } from '../store/search-filter.ts';
import type { SharedLinkRow } from '../store/shared-links.ts';
import { refuseLocked, requireAlbums } from './access.ts';
import type { ApiCaller, ApiContext } from './context.ts';
import { badRequest } from './errors.ts';
import { isoDateTime, uuid, visibility } from './validation.ts';

const text = z.string().optional();
const textOrNone = z.string().nullable().optional();
const flag = z.boolean().optional();
const moment = isoDateTime.optional();

/** What every search takes. */
const commonFilters = z.object({
  libraryId: uuid.nullable().optional(),
  type: z.enum(['IMAGE', 'VIDEO', 'AUDIO', 'OTHER']).optional(),
  isEncoded: flag,
  isFavorite: flag,
  isMotion: flag,
  isOffline: flag,
  visibility: visibility.optional(),
  createdBefore: moment,
  createdAfter: moment,
  updatedBefore: moment,
  updatedAfter: moment,
  trashedBefore: moment,
  trashedAfter: moment,
  takenBefore: moment,
  takenAfter: moment,
  city: textOrNone,
  state: textOrNone,
  country: textOrNone,
  make: textOrNone,
  model: textOrNone,
  lensModel: textOrNone,
  isNotInAlbum: flag,
  personIds: z.array(uuid).optional(),
  tagIds: z.array(uuid).nullable().optional(),
  albumIds: z.array(uuid).optional(),
  rating: z.int().min(1).max(5).nullable().optional(),
  ocr: text,
});

const pageSize = z.int().min(1).max(1000);

const page = { page: z.int().min(1).optional(), size: pageSize.optional() };
const withDeleted = { withDeleted: flag, withExif: flag };

export const metadataSearch = commonFilters.extend({
  ...page,
  ...withDeleted,
  withStacked: flag,
  withPeople: flag,
  id: uuid.optional(),
  description: text,
  checksum: text,
  originalFileName: text,
  originalPath: text,
  previewPath: text,
  thumbnailPath: text,
  encodedVideoPath: text,
  order: z.enum(['asc', 'desc']).optional(),
});

export const smartSearch = commonFilters.extend({
  ...page,
  ...withDeleted,
  query: text,
  queryAssetId: uuid.optional(),
});

export const randomSearch = commonFilters.extend({
  ...withDeleted,
  size: pageSize.optional(),
  withStacked: flag,
  withPeople: flag,
});

export const statisticsSearch = commonFilters.extend({ description: text });

/** Numbers arrive as text here. Booleans do too, and are refused: so does Immich. */
export const largeAssetSearch = commonFilters.extend({
  ...withDeleted,
  size: z.coerce.number().pipe(pageSize).optional(),
  minFileSize: z.coerce.number().pipe(z.int().min(0)).optional(),
});

export type RequestedFilter = z.infer<typeof commonFilters> &
  Partial<Pick<z.infer<typeof metadataSearch>, 'previewPath' | 'thumbnailPath' | 'encodedVideoPath'>>;

/** Text in pictures, transcoded videos and paths of renditions: nothing has them here, so asking for them finds nothing. */
function asksForUnknown(requested: RequestedFilter): boolean {
  const { isEncoded, ocr, previewPath, thumbnailPath, encodedVideoPath } = requested;
  return isEncoded === true || [ocr, previewPath, thumbnailPath, encodedVideoPath].some(Boolean);
}

/** How visitors may ask for the album of their link; any other filter would tell what the link may be hiding. */
const openToVisitors = new Set(['albumIds', 'page', 'size', 'order', 'withExif']);

function checkAskedByVisitor(requested: RequestedFilter): void {
  if (!requested.albumIds?.length) {
    throw badRequest('Shared link access is only allowed in combination with an albumIds filter');
  }
  const closed = Object.keys(requested).filter((name) => !openToVisitors.has(name));
  if (closed.length > 0) throw badRequest(`Not possible with a shared link: ${closed.join(', ')}`);
}

/** The part of a filter that keeps to what a shared link shows. */
export function shownToVisitors({ userId }: SharedLinkRow): SearchFilter {
  return { ownerId: userId, visibility: ['timeline', 'archive'] };
}

/**
 * The store's filter for a request: the caller's own assets, or, with albums, those in albums that they can open.
 * Throws 401 for locked assets and 400 for albums that the caller cannot open.
 */
export async function filterFor(
  { store }: ApiContext,
  caller: ApiCaller,
  requested: RequestedFilter,
): Promise<SearchFilter> {
  refuseLocked(requested.visibility);
  const albumIds = requested.albumIds ?? [];
  if (caller.link !== undefined) checkAskedByVisitor(requested);
  if (albumIds.length > 0) await requireAlbums(store, caller, 'album.read', albumIds);
  if (caller.link !== undefined) return { albumIds, ...shownToVisitors(caller.link) };
  return {
    ...requested,
    ownerId: albumIds.length > 0 ? undefined : caller.user.id,
    viewerId: albumIds.length > 0 ? caller.user.id : undefined,
    folderId: requested.libraryId,
    nothing: asksForUnknown(requested),
  };
}
