/**
 * Reads searches of photos truly. PhotoPrism counts files, not photos: a part of a result may begin and end in the middle
 * of a photo, some orders scatter the files of one over the result, and no answer says how many there are.
 */
import * as z from 'zod';
import { failed, type Result, success } from '../catalog/result.ts';
import type { ListHeaders, PhotoPrismLibrary, RequestCall } from './connection.ts';
import { type PhotoRow, photoRow } from './photo-row.ts';
import type { QueryValues } from './request-url.ts';

/** What a search asks for; from `photoSearch`. */
export type PhotoQuery = QueryValues;

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

/** Rows of PhotoPrism's viewer hold addresses with tokens: of all that, only the uid is taken. */
const viewerRows = z.array(z.object({ UID: z.string().min(1) }));
const photoRows = z.array(photoRow);

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
  const found = await walk(library, query, call, {
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
  const found = await walk(library, stable(query), call, { chunk, enough: ({ uids }) => uids.length > most });
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
    const part = await readPart(
      library,
      ['photos'],
      { ...stable(query), merged: true },
      { offset, count: chunk },
      call,
    );
    if (!part.ok) return part;
    const rows = photoRows.safeParse(part.value.body);
    if (!rows.success) return unknownRows(library);
    mergeByUid(rows.data, merged);
    offset += part.value.page.count;
    const complete = isEnd(part.value.page);
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

interface WalkRules {
  readonly chunk: number;
  /** True where what was seen so far is all that is needed. */
  enough(seen: Walk): boolean;
}

interface Walk {
  readonly uids: readonly string[];
  /** The file at which each photo begins. */
  readonly starts: readonly number[];
  /** Files seen. */
  readonly files: number;
  /** True where that was the end of the result. */
  readonly complete: boolean;
}

/** Goes through a result file by file, from its beginning, in small rows. */
async function walk(
  library: PhotoPrismLibrary,
  query: PhotoQuery,
  call: RequestCall,
  { chunk, enough }: WalkRules,
): Promise<Result<Walk>> {
  const starts = new Map<string, number>();
  for (let files = 0; ; ) {
    const part = await readViewed(library, query, { offset: files, count: chunk }, call);
    if (!part.ok) return part;
    for (const [index, uid] of part.value.uids.entries()) {
      if (!starts.has(uid)) starts.set(uid, files + index);
    }
    files += part.value.uids.length;
    const seen = { uids: [...starts.keys()], starts: [...starts.values()], files, complete: part.value.complete };
    if (seen.complete || enough(seen)) return success(seen);
  }
}

/** The uid of the photo of each file in a part of a result. */
async function readViewed(
  library: PhotoPrismLibrary,
  query: PhotoQuery,
  range: { readonly offset: number; readonly count: number },
  call: RequestCall,
): Promise<Result<{ readonly uids: readonly string[]; readonly complete: boolean }>> {
  const part = await readPart(library, ['photos', 'view'], { ...query, merged: false }, range, call);
  if (!part.ok) return part;
  const { body, page } = part.value;
  const rows = viewerRows.safeParse(body);
  if (!rows.success || rows.data.length !== page.count) return unknownRows(library);
  return success({ uids: rows.data.map(({ UID }) => UID), complete: isEnd(page) });
}

interface Part {
  readonly body: unknown;
  readonly page: ListHeaders;
}

async function readPart(
  library: PhotoPrismLibrary,
  path: readonly string[],
  query: PhotoQuery,
  { offset, count }: { readonly offset: number; readonly count: number },
  call: RequestCall,
): Promise<Result<Part>> {
  const answer = await library.request({ path, query: { ...query, count, offset }, answer: z.unknown() }, call);
  if (!answer.ok) return answer;
  const { body, page } = answer.value;
  return page === undefined ? unknownRows(library) : success({ body, page });
}

/** Nothing at all also ends it, whatever the server says: it would never end otherwise. */
function isEnd({ count, limit }: ListHeaders): boolean {
  return count < limit || count === 0;
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
    const part = await readPart(library, ['photos'], { ...query, merged: true }, { offset, count }, call);
    if (!part.ok) return part;
    const rows = photoRows.safeParse(part.value.body);
    if (!rows.success) return unknownRows(library);
    found.push(...rows.data);
    offset += part.value.page.count;
    if (isEnd(part.value.page)) break;
  }
  return success(found);
}

/** One entry for each photo, in the order in which they come first, with the files of all entries. */
function mergeByUid(rows: readonly PhotoRow[], into = new Map<string, PhotoRow>()): Map<string, PhotoRow> {
  for (const row of rows) {
    const known = into.get(row.UID);
    if (known === undefined) {
      into.set(row.UID, row);
      continue;
    }
    const there = new Set(known.Files.map(({ UID }) => UID));
    const more = row.Files.filter(({ UID }) => !there.has(UID));
    into.set(row.UID, { ...known, Files: [...known.Files, ...more] });
  }
  return into;
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
  const part = await readPart(library, ['photos'], { ...query, merged: true }, { offset: 0, count: size }, call);
  if (!part.ok) return part;
  const rows = photoRows.safeParse(part.value.body);
  if (!rows.success) return unknownRows(library);
  const photos = [...mergeByUid(rows.data).values()];
  const counted = await readPhotoUids(library, { query, most: countFiles }, call);
  if (!counted.ok) return counted;
  const { uids, complete } = counted.value;
  return success({ photos, total: uids.length, exact: complete, hasMore: uids.length > photos.length });
}

function unknownRows(library: PhotoPrismLibrary): Result<never> {
  return failed(
    'unexpected',
    `${library.name} answered a search in a form that is not known.`,
    'This PhotoPrism may be older or newer than what is supported.',
  );
}
