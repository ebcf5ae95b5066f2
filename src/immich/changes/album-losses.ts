/** What people lose when an album is deleted, besides the album. */
import { type AlbumResponseDto, getActivityStatistics, getAllSharedLinks } from '@immich/sdk';
import type { JsonObject } from '../../catalog/json.ts';
import { shortText } from '../../catalog/short-text.ts';
import { someOf } from '../../changing/tell.ts';
import type { ImmichLibrary, RequestCall } from '../connection.ts';
import { membersOf } from './album-lookup.ts';

/**
 * Who loses access, how many links stop working, how many comments and likes go. Where the key may not look, the count
 * is left out; that there is a link is known from the album itself.
 */
export async function whatEndsWithAlbum(
  library: ImmichLibrary,
  album: AlbumResponseDto,
  call: RequestCall,
): Promise<JsonObject> {
  const [links, activities] = await Promise.all([
    library.request((sdk) => getAllSharedLinks({ albumId: album.id }, sdk), call),
    library.request((sdk) => getActivityStatistics({ albumId: album.id }, sdk), call),
  ]);
  const members = membersOf(album).map(({ user }) => shortText(user.name, 40));
  return {
    shared_with: members.length === 0 ? undefined : members.slice(0, 20),
    shared_links_end: links.ok ? someOf(links.value.length) : album.hasSharedLink || undefined,
    comments_lost: activities.ok ? someOf(activities.value.comments) : undefined,
    likes_lost: activities.ok ? someOf(activities.value.likes) : undefined,
  };
}
