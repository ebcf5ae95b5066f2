/** Parts of a search's result, which PhotoPrism counts in files, several of which may be of one photo. */
import * as z from 'zod';
import { failed, type Result, success } from '../catalog/result.ts';
import type { ListHeaders, PhotoPrismLibrary, RequestCall } from './connection.ts';
import { type PhotoRow, photoRow } from './photo-row.ts';
import type { QueryValues } from './request-url.ts';

/** What a search asks for; from `photoSearch`. */
export type PhotoQuery = QueryValues;

/** Which files of a result. */
export interface FileRange {
  readonly offset: number;
  readonly count: number;
}

/** Rows of PhotoPrism's viewer hold addresses with tokens: of all that, only the uid is taken. */
const viewerRows = z.array(z.object({ UID: z.string().min(1) }));
const photoRows = z.array(photoRow);

/** The photos whose files are in a part of a result; one at its edge has more files outside. */
export async function readPhotosPart(
  library: PhotoPrismLibrary,
  query: PhotoQuery,
  range: FileRange,
  call: RequestCall,
): Promise<Result<{ readonly rows: readonly PhotoRow[]; readonly files: number; readonly complete: boolean }>> {
  const part = await readPart(library, ['photos'], { ...query, merged: true }, range, call);
  if (!part.ok) return part;
  const { body, page } = part.value;
  const rows = photoRows.safeParse(body);
  return rows.success ? success({ rows: rows.data, files: page.count, complete: isEnd(page) }) : unknownRows(library);
}

/** The uid of the photo of each file in a part of a result. */
export async function readViewedPart(
  library: PhotoPrismLibrary,
  query: PhotoQuery,
  range: FileRange,
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
  range: FileRange,
  call: RequestCall,
): Promise<Result<Part>> {
  const answer = await library.request({ path, query: { ...query, ...range }, answer: z.unknown() }, call);
  if (!answer.ok) return answer;
  const { body, page } = answer.value;
  return page === undefined ? unknownRows(library) : success({ body, page });
}

/** Nothing at all also ends it, whatever the server says: it would never end otherwise. */
function isEnd({ count, limit }: ListHeaders): boolean {
  return count < limit || count === 0;
}

/** One entry for each photo, in the order in which they come first, with the files of all entries. */
export function mergeByUid(rows: readonly PhotoRow[], into = new Map<string, PhotoRow>()): Map<string, PhotoRow> {
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

function unknownRows(library: PhotoPrismLibrary): Result<never> {
  return failed(
    'unexpected',
    `${library.name} answered a search in a form that is not known.`,
    'This PhotoPrism may be older or newer than what is supported.',
  );
}
