/** Visitors: people without a key of their own, who come by a shared link. */
import type { HonoRequest } from 'hono';
import type { Store } from '../store/open.ts';
import { type SharedLinkRow, sharedLinkBy } from '../store/shared-links.ts';
import { unauthorized } from './errors.ts';

/** Whether the link's time is over. */
export function isExpired({ expiresAt }: SharedLinkRow): boolean {
  return expiresAt !== null && expiresAt <= Date.now();
}

async function openLink(store: Store, name: 'key' | 'slug', value: string): Promise<SharedLinkRow> {
  const link = await sharedLinkBy(store, name, value);
  if (link === undefined || isExpired(link)) throw unauthorized(`Invalid share ${name}`);
  return link;
}

/** The link that the request names, by key or slug; undefined when it names none. Throws 401 for one that opens nothing. */
export async function linkOf(store: Store, request: HonoRequest): Promise<SharedLinkRow | undefined> {
  const key = request.header('x-immich-share-key') || request.query('key');
  if (key) return openLink(store, 'key', key);
  const slug = request.header('x-immich-share-slug') || request.query('slug');
  return slug ? openLink(store, 'slug', slug) : undefined;
}

/**
 * Whether originals may be had. They carry all the metadata of the photo, so a link that hides metadata gives none, whatever else
 * it allows.
 */
export function mayDownload({ allowDownload, showMetadata }: SharedLinkRow): boolean {
  return allowDownload === 1 && showMetadata === 1;
}

/** Whether the browser speaks HTTPS, as far as a proxy in front says. Decides nothing but whether a cookie may travel without. */
export function speaksHttps(request: HonoRequest): boolean {
  return (request.header('x-forwarded-proto') ?? new URL(request.url).protocol).startsWith('https');
}
