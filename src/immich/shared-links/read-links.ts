/** Reads shared links from the library. */
import { getAllSharedLinks, getSharedLinkById, type SharedLinkResponseDto } from '@immich/sdk';
import { failed, type Result } from '../../catalog/result.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';

/** All links of the key's user, newest first, expired ones included. */
export async function listLinks(library: ImmichLibrary, call: RequestCall): Promise<Result<SharedLinkResponseDto[]>> {
  const links = await library.request((sdk) => getAllSharedLinks({}, sdk), call);
  if (!links.ok || Array.isArray(links.value)) return links;
  return failed('unexpected', `${library.name} does not list shared links like Immich.`, 'Check IMMICH_BASE_URL.');
}

/** One link. Immich calls an unknown one, like one of another user, a bad request: here it is `not_found`. */
export async function readLink(
  library: ImmichLibrary,
  id: string,
  call: RequestCall,
): Promise<Result<SharedLinkResponseDto>> {
  const link = await library.request((sdk) => getSharedLinkById({ id }, sdk), call);
  if (link.ok || link.failure.code !== 'invalid_input') return link;
  return failed('not_found', 'There is no such shared link of this user.', 'Take ids from immich_shared_links_list.');
}
