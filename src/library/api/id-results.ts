/** Answers to requests that name many assets: one result per id. */
import type { BulkIdResponseDto } from '@immich/sdk';
import type { Wire } from './wire.ts';

export type IdResult = Wire<BulkIdResponseDto>;
export type IdError = NonNullable<IdResult['error']>;

/** One result per id in the order of the request. What is named twice succeeds once. */
export function resultsFor(
  ids: readonly string[],
  done: ReadonlySet<string>,
  reason: (id: string) => IdError,
  repeated: IdError,
): IdResult[] {
  const seen = new Set<string>();
  return ids.map((id) => {
    const error = seen.has(id) && done.has(id) ? repeated : done.has(id) ? undefined : reason(id);
    seen.add(id);
    return error === undefined ? { id, success: true } : { id, success: false, error };
  });
}
