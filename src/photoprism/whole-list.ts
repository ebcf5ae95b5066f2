/** Reads lists that PhotoPrism gives in parts: it never says how many entries there are, so that counting is reading. */
import * as z from 'zod';
import { failed, type Result, success } from '../catalog/result.ts';
import type { PhotoPrismLibrary, RequestCall } from './connection.ts';
import type { PathSegments, QueryValues } from './request-url.ts';

export interface ListWanted<Row> {
  readonly path: PathSegments;
  /** Apart from `count` and `offset`. */
  readonly query?: QueryValues;
  readonly row: z.ZodType<Row>;
  /** Entries after which reading ends; 50,000 unless told. */
  readonly most?: number;
  /** Entries in one request; 1,000 unless told. */
  readonly chunk?: number;
}

export interface WholeList<Row> {
  readonly rows: readonly Row[];
  /** False where there are more than were wanted. */
  readonly complete: boolean;
}

/** Every entry of a list, in its order. Not for photos, of which PhotoPrism counts the files. */
export async function readWholeList<Row>(
  library: PhotoPrismLibrary,
  { path, query, row, most = 50_000, chunk = 1000 }: ListWanted<Row>,
  call: RequestCall,
): Promise<Result<WholeList<Row>>> {
  const rows: Row[] = [];
  for (let offset = 0; ; ) {
    const part = await library.request({ path, query: { ...query, count: chunk, offset }, answer: z.array(row) }, call);
    if (!part.ok) return part;
    const { body, page } = part.value;
    if (page === undefined) return unknownList(library, path);
    rows.push(...body);
    offset += page.count;
    // Nothing at all also ends it, whatever the server says: it would never end otherwise.
    const complete = page.count < page.limit || page.count === 0;
    if (complete || rows.length > most) return success({ rows: rows.slice(0, most), complete: rows.length <= most });
  }
}

function unknownList(library: PhotoPrismLibrary, path: PathSegments): Result<never> {
  return failed(
    'unexpected',
    `${library.name} listed ${String(path[0])} without saying how many.`,
    'This PhotoPrism may be older or newer than what is supported.',
  );
}
