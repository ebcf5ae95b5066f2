/** One link of an album. */
import { failed, type Result, success } from '../../catalog/result.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import type { LinkRow } from '../link-row.ts';
import { linksOf } from './link-states.ts';

/** The link; undefined where there is none. */
export async function readLink(
  id: string,
  albumId: string,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<LinkRow | undefined>> {
  const links = await linksOf(albumId, library, call);
  return links.ok ? success(links.value?.find(({ UID }) => UID === id)) : links;
}

/** The link; fails where there is none. */
export async function requireLink(
  id: string,
  albumId: string,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<Result<LinkRow>> {
  const link = await readLink(id, albumId, library, call);
  if (!link.ok) return link;
  return link.value === undefined
    ? failed('not_found', 'This album has no such link.', 'Look with photoprism_shares_list.')
    : success(link.value);
}
