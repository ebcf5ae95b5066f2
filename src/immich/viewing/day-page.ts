/** The assets of one day by the clock at the place where they were taken. */
import { AssetVisibility } from '@immich/sdk';
import { type Result, success } from '../../catalog/result.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { type PageWanted, readPage } from '../listing/assets.ts';
import type { FoundPage } from './select.ts';

/** Clocks are between these many hours before and after UTC (IANA time zone database). */
const hours = { behind: 12, ahead: 14 } as const;
const hourMs = 3_600_000;
/** Assets in one answer of a search: the most that Immich gives. */
const readAtOnce = 1000;
/** So many answers are read: a wedding fits into one. */
const mostAnswers = 5;

/**
 * The day's assets of the timeline, the earliest first. Immich searches by the instant and not by the clock: everything that
 * was taken on that day anywhere is read, and what was another day there is left out.
 */
export async function dayPage(
  library: ImmichLibrary,
  day: string,
  { page, size }: PageWanted,
  call: RequestCall,
): Promise<Result<FoundPage>> {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const filter = {
    visibility: AssetVisibility.Timeline,
    takenAfter: new Date(midnight - hours.ahead * hourMs).toISOString(),
    takenBefore: new Date(midnight + (24 + hours.behind) * hourMs).toISOString(),
  };
  const found = [];
  let more = true;
  for (let answer = 1; more && answer <= mostAnswers; answer++) {
    const read = await readPage(library, filter, { page: answer, size: readAtOnce }, call);
    if (!read.ok) return read;
    found.push(...read.value.items.filter(({ localDateTime }) => String(localDateTime).startsWith(day)));
    more = Boolean(read.value.nextPage);
  }
  found.sort((left, right) => (left.localDateTime < right.localDateTime ? -1 : 1));
  const items = found.slice((page - 1) * size, page * size);
  return success({ items, total: found.length, exact: !more });
}
