/** Finds out where in a result of files each photo begins. */
import { type Result, success } from '../catalog/result.ts';
import type { PhotoPrismLibrary, RequestCall } from './connection.ts';
import { type PhotoQuery, readViewedPart } from './search-parts.ts';

/** How it is gone through. */
export interface WalkRules {
  /** Files in one request. */
  readonly chunk: number;
  /** True where what was seen so far is all that is needed. */
  enough(seen: Walk): boolean;
}

/** What was seen of a result. */
export interface Walk {
  readonly uids: readonly string[];
  /** The file at which each photo begins. */
  readonly starts: readonly number[];
  /** Files seen. */
  readonly files: number;
  /** True where that was the end of the result. */
  readonly complete: boolean;
}

/** Goes through a result file by file, from its beginning, in small rows, until that is enough. */
export async function walkSearch(
  library: PhotoPrismLibrary,
  query: PhotoQuery,
  call: RequestCall,
  { chunk, enough }: WalkRules,
): Promise<Result<Walk>> {
  const starts = new Map<string, number>();
  for (let files = 0; ; ) {
    const part = await readViewedPart(library, query, { offset: files, count: chunk }, call);
    if (!part.ok) return part;
    for (const [index, uid] of part.value.uids.entries()) {
      if (!starts.has(uid)) starts.set(uid, files + index);
    }
    files += part.value.uids.length;
    const seen = { uids: [...starts.keys()], starts: [...starts.values()], files, complete: part.value.complete };
    if (seen.complete || enough(seen)) return success(seen);
  }
}
