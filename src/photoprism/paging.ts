/**
 * Reads searches of photos truly. PhotoPrism counts files, not photos: a part of a result may begin and end in the middle
 * of a photo, some orders scatter the files of one over the result, and no answer says how many there are.
 */
import { failed, type Result, success } from '../catalog/result.ts';
import type { PhotoPrismLibrary, RequestCall } from './connection.ts';
import type { PhotoRow } from './photo-row.ts';
import { mergeByUid, type PhotoQuery, readPhotosPart } from './search-parts.ts';
import { walkSearch } from './walk-search.ts';

export interface PhotoPage {
  /** The photos of this page, with their files; with those that stand here where the order (`size`) scatters them. */
  readonly photos: readonly PhotoRow[];
  /** How many photos the whole search finds; where not `exact`, at least this many. */
  readonly total: number;
  readonly exact: boolean;
  readonly hasMore: boolean;
}

export interface PageWanted {
  readonly query: PhotoQuery;
  /** From 1. */
  readonly page: number;
  /** Photos on a page. */
  readonly size: number;
  /** How many files beyond the page are looked at to count photos; 5,000 unless told. */
  readonly countFiles?: number;
  /** Files in one request while counting; 1,000 unless told. */
  readonly chunk?: number;
}

/** All uids of a search, in its order. */
export interface PhotoUids {
  readonly uids: readonly string[];
  /** False where there are more than were wanted. */
  readonly complete: boolean;
}

export interface AllWanted {
  readonly query: PhotoQuery;
  /** Photos after which reading ends. */
  readonly most: number;
  /** Files in one request; 1,000 unless told. */
  readonly chunk?: number;
}

const defaultChunk = 1000;
const defaultCountFiles = 5000;

/** One page of a search, with how many photos there are in all. */
export async function readPhotoPage(
  library: PhotoPrismLibrary,
  wanted: PageWanted,
  call: RequestCall,
): Promise<Result<PhotoPage>> {
  const { query, page, size } = wanted;
  if (query.order === 'random') return readRandom(library, wanted, call);
  const from = (page - 1) * size;
  const end = from + size;
  const found = await walkSearch(library, query, call, {
    chunk: wanted.chunk ?? defaultChunk,
    enough: ({ starts, files }) => files >= (starts[end] ?? files) + (wanted.countFiles ?? defaultCountFiles),
  });
  if (!found.ok) return found;
  const { starts, uids, files, complete } = found.value;
  const counted = { total: uids.length, exact: complete, hasMore: uids.length > end };
  const offset = starts[from];
  if (offset === undefined) return success({ photos: [], ...counted });
  const photos = await readFiles(library, query, { from: offset, to: starts[end] ?? files }, call);
  if (!photos.ok) return photos;
  const onPage = new Set(uids.slice(from, end));
  return success({ photos: [...mergeByUid(photos.value).values()].filter(({ UID }) => onPage.has(UID)), ...counted });
}

/** Every photo of a search once, in its order, up to `most`. */
export async function readPhotoUids(
  library: PhotoPrismLibrary,
  { query, most, chunk = defaultChunk }: AllWanted,
  call: RequestCall,
): Promise<Result<PhotoUids>> {
  const found = await walkSearch(library, stable(query), call, { chunk, enough: ({ uids }) => uids.length > most });
  if (!found.ok) return found;
  const { uids, complete } = found.value;
  return success({ uids: uids.slice(0, most), complete: complete && uids.length <= most });
}

/** Every photo of a search once, with its files, up to `most`. */
export async function readPhotos(
  library: PhotoPrismLibrary,
  { query, most, chunk = defaultChunk }: AllWanted,
  call: RequestCall,
): Promise<Result<{ readonly photos: readonly PhotoRow[]; readonly complete: boolean }>> {
  const merged = new Map<string, PhotoRow>();
  for (let offset = 0; ; ) {
    const part = await readPhotosPart(library, stable(query), { offset, count: chunk }, call);
    if (!part.ok) return part;
    const { rows, files, complete } = part.value;
    mergeByUid(rows, merged);
    offset += files;
    // The last photo may go on in the next part.
    if (!complete && merged.size <= most) continue;
    const photos = [...merged.values()].slice(0, most);
    return success({ photos, complete: complete && merged.size <= most });
  }
}

/** Nothing can be read in parts from a result that is shuffled anew for each of them. */
function stable(query: PhotoQuery): PhotoQuery {
  return query.order === 'random' ? { ...query, order: 'added' } : query;
}

/** The rows of the files between two places, in parts that PhotoPrism takes. */
async function readFiles(
  library: PhotoPrismLibrary,
  query: PhotoQuery,
  { from, to }: { readonly from: number; readonly to: number },
  call: RequestCall,
): Promise<Result<PhotoRow[]>> {
  const found: PhotoRow[] = [];
  for (let offset = from; offset < to; ) {
    const count = Math.min(to - offset, defaultChunk);
    const part = await readPhotosPart(library, query, { offset, count }, call);
    if (!part.ok) return part;
    found.push(...part.value.rows);
    offset += part.value.files;
    if (part.value.complete) break;
  }
  return success(found);
}

async function readRandom(
  library: PhotoPrismLibrary,
  { query, page, size, countFiles = defaultCountFiles }: PageWanted,
  call: RequestCall,
): Promise<Result<PhotoPage>> {
  if (page > 1) {
    return failed(
      'invalid_input',
      'A random order has no second page: each request shuffles anew.',
      'Ask for page 1 again.',
    );
  }
  const part = await readPhotosPart(library, query, { offset: 0, count: size }, call);
  if (!part.ok) return part;
  const photos = [...mergeByUid(part.value.rows).values()];
  const counted = await readPhotoUids(library, { query, most: countFiles }, call);
  if (!counted.ok) return counted;
  const { uids, complete } = counted.value;
  return success({ photos, total: uids.length, exact: complete, hasMore: uids.length > photos.length });
}
