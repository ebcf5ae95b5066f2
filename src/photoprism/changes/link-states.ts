/** Links that share albums as they are now: for plans, for looking whether a change was made, and for taking it back. */
import * as z from 'zod';
import type { JsonObject } from '../../catalog/json.ts';
import { type Result, success } from '../../catalog/result.ts';
import { inParallel } from '../../changing/in-parallel.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { type LinkRow, linkRow } from '../link-row.ts';

/** A link, the album that it shares, and states that it was seen in or is to have. */
export interface KnownLink {
  readonly id: string;
  readonly albumId: string;
  readonly states?: readonly (JsonObject | null | undefined)[];
}

/** The links of an album; undefined where there is no such album. */
export async function linksOf(
  albumUid: string,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<readonly LinkRow[] | undefined>> {
  const links = await library.request({ path: ['albums', albumUid, 'links'], answer: z.array(linkRow) }, call);
  if (links.ok) return success(links.value.body);
  return links.failure.code === 'not_found' ? success(undefined) : links;
}

/** When a link ends, to the second; null for never. */
export function endOf({ Expires, ModifiedAt }: Pick<LinkRow, 'Expires' | 'ModifiedAt'>): string | null {
  const since = Date.parse(ModifiedAt);
  if (Expires <= 0 || Number.isNaN(since)) return null;
  return new Date(since + Expires * 1000).toISOString();
}

/** PhotoPrism keeps how long a link lives after its last change: two minutes for the way there, and for clocks that differ. */
const sameMilliseconds = 120_000;

/** True of ends that mean the same moment. */
export function isSameEnd(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other;
  return Math.abs(Date.parse(one) - Date.parse(other)) <= sameMilliseconds;
}

/** All that a new link would need to be like this one, but for its password and its token. */
export function linkState(link: LinkRow, albumId: string): JsonObject {
  const { Slug, MaxViews, VerifyPassword } = link;
  return { albumId, Slug, MaxViews, expiresAt: endOf(link), hasPassword: VerifyPassword };
}

/**
 * The state of each of these links, in order; null for those that do not exist. An end that is, but for seconds, the one in
 * `states` is told as written there.
 */
export async function linkStates(
  known: readonly KnownLink[],
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<readonly (JsonObject | null)[]>> {
  const albumIds = [...new Set(known.map(({ albumId }) => albumId))];
  const read = await inParallel(albumIds, (albumId) => linksOf(albumId, library, call));
  if (!read.ok) return read;
  const byAlbum = new Map(albumIds.map((albumId, at) => [albumId, read.value[at] ?? []]));
  return success(
    known.map(({ id, albumId, states = [] }) => {
      const link = byAlbum.get(albumId)?.find(({ UID }) => UID === id);
      return link === undefined ? null : { ...linkState(link, albumId), expiresAt: nearestEnd(link, states) };
    }),
  );
}

function nearestEnd(link: LinkRow, states: readonly (JsonObject | null | undefined)[]): string | null {
  const end = endOf(link);
  const written = states.flatMap((state) => (typeof state?.expiresAt === 'string' ? [state.expiresAt] : []));
  return written.find((each) => isSameEnd(each, end)) ?? end;
}
