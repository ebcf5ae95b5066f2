/** How a shared link looks in an answer: never its password, and its token only inside its address. */
import type { JsonObject } from '../../catalog/json.ts';
import { shortText } from '../../catalog/short-text.ts';
import { someOf } from '../../changing/tell.ts';
import { endOf } from '../changes/link-states.ts';
import type { PhotoPrismLibrary, RequestCall } from '../connection.ts';
import type { LinkRow } from '../link-row.ts';
import { webLinks } from '../web-links.ts';

/** Where the people live who get the link; the server knows its own address best. */
export async function publicAddress(library: PhotoPrismLibrary, call: RequestCall): Promise<string> {
  const config = await library.config(call);
  return (config.ok ? config.value.siteUrl : undefined) ?? library.webAddress;
}

/** `address` is from `publicAddress`. */
export function linkView(link: LinkRow, albumId: string, address: string): JsonObject {
  const { UID, Slug, Token, Views, MaxViews, VerifyPassword } = link;
  return {
    id: UID,
    album_id: albumId,
    url: shortText(webLinks(address).shared(Token.toLowerCase(), Slug === '' ? albumId : Slug), 120),
    expires_at: endOf(link) ?? undefined,
    ended: hasEnded(link) || undefined,
    views: someOf(Views),
    max_views: someOf(MaxViews),
    has_password: VerifyPassword || undefined,
  };
}

/** True of a link that shows nothing any more: its time is over, or it was looked at as often as it may be. */
function hasEnded(link: LinkRow): boolean {
  const end = endOf(link);
  return (end !== null && Date.parse(end) <= Date.now()) || (link.MaxViews > 0 && link.Views >= link.MaxViews);
}
