/** The links that end when an album is deleted. */
import type { ChangeItem } from '../../catalog/change.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import { linkState, linksOf } from './link-states.ts';

/** Each as a change that ends it; none where the token may not list them. */
export async function endingLinks(
  albumUid: string,
  library: PhotoPrismLibrary,
  call: RequestCall,
): Promise<readonly ChangeItem[]> {
  const links = await linksOf(albumUid, library, call);
  if (!links.ok) return [];
  return (links.value ?? []).map((link) => ({
    kind: 'photoprism_link',
    id: link.UID,
    before: linkState(link, albumUid),
    after: null,
  }));
}
