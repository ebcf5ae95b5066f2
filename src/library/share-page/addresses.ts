/** Where the links and pictures of a page lead: relative, so that a proxy may put the library below a path of its own. */
import type { SharedLinkRow } from '../store/shared-links.ts';

/** How a visitor came: by the key (`/share/…`) or by the slug (`/s/…`). */
export interface Arrival {
  link: SharedLinkRow;
  by: 'key' | 'slug';
  /** The address path of the page that is asked for. */
  path: string;
}

export interface Addresses {
  /** One page of the grid, from 1; at one of its assets. */
  grid(page: number, assetId?: string): string;
  asset(assetId: string): string;
  /** A file of the API: `thumbnail`, `thumbnail?size=preview`, `original`, `video/playback`. */
  file(assetId: string, name: string): string;
}

/** The addresses that a page at `path` uses. What the visitor does not know, the key of a slug, is in none of them. */
export function addressesFor({ link, by, path }: Arrival): Addresses {
  const root = '../'.repeat(path.split('/').length - 2);
  const opener = encodeURIComponent((by === 'key' ? link.key : link.slug) ?? '');
  const home = `${root}${by === 'key' ? 'share' : 's'}/${opener}`;
  return {
    grid: (page, assetId) => `${home}${page > 1 ? `?page=${page}` : ''}${assetId === undefined ? '' : `#a${assetId}`}`,
    asset: (assetId) => `${home}/${assetId}`,
    file: (assetId, name) => `${root}api/assets/${assetId}/${name}${name.includes('?') ? '&' : '?'}${by}=${opener}`,
  };
}
