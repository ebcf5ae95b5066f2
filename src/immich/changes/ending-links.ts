/** The shared links that end when their album does. */
import { getAllSharedLinks } from '@immich/sdk';
import type { ChangeItem } from '../../catalog/change.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { linkState } from '../shared-links/link-state.ts';

/** Nothing where the key may not look: then none comes back, which is no reason not to make the change. */
export async function endingLinks(library: ImmichLibrary, albumId: string, call: RequestCall): Promise<ChangeItem[]> {
  const links = await library.request((sdk) => getAllSharedLinks({ albumId }, sdk), call);
  if (!links.ok || !Array.isArray(links.value)) return [];
  const own = links.value.filter(({ album }) => album?.id === albumId);
  return own.map((link) => ({ kind: 'shared_link', id: link.id, before: linkState(link), after: null }));
}
